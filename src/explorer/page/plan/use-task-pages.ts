import { useClient } from 'urql';
import {
  PlanTasksDocument,
  type PlanTasksQuery,
  type PlanTasksQueryVariables,
  type TaskOrder,
  type TaskRowFragment,
  type TaskWhere,
} from '../../api/generated/graphql.ts';
import { type PagedList, usePages } from '../../api/use-pages.ts';
import { pageVariables } from './ask.ts';

/** The tasks that a filter selects, a page at a time. */
export function useTaskPages(where: TaskWhere, orderBy: TaskOrder[]) {
  const list: PagedList<PlanTasksQuery, PlanTasksQueryVariables, TaskRowFragment> = {
    client: useClient(),
    document: PlanTasksDocument,
    variablesAfter: (cursor) => pageVariables(where, orderBy, cursor),
    connectionOf: ({ tasks }) => tasks,
    portion: 1,
    isAskedAhead: true,
  };
  return usePages(list);
}
