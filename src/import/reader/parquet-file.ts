import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Problems } from '../package/problem.ts';
import { ChunkReader, cellPart } from '../parquet/chunk-reader.ts';
import { type ParquetTable, readFooter } from '../parquet/footer.ts';
import { UnpackBound } from '../parquet/unpack-bound.ts';
import { boundTable, boundText } from './cube-sheet.ts';
import { cellText, MAX_CELL, type SheetFile, type SourceRow } from './sheet.ts';
import { tellUnreadable } from './unreadable.ts';
import { readBounded } from './whole-file.ts';

const FIRST_ROW = 2;
/** Cells that are read before others have their turn. */
const MAX_CELLS_PER_TURN = 10_000;

/** Opens a Parquet file; null where it is none, with the reason in `problems`. Its bytes are held, and of its values one row. */
export async function openParquetFile(file: string, problems: Problems): Promise<SheetFile | null> {
  const name = basename(file);
  try {
    let bytes: Buffer | null = await readBounded(file);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const table = readFooter(bytes);
    boundTable(table.rows + 1, table.columns.length);
    const titles = table.columns.map((column) => column.name);
    const nestedColumns = new Set(table.columns.flatMap(({ element }, index) => (element === null ? [index] : [])));
    const locator = (row: number, column: number) => {
      const title = titles[column] ?? '';
      return row < FIRST_ROW ? title : cellPart(title, row - FIRST_ROW);
    };
    const rows = () => readRows(bytes, table, titles);
    const close = () => {
      bytes = null;
    };
    const sheet = { name: null, locator, nestedColumns, rows };
    return { name, sha256, format: 'parquet', encoding: null, sheets: [sheet], close };
  } catch (error) {
    tellUnreadable(error, name, problems);
    return null;
  }
}

/** The rows of a table below a header, group by group. */
async function* readRows(
  bytes: Buffer | null,
  { columns, groups }: ParquetTable,
  titles: readonly string[],
): AsyncGenerator<SourceRow> {
  if (bytes === null) return;
  yield { row: 1, cells: titles.map((title) => boundText(title, title)), hidden: false };
  const bound = new UnpackBound(bytes.length);
  const perTurn = Math.ceil(MAX_CELLS_PER_TURN / columns.length);
  let firstRow = 0;
  for (const { rows, chunks } of groups) {
    const readers = columns.map(({ element: column }, index) => {
      const chunk = chunks[index] ?? null;
      return column === null || chunk === null
        ? null
        : new ChunkReader(bytes, { column, chunk, rows, firstRow }, bound);
    });
    for (let row = firstRow; row < firstRow + rows; row++) {
      if (row % perTurn === 0) await nextTurn();
      const cells = readers.map((reader, column) => {
        const cell = reader?.next() ?? '';
        if (cellText(cell).length > MAX_CELL) boundText(cellText(cell), cellPart(titles[column] ?? '', row));
        return cell;
      });
      yield { row: row + FIRST_ROW, cells, hidden: false };
    }
    firstRow += rows;
  }
}
