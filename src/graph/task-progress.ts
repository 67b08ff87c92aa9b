import type { GraphQLResolveInfo } from 'graphql';
import type { TaskStatus } from '../domain/progress.ts';
import { completionRate, countTasks, type TaskCounts, type TaskTally } from '../domain/task-count.ts';
import type { Prisma } from '../store/generated/prisma/client.ts';
import { visible } from '../store/state.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { dayOf } from './day.ts';
import { selectedNames } from './selection.ts';

export const TaskProgress = builder.objectRef<TaskCounts>('TaskProgress').implement({
  description:
    'Counts tasks that have no children: a parent is its children. overdue: past its due date and neither completed nor cancelled.',
  fields: (t) => ({
    total: t.exposeInt('total', { description: 'All of them.' }),
    planned: t.exposeInt('planned', { description: 'Set, and not yet taken up.' }),
    accepted: t.exposeInt('accepted', { description: 'Taken up.' }),
    inProgress: t.exposeInt('inProgress', { description: 'Being worked on.' }),
    completed: t.exposeInt('completed', { description: 'Done.' }),
    cancelled: t.exposeInt('cancelled', { description: 'Given up.' }),
    overdue: t.exposeInt('overdue', { description: 'Past their due date and neither completed nor cancelled.' }),
    completionRate: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'completed / (total - cancelled), per cent, to two decimals; null where there is nothing to complete.',
      resolve: completionRate,
    }),
  }),
});

/** What the argument `on` means wherever tasks are counted. */
export const ON_DAY = "Overdue as seen from this day; today in the data set's time zone, unless given.";

type TallyKey =
  | 'workingGroupId'
  | 'programmeId'
  | 'regionId'
  | 'leadIds'
  | 'organizationIds'
  | 'regionCodes'
  | 'status'
  | 'level'
  | 'dueDate'
  | 'datasetId';
export type TallyRow = TaskTally & { readonly keys: Readonly<Record<string, unknown>> };

/** Counts tasks by columns, in one statement. Due dates are read only where they are needed. */
export async function tally(
  columns: readonly TallyKey[],
  where: readonly Prisma.TaskWhereInput[],
  context: Context,
  withDueDate: boolean,
): Promise<TallyRow[]> {
  const by = [...new Set<TallyKey>([...columns, 'status', ...(withDueDate ? (['dueDate'] as const) : [])])];
  const rows = await context.database.prisma.task.groupBy({
    by,
    where: { AND: [{ hasChildren: false }, visible(context.state), ...where] },
    _count: true,
  });
  return rows.map((row) => ({
    status: row.status as TaskStatus,
    dueDate: dayOf(row.dueDate ?? null),
    count: row._count as unknown as number,
    keys: row as unknown as Readonly<Record<string, unknown>>,
  }));
}

const asksForOverdue = (info: GraphQLResolveInfo) => selectedNames(info).has('overdue');

/** Whose progress: the column that says so, what of it is compared, and how tasks of several of them are found. */
interface ProgressOf<Key> {
  readonly column: TallyKey;
  readonly where: (keys: readonly Key[]) => Prisma.TaskWhereInput;
  readonly has: (value: unknown, key: Key) => boolean;
}
const equals = (value: unknown, key: unknown) => value === key;
const includes = (value: unknown, key: unknown) => (value as readonly unknown[]).includes(key);

export const OF_WORKING_GROUP: ProgressOf<number> = {
  column: 'workingGroupId',
  where: (ids) => ({ workingGroupId: { in: [...ids] } }),
  has: equals,
};
export const OF_PROGRAMME: ProgressOf<number> = {
  column: 'programmeId',
  where: (ids) => ({ programmeId: { in: [...ids] } }),
  has: equals,
};
export const OF_REGION: ProgressOf<string> = {
  column: 'regionCodes',
  where: (codes) => ({ regionCodes: { hasSome: [...codes] } }),
  has: includes,
};
export const OF_ORGANIZATION: ProgressOf<number> = {
  column: 'organizationIds',
  where: (ids) => ({ organizationIds: { hasSome: [...ids] } }),
  has: includes,
};

/** The progress of one group, programme, region or organisation; all of one list are counted in one statement. */
export async function loadProgress<Key extends number | string>(
  of: ProgressOf<Key>,
  key: Key,
  on: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<TaskCounts> {
  const withDueDate = asksForOverdue(info);
  const tallies = await context
    .batch<Key, TallyRow[]>(`progress ${of.column} ${withDueDate}`, async (keys) => {
      const rows = await tally([of.column], [of.where(keys)], context, withDueDate);
      return keys.map((wanted) => rows.filter((row) => of.has(row.keys[of.column], wanted)));
    })
    .load(key);
  return countTasks(tallies, on);
}
