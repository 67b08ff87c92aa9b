import { message } from '../../domain/message/message.ts';
import { columnReference, type Header } from '../convert/column-title.ts';
import type { Mapping } from '../mapping/schema.ts';
import { cellText, type SourceRow } from '../reader/sheet.ts';
import { kindOfCell } from '../shape/cell-kind.ts';
import { foldWidth } from '../text/plain-text.ts';
import { isTotalWord } from '../text/total-word.ts';
import { type Inference, shownTexts } from './inference.ts';

/** Leaves rows out as well. */
export const skipRows = ({ rows, ...mapping }: Mapping, condition: { column: string; in: string[] }): Mapping => ({
  ...mapping,
  rows: { ...rows, skip: [...(rows?.skip ?? []), condition] },
});

/** The answer that leaves rows out. */
export const SKIP_ROWS = 'rows.skip';
const BLANK_CHOICES = ['fill', SKIP_ROWS];

/** Asks of blank cells among the regions, or the periods, of rows with numbers whether they say what stands above them. */
export function askBlankLabels(
  at: 'region' | 'period',
  column: number,
  rows: readonly SourceRow[],
  header: Header,
  inference: Inference,
): void {
  const isTotal = ({ cells }: SourceRow) => cells.some((cell) => isTotalWord(cellText(cell)));
  const hasNumber = ({ cells }: SourceRow) => cells.some((cell) => kindOfCell(cell) === 'NUMBER');
  const blank = rows.filter((row) => foldWidth(cellText(row.cells[column])) === '' && hasNumber(row) && !isTotal(row));
  if (blank.length === 0) return;
  const shown = { name: header.name(column), rows: shownTexts(blank.map(({ row }) => String(row))) };
  inference.ask(`${at}.fill`, message('inference.blank-labels', shown), BLANK_CHOICES, {
    options: BLANK_CHOICES,
    apply: (mapping, answer) =>
      answer === 'fill'
        ? { ...mapping, [at]: { ...mapping[at], fill: true } }
        : skipRows(mapping, { column: columnReference(header, column), in: [''] }),
  });
}
