import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { completionRate, type TaskCounts } from '../domain/task-count.ts';
import { type TallyOwners, type TallyRow, tallyTasks } from '../store/task-tally.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
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

/** Whether a task's owner, or one of its owners, is the one that is meant. */
const isOf = (value: unknown, key: number | string): boolean =>
  Array.isArray(value) ? value.includes(key) : value === key;

/** The progress of groups, programmes, regions or organisations; those of one list are counted in one statement. */
export const progressOf = <Key extends number | string>(
  by: TallyOwners['by'],
  context: Context,
  info: GraphQLResolveInfo,
): DataLoader<Key, readonly TallyRow[]> => {
  const withDueDate = selectedNames(info).has('overdue');
  return new DataLoader(async (keys) => {
    const owners = { by, keys };
    const rows = await tallyTasks(context.database, context.state, [by], { owners, withDueDate });
    return keys.map((key) => rows.filter((row) => isOf(row[by], key)));
  });
};
