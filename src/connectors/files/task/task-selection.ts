import { ResponsibilityRole, TaskStatus } from '../../../database/generated/prisma/enums.ts';
import { badInput } from '../../../domain/core/errors.ts';
import { message } from '../../../domain/message/message.ts';
import { isDay } from '../../../domain/period/day.ts';
import { taskFilter } from '../../../graphql/plan/task-filter.ts';
import { regionNames } from '../../../read/catalogue/region-code.ts';
import { isVisible } from '../../../read/core/snapshot.ts';
import { type Parameters, visibleIn } from '../../../read/core/statement.ts';
import { TASK_ATTRIBUTES, type TaskFilter, taskConditions } from '../../../read/plan/task-filter.ts';
import type { HandlerOptions } from '../../http/handler.ts';
import { type FileContext, fileContext } from '../request/context.ts';
import { MISSING, type Words } from '../request/words.ts';

const LIGHTS = ['GREEN', 'YELLOW', 'RED'] as const;
/** The words of the graph's TaskWhere. */
export const TASK_WORDS = [
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

type Seen = { readonly datasetId: number; readonly fromSeq: number; readonly toSeq: number };

export interface TaskSelection {
  readonly context: FileContext;
  readonly filter: TaskFilter;
  readonly datasetId: number;
}

/** The tasks that an address selects, by the graph's own rules. */
export async function taskSelection(options: HandlerOptions, request: Request, words: Words): Promise<TaskSelection> {
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

export function dayIn(words: Words, name: string): string | null {
  const text = words.one(name);
  if (text === null || isDay(text)) return text;
  throw badInput(name, message('table.invalid-day', { name, value: JSON.stringify(text.slice(0, 40)) }));
}

/** The conditions on a task `t` of a selection. */
export const selectedTaskConditions = (
  { context: { state }, filter, datasetId }: TaskSelection,
  parameters: Parameters,
): string[] => [
  `t.dataset_id = ${parameters.add(datasetId, 'int')}`,
  visibleIn('t'),
  ...taskConditions(filter, state, parameters),
];

/** What files of tasks depend on besides the address and the language: lights depend on the day. */
export const taskVersion = ({ context: { version, days } }: TaskSelection): string =>
  `${version}.${JSON.stringify(days)}`;
