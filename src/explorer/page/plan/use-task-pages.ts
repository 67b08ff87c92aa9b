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

/** The first page is what a reader sees; those that follow come in larger pieces. */
const FIRST_PAGE = 50;
const PAGE = 200;

export const pageVariables = (
  where: TaskWhere,
  orderBy: TaskOrder[],
  after: string | null,
): PlanTasksQueryVariables => ({ where, orderBy, first: after === null ? FIRST_PAGE : PAGE, after });

/** The tasks that a filter selects, a page at a time. */
export function useTaskPages(where: TaskWhere, orderBy: TaskOrder[]) {
  const list: PagedList<PlanTasksQuery, PlanTasksQueryVariables, TaskRowFragment> = {
    client: useClient(),
    document: PlanTasksDocument,
    variablesAfter: (cursor) => pageVariables(where, orderBy, cursor),
    connectionOf: ({ tasks }) => tasks,
    portion: 1,
  };
  return usePages(list);
}
