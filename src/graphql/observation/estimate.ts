import type { EstimateRow, ObservationRow } from '../../read/observation/observation.ts';
import { builder } from '../core/builder.ts';

/** What an estimate is made of; where all of it is null, there is none. */
export const ESTIMATE_FIELDS = [
  'standardError',
  'lowerBound',
  'upperBound',
  'rank',
  'rankLowerBound',
  'rankUpperBound',
  'sourceCount',
] as const satisfies readonly (keyof EstimateRow)[];

type EstimateOfMetric = EstimateRow & Pick<ObservationRow, 'metricId'>;

/** The row as an estimate; null where its publisher says nothing of that. */
export const findEstimate = (row: EstimateOfMetric): EstimateOfMetric | null =>
  ESTIMATE_FIELDS.some((column) => row[column] !== null) ? row : null;

export const Estimate = builder.objectRef<EstimateOfMetric>('Estimate').implement({
  description:
    "An estimate: the publisher's statement of the uncertainty of a value, and of its rank among the others.",
  fields: (t) => ({
    standardError: t.expose('standardError', {
      type: 'Decimal',
      nullable: true,
      description: 'The standard error of the value, in its unit. Null if it is not given.',
    }),
    lowerBound: t.expose('lowerBound', {
      type: 'Decimal',
      nullable: true,
      description: 'The lower bound of the value, in its unit. Null if it is not given.',
    }),
    upperBound: t.expose('upperBound', {
      type: 'Decimal',
      nullable: true,
      description: 'The upper bound of the value, in its unit. Null if it is not given.',
    }),
    confidence: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'The confidence level of the bounds, in per cent, as the metric has it. Null if it is not given.',
      resolve: ({ metricId }, _args, { catalogue }) => catalogue.metrics.get(metricId).confidence?.toFixed() ?? null,
    }),
    rank: t.expose('rank', {
      type: 'Decimal',
      nullable: true,
      description:
        'The rank of the value among the others: a place or a percentile, as the definition of the metric says. Null if it is not given.',
    }),
    rankLowerBound: t.expose('rankLowerBound', {
      type: 'Decimal',
      nullable: true,
      description: 'The lower bound of the rank. Null if it is not given.',
    }),
    rankUpperBound: t.expose('rankUpperBound', {
      type: 'Decimal',
      nullable: true,
      description: 'The upper bound of the rank. Null if it is not given.',
    }),
    sourceCount: t.exposeInt('sourceCount', {
      nullable: true,
      description: 'The number of sources from which the value was estimated. Null if it is not given.',
    }),
  }),
});
