import { useScope } from '../../address/scope.ts';
import { clientFor } from '../../api/client.ts';
import {
  SourceTargetsDocument,
  type SourceTargetsQuery,
  type SourceTargetsQueryVariables,
} from '../../api/generated/graphql.ts';
import { type PagedList, usePages } from '../../api/use-pages.ts';

export type AimedMetric = SourceTargetsQuery['metrics']['nodes'][number];

/** Of how many metrics targets are read at first, and each time that the reader wants more. */
const PORTION = 1_000;

/** The metrics of a data set with their targets and baselines, portion after portion. */
export function useTargets() {
  const { dataset, language } = useScope();
  const list: PagedList<SourceTargetsQuery, SourceTargetsQueryVariables, AimedMetric> = {
    client: clientFor(language),
    document: SourceTargetsDocument,
    variablesAfter: (after) => ({ dataset, after }),
    connectionOf: ({ metrics }) => metrics,
    portion: PORTION,
  };
  return usePages(list);
}
