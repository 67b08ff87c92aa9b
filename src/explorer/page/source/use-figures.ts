import { useScope } from '../../address/scope.ts';
import { plainClientFor } from '../../api/client.ts';
import {
  SourceFiguresDocument,
  type SourceFiguresQuery,
  type SourceFiguresQueryVariables,
} from '../../api/generated/graphql.ts';
import { type PagedList, usePages } from '../../api/use-pages.ts';

export type SourceFigure = SourceFiguresQuery['observations']['nodes'][number];

/** How many figures are read at first, and each time that the reader wants more. */
const PORTION = 5_000;

/** The figures that were read from a source, portion after portion. */
export function useFigures(source: string, metrics: readonly string[]) {
  const { dataset, asOf, language } = useScope();
  const list: PagedList<SourceFiguresQuery, SourceFiguresQueryVariables, SourceFigure> = {
    client: plainClientFor(language),
    document: SourceFiguresDocument,
    variablesAfter: (after) => ({ source, metrics: [...metrics], dataset, asOf, after }),
    connectionOf: ({ observations }) => observations,
    portion: PORTION,
    isPaused: metrics.length === 0,
  };
  return usePages(list);
}
