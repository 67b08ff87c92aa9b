import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { beyond, orderBy, Parameters } from '../core/statement.ts';
import type { CellRow } from './cell-query.ts';
import { type CubePage, type CubeRead, parsePage, type RawPage, selectPage, selectSort } from './cube-page.ts';
import { buildCellTable } from './roll-up-cell.ts';
import { buildChosenTable, buildCombinationTables, buildJudgedTable } from './roll-up-choice.ts';
import { buildFactTable, buildNestedTables } from './roll-up-fact.ts';
import { buildPartTable, buildRuleTable } from './roll-up-part.ts';
import { buildPlaceTables } from './roll-up-place.ts';
import { type CellKey, ROLLED_ENDS, ROLLED_KEYS, type RollUp } from './roll-up-query.ts';
import { buildLineTable, buildSpreadTables, buildWayTable } from './roll-up-way.ts';

/** A row holds a total, and of what it was made. `sum`, numerator and denominator are null where it is not to be told. */
export interface RolledRow extends Omit<CellRow, 'value' | 'flags' | 'period' | 'citationIds' | 'note'> {
  readonly sum: string | null;
  /** How it was brought together. */
  readonly rule: 'SUM' | 'AVERAGE' | 'WEIGHTED';
  readonly divisor: number;
  /** The flags of what it was made of: bit n for the nth status, counted from 1. */
  readonly marks: number;
  readonly isSuppressed: boolean;
  /** Null where it is stored. */
  readonly expected: number | null;
  readonly reported: number | null;
  /** Alike for totals of the same parts. */
  readonly fingerprint: string | null;
  /** Which of the parts are defined in another way: empty for none, ALL, or a number alike for the same ones. */
  readonly definition: string;
}
export type RolledColumn = keyof RolledRow;

const COLUMN: { readonly [Name in keyof RolledRow]: string } = {
  datasetId: 'x.dataset_id',
  metricId: 'x.metric_id',
  regionId: 'x.target_id',
  breakdownKey: 'x.breakdown_key',
  periodStart: 'x.period_start',
  periodEnd: 'x.period_end',
  frequency: 'x.frequency',
  basis: 'x.basis',
  sum: 'x.sum::text',
  rule: 'x.rule',
  numerator: 'x.numerator::text',
  denominator: 'x.denominator::text',
  divisor: 'x.divisor',
  marks: 'x.marks',
  isSuppressed: 'x.is_suppressed',
  expected: 'x.expected',
  reported: 'x.reported',
  fingerprint: 'x.fingerprint::text',
  definition: 'x.definition',
};

/**
 * Reads totals, and of each how many of its parts are there. One total may be had in several ways: as it is stored, from regions below, from
 * shorter periods, from categories, or from several of these at once. What is stored wins; then a way of which no part is missing, the
 * one that brings together least. A total of which one part alone is suppressed is suppressed itself, whatever way it comes.
 */
export const readTotals = (
  sql: Sql,
  state: Snapshot,
  rollUp: RollUp,
  page: CubePage,
  columns: readonly RolledColumn[],
): Promise<CubeRead<RolledRow>> => readRollUp(sql, state, { rollUp, cells: null, page }, columns);

/** Reads the totals that are named, whatever bounds of time the roll-up has: others are compared with them. */
export const readTotalsAt = (
  sql: Sql,
  state: Snapshot,
  { filter, ...rollUp }: RollUp,
  cells: readonly CellKey[],
  columns: readonly RolledColumn[],
): Promise<CubeRead<RolledRow>> => {
  const unbound = { ...rollUp, filter: { ...filter, firstEnd: undefined, lastEnd: undefined }, latest: null };
  const page = { keys: KEYS, limit: cells.length, after: null, cursors: false, total: false };
  return readRollUp(sql, state, { rollUp: unbound, cells, page }, columns);
};

const KEYS = [...ROLLED_KEYS.METRIC_ASC, ...ROLLED_KEYS.REGION_ASC, ...ROLLED_KEYS.PERIOD_ASC, ...ROLLED_ENDS];

interface Wanted {
  readonly rollUp: RollUp;
  /** The only totals that are wanted; null: all. */
  readonly cells: readonly CellKey[] | null;
  readonly page: CubePage;
}

async function readRollUp(
  sql: Sql,
  state: Snapshot,
  { rollUp, cells, page }: Wanted,
  columns: readonly RolledColumn[],
): Promise<CubeRead<RolledRow>> {
  const parameters = new Parameters();
  const tables = [
    ...buildPlaceTables(rollUp, parameters),
    buildRuleTable(rollUp, parameters),
    buildPartTable(rollUp, state, parameters),
    buildFactTable(rollUp, cells, parameters),
    ...buildNestedTables(rollUp),
    buildWayTable(rollUp),
    buildLineTable(rollUp),
    ...buildCombinationTables(rollUp, parameters),
    ...buildSpreadTables(rollUp),
    buildJudgedTable(rollUp, parameters),
    buildChosenTable(),
    buildCellTable(rollUp, cells, parameters),
  ];
  const [found] = await sql.query<RawPage>(
    `-- cube.roll-up
with ${tables.join(',\n')}
select ${selectPage(columns, page)}${page.total ? ', (select count(*)::int from cell) as total' : ''}
from (
  select ${columns.length > 0 ? columns.map((name) => `${COLUMN[name]} as "${name}"`).join(', ') : '1 as one'}${selectSort(page)}
  from cell x${page.after ? ` where ${beyond(page.keys, page.after, false, parameters)}` : ''}
  order by ${orderBy(page.keys, false)} limit ${parameters.add(page.limit, 'int')}
) c`,
    parameters.values,
  );
  return parsePage<RolledRow>(found, columns);
}
