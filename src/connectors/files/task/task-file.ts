import type { Database } from '../../../database/database.ts';
import { ResponsibilityRole, TaskStatus } from '../../../database/generated/prisma/enums.ts';
import { badInput } from '../../../domain/core/errors.ts';
import { message } from '../../../domain/message/message.ts';
import { isDay } from '../../../domain/period/day.ts';
import { taskFilter } from '../../../graphql/plan/task-filter.ts';
import { regionNames } from '../../../read/catalogue/region-code.ts';
import { isVisible } from '../../../read/core/snapshot.ts';
import { joinConditions, Parameters, seenTable, visibleIn } from '../../../read/core/statement.ts';
import { TASK_ATTRIBUTES, type TaskFilter, taskConditions } from '../../../read/plan/task-filter.ts';
import { taskTable } from '../../../read/plan/task-history.ts';
import type { HandlerOptions } from '../../http/handler.ts';
import { TASKS } from '../../table/task.ts';
import { fileAbout } from '../description/about.ts';
import { buildCsvw } from '../description/csvw.ts';
import { layOut, workbookBytes } from '../description/workbook.ts';
import { type Owners, readBatches } from '../formats/batch.ts';
import { csvBytes } from '../formats/csv.ts';
import { jsonBytes, once } from '../formats/json.ts';
import { parquetBytes } from '../formats/parquet.ts';
import type { Sheet } from '../formats/sheet.ts';
import { type FileContext, fileContext } from '../request/context.ts';
import type { FileOf } from '../request/file.ts';
import { MISSING, Words } from '../request/words.ts';

const COLUMNS = TASKS.columns.filter(({ internal }) => !internal);
const LAYOUT = layOut(COLUMNS, [
  'code',
  'title',
  'status',
  'light',
  'startDate',
  'dueDate',
  'completedDate',
  'ownProgress',
  'rolledUpProgress',
]);
const LIGHTS = ['GREEN', 'YELLOW', 'RED'] as const;
/** The words of the graph's TaskWhere. */
const WORDS = [
  'dataset',
  'status',
  'light',
  'workingGroups',
  'programmes',
  'region',
  'organization',
  'role',
  'parent',
  'without',
  'sources',
  'dueFrom',
  'dueTo',
  'ratings',
  'previousRatings',
  'ratedFrom',
  'ratedTo',
  'text',
  'lang',
];
const ORDER = 't.code, t.id';

type Seen = { readonly datasetId: number; readonly fromSeq: number; readonly toSeq: number };

interface TaskSelection {
  readonly context: FileContext;
  readonly filter: TaskFilter;
  readonly datasetId: number;
}

/** The tasks of a data set, as a file. */
export const TASK_FILE: FileOf<TaskSelection> = {
  name: 'tasks',
  formats: ['csv', 'xlsx', 'parquet', 'json', 'metadata.json'],
  words: WORDS,
  select: taskSelection,
  // Lights depend on the day.
  versionOf: ({ context: { facts, reports, days } }) => `${facts}.${reports}.${JSON.stringify(days)}`,
  bytes: async ({ database }, selection, format, given) => {
    const { context, datasetId } = selection;
    const about = fileAbout(context, given, datasetId === 0 ? [] : [datasetId], []);
    if (format === 'metadata.json') {
      return once(buildCsvw(`tasks.csv${given.size > 0 ? `?${given}` : ''}`, about, COLUMNS, TASKS.key));
    }
    const owners = await selectedTasks(database, selection);
    const { columns } = format === 'xlsx' ? LAYOUT : { columns: COLUMNS };
    const batches = taskRows(
      database,
      selection,
      owners,
      columns.map(({ name }) => name),
    );
    const sheet: Sheet = { columns, batches };
    switch (format) {
      case 'csv':
        return csvBytes(sheet);
      case 'xlsx':
        return workbookBytes({
          context,
          layout: LAYOUT,
          batches,
          total: owners.total,
          about,
          title: 'files.sheet-tasks',
        });
      case 'parquet':
        return parquetBytes(sheet, { about: JSON.stringify(about) });
      default:
        return jsonBytes(sheet);
    }
  },
};

