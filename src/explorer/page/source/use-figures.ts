import { useCallback, useEffect, useState } from 'react';
import type { CombinedError } from 'urql';
import { useScope } from '../../address/scope.ts';
import { asNode, plainClientFor } from '../../api/client.ts';
import { SourceFiguresDocument, type SourceFiguresQuery } from '../../api/generated/graphql.ts';

export type SourceFigure = SourceFiguresQuery['observations']['nodes'][number];

/** How many figures are read at first, and each time that the reader wants more. */
const PORTION = 5_000;

interface Figures {
  readonly figures: readonly SourceFigure[];
  readonly total: number | null;
  readonly cursor: string | null;
  readonly hasMore: boolean;
  readonly error: CombinedError | null;
}

const NOTHING: Figures = { figures: [], total: null, cursor: null, hasMore: true, error: null };

/** The figures that were read from a source, page after page. */
export function useFigures(source: string, metrics: readonly string[]) {
  const { dataset, asOf, language } = useScope();
  const key = JSON.stringify({ source, metrics, dataset, asOf, language });
  const [state, setState] = useState<Figures & { readonly key: string }>({ ...NOTHING, key });
  const [wanted, setWanted] = useState(PORTION);
  const current = state.key === key ? state : NOTHING;
  const isDue = metrics.length > 0 && current.hasMore && !current.error && current.figures.length < wanted;
  useEffect(() => {
    if (!isDue) return;
    let isStale = false;
    const variables = { source, metrics: [...metrics], dataset, asOf, after: current.cursor };
    void plainClientFor(language)
      .query(asNode(SourceFiguresDocument), variables)
      .toPromise()
      .then(({ data, error }) => {
        if (isStale) return;
        if (!data) return setState({ ...current, key, error: error ?? null });
        const { nodes, totalCount, pageInfo } = data.observations;
        setState({
          key,
          figures: [...current.figures, ...nodes],
          total: totalCount,
          cursor: pageInfo.endCursor ?? null,
          hasMore: pageInfo.hasNextPage,
          error: null,
        });
      });
    return () => {
      isStale = true;
    };
  }, [isDue, key, current, source, metrics, dataset, asOf, language]);
  const loadMore = useCallback(() => setWanted(current.figures.length + PORTION), [current.figures.length]);
  const retry = useCallback(() => setState((now) => ({ ...now, error: null })), []);
  return { ...current, loadMore, retry };
}
