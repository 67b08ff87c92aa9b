import type { ValueColumns } from '../mapping/schema.ts';
import { columnAt, columnLetters } from '../reader/sheet.ts';

/** The columns of a range of letters, or of one. */
export function columnsIn(range: string): readonly number[] {
  const [, from = '', to = from] = /^\$([A-Z]+)(?::\$([A-Z]+))?$/.exec(range) ?? [];
  if (from === '') return [];
  return Array.from({ length: columnAt(to) - columnAt(from) + 1 }, (_, index) => columnAt(from) + index);
}

/** Columns next to each other as ranges of letters. */
export function ranges(columns: readonly number[]): string[] {
  const found: [number, number][] = [];
  for (const column of [...columns].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === column - 1) last[1] = column;
    else found.push([column, column]);
  }
  return found.map(([from, to]) =>
    from === to ? `$${columnLetters(from)}` : `$${columnLetters(from)}:$${columnLetters(to)}`,
  );
}

/** Whether a column is one of those of a group, which are named by ranges of letters. */
export const isInGroup = (column: number, { columns }: ValueColumns): boolean =>
  columns !== 'OTHERS' && columns.some((name) => columnsIn(name).includes(column));
