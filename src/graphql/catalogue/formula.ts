import type * as Row from '../../database/generated/prisma/client.ts';
import { builder } from '../core/builder.ts';
import { AggregationRule } from '../core/enum.ts';
import { Metric } from '../core/ref.ts';
import { formulaOf, type MetricFormula } from './metric-formula.ts';

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
  description: 'How values of a metric may be brought together into one.',
  fields: (t) => ({
    overTime: t.expose('overTime', { type: AggregationRule, description: 'Several periods into a longer one.' }),
    overRegions: t.expose('overRegions', {
      type: AggregationRule,
      description: 'Several regions into one above them.',
    }),
    overBreakdowns: t.expose('overBreakdowns', {
      type: AggregationRule,
      description: 'The categories of a dimension into a total.',
    }),
    weight: t.field({
      type: Metric,
      nullable: true,
      description: 'Of WEIGHTED: what weighs; the denominator of a ratio.',
      resolve: (metric, _args, { catalogue }) =>
        [metric.overTime, metric.overRegions, metric.overBreakdowns].includes('WEIGHTED')
          ? (formulaOf(metric, catalogue)?.denominator ?? null)
          : null,
    }),
  }),
});

export const Formula = builder.objectRef<MetricFormula>('Formula').implement({
  description: 'numerator / denominator × factor, or an expression over metric codes.',
  fields: (t) => ({
    expression: t.exposeString('expression', {
      description:
        'The formula over metric codes: + − × / and brackets, metric{dimension=category} for a part, Σ(metric, dimension) for the sum over all categories. Units and their powers of ten are carried along.',
    }),
    numerator: t.expose('numerator', {
      type: Metric,
      nullable: true,
      description: 'What is divided; null where the formula is not a quotient of two metrics.',
    }),
    denominator: t.expose('denominator', {
      type: Metric,
      nullable: true,
      description: 'By what it is divided; null where the formula is not a quotient of two metrics.',
    }),
    factor: t.expose('factor', {
      type: 'Decimal',
      nullable: true,
      description:
        'By what the quotient of two metrics is multiplied; 1 where nothing is written, null where there is no such quotient.',
    }),
    operands: t.expose('operands', {
      type: [Metric],
      complexity: { field: 1, multiplier: 4 },
      description: 'Every metric that it is computed from, each once, in the order of the formula.',
    }),
  }),
});