async function taskSelection(
  options: HandlerOptions,
  request: Request,
  given: URLSearchParams,
): Promise<TaskSelection> {
  const words = new Words(given, WORDS);
  const context = await fileContext(options, request, words, null);
  const { catalogue, graph, state } = context;
  const dataset = words.code('dataset', MISSING.dataset, new Set(state.datasets.map(({ code }) => code)));
  const datasetId = graph.datasetState(dataset)?.id ?? 0;
  const shownRows = <Row extends Seen>(rows: readonly Row[]) => rows.filter((row) => isVisible(row, state));
  /** Codes of groups and programmes are unique in a data set only. */
  const own = <Row extends Seen & { readonly code: string }>(rows: readonly Row[]) =>
    new Set(shownRows(rows).flatMap((row) => (row.datasetId === datasetId ? [row.code] : [])));
  const all = (rows: readonly { readonly code: string }[]) => new Set(rows.map(({ code }) => code));
  const ratings = own(catalogue.ratings.rows);
  const list = (codes: readonly string[] | null) => codes && [...codes];
  const filter = taskFilter(
    {
      status: words.choices('status', Object.values(TaskStatus)),
      light: words.choices('light', LIGHTS),
      workingGroups: list(words.codes('workingGroups', MISSING.workingGroup, own(catalogue.workingGroups.rows))),
      programmes: list(words.codes('programmes', MISSING.programme, own(catalogue.programmes.rows))),
      region: words.code('region', MISSING.region, regionNames(context)),
      organization: words.code('organization', MISSING.organization, all(shownRows(catalogue.organizations.rows))),
      role: words.choice('role', Object.values(ResponsibilityRole)),
      parent: words.one('parent'),
      without: words.choices('without', TASK_ATTRIBUTES),
      sources: list(words.codes('sources', MISSING.source, all(shownRows(catalogue.sources.rows)))),
      dueFrom: dayIn(words, 'dueFrom'),
      dueTo: dayIn(words, 'dueTo'),
      ratings: list(words.codes('ratings', MISSING.rating, ratings)),
      previousRatings: list(words.codes('previousRatings', MISSING.rating, ratings)),
      ratedFrom: dayIn(words, 'ratedFrom'),
      ratedTo: dayIn(words, 'ratedTo'),
      text: words.one('text'),
    },
    graph,
  );
  return { context, filter, datasetId };
}

function dayIn(words: Words, name: string): string | null {
  const text = words.one(name);
  if (text === null || isDay(text)) return text;
  throw badInput(name, message('table.invalid-day', { name, value: JSON.stringify(text.slice(0, 40)) }));
}

async function selectedTasks(database: Database, { context, filter, datasetId }: TaskSelection): Promise<Owners> {
  const { state } = context;
  const parameters = new Parameters();
  const conditions = [
    `t.dataset_id = ${parameters.add(datasetId, 'int')}`,
    visibleIn('t'),
    ...taskConditions(filter, state, parameters),
  ];
  const [found] = await database.query<{ ids: readonly number[] | null }>(
    `-- files.task-list
select json_agg(t.id order by ${ORDER}) as ids
from ${taskTable(state, parameters)} join ${seenTable(state, parameters)} on seen.dataset_id = t.dataset_id
where ${joinConditions(conditions)}`,
    parameters.values,
  );
  const ids = found?.ids ?? [];
  return { ids, counts: ids.map(() => 1), total: ids.length };
}

const taskRows = (database: Database, { context }: TaskSelection, owners: Owners, columns: readonly string[]) =>
  readBatches({
    database,
    name: 'files.tasks',
    table: TASKS,
    columns,
    reading: context,
    owners,
    rowsOf: (ids) => ({ conditions: [`t.id = any(${ids})`], order: ORDER }),
  });
