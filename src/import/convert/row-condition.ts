import type { RowCondition } from '../mapping/reading-schema.ts';
import { cellText, type SourceCell, type SourceRow } from '../reader/sheet.ts';
import { foldWidth, ownText } from '../text/plain-text.ts';
import type { Header } from './column-title.ts';

/** Whether a row is one of those that a mapping describes. */
export type RowTest = (row: SourceRow) => boolean;

export function rowTest(condition: RowCondition, header: Header): RowTest {
  const column = condition.column === undefined ? null : header.find(condition.column);
  const test = textTest(condition);
  return (row) => test(foldWidth(column === null ? firstText(row) : cellText(row.cells[column])));
}

/** Whether a text is one of those that a mapping describes. */
export function textTest(condition: Pick<RowCondition, 'in' | 'begins' | 'ends'>): (text: string) => boolean {
  const texts = new Set(condition.in?.map(foldWidth));
  const beginnings = (condition.begins ?? []).map(foldWidth);
  const ends = (condition.ends ?? []).map(foldWidth);
  return (text) =>
    texts.has(text) ||
    beginnings.some((beginning) => text.startsWith(beginning)) ||
    ends.some((end) => text.endsWith(end));
}

export const isBlankRow = (row: SourceRow): boolean => row.cells.every((cell) => foldWidth(cellText(cell)) === '');

const NUMERIC = /^-?\d+(?:[.,]\d+)*%?$/;

/** Whether a cell holds what looks like a value. */
export const isNumeric = (cell: SourceCell | undefined): boolean =>
  (typeof cell === 'object' && (cell.type === 'number' || cell.type === 'percent' || cell.isMarked === true)) ||
  NUMERIC.test(foldWidth(cellText(cell)));

/** The first cell of a row that is not blank. */
export function firstText(row: SourceRow): string {
  for (const cell of row.cells) {
    const text = foldWidth(cellText(cell));
    if (text !== '') return text;
  }
  return '';
}

/** The only column of a row that says something; null where several do, or none. */
export function soleColumn({ cells }: SourceRow): number | null {
  let found: number | null = null;
  for (const [column, cell] of cells.entries()) {
    if (ownText(cell) === '') continue;
    if (found !== null) return null;
    found = column;
  }
  return found;
}
