import type { Database } from '../../database/database.ts';
import type { CellColumn } from '../../read/cube/cell-query.ts';
import { readCells } from '../../read/cube/cell-statement.ts';
import type { CubeRead } from '../../read/cube/cube-page.ts';
import { readTotals } from '../../read/cube/roll-up-statement.ts';
import { type CubeCell, WHOLE } from './cell.ts';
import { buildStoredCells } from './cell-stored.ts';
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
  return { cells: buildStoredCells(read), sort: read.sort, total: read.total };
}
