import { builder } from './builder.ts';
import { AggregationRule } from './enum.ts';
import { loadById } from './loader.ts';
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
      resolve: ({ overTime, overRegions, overBreakdowns, denominatorId }, _args, context, info) =>
        denominatorId !== null && [overTime, overRegions, overBreakdowns].includes('WEIGHTED')
          ? loadById('metric', denominatorId, context, info)
          : null,
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
      resolve: ({ numeratorId }, _args, context, info) =>
        numeratorId === null ? null : loadById('metric', numeratorId, context, info),
    }),
    denominator: t.field({
      type: Metric,
      nullable: true,
      description: 'By what it is divided.',
      resolve: ({ denominatorId }, _args, context, info) =>
        denominatorId === null ? null : loadById('metric', denominatorId, context, info),
    }),
    factor: t.expose('factor', { type: 'Decimal', nullable: true, description: 'By what the quotient is multiplied.' }),
  }),
});
