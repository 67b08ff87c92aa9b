import type { Snapshot } from '../../read/core/snapshot.ts';
import type { SortKey } from '../../read/core/statement.ts';
import {
  type CellColumn,
  CUBE_ENDS,
  CUBE_KEYS,
  type CubePage,
  type CubeRead,
  readCells,
} from '../../read/cube/cube.ts';
import { ROLLED_ENDS, ROLLED_KEYS, type RolledRow, readRollUp } from '../../read/cube/roll-up.ts';
import type { RollUp } from '../../read/cube/roll-up-query.ts';
import type { Context } from '../core/context.ts';
import { firstOfEach } from '../core/pagination.ts';
import { observationColumns } from '../observation/observation-list.ts';
import { type Cell, WHOLE } from './cube-cell.ts';
import type { CubeArguments, CubeMeaning } from './cube-input.ts';
import { TotalCell, type TotalTable, totalColumns } from './cube-total.ts';

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

/** What fields of a row are made of, as fields of an observation; any other field is one of an observation itself. */
const MADE_OF: Readonly<Record<string, string>> = {
  metricCode: 'metric',
  regionCode: 'region',
  changes: 'dataset metric region breakdown period periodStart periodEnd frequency value statusFlags',
};

/** What of cells a selection needs. A row has no field that is made of what cells lack. */
export const askedOf = (names: ReadonlySet<string>): (keyof Cell)[] => [
  ...(observationColumns(new Set([...names].flatMap((name) => MADE_OF[name]?.split(' ') ?? name))) as CellColumn[]),
  ...(names.has('coverage') || names.has('changes') ? (['expected', 'reported'] as const) : []),
  ...(names.has('changes') ? (['fingerprint', 'definition'] as const) : []),
];

export async function readCube(
  { stored, rollUp }: CubeMeaning,
  context: Context,
  state: Snapshot,
  page: CubePage,
  asked: readonly (keyof Cell)[],
): Promise<Cells> {
  if (rollUp) {
    const read = await readRollUp(context.database, state, rollUp, page, totalColumns(asked));
    return { cells: rolledCells(read, rollUp, context), sort: read.sort, total: read.total };
  }
  const columns = asked.filter((name) => !Object.hasOwn(WHOLE, name)) as CellColumn[];
  const read = await readCells(context.database, state, stored, page, columns);
  const cells = rowsOf(read).map((row) => Object.assign(row, WHOLE));
  return { cells, sort: read.sort, total: read.total };
}

/** What was read column by column, as rows. */
function rowsOf<Row extends object>({ columns, length }: CubeRead<Row>): Row[] {
  const names = Object.keys(columns) as (keyof Row)[];
  return Array.from({ length }, (_, index) => {
    const row: Partial<Row> = {};
    for (const name of names) row[name] = columns[name]?.[index] as Row[keyof Row];
    return row as Row;
  });
}

/** Totals, a page of them. */
export function rolledCells(read: CubeRead<RolledRow>, rollUp: RollUp, { catalogue }: Context): Cell[] {
  const scales = new Map(rollUp.metrics.map(({ id, scale }) => [id, scale]));
  const table: TotalTable = {
    columns: read.columns,
    quotientOf: (metricId) => ({
      scale: scales.get(metricId) ?? '1',
      decimals: catalogue.metrics.get(metricId).decimals,
    }),
    periods: new Map(),
  };
  return Array.from({ length: read.length }, (_, index) => new TotalCell(table, index));
}
