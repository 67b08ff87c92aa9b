import type { BreakdownInput, MetricCardQuery, MetricSeriesQuery } from '../../api/generated/graphql.ts';

/** A metric as its page knows it. */
export type MetricCard = NonNullable<MetricCardQuery['metric']>;

/** The figures of one region over time. */
export type SeriesData = NonNullable<MetricSeriesQuery['metric']>;
export type SeriesPoint = SeriesData['observations']['nodes'][number];

/** Which categories a series is for. Without any, every breakdown would be meant: the total is asked for by name. */
export function breakdownsOf(metric: MetricCard, part: string | undefined): BreakdownInput[] {
  const [dimension, category] = part?.split(':') ?? [];
  if (dimension && category) return [{ dimension, categories: [category] }];
  const [first] = metric.dimensions;
  return first ? [{ dimension: first.code, categories: ['TOTAL'] }] : [];
}
