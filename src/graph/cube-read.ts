import { total } from '../domain/aggregation.ts';
import { periodOf } from '../domain/period.ts';
import {
  type CellColumn,
  type CellRow,
  CUBE_ENDS,
  CUBE_KEYS,
  type CubePage,
  type CubeRead,
  readCells,
} from '../store/cube.ts';
import { ObservationStatus } from '../store/generated/prisma/enums.ts';
import { ROLLED_ENDS, ROLLED_KEYS, type RolledRow, readRollUp } from '../store/roll-up.ts';
import type { RollUp } from '../store/roll-up-query.ts';
import type { State } from '../store/state.ts';
import type { SortKey } from '../store/statement.ts';
import type { Context } from './context.ts';
import type { CubeArguments, CubeMeaning } from './cube-input.ts';
import { firstOfEach } from './page.ts';

/** A cell as it is answered. Of what is stored, only the columns that were asked for are there. */
export interface Cell extends CellRow {
  readonly expected: number | null;
  readonly reported: number | null;
  /** Alike for totals of the same parts. */
  readonly fingerprint: string | null;
}

export interface Cells {
  readonly cells: readonly Cell[];
  readonly sort: CubeRead<unknown>['sort'];
  readonly total: number | null;
}

/** By metric, region and period, unless something else comes first; then by what makes the order total. */
export function cubeKeys(orderBy: CubeArguments['orderBy'], isRolled: boolean): SortKey[] {
  const [keys, ends] = isRolled ? [ROLLED_KEYS, ROLLED_ENDS] : [CUBE_KEYS, CUBE_ENDS];
  const wanted = orderBy ?? [];
  const byPeriod = wanted.some((order) => order.startsWith('PERIOD')) ? [] : ['PERIOD_ASC' as const];
  const parts = ([...wanted, 'METRIC_ASC', 'REGION_ASC', ...byPeriod] as const).flatMap((order) => keys[order]);
  return firstOfEach([...parts, ...ends]);
}

export async function readCube(
  { stored, rollUp }: CubeMeaning,
  context: Context,
  state: State,
  page: CubePage,
  columns: readonly CellColumn[],
): Promise<Cells> {
  if (rollUp) {
    const read = await readRollUp(context.database, state, rollUp, page);
    return { cells: rolledCells(read, rollUp, context), sort: read.sort, total: read.total };
  }
  const read = await readCells(context.database, state, stored, page, columns);
  const cells = rowsOf(read).map((row) => Object.assign(row, WHOLE));
  return { cells, sort: read.sort, total: read.total };
}

/** What is stored is no total of parts. */
export const WHOLE = { expected: null, reported: null, fingerprint: null };

/** What was read column by column, as rows. */
function rowsOf<Row extends object>({ columns, length }: CubeRead<Row>): Row[] {
  const names = Object.keys(columns) as (keyof Row)[];
  return Array.from({ length }, (_, index) => {
    const row: Partial<Row> = {};
    for (const name of names) row[name] = columns[name]?.[index] as Row[keyof Row];
    return row as Row;
  });
}

/** Totals get their value, what is to be said of it, and the name of their period. */
export function rolledCells(read: CubeRead<RolledRow>, rollUp: RollUp, { catalogue }: Context): Cell[] {
  const scales = new Map(rollUp.metrics.map(({ id, scale }) => [id, scale]));
  return rowsOf(read).map((row) => {
    const { decimals } = catalogue.metrics.get(row.metricId);
    const quotient = { scale: scales.get(row.metricId) ?? '1', decimals };
    const value = row.basis === 'ROLLED_UP' ? total(row.rule, row, quotient) : row.sum;
    return {
      ...row,
      period: periodOf(row.periodStart, row.periodEnd).text,
      value,
      flags: flagsOf(row, value),
    };
  });
}

const STATUSES = Object.values(ObservationStatus);
const WHY_NOTHING = ['SUPPRESSED', 'MISSING'];

/** What is to be said of the parts is to be said of their total; without a value, why there is none. */
function flagsOf({ marks, isSuppressed, basis }: RolledRow, value: string | null): ObservationStatus[] | null {
  const found = marks === 0 ? [] : STATUSES.filter((_, index) => marks & (1 << (index + 1)));
  if (basis !== 'ROLLED_UP' && (value !== null || !isSuppressed)) return found.length > 0 ? found : null;
  const kept = found.filter((mark) => !WHY_NOTHING.includes(mark));
  if (value === null) return [...kept, isSuppressed ? 'SUPPRESSED' : 'MISSING'];
  return kept.length > 0 ? kept : null;
}
