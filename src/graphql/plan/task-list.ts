import type DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { SortKey } from '../../read/core/statement.ts';
import { readTasks, readTasksBy, type TaskColumn, type TaskOwner, type TaskRow } from '../../read/plan/task.ts';
import { loaderById } from '../core/by-id.ts';
import type { Context } from '../core/context.ts';
import type { ResponsibilityRole } from '../core/enum.ts';
import type { ConnectionShape } from '../core/pagination.ts';
import { selectedList, selectedNames } from '../core/selection.ts';
import { listLoader } from '../core/sql-list.ts';
import { type TaskListArguments, taskFilter, taskKeys } from './task-filter.ts';

/** What the fields of a task are made of, besides its id. A field that is not named here is made of the id alone. */
const COLUMNS_OF: Readonly<Record<string, readonly TaskColumn[]>> = {
  dataset: ['datasetId'],
  code: ['code'],
  title: ['title', 'datasetId'],
  titledInSource: ['title'],
  ordinal: ['ordinal'],
  workingGroup: ['workingGroupId'],
  attribution: ['attribution'],
  programme: ['programmeId'],
  region: ['regionId'],
  parent: ['parentId'],
  level: ['level'],
  weight: ['weight'],
  status: ['status'],
  light: ['status', 'dueDate', 'ratingId', 'datasetId'],
  lightRule: ['ratingId', 'datasetId'],
  rating: ['ratingId'],
  previousRating: ['previousRatingId'],
  ratedSince: ['ratedSince'],
  startDate: ['startDate'],
  dueDate: ['dueDate'],
  completedDate: ['completedDate'],
  ownProgress: ['ownProgress'],
  rolledUpProgress: ['rolledUpProgress'],
  citations: ['citationIds'],
};

/** The columns that a selection needs; what is not selected is not read. */
export const taskColumns = (names: ReadonlySet<string>): TaskColumn[] =>
  [...new Set([...names].flatMap((name) => COLUMNS_OF[name] ?? []))].sort();

/** Lists of tasks that hang on something; those of all rows at one place of the query are read in one statement. */
export function taskLists(
  list: {
    readonly owner: TaskOwner;
    readonly role?: typeof ResponsibilityRole.$inferType | null | undefined;
    /** Their order, where they have one of their own. */
    readonly keys?: readonly SortKey[];
  },
  { where, orderBy, ...args }: TaskListArguments,
  context: Context,
  info: GraphQLResolveInfo,
): DataLoader<number, ConnectionShape<TaskRow>> {
  const filter = taskFilter(where, context);
  const columns = taskColumns(selectedList(info).row);
  return listLoader<number, TaskRow, TaskRow>(
    {
      keys: list.keys ?? taskKeys(orderBy),
      read: (owners, page, state) =>
        readTasks(
          context.database,
          state,
          { owner: list.owner, keys: owners, role: list.role ?? null },
          filter,
          page,
          columns,
        ),
      nodeOf: (row) => row,
    },
    args,
    context,
    info,
  );
}

/** Tasks by their ids, with what is asked of them. */
export const tasksById = (context: Context, info: GraphQLResolveInfo) =>
  loaderById((ids) => readTasksBy(context.database, context.state, { ids }, taskColumns(selectedNames(info))));
