import { useCallback, useEffect, useMemo, useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import { asNode } from '../../api/client.ts';
import {
  PlanTasksDocument,
  type PlanTasksQueryVariables,
  type TaskOrder,
  type TaskRowFragment,
  type TaskWhere,
} from '../../api/generated/graphql.ts';

/** The first page is what a reader sees; those that follow come in larger pieces. */
const FIRST_PAGE = 50;
const PAGE = 200;
const RETRY_AFTER = 3_000;

interface Pages {
  readonly tasks: readonly TaskRowFragment[];
  readonly total: number | null;
  readonly cursor: string | null;
  readonly hasMore: boolean;
  readonly error: CombinedError | null;
}

export const pageVariables = (
  where: TaskWhere,
  orderBy: TaskOrder[],
  after: string | null,
): PlanTasksQueryVariables => ({ where, orderBy, first: after === null ? FIRST_PAGE : PAGE, after });

const NOTHING: Pages = { tasks: [], total: null, cursor: null, hasMore: true, error: null };

/** A list that grows page by page. One that was begun is read to its end as it was begun: the cursor sees to that. */
export function useTaskPages(where: TaskWhere, orderBy: TaskOrder[]) {
  const client = useClient();
  const key = JSON.stringify([where, orderBy]);
  const [pages, setPages] = useState<Pages & { readonly key: string }>({ ...NOTHING, key });
  /** How many tasks are to be there. */
  const [wanted, setWanted] = useState(1);
  const [attempt, setAttempt] = useState(0);
  const current = pages.key === key ? pages : NOTHING;
  const loaded = current.tasks.length;
  const variables = useMemo(() => JSON.parse(key) as [TaskWhere, TaskOrder[]], [key]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt asks the same again
  useEffect(() => {
    let isStale = false;
    const isFirst = current.total === null;
    if (!isFirst && (!current.hasMore || loaded >= wanted)) return;
    const [filter, order] = variables;
    void client
      .query(asNode(PlanTasksDocument), pageVariables(filter, order, current.cursor))
      .toPromise()
      .then(({ data, error }) => {
        if (isStale) return;
        if (!data) {
          setPages({ ...current, key, error: error ?? null });
          if (error?.networkError) setTimeout(() => setAttempt((number) => number + 1), RETRY_AFTER);
          return;
        }
        const { nodes, totalCount, pageInfo } = data.tasks;
        setPages({
          key,
          tasks: [...current.tasks, ...nodes],
          total: totalCount,
          cursor: pageInfo.endCursor ?? null,
          hasMore: pageInfo.hasNextPage,
          error: null,
        });
      });
    return () => {
      isStale = true;
    };
  }, [client, key, wanted, loaded, current.total, attempt]);

  const loadMore = useCallback(() => setWanted(loaded + 1), [loaded]);
  const retry = useCallback(() => setAttempt((number) => number + 1), []);
  return { ...current, isServerGone: current.error?.networkError !== undefined, loadMore, retry };
}
