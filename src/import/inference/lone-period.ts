import { message } from '../../domain/message/message.ts';
import type { Header } from '../convert/column-title.ts';
import { type Inference, readAgain } from '../question/inference.ts';
import { cellText, type SourceCell } from '../reader/sheet.ts';
import { periodsWithin } from '../shape/header-form.ts';
import type { TableShape } from '../shape/table-shape.ts';
import { isPeriodText } from '../text/period-text.ts';
import { foldWidth } from '../text/plain-text.ts';

/** What the header of a column of values says of its period. */
interface ReadColumn {
  readonly column: number;
  readonly group: { readonly period?: unknown };
}

/** Where the header of a table is read, and what stands above it. */
interface LoneContext {
  readonly rows: number;
  readonly regionRow: number | null;
  readonly table: Pick<TableShape, 'titles' | 'header'>;
}

/**
 * Asks for the period where a row of the header says one in a single cell and nothing else, if other columns have none, or if a title says
 * another: at the right above a table it is said of all of it, and may say when the table was made.
 */
export function askLonePeriod(
  columns: readonly ReadColumn[],
  header: Header,
  { rows, regionRow, table }: LoneContext,
  inference: Inference,
): void {
  const dated = columns.filter(({ group }) => group.period !== undefined);
  const [only] = dated;
  if (only === undefined || columns.length < 2 || inference.answers.has('period')) return;
  const titled = table.titles.flatMap(({ cells }) =>
    cells.flatMap((cell) => periodsWithin(foldWidth(cellText(cell))).map(({ period }) => period)),
  );
  for (let row = 1; row < rows; row++) {
    const [text, ...others] = (table.header[row - 1]?.cells ?? []).map(ownText).filter((one) => one !== '');
    const isPeriod = text !== undefined && header.text(row, only.column) === text;
    if (row === regionRow || !isPeriod || others.length > 0) continue;
    const isDoubted = titled.some((period) => !text.includes(period)) || dated.length === 1;
    if (!isDoubted) continue;
    const shown = { text: JSON.stringify(text.slice(0, 40)), row: String(header.rowNumber(row)) };
    const form = { options: [], accepts: isPeriodText, apply: readAgain };
    inference.ask('period', message('inference.lone-period', shown), [], form);
    return;
  }
}

const ownText = (cell: SourceCell): string =>
  typeof cell === 'object' && cell.type === 'covered' ? '' : foldWidth(cellText(cell));
