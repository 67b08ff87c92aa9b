import type { AssessmentRule as Row } from '../../database/generated/prisma/client.ts';
import { OPEN } from '../../database/sql.ts';
import { DEFAULT_LIGHT_RULE, RATING_LIGHT_RULE } from '../../domain/progress/traffic-light.ts';
import { followsRatings, storedLightRule } from '../../read/catalogue/task-light.ts';
import { isVisible } from '../../read/core/snapshot.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { getColumnDescription } from '../core/description.ts';
import { ChangeKind } from '../core/enum.ts';
import { Dataset, Metric } from '../core/ref.ts';
import { pickName } from '../core/translation.ts';

/** The rules that a state shows for a metric: of each data set one at most. */
export const metricRules = (metricId: number, { catalogue, state }: Context): readonly Row[] =>
  catalogue.assessmentRulesOfMetric.of(metricId).filter((rule) => isVisible(rule, state));

/** The rule that the light of a task follows: by its rating, or the data set's own, or the one that is the same for all. */
export function findLightRule(
  { datasetId, ratingId }: { readonly datasetId: number; readonly ratingId: number | null },
  { catalogue, state }: Context,
): Row {
  if (ratingId !== null && followsRatings(datasetId, catalogue)) {
    return { ...BUILT_IN, ...RATING_LIGHT_RULE, yellowDays: null, datasetId };
  }
  return storedLightRule(datasetId, catalogue, state) ?? { ...BUILT_IN, ...DEFAULT_LIGHT_RULE, datasetId };
}

const BUILT_IN = {
  id: 0,
  metricId: null,
  compare: null,
  maintainWithin: null,
  greenFrom: null,
  yellowFrom: null,
  fromSeq: 0,
  toSeq: OPEN,
};

const meaning = (column: keyof Row) =>
  ({ nullable: true, description: getColumnDescription('AssessmentRule', column) }) as const;

export const AssessmentRule = builder.objectRef<Row>('AssessmentRule').implement({
  description:
    'A rule that assesses a metric or sets the traffic lights of tasks. It is published with the data set, so that its results can be recomputed by hand.',
  fields: (t) => ({
    code: t.exposeString('code', { description: getColumnDescription('AssessmentRule', 'code') }),
    description: t.string({
      description: 'The rule in words.',
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the description. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (rule, { lang }, context) => pickName(rule.description, lang, context, rule.datasetId) ?? rule.code,
    }),
    dataset: t.field({
      type: Dataset,
      description: 'The data set whose metrics or tasks follow the rule.',
      resolve: ({ datasetId }, _args, { catalogue }) => catalogue.datasets.get(datasetId),
    }),
    metric: t.field({
      type: Metric,
      ...meaning('metricId'),
      resolve: ({ metricId }, _args, { catalogue }) => catalogue.metrics.find(metricId),
    }),
    compare: t.expose('compare', { type: ChangeKind, ...meaning('compare') }),
    maintainWithin: t.field({
      type: 'Decimal',
      ...meaning('maintainWithin'),
      resolve: ({ maintainWithin }) => maintainWithin?.toString() ?? null,
    }),
    greenFrom: t.field({
      type: 'Decimal',
      ...meaning('greenFrom'),
      resolve: ({ greenFrom }) => greenFrom?.toString() ?? null,
    }),
    yellowFrom: t.field({
      type: 'Decimal',
      ...meaning('yellowFrom'),
      resolve: ({ yellowFrom }) => yellowFrom?.toString() ?? null,
    }),
    yellowDays: t.exposeInt('yellowDays', meaning('yellowDays')),
  }),
});
