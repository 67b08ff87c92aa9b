import { parsePeriod } from '../../domain/period/period.ts';
import { periodLabel } from '../../domain/period/period-label.ts';
import { BreakdownItem, parseBreakdown } from '../catalogue/dimension.ts';
import type { builder } from '../core/builder.ts';
import { Dataset, Metric, Region } from '../core/ref.ts';
import { writtenLanguage } from '../core/translation.ts';

type Types = typeof builder.$inferSchemaTypes;

/** What is read of a series with whatever hangs on it. */
interface OfSeries {
  readonly datasetId: number;
  readonly metricId: number;
  readonly regionId: number;
  readonly breakdownKey: string;
}

/** The language of the words of a period. */
export const labelLanguage = <Row>(t: PothosSchemaTypes.ObjectFieldBuilder<Types, Row>) =>
  t.arg({
    type: 'Language',
    description:
      "Language of the label: Chinese or English. Any other language gives English. Default: from `Accept-Language`, else the data set's own language.",
  });

/** The period of a row in words. */
export const periodLabelField = <Row extends Pick<OfSeries, 'datasetId'> & { readonly period: string }>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Row>,
) =>
  t.string({
    description: 'The period in words.',
    args: { lang: labelLanguage(t) },
    resolve: ({ period, datasetId }, { lang }, context) =>
      periodLabel(parsePeriod(period), writtenLanguage(lang, context, datasetId)),
  });

/** Where something stands that belongs to a series: in whose data, of what, where, and for which part. */
export const seriesFields = <Row extends OfSeries>(
  t: PothosSchemaTypes.ObjectFieldBuilder<Types, Row>,
  { dataset, breakdown }: { readonly dataset: string; readonly breakdown: string },
) => ({
  dataset: t.field({
    type: Dataset,
    description: dataset,
    resolve: ({ datasetId }, _args, { catalogue }) => catalogue.datasets.get(datasetId),
  }),
  metric: t.field({
    type: Metric,
    description: 'The metric.',
    resolve: ({ metricId }, _args, { catalogue }) => catalogue.metrics.get(metricId),
  }),
  region: t.field({
    type: Region,
    description: 'The region.',
    resolve: ({ regionId }, _args, { catalogue }) => catalogue.regions.get(regionId),
  }),
  breakdown: t.field({
    type: [BreakdownItem],
    description: breakdown,
    complexity: { field: 1, multiplier: 2 },
    resolve: ({ breakdownKey }, _args, context) => parseBreakdown(breakdownKey, context),
  }),
});
