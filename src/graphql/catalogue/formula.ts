import type * as Row from '../../database/generated/prisma/client.ts';
import { builder } from '../core/builder.ts';
import { AggregationRule } from '../core/enum.ts';
import { Metric } from '../core/ref.ts';
import { getMetricFormula, type MetricFormula } from './metric-formula.ts';

type Rule = typeof AggregationRule.$inferType;
interface AggregationRow {
  readonly overTime: Rule;
  readonly overRegions: Rule;
  readonly overBreakdowns: Rule;
  readonly numeratorId: number | null;
  readonly denominatorId: number | null;
  readonly factor: Row.Metric['factor'];
  readonly expression: string | null;
}
export const Aggregation = builder.objectRef<AggregationRow>('Aggregation').implement({
  description: 'The rules for aggregating the values of a metric over time, regions and breakdowns.',
  fields: (t) => ({
    overTime: t.expose('overTime', {
      type: AggregationRule,
      description: 'The rule for aggregating periods into a longer period.',
    }),
    overRegions: t.expose('overRegions', {
      type: AggregationRule,
      description: 'The rule for aggregating regions into a larger region.',
    }),
    overBreakdowns: t.expose('overBreakdowns', {
      type: AggregationRule,
      description: 'The rule for aggregating the categories of a dimension into a total.',
    }),
    weight: t.field({
      type: Metric,
      nullable: true,
      description:
        'The weighting metric of a WEIGHTED rule: the denominator of the ratio. Null without such a rule or denominator.',
      resolve: (metric, _args, { catalogue }) =>
        [metric.overTime, metric.overRegions, metric.overBreakdowns].includes('WEIGHTED')
          ? (getMetricFormula(metric, catalogue)?.denominator ?? null)
          : null,
    }),
  }),
});

export const Formula = builder.objectRef<MetricFormula>('Formula').implement({
  description: 'The formula of a metric: numerator / denominator × factor, or an expression over metric codes.',
  fields: (t) => ({
    expression: t.exposeString('expression', {
      description:
        'The formula as an expression over metric codes, with + − × / and brackets. metric{dimension=category} selects one category, and Σ(metric, dimension) adds up all categories. Units and their powers of ten are taken into account.',
    }),
    numerator: t.expose('numerator', {
      type: Metric,
      nullable: true,
      description: 'The numerator of the quotient. Null if the formula is not a quotient of two metrics.',
    }),
    denominator: t.expose('denominator', {
      type: Metric,
      nullable: true,
      description: 'The denominator of the quotient. Null if the formula is not a quotient of two metrics.',
    }),
    factor: t.expose('factor', {
      type: 'Decimal',
      nullable: true,
      description:
        'The factor by which the quotient is multiplied. Default 1; null if the formula is not a quotient of two metrics.',
    }),
    operands: t.expose('operands', {
      type: [Metric],
      complexity: { field: 1, multiplier: 4 },
      description: 'The metrics in the formula, each once, in the order of the formula.',
    }),
  }),
});
