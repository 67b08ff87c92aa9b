import { message } from '../../domain/message/message.ts';
import { columnReference, type Header } from '../convert/column-title.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { Mapping } from '../mapping/schema.ts';
import { columnText, type Inference, shownTexts } from '../question/inference.ts';
import { saysPartOfYear } from '../shape/period-within.ts';
import { columnTexts, type TableShape } from '../shape/table-shape.ts';
import { isUnitCell } from '../unit/table-unit.ts';
import type { TableColumns } from './find-columns.ts';
import { inferStatus } from './infer-status.ts';

const NOTE_TITLE = /^(?:备注|備註|备考|備考|说明|附注|注|notes?|remarks?|comments?|footnotes?)$/i;

/** Takes the column of notes from the others. Units among the notes are asked about as any column is. */
export function takeNote(
  others: Set<number>,
  table: TableShape,
  header: Header,
  known: KnownCodes,
  inference: Inference,
): string | undefined {
  const isNote = (column: number) =>
    NOTE_TITLE.test(header.title(column)) &&
    ![...new Set(columnTexts(table.rows, column))].some((text) => isUnitCell(text, known));
  const note = [...others].find(isNote);
  if (note === undefined) return undefined;
  others.delete(note);
  const texts = [...new Set(columnTexts(table.rows, note))];
  const isPart = texts.length === 1 && texts.every((text) => text !== '' && saysPartOfYear(text));
  if (isPart && !inference.answers.has('period') && inference.questions.every(({ at }) => at !== 'period'))
    inference.ask('period', message('inference.which-period'));
  inference.decide('note', columnText(header.name(note)));
  return columnReference(header, note);
}

/** Takes the column of statuses of a format that has one from the others. */
export function takeStatus(
  own: NonNullable<TableColumns['own']>,
  others: Set<number>,
  labels: readonly number[],
  table: TableShape,
  header: Header,
  inference: Inference,
) {
  const column = labels.find((one) => header.title(one) === own.status);
  if (column === undefined) return undefined;
  others.delete(column);
  return inferStatus(column, table.rows, header, own.isSdmx, inference);
}

/** What a table without figures may make. */
const TABLES = ['tasks', 'task_reports', 'programmes', 'organizations', 'regions', 'observations'];

/** Asks what the rows of a table without figures become: what each column of it is, nothing in it says. */
export function askTables(
  rows: readonly number[],
  titled: TableShape['columns'],
  header: Header,
  inference: Inference,
): Omit<Mapping, 'version'> {
  const columns = shownTexts(titled.map(({ column }) => header.name(column)));
  inference.ask('tables', message('inference.which-tables', { columns }), TABLES);
  return { header: { rows: [...rows] } };
}
