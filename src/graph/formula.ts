import { builder } from './builder.ts';
import { AggregationRule } from './enum.ts';
import { Metric } from './ref.ts';

type Rule = typeof AggregationRule.$inferType;
interface AggregationRow {
  readonly overTime: Rule;
  readonly overRegions: Rule;
  readonly overBreakdowns: Rule;
  readonly denominatorId: number | null;
}
interface FormulaRow {
  readonly numeratorId: number | null;
  readonly denominatorId: number | null;
  readonly factor: string | null;
  readonly expression: string;
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
      resolve: ({ overTime, overRegions, overBreakdowns, denominatorId }, _args, { catalogue }) =>
        [overTime, overRegions, overBreakdowns].includes('WEIGHTED') ? catalogue.metrics.find(denominatorId) : null,
    }),
  }),
});

export const Formula = builder.objectRef<FormulaRow>('Formula').implement({
  description: 'numerator / denominator × factor, or an expression over metric codes.',
  fields: (t) => ({
    expression: t.exposeString('expression', { description: 'The formula in words of metric codes.' }),
    numerator: t.field({
      type: Metric,
      nullable: true,
      description: 'What is divided.',
      resolve: ({ numeratorId }, _args, { catalogue }) => catalogue.metrics.find(numeratorId),
    }),
    denominator: t.field({
      type: Metric,
      nullable: true,
      description: 'By what it is divided.',
      resolve: ({ denominatorId }, _args, { catalogue }) => catalogue.metrics.find(denominatorId),
    }),
    factor: t.expose('factor', { type: 'Decimal', nullable: true, description: 'By what the quotient is multiplied.' }),
  }),
});
