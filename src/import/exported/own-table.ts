import { message, type Text } from '../../domain/message/message.ts';
import type { FieldReading } from '../mapping/reading-schema.ts';
import type { Mapping } from '../mapping/schema.ts';
import { cellText, type SourceRow, typedPeriod } from '../reader/sheet.ts';
import { foldWidth } from '../text/plain-text.ts';
import { exportedColumn, type FormTitles, matchTitles } from './column-name.ts';

/** A table of rows that this platform exports, and what a mapping reads of it. */
interface TableForm {
  readonly makes: 'tasks' | 'task_reports';
  /** What the file is, for whoever infers a mapping. */
  readonly told: Text;
  /** Columns that tell the form from any other. */
  readonly needed: readonly string[];
  readonly fields: Readonly<Record<string, string | FieldReading>>;
  /** The field with words, which are in the language of the file, and its column. */
  readonly words: readonly [field: string, column: string];
  /** Fields whose texts are codes: these are kept as they stand, also in full width. */
  readonly codes: ReadonlySet<string>;
  /** Columns that the platform works out, or that say again what another one says. */
  readonly derived: readonly string[];
  /** What columns are called here whose titles another table has under another name. */
  readonly renamed: Readonly<Record<string, string>>;
}

const DATASET = 'datasetCode';

const TASKS: TableForm = {
  makes: 'tasks',
  told: message('inference.own-tasks'),
  needed: [DATASET, 'code', 'title', 'status', 'leadCodes', 'rolledUpProgress'],
  fields: {
    code: 'code',
    ordinal: 'ordinal',
    programme: 'programmeCode',
    working_group: 'workingGroupCode',
    attribution: 'attribution',
    status: 'status',
    region: 'regionCode',
    parent: 'parentCode',
    level: 'level',
    weight: 'weight',
    start_date: 'startDate',
    due_date: 'dueDate',
    lead: { column: 'leadCodes', separator: ' ' },
  },
  words: ['title', 'title'],
  codes: new Set(['code', 'programme', 'working_group', 'region', 'parent']),
  derived: [
    'id', 'titledInSource', 'hasChildren', 'light', 'completedDate', 'ownProgress', 'rolledUpProgress', 'rating', 'ratingName', 'previousRating',
    'ratedSince',
  ],
  renamed: {},
}; // biome-ignore format: lists

const TASK_REPORTS: TableForm = {
  makes: 'task_reports',
  told: message('inference.own-task-reports'),
  needed: [DATASET, 'taskCode', 'reportedAt', 'reportedOn', 'status', 'reportedByCode'],
  fields: {
    task: 'taskCode',
    reported_at: 'reportedAt',
    status: 'status',
    progress: 'progress',
    rating: 'rating',
    reported_by: 'reportedByCode',
  },
  words: ['note', 'note'],
  codes: new Set(['task', 'rating', 'reported_by']),
  derived: ['id', 'taskTitle', 'reportedOn', 'ratingName', 'ratingLight', 'reportedByName'],
  renamed: { code: 'taskCode', title: 'taskTitle' },
};

const FORMS = [TASKS, TASK_REPORTS];

/** A file of tasks, or of reports on them, that this platform exported. */
export interface OwnTable {
  readonly form: TableForm;
  /** The data set whose rows they are. */
  readonly dataset: string;
  /** The titles of the file, by what the form calls them, and where they stand. */
  readonly titles: FormTitles;
  readonly rows: readonly SourceRow[];
}

/** Recognises an export by its first row, as observations are: each column is one of the form, and none that tells the form is missing. */
export function findOwnTable([header, ...rows]: readonly SourceRow[]): OwnTable | null {
  for (const form of FORMS) {
    const titles = titlesOf(form, header);
    if (titles === null) continue;
    const at = titles.get(DATASET)?.column ?? 0;
    const [dataset, another] = new Set(rows.map(({ cells }) => foldWidth(cellText(cells[at]))).filter(Boolean));
    // An export of tasks is of one data set.
    if (dataset !== undefined && another === undefined) return { form, dataset, titles, rows };
  }
  return null;
}

/** Whether rows are no more than the header of such a file: nothing was selected. */
export const isEmptyOwnTable = ([header, ...rows]: readonly SourceRow[]): boolean =>
  rows.length === 0 && FORMS.some((form) => titlesOf(form, header) !== null);

/** The titles of a header that is one of the form; null for another one. */
function titlesOf(form: TableForm, header: SourceRow | undefined): FormTitles | null {
  const nameOf = (title: string) => form.renamed[exportedColumn(title)] ?? exportedColumn(title);
  const matched = matchTitles(header, columnsOf(form), nameOf);
  if (matched === null || matched.rest.length > 0) return null;
  return form.needed.every((name) => matched.titles.has(name)) ? matched.titles : null;
}

const columnOf = (reading: string | FieldReading): string =>
  typeof reading === 'string' ? reading : (reading.column ?? '');

const columnsOf = ({ fields, words, derived }: TableForm): ReadonlySet<string> =>
  new Set([DATASET, words[1], ...derived, ...Object.values(fields).map(columnOf)]);

/** The columns of the file that a mapping leaves out, because what is in them follows from something else. */
export const derivedColumns = ({ form, titles }: OwnTable): string[] =>
  form.derived.flatMap((name) => titles.get(name)?.title ?? []);

/** The mapping that reads such a table, whose words are in `language`. */
export function mapOwnTable(own: OwnTable, language: string): Omit<Mapping, 'version'> {
  const { form, dataset, titles } = own;
  const [words, wordColumn] = form.words;
  const fields = [...Object.entries(form.fields), [`${words}:${language}`, wordColumn] as const].flatMap(
    ([field, reading]) => {
      const found = titles.get(columnOf(reading));
      return found === undefined ? [] : [[field, fieldReading(own, field, reading, found)] as const];
    },
  );
  return {
    makes: form.makes,
    header: { rows: [1] },
    rows: { only: [{ column: titles.get(DATASET)?.title ?? DATASET, in: [dataset] }] },
    fields: Object.fromEntries(fields),
    ignore: derivedColumns(own),
  };
}

function fieldReading(
  { form, rows }: OwnTable,
  field: string,
  reading: string | FieldReading,
  { title: column, column: at }: { readonly title: string; readonly column: number },
): string | FieldReading {
  // A workbook knows days alone: what it shows of a moment is in UTC.
  const isMoment = field === 'reported_at' && rows.some(({ cells }) => typedPeriod(cells[at]) !== null);
  if (isMoment) return { join: [{ column }, { constant: 'Z' }] };
  if (typeof reading !== 'string') return { ...reading, column };
  const texts = form.codes.has(field) ? rows.map(({ cells }) => cellText(cells[at])) : [];
  const codes = Object.fromEntries(texts.filter((text) => foldWidth(text) !== text).map((text) => [text, text]));
  return Object.keys(codes).length === 0 ? column : { column, codes };
}

/** What the words of a file are looked for by: of each row its key among what stands, and its words. */
export function keyedWords({ form, titles, rows }: OwnTable): { readonly key: string; readonly text: string }[] {
  const textOf = (row: SourceRow, name: string) => {
    const at = titles.get(name)?.column;
    return at === undefined ? '' : cellText(row.cells[at]).trim();
  };
  return rows.map((row) => {
    const task = textOf(row, columnOf(form.fields.code ?? form.fields.task ?? ''));
    const minute = textOf(row, columnOf(form.fields.reported_at ?? '')).slice(0, 'YYYY-MM-DD HH:MM'.length);
    return { key: `${task} ${minute.replace('T', ' ')}`.trim(), text: textOf(row, form.words[1]) };
  });
}
