import { useEffect, useState } from 'react';
import { type CombinedError, type OperationResult, type TypedDocumentNode, useClient } from 'urql';
import {
  CubeCellsDocument,
  type CubeCellsQuery,
  type CubeCellsQueryVariables,
  type CubeInput,
} from '../../api/generated/graphql.ts';
import { contextFor } from '../../api/persisted.ts';
import type { Cell } from './pivot.ts';

const PAGE = 10_000;
export const MAX_CELLS = 100_000;

export interface Cells {
  readonly cells: readonly Cell[];
  readonly total: number | null;
  readonly isLoading: boolean;
  readonly error: CombinedError | null;
}

const NOTHING: Cells = { cells: [], total: null, isLoading: true, error: null };

/** All cells of a selection, page after page, up to a bound that a browser holds without a stutter. */
export function useCells(input: CubeInput, isPaused: boolean): Cells {
  const client = useClient();
  const key = JSON.stringify(input);
  const [state, setState] = useState<Cells & { readonly key: string }>({ ...NOTHING, key });
  useEffect(() => {
    let isStale = false;
    const document = CubeCellsDocument.toString() as unknown as TypedDocumentNode<
      CubeCellsQuery,
      CubeCellsQueryVariables
    >;
    const read = async () => {
      const cells: Cell[] = [];
      for (let after: string | null = null; ; ) {
        const page: CubeInput = {
          ...(JSON.parse(key) as CubeInput),
          first: PAGE,
          ...(after === null ? {} : { after }),
        };
        const { data, error }: OperationResult<CubeCellsQuery> = await client
          .query(document, { input: page }, contextFor(CubeCellsDocument))
          .toPromise();
        if (isStale) return;
        if (!data) return setState({ ...NOTHING, key, isLoading: false, error: error ?? null });
        cells.push(...data.cube.rows);
        after = data.cube.pageInfo.endCursor ?? null;
        const isWhole = !data.cube.pageInfo.hasNextPage || cells.length >= MAX_CELLS;
        setState({ key, cells: [...cells], total: data.cube.totalCount, isLoading: !isWhole, error: null });
        if (isWhole) return;
      }
    };
    if (!isPaused) void read();
    return () => {
      isStale = true;
    };
  }, [client, key, isPaused]);
  return state.key === key ? state : NOTHING;
}
