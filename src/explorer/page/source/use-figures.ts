import { useEffect, useMemo, useState } from 'react';
import { useScope } from '../../address/scope.ts';
import { usePlainClientFor } from '../../api/client.ts';
import {
  SourceFiguresDocument,
  type SourceFiguresQuery,
  type SourceFiguresQueryVariables,
} from '../../api/generated/graphql.ts';
import { type PagedList, usePages } from '../../api/use-pages.ts';

export type SourceFigure = SourceFiguresQuery['observations']['nodes'][number];

/** How many figures are read at first, and each time that the reader wants more. */
const PORTION = 5_000;
/** Of so many metrics figures are asked for together. */
const BATCH = 1_000;
const NONE: readonly (readonly SourceFigure[])[] = [];

/** The figures of some metrics that were read from a source, portion after portion. Those of further metrics follow once these are whole. */
export function useFigures(source: string, metrics: readonly string[]) {
  const { dataset, asOf, language } = useScope();
  const client = usePlainClientFor(language);
  const key = [source, dataset, asOf].join(' ');
  const [whole, setWhole] = useState({ key, client, batches: NONE });
  const batches = whole.key === key && whole.client === client ? whole.batches : NONE;
  const start = batches.length * BATCH;
  const batch = metrics.slice(start, start + BATCH);
  const list: PagedList<SourceFiguresQuery, SourceFiguresQueryVariables, SourceFigure> = {
    client,
    document: SourceFiguresDocument,
    variablesAfter: (after) => ({ source, metrics: batch, dataset, asOf, after }),
    connectionOf: ({ observations }) => observations,
    portion: PORTION,
    isPaused: batch.length === 0,
  };
  const pages = usePages(list);
  const { rows, total, hasMore } = pages;
  const isNextDue = total !== null && !hasMore && metrics.length > start + BATCH;
  useEffect(() => {
    if (isNextDue) setWhole({ key, client, batches: [...batches, rows] });
  }, [isNextDue, key, client, batches, rows]);
  const all = useMemo(() => [...batches.flat(), ...rows], [batches, rows]);
  const isBegun = total !== null || batches.length > 0;
  return { ...pages, rows: all, total: isBegun ? all.length - rows.length + (total ?? 0) : null };
}
