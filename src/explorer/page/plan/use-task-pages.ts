import { useCallback, useEffect, useMemo, useState } from 'react';
import { type CombinedError, type TypedDocumentNode, useClient } from 'urql';
import {
  PlanTasksDocument,
  type PlanTasksQuery,
  type PlanTasksQueryVariables,
  type TaskOrder,
  type TaskRowFragment,
  type TaskWhere,
} from '../../api/generated/graphql.ts';
import { contextFor } from '../../api/persisted.ts';

const PAGE = 200;
const RETRY_AFTER = 3_000;

interface Pages {
  readonly tasks: readonly TaskRowFragment[];
  readonly total: number | null;
  readonly cursor: string | null;
  readonly hasMore: boolean;
  readonly error: CombinedError | null;
}

const NOTHING: Pages = { tasks: [], total: null, cursor: null, hasMore: true, error: null };

/** A list that grows page by page. One that was begun is read to its end as it was begun: the cursor sees to that. */
export function useTaskPages(where: TaskWhere, orderBy: TaskOrder[]) {
  const client = useClient();
  const key = JSON.stringify([where, orderBy]);
  const [pages, setPages] = useState<Pages & { readonly key: string }>({ ...NOTHING, key });
  const [wanted, setWanted] = useState(1);
  const [attempt, setAttempt] = useState(0);
  const current = pages.key === key ? pages : NOTHING;
  const loaded = Math.ceil(current.tasks.length / PAGE);
  const variables = useMemo(() => JSON.parse(key) as [TaskWhere, TaskOrder[]], [key]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt asks the same again
  useEffect(() => {
    let isStale = false;
    const isFirst = current.total === null;
    if (!isFirst && (!current.hasMore || loaded >= wanted)) return;
    const [filter, order] = variables;
    const document = PlanTasksDocument.toString() as unknown as TypedDocumentNode<
      PlanTasksQuery,
      PlanTasksQueryVariables
    >;
    void client
      .query(
        document,
        { where: filter, orderBy: order, first: PAGE, after: current.cursor },
        contextFor(PlanTasksDocument),
      )
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
