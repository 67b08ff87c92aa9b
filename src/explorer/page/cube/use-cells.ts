import { useEffect, useMemo, useState } from 'react';
import type { CombinedError, OperationResult } from 'urql';
import type { CubeSearch } from '../../address/pages.ts';
import { useScope } from '../../address/scope.ts';
import { asNode, useClientFor, usePlainClientFor } from '../../api/client.ts';
import {
  CubeCellsDocument,
  type CubeCellsQuery,
  type CubeInput,
  CubePeriodsDocument,
} from '../../api/generated/graphql.ts';
import { isServerGone } from '../../api/server-gone.ts';
import { RETRY_AFTER, useAnswer } from '../../api/use-answer.ts';
import type { Periods } from './fixed-axes.ts';
import type { Cell } from './pivot.ts';
import { type CubeMetric, firstPage, inputOfPeriods, MAX_CELLS, MAX_PAGE, nextPage } from './request.ts';

export interface Cells {
  readonly cells: readonly Cell[];
  readonly total: number | null;
  readonly isLoading: boolean;
  readonly error: CombinedError | null;
}

const NOTHING: Cells = { cells: [], total: null, isLoading: true, error: null };

/** All cells of a selection, page after page, up to a bound that a browser holds without a stutter. A server that is gone is asked again. */
export function useCells(input: CubeInput, isPaused: boolean): Cells {
  const { language } = useScope();
  const client = useClientFor(language);
  const plainClient = usePlainClientFor(language);
  const key = JSON.stringify(input);
  const [state, setState] = useState<Cells & { readonly key: string }>({ ...NOTHING, key });
  const [attempt, setAttempt] = useState(0);
  const { error } = state;
  // Each failure is an error of its own, so that the time is counted from the last one.
  useEffect(() => {
    if (isPaused || !isServerGone(error)) return;
    const timer = setTimeout(() => setAttempt((now) => now + 1), RETRY_AFTER);
    return () => clearTimeout(timer);
  }, [isPaused, error]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a further attempt asks the same again
  useEffect(() => {
    let isStale = false;
    const document = asNode(CubeCellsDocument);
    const selection: CubeInput = JSON.parse(key);
    // Pages after the first are as long as they may be.
    const read = async () => {
      const cells: Cell[] = [];
      for (let after: string | null = null; ; ) {
        const answer: Promise<OperationResult<CubeCellsQuery>> =
          after === null
            ? client.query(document, firstPage(selection)).toPromise()
            : plainClient
                .query(document, { input: { ...selection, first: nextPage(cells.length), after } })
                .toPromise();
        const { data, error } = await answer;
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
  }, [client, plainClient, key, isPaused, attempt]);
  return state.key === key ? state : NOTHING;
}

const NO_ROWS: readonly { readonly period: string; readonly periodLabel: string }[] = [];

/** A first page says how many figures there are. The others are asked for where they are few enough for all to be known. */
export function usePeriods(search: CubeSearch, chosen: readonly CubeMetric[], asOf: string | null): Periods {
  const input = inputOfPeriods(search, chosen, asOf);
  const isPaused = search.period === undefined || chosen.length === 0;
  const { data, isLoading } = useAnswer(CubePeriodsDocument, firstPage(input), isPaused);
  const { totalCount = 0, rows = NO_ROWS } = data?.cube ?? {};
  const isWhole = totalCount <= MAX_PAGE;
  const isEnough = isPaused || isLoading || !isWhole || totalCount <= rows.length;
  const all = useAnswer(CubePeriodsDocument, { input: { ...input, first: MAX_PAGE } }, isEnough).data?.cube.rows;
  const known = isEnough ? rows : (all ?? rows);
  const names = useMemo(() => new Map(known.map((row) => [row.period, row.periodLabel])), [known]);
  return { names, isWhole };
}
