import { message } from '../../domain/message/message.ts';
import { UnreadableCsv } from '../package/csv.ts';
import { quoted } from '../package/problem.ts';
import { cellText, type SourceRow, type SourceSheet } from './sheet.ts';

/**
 * A sheet whose first column joins several, as `freq,unit,geo\TIME_PERIOD` does: each part stands in a column of its own, and what follows
 * the backslash says what lies across. Citations name the cells of the file.
 */
export function splitFirstColumn(sheet: SourceSheet, separator: string): SourceSheet {
  let known = 1;
  async function* rows(): AsyncGenerator<SourceRow> {
    let width = 0;
    for await (const row of sheet.rows()) {
      const [first, ...others] = row.cells;
      const text = cellText(first);
      const isHeader: boolean = width === 0;
      const parts = (isHeader ? text.replace(/\\[^\\]*$/, '') : text).split(separator).map((part) => part.trim());
      if (isHeader) width = parts.length;
      known = width;
      if (parts.length !== width) {
        const words = message('mapping.key-parts', {
          text: quoted(text),
          separator: quoted(separator),
          count: parts.length,
        });
        throw new UnreadableCsv(words, row.row, message('mapping.key-parts-expected', { count: width }));
      }
      yield { ...row, cells: [...parts, ...others] };
    }
  }
  const locator = (row: number, column: number) => `${row}:${Math.max(0, column - known + 1) + 1}`;
  return { ...sheet, rows, locator };
}

/** What parts the texts of a first column whose header is `freq,unit,geo\TIME_PERIOD`; null for another header. */
export const findKeySeparator = (header: string): string | null =>
  /^[\w-]+([,;|])[\w-]+(?:\1[\w-]+)*\\[\w-]+$/.exec(header.trim())?.[1] ?? null;
