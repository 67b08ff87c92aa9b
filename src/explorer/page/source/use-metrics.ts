import { useMemo } from 'react';
import { useScope } from '../../address/scope.ts';
import { useClientFor } from '../../api/client.ts';
import {
  SourceMetricsDocument,
  type SourceMetricsQuery,
  type SourceMetricsQueryVariables,
  SourceMetricsThenDocument,
  type SourceMetricsThenQuery,
  type SourceMetricsThenQueryVariables,
} from '../../api/generated/graphql.ts';
import { type PagedList, usePages } from '../../api/use-pages.ts';
import { metricsAfter } from './ask.ts';

export type SourceMetric = SourceMetricsQuery['metrics']['nodes'][number];

/** How many metrics are read at first, and each time that the reader wants more. */
const PORTION = 1_000;

type MetricThen = SourceMetricsThenQuery['metrics']['nodes'][number];

/** The metrics of a data set, portion after portion, and the codes by which figures are asked for: of a day, those of metrics that had figures then. */
export function useMetrics() {
  const { dataset, language, asOf } = useScope();
  const client = useClientFor(language);
  const list: PagedList<SourceMetricsQuery, SourceMetricsQueryVariables, SourceMetric> = {
    client,
    document: SourceMetricsDocument,
    variablesAfter: (after) => metricsAfter(dataset, after),
    connectionOf: ({ metrics }) => metrics,
    portion: PORTION,
    isAskedAhead: true,
  };
  const pages = usePages(list);
  const then: PagedList<SourceMetricsThenQuery, SourceMetricsThenQueryVariables, MetricThen> = {
    client,
    document: SourceMetricsThenDocument,
    variablesAfter: (after) => ({ dataset, asOf, after }),
    connectionOf: ({ metrics }) => metrics,
    portion: PORTION,
    isPaused: asOf === null,
  };
  const past = usePages(then);
  // A code that nothing had on a day is refused, and all figures with it.
  const codes = useMemo(() => {
    const known = asOf === null ? pages.rows : past.rows.filter(({ observations }) => observations.nodes.length > 0);
    return known.map(({ code }) => code);
  }, [asOf, pages.rows, past.rows]);
  const isKnown = pages.total !== null && (asOf === null || past.total !== null);
  const loadMore = () => {
    pages.loadMore();
    past.loadMore();
  };
  return {
    ...pages,
    codes,
    isKnown,
    loadMore,
    isReading: pages.isReading || past.isReading,
    error: pages.error ?? past.error,
    isServerGone: pages.isServerGone || past.isServerGone,
    retry: pages.error ? pages.retry : past.retry,
  };
}
