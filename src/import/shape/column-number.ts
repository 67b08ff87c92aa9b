import { TotalRows } from '../convert/total-row.ts';
import { cellText, type SourceRow } from '../reader/sheet.ts';
import { foldWidth } from '../text/plain-text.ts';

const NUMBER = /^[-+]?\d+(?:\.\d+)?$/;
const numberIn = (row: SourceRow, column: number): string | null => {
  const cell = row.cells[column];
  const text = typeof cell === 'object' ? cell.value : foldWidth(cell ?? '').replaceAll(',', '');
  return NUMBER.test(text) ? text : null;
};

/** Rows that have totals of their own: those below one heading, or all of a table. */
export interface SummedRows {
  readonly rows: readonly SourceRow[];
  /** The columns that may add up. */
  readonly columns: readonly number[];
}

/** Whether the rows of totals hold the sums of the others, column by column. */
export function compareSums(blocks: readonly SummedRows[], label: number, totals: ReadonlySet<string>) {
  const sums = new TotalRows();
  for (const [index, { rows, columns }] of blocks.entries()) {
    for (const row of rows) {
      const isTotal = totals.has(foldWidth(cellText(row.cells[label])));
      for (const column of columns) {
        const [key, value] = [`${index} ${column}`, numberIn(row, column)];
        if (!isTotal) sums.add(key, value);
        else if (value !== null) sums.addTotal({ key, row: row.row, column, value, tolerance: undefined });
      }
    }
  }
  const compared = sums.comparable;
  const differing = new Set(sums.differing().map(({ column }) => column));
  return {
    compared: compared.size,
    differing: differing.size,
    adding: new Set([...compared].filter((column) => !differing.has(column))),
  };
}

/** What numbers tell of their metric. */
export interface DescribedNumbers {
  readonly decimals: number;
  readonly isPercent: boolean;
  readonly addsUp: boolean;
  /** The least of them, as it is written as well; null where none is below zero. */
  readonly least: { readonly value: number; readonly text: string } | null;
}

/** With a minus, or with what may stand for one. */
const NEGATIVE = /^[-\u2212(△▲▼]\s?\d|^\d[\d.,]*\s?[-\u2212]$/;

/** The number within a text, without its sign. */
const sizeOf = (text: string, point: string): number =>
  Number((/\d[\d.,]*/.exec(text)?.[0] ?? '').replaceAll(point === ',' ? '.' : ',', '').replace(',', '.'));

/** What the cells of some columns tell of their metric, whose decimals stand behind `point`. */
export function describeNumbers(
  rows: readonly SourceRow[],
  columns: readonly number[],
  adding: ReadonlySet<number>,
  point: string,
): DescribedNumbers {
  const fraction = point === ',' ? /,(\d{1,12})/ : /\.(\d{1,12})/;
  let decimals = 0;
  let isPercent = false;
  let least: { readonly value: number; readonly text: string } | null = null;
  for (const row of rows) {
    for (const column of columns) {
      const cell = row.cells[column];
      const text = foldWidth(cellText(cell));
      if (text.endsWith('%')) isPercent = true;
      const value = NEGATIVE.test(text) ? -sizeOf(text, point) : 0;
      if (value < (least?.value ?? 0)) least = { value, text };
      const own =
        typeof cell === 'object' && cell.type !== 'text' ? /\.(\d{1,12})/.exec(cell.value) : fraction.exec(text);
      decimals = Math.max(decimals, own?.[1]?.length ?? 0);
    }
  }
  return { decimals, isPercent, least, addsUp: columns.length > 0 && columns.every((column) => adding.has(column)) };
}
