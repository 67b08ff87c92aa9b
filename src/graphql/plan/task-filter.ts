import { badInput } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { taskLights } from '../../read/catalogue/task-light.ts';
import type { SortKey } from '../../read/core/statement.ts';
import { TASK_KEYS } from '../../read/plan/task.ts';
import type { TaskFilter } from '../../read/plan/task-filter.ts';
import { ANY_AND_ALL, builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { Light, ResponsibilityRole, TaskStatus } from '../core/enum.ts';
import { firstOfEach, type PageArguments } from '../core/pagination.ts';
import { foldedText } from '../core/text-filter.ts';
import { datasetId, idsOfCodes, regionsOfCode } from '../core/unknown-code.ts';

export const TaskAttribute = builder.enumType('TaskAttribute', {
  description: 'Something that a task may be without.',
  values: {
    PARENT: { description: 'The parent task. A task without one is at the top of a tree.' },
    WORKING_GROUP: { description: 'The working group.' },
    PROGRAMME: { description: 'The programme.' },
    LEAD_ORGANIZATION: { description: 'The lead organisation.' },
    RATING: { description: 'The present rating.' },
    DUE_DATE: { description: 'The due date.' },
    SUBTASKS: { description: 'Subtasks. Progress counts the tasks without any.' },
  } as const,
});

export const TaskWhere = builder.inputType('TaskWhere', {
  description: `A filter for tasks. ${ANY_AND_ALL}`,
  fields: (t) => ({
    dataset: t.string({
      required: false,
      description:
        'Code of a data set. Default in `Query.tasks` and `Query.taskProgress`: the default data set; elsewhere: any.',
    }),
    status: t.field({ type: [TaskStatus], required: false, description: 'Statuses of the tasks.' }),
    light: t.field({
      type: [Light],
      required: false,
      description: "Traffic lights of the tasks today, in the data set's time zone and by its rule.",
    }),
    workingGroups: t.stringList({ required: false, description: 'Codes of working groups.' }),
    programmes: t.stringList({ required: false, description: 'Codes of programmes.' }),
    region: t.string({ required: false, description: 'Code or alias of a region. Includes all regions below it.' }),
    organization: t.string({ required: false, description: 'Code of a responsible organisation.' }),
    role: t.field({
      type: ResponsibilityRole,
      required: false,
      description: 'Role of the organisation in the tasks.',
    }),
    parent: t.string({ required: false, description: 'Code of the parent task.' }),
    without: t.field({
      type: [TaskAttribute],
      required: false,
      description: 'Selects tasks that lack every one of these: with PARENT, the tasks at the top.',
    }),
    sources: t.stringList({
      required: false,
      description: 'Codes of source documents. Selects tasks that were read from one of them.',
    }),
    dueFrom: t.field({ type: 'Date', required: false, description: 'Selects tasks due on this day or later.' }),
    dueTo: t.field({ type: 'Date', required: false, description: 'Selects tasks due on this day or earlier.' }),
    ratings: t.stringList({ required: false, description: 'Codes of ratings. Selects tasks that are rated so now.' }),
    previousRatings: t.stringList({
      required: false,
      description: 'Codes of ratings. Selects tasks that were rated so before their present rating.',
    }),
    ratedFrom: t.field({
      type: 'Date',
      required: false,
      description: 'Selects tasks that got their present rating on this day or later.',
    }),
    ratedTo: t.field({
      type: 'Date',
      required: false,
      description: 'Selects tasks that got their present rating on this day or earlier.',
    }),
    text: t.string({ required: false, description: 'Part of the code, or of the title in any language.' }),
  }),
});
type Where = typeof TaskWhere.$inferInput;

/** What a filter means for tasks of any data set: those of one list within their owner. A code that nothing has is BAD_INPUT. */
export function taskFilter(where: Where | null | undefined, context: Context): TaskFilter {
  if (!where) return {};
  const { dataset, status, light, workingGroups, programmes, organization, dueFrom, dueTo, text } = where;
  const { ratings, previousRatings, ratedFrom, ratedTo } = where;
  if (dueFrom != null && dueTo != null && dueFrom > dueTo) {
    throw badInput('dueFrom', message('graphql.due-from-after-due-to', { dueFrom, dueTo }));
  }
  if (ratedFrom != null && ratedTo != null && ratedFrom > ratedTo) {
    throw badInput('ratedFrom', message('graphql.rated-from-after-rated-to', { ratedFrom, ratedTo }));
  }
  const { catalogue, state, today } = context;
  return {
    datasets: dataset == null ? undefined : [datasetId('dataset', dataset, state)],
    status: status ?? undefined,
    ...(light && {
      lights: { wanted: light, rules: taskLights(catalogue, state, today) },
    }),
    workingGroups: workingGroups
      ? idsOfCodes('workingGroups', 'workingGroup', workingGroups, catalogue.workingGroups.rows, state)
      : undefined,
    programmes: programmes
      ? idsOfCodes('programmes', 'programme', programmes, catalogue.programmes.rows, state)
      : undefined,
    region: where.region == null ? undefined : regionsOfCode('region', where.region, context)[0].code,
    organizations:
      organization == null
        ? undefined
        : idsOfCodes('organization', 'organization', [organization], catalogue.organizations.rows, state),
    role: where.role ?? undefined,
    parent: where.parent ?? undefined,
    without: where.without ?? undefined,
    sources: where.sources ? idsOfCodes('sources', 'source', where.sources, catalogue.sources.rows, state) : undefined,
    dueFrom: dueFrom ?? undefined,
    dueTo: dueTo ?? undefined,
    ratings: ratings ? idsOfCodes('ratings', 'rating', ratings, catalogue.ratings.rows, state) : undefined,
    previousRatings: previousRatings
      ? idsOfCodes('previousRatings', 'rating', previousRatings, catalogue.ratings.rows, state)
      : undefined,
    ratedFrom: ratedFrom ?? undefined,
    ratedTo: ratedTo ?? undefined,
    text: text == null ? undefined : foldedText(text),
  };
}

/** The arguments of a field that lists tasks. */
export type TaskListArguments = PageArguments & {
  readonly where?: Where | null | undefined;
  readonly orderBy?: readonly (typeof TaskOrder.$inferType)[] | null | undefined;
};

export const TaskOrder = builder.enumType('TaskOrder', {
  description: 'The sort order of tasks. Tasks without a value of the sort key come last.',
  values: {
    CODE_ASC: { description: 'Sorts by code, ascending.' },
    CODE_DESC: { description: 'Sorts by code, descending.' },
    ORDINAL_ASC: { description: 'Sorts by the number in the source, ascending.' },
    ORDINAL_DESC: { description: 'Sorts by the number in the source, descending.' },
    DUE_DATE_ASC: { description: 'Sorts by due date, the earliest first.' },
    DUE_DATE_DESC: { description: 'Sorts by due date, the latest first.' },
    PROGRESS_ASC: { description: 'Sorts by rolled-up progress, the lowest first.' },
    PROGRESS_DESC: { description: 'Sorts by rolled-up progress, the highest first.' },
  } as const,
});

const down = (key: SortKey): SortKey => ({ ...key, descending: true });

const KEY: Record<typeof TaskOrder.$inferType, SortKey> = {
  CODE_ASC: TASK_KEYS.code,
  CODE_DESC: down(TASK_KEYS.code),
  ORDINAL_ASC: TASK_KEYS.ordinal,
  ORDINAL_DESC: down(TASK_KEYS.ordinal),
  DUE_DATE_ASC: TASK_KEYS.dueDate,
  DUE_DATE_DESC: down(TASK_KEYS.dueDate),
  PROGRESS_ASC: TASK_KEYS.progress,
  PROGRESS_DESC: down(TASK_KEYS.progress),
};

/** Codes are unique in a data set only, so that an order ends with the id. */
export const taskKeys = (orders: TaskListArguments['orderBy']): SortKey[] =>
  firstOfEach([...(orders ?? []).map((order) => KEY[order]), TASK_KEYS.code, TASK_KEYS.id]);
