import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { beyond, orderBy, Parameters, type SortKey } from '../core/statement.ts';
import { type CellRow, type CubePage, type CubeRead, cubeRead, pageList, type RawPage, sortColumn } from './cube.ts';
import { factTable, partTable, ruleTable } from './roll-up-part.ts';
import { nestedTables, placeTables, spreadTable } from './roll-up-place.ts';
import type { RollUp } from './roll-up-query.ts';
import { cellTable, chosenTable, judgedTable, lineTable, wayTable } from './roll-up-total.ts';

/** A total, and of what it was made. `sum`, numerator and denominator are null where it is not to be told. */
export interface RolledRow extends Omit<CellRow, 'value' | 'flags' | 'period'> {
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
export type RolledColumn = keyof RolledRow;

const key = (name: string, expression: string, type: SortKey['type']): SortKey => ({
  name,
  expression: `x.${expression}`,
  type,
  descending: false,
});
const periodKeys = (descending: boolean): SortKey[] => [
  { ...key('end', 'period_end', 'date'), descending },
  { ...key('start', 'period_start', 'date'), descending: !descending, nullable: true },
];
const valueKeys = (descending: boolean): SortKey[] => [
  { ...key('value', 'value', 'numeric'), descending, nullable: true },
];

export const ROLLED_KEYS = {
  METRIC_ASC: [key('metric', 'metric_code', 'text')],
  REGION_ASC: [key('region', 'region_code', 'text')],
  PERIOD_ASC: periodKeys(false),
  PERIOD_DESC: periodKeys(true),
  VALUE_ASC: valueKeys(false),
  VALUE_DESC: valueKeys(true),
} as const satisfies Record<string, readonly SortKey[]>;
/** What makes any order total. */
export const ROLLED_ENDS: readonly SortKey[] = [
  key('breakdown', 'breakdown_key', 'text'),
  key('target', 'target_id', 'int'),
  key('dataset', 'dataset_id', 'int'),
];

/**
 * Totals, and of each how many of its parts are there. One total may be had in several ways: as it is stored, from regions below, from
 * shorter periods, from categories, or from several of these at once. What is stored wins; then a way of which no part is missing, the
 * one that brings together least. A total of which one part alone is suppressed is suppressed itself, whatever way it comes.
 */
export async function readRollUp(
  sql: Sql,
  state: Snapshot,
  rollUp: RollUp,
  page: CubePage,
  columns: readonly RolledColumn[],
): Promise<CubeRead<RolledRow>> {
  const parameters = new Parameters();
  const tables = [
    ...placeTables(rollUp, parameters),
    ruleTable(rollUp, parameters),
    partTable(rollUp, state, parameters),
    factTable(rollUp, parameters),
    ...nestedTables(rollUp),
    wayTable(rollUp),
    lineTable(rollUp),
    ...spreadTable(rollUp),
    judgedTable(rollUp, parameters),
    chosenTable(),
    cellTable(rollUp, parameters),
  ];
  const [found] = await sql.query<RawPage>(
    `-- cube.roll-up
with ${tables.join(',\n')}
select ${pageList(columns, page)}${page.total ? ', (select count(*)::int from cell) as total' : ''}
from (
  select ${columns.length > 0 ? columns.map((name) => `${COLUMN[name]} as "${name}"`).join(', ') : '1 as one'}${sortColumn(page)}
  from cell x${page.after ? ` where ${beyond(page.keys, page.after, false, parameters)}` : ''}
  order by ${orderBy(page.keys, false)} limit ${parameters.add(page.limit, 'int')}
) c`,
    parameters.values,
  );
  return cubeRead<RolledRow>(found, columns);
}
