import { useScope } from '../../address/scope.ts';
import { clientFor } from '../../api/client.ts';
import {
  SourceMetricsDocument,
  type SourceMetricsQuery,
  type SourceMetricsQueryVariables,
} from '../../api/generated/graphql.ts';
import { type PagedList, usePages } from '../../api/use-pages.ts';
import { metricsAfter } from './ask.ts';

export type SourceMetric = SourceMetricsQuery['metrics']['nodes'][number];

/** How many metrics are read at first, and each time that the reader wants more. */
const PORTION = 1_000;

/** The metrics of a data set, portion after portion: figures and targets are asked for by them. */
export function useMetrics() {
  const { dataset, language } = useScope();
  const list: PagedList<SourceMetricsQuery, SourceMetricsQueryVariables, SourceMetric> = {
    client: clientFor(language),
    document: SourceMetricsDocument,
    variablesAfter: (after) => metricsAfter(dataset, after),
    connectionOf: ({ metrics }) => metrics,
    portion: PORTION,
    isAskedAhead: true,
  };
  return usePages(list);
}
