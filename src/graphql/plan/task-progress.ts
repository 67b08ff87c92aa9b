import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { completionRate, type TaskCounts } from '../../domain/progress/task-count.ts';
import { type TallyOwners, type TallyRow, tallyDays, tallyTasks } from '../../read/plan/task-tally.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { type Cost, tallyScan } from '../core/cost.ts';
import { selectedNames } from '../core/selection.ts';

/** The latest report of each task is looked for, as one more key by which it is counted. */
const reportCost = (_args: object, context: Context): Cost => ({
  field: 1,
  multiplier: 1,
  scan: tallyScan(context, 1),
});

export const TaskProgress = builder.objectRef<TaskCounts>('TaskProgress').implement({
  description:
    'The number of tasks by status. Only tasks without subtasks are counted: a parent task is represented by its subtasks.',
  fields: (t) => ({
    total: t.exposeInt('total', { description: 'The number of all tasks, cancelled ones included.' }),
    planned: t.exposeInt('planned', { description: 'The number of planned tasks, not yet accepted.' }),
    accepted: t.exposeInt('accepted', { description: 'The number of accepted tasks.' }),
    inProgress: t.exposeInt('inProgress', { description: 'The number of tasks in progress.' }),
    completed: t.exposeInt('completed', { description: 'The number of completed tasks.' }),
    cancelled: t.exposeInt('cancelled', { description: 'The number of cancelled tasks.' }),
    overdue: t.exposeInt('overdue', {
      description: 'The number of overdue tasks: past the due date, and neither completed nor cancelled.',
    }),
    lastReportedOn: t.expose('lastReportedOn', {
      type: 'Date',
      nullable: true,
      complexity: reportCost,
      description:
        "The day of the latest report on any of the tasks, in the data set's time zone: how they stand is not known after it. Null without a report.",
    }),
    reportedThen: t.exposeInt('reportedThen', {
      complexity: reportCost,
      description: 'The number of tasks that were reported on that day. 0 without a report.',
    }),
    completionRate: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'The completion rate: completed / (total - cancelled), in per cent, to two decimals. Null if there is no task to complete.',
      resolve: completionRate,
    }),
  }),
});

/** What the argument `on` means wherever tasks are counted. */
export const ON_DAY = "Day on which overdue tasks are counted. Default: today in the data set's time zone.";

/** Finds whose the counted tasks are: a region has all that lies in it or below. */
function findOwners(row: TallyRow, by: TallyOwners['by'], { catalogue }: Context): readonly number[] {
  if (by === 'regionId') return catalogue.regions.get(Number(row.regionId)).path;
  if (by === 'organizationIds') return row.organizationIds ?? [];
  const id = row[by];
  return id == null ? [] : [id];
}

/** The progress of groups, programmes, regions or organisations; those of one list are counted in one statement. */
export const loadProgress = (
  by: TallyOwners['by'],
  context: Context,
  info: GraphQLResolveInfo,
): DataLoader<number, readonly TallyRow[]> => {
  const days = tallyDays(selectedNames(info));
  return new DataLoader(async (ids) => {
    const owners = { by, ids };
    const rows = await tallyTasks(context.database, context.state, [by], { owners, ...days });
    const rowsOf = new Map(ids.map((id) => [id, [] as TallyRow[]]));
    for (const row of rows) for (const id of findOwners(row, by, context)) rowsOf.get(id)?.push(row);
    return ids.map((id) => rowsOf.get(id) ?? []);
  });
};
