import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { completionRate, type TaskCounts } from '../../domain/progress/task-count.ts';
import { type TallyOwners, type TallyRow, tallyTasks } from '../../read/plan/task-tally.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { selectedNames } from '../core/selection.ts';

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

/** Whether what was counted is an owner's: of a region, all that lies in it or below. */
function isOf(row: TallyRow, { by }: Pick<TallyOwners, 'by'>, id: number, { catalogue }: Context): boolean {
  const value = row[by];
  if (by === 'regionId') return catalogue.regions.get(Number(value)).path.includes(id);
  return Array.isArray(value) ? value.includes(id) : value === id;
}

/** The progress of groups, programmes, regions or organisations; those of one list are counted in one statement. */
export const progressOf = (
  by: TallyOwners['by'],
  context: Context,
  info: GraphQLResolveInfo,
): DataLoader<number, readonly TallyRow[]> => {
  const withDueDate = selectedNames(info).has('overdue');
  return new DataLoader(async (ids) => {
    const owners = { by, ids };
    const rows = await tallyTasks(context.database, context.state, [by], { owners, withDueDate });
    return ids.map((id) => rows.filter((row) => isOf(row, owners, id, context)));
  });
};
