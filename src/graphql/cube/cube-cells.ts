import type { Database } from '../../database/database.ts';
import type { CellColumn } from '../../read/cube/cell-query.ts';
import { readCells } from '../../read/cube/cell-statement.ts';
import type { CubeRead } from '../../read/cube/cube-page.ts';
import { readTotals } from '../../read/cube/roll-up-statement.ts';
import { type CubeCell, WHOLE } from './cell.ts';
import { buildTotalCells, findTotalColumns } from './cell-total.ts';
import type { CubeRequest } from './cube-request.ts';

/** The cells of a page, and one more where there is a further page. */
export interface CubeCells {
  readonly cells: readonly CubeCell[];
  readonly sort: CubeRead<unknown>['sort'];
  readonly total: number | null;
}

/** Reads the cells that a request asks for, each of which is stored, or a total. */
export async function readCubeCells(request: CubeRequest, database: Database): Promise<CubeCells> {
  const { state, source, columnar, page, columns } = request;
  if (source.rollUp) {
    const read = await readTotals(database, state, source.rollUp, page, findTotalColumns(columns));
    return { cells: buildTotalCells(read, source.rollUp, request.catalogue), sort: read.sort, total: read.total };
  }
  const stored = columns.filter((name) => !Object.hasOwn(WHOLE, name)) as CellColumn[];
  const read = await readCells(database, state, source.stored, page, stored, columnar);
  const cells = buildRows(read).map((row) => Object.assign(row, WHOLE));
  return { cells, sort: read.sort, total: read.total };
}

/** Builds rows of what was read column by column. */
function buildRows<Row extends object>({ columns, length }: CubeRead<Row>): Row[] {
  const names = Object.keys(columns) as (keyof Row)[];
  return Array.from({ length }, (_, index) => {
    const row: Partial<Row> = {};
    for (const name of names) row[name] = columns[name]?.[index] as Row[keyof Row];
    return row as Row;
  });
}
