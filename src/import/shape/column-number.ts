import { TotalRows } from '../convert/total-row.ts';
import { cellText, type SourceRow } from '../reader/sheet.ts';
import { foldWidth } from '../text/plain-text.ts';

const NUMBER = /^[-+]?\d+(?:\.\d+)?$/;
const numberIn = (row: SourceRow, column: number): string | null => {
  const cell = row.cells[column];
  const text = typeof cell === 'object' ? cell.value : foldWidth(cell ?? '').replaceAll(',', '');
  return NUMBER.test(text) ? text : null;
};

/** Whether the rows of totals hold the sums of the others, column by column. */
export function compareSums(
  rows: readonly SourceRow[],
  columns: readonly number[],
  label: number | null,
  totals: ReadonlySet<string>,
) {
  const sums = new TotalRows();
  for (const row of label === null ? [] : rows) {
    const isTotal = totals.has(foldWidth(cellText(row.cells[label ?? 0])));
    for (const column of columns) {
      const value = numberIn(row, column);
      if (!isTotal) sums.add(String(column), value);
      else if (value !== null)
        sums.addTotal({ key: String(column), row: row.row, column, value, tolerance: undefined });
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

/** What the cells of some columns tell of their metric. */
export function describeNumbers(rows: readonly SourceRow[], columns: readonly number[], adding: ReadonlySet<number>) {
  let decimals = 0;
  let isPercent = false;
  for (const row of rows) {
    for (const column of columns) {
      const cell = row.cells[column];
      const text = foldWidth(cellText(cell));
      if (text.endsWith('%')) isPercent = true;
      decimals = Math.max(
        decimals,
        /\.(\d{1,12})/.exec(typeof cell === 'object' ? cell.value : text)?.[1]?.length ?? 0,
      );
    }
  }
  return { decimals, isPercent, addsUp: columns.length > 0 && columns.every((column) => adding.has(column)) };
}
