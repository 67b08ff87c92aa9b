import { message } from '../../domain/message/message.ts';
import type { Header } from '../convert/column-title.ts';
import { type Inference, readAgain } from '../question/inference.ts';
import { isPeriodText } from '../text/period-text.ts';

/** What the header of a column of values says of its period. */
interface ReadColumn {
  readonly column: number;
  readonly group: { readonly period?: unknown };
}

/**
 * Asks for the period where a row of the header says one above a single column and nothing else, and no other column has any: at the right above a
 * table, it is said of all of it.
 */
export function askLonePeriod(
  columns: readonly ReadColumn[],
  header: Header,
  { rows, regionRow }: { readonly rows: number; readonly regionRow: number | null },
  inference: Inference,
): void {
  const dated = columns.filter(({ group }) => group.period !== undefined);
  const [only, another] = dated;
  if (only === undefined || another !== undefined || columns.length < 2 || inference.answers.has('period')) return;
  for (let row = 1; row < rows; row++) {
    if (row === regionRow) continue;
    const said = columns.flatMap(({ column }) => header.text(row, column) || []);
    const text = header.text(row, only.column);
    if (text === null || text === '' || said.length !== 1) continue;
    const shown = { text: JSON.stringify(text.slice(0, 40)), row: String(header.rowNumber(row)) };
    const form = { options: [], accepts: isPeriodText, apply: readAgain };
    inference.ask('period', message('inference.lone-period', shown), [], form);
    return;
  }
}
