import { cellText, type SourceRow } from '../reader/sheet.ts';
import { foldWidth } from '../text/plain-text.ts';
import { kindOfCell } from './cell-kind.ts';
import type { TableShape } from './table-shape.ts';

/** A row among those of a table that looks like the header of another one. */
export interface SecondHeader {
  readonly row: SourceRow;
  /** The row that the other table begins with: its title, or its header. */
  readonly begins: SourceRow;
  /** Whether it says what the header of the table says. */
  readonly isSame: boolean;
}

const MIN_SAME = 2;

/** Finds where another table begins in the same columns; null where none does. */
export function findSecondHeader({ header, rows, isSeries }: TableShape): SecondHeader | null {
  const titles = header.at(-1);
  if (isSeries || titles === undefined) return null;
  for (const [index, row] of rows.entries()) {
    const before = rows[index - 1];
    const isTitled = before !== undefined && filledColumns(before).length === 1;
    const isApart = before !== undefined && row.row - before.row > 1;
    const isSame = saysSame(row, titles);
    if (isSame || ((isTitled || isApart) && looksLikeHeader(row, rows[index + 1])))
      return { row, begins: isTitled ? before : row, isSame };
  }
  return null;
}

const filledColumns = ({ cells }: SourceRow): number[] =>
  cells.flatMap((cell, column) => (foldWidth(cellText(cell)) === '' ? [] : [column]));

/** Whether a row holds what the header does, cell by cell. */
function saysSame(row: SourceRow, titles: SourceRow): boolean {
  const columns = filledColumns(row);
  const textOf = ({ cells }: SourceRow, column: number) => foldWidth(cellText(cells[column]));
  return columns.length >= MIN_SAME && columns.every((column) => textOf(row, column) === textOf(titles, column));
}

/** Whether nothing in a row is a number, and each of its cells but the first stands above one that is. */
function looksLikeHeader(row: SourceRow, below: SourceRow | undefined): boolean {
  const columns = filledColumns(row).filter((column) => column > 0);
  const kindAt = (of: SourceRow | undefined, column: number) => kindOfCell(of?.cells[column]);
  return (
    columns.length > 0 &&
    columns.every((column) => /^(?:TEXT|YEAR|PERIOD)$/.test(kindAt(row, column))) &&
    columns.filter((column) => /^(?:NUMBER|YEAR)$/.test(kindAt(below, column))).length * 2 > columns.length
  );
}
