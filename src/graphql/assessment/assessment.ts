import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import type { AssessmentRule as Rule } from '../../database/generated/prisma/client.ts';
import { type Trend as TrendName, targetLight, trend } from '../../domain/comparison/assessment.ts';
import type { Period } from '../../domain/period/period.ts';
import type { Light as LightName } from '../../domain/progress/traffic-light.ts';
import { readAssessed } from '../../read/assessment/assessment.ts';
import { AssessmentRule, metricRules } from '../catalogue/assessment-rule.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { requestedDay } from '../core/day.ts';
import { Light } from '../core/enum.ts';
import { Metric } from '../core/ref.ts';
import { selectedAt, selectedNames } from '../core/selection.ts';
import { type ChangeShape, loadComparison } from '../observation/change.ts';
import { Observation } from '../observation/observation.ts';
import { latestCost } from '../observation/observation-cost.ts';
import { resolveObservationQuery } from '../observation/observation-filter.ts';
import { inState, type ObservationNode, observationColumns } from '../observation/observation-list.ts';

const Trend = builder.enumType('Trend', {
  description: "The trend of a metric, by its data set's rule.",
  values: {
    IMPROVING: { description: "The metric improved by more than the rule's margin." },
    MAINTAINING: { description: "The metric changed by no more than the rule's margin." },
    WORSENING: { description: "The metric worsened by more than the rule's margin." },
    NOT_ASSESSABLE: {
      description:
        "The metric cannot be assessed: the comparison fails, for the reason in the observation's change, or neither direction is better.",
    },
  } as const,
});

interface AssessmentShape {
  readonly trend: TrendName;
  readonly light: LightName | null;
  readonly rule: Rule;
  readonly current: ObservationNode;
  readonly reference: ObservationNode | null;
}

const Assessment = builder.objectRef<AssessmentShape>('Assessment').implement({
  description: 'The assessment of a metric: its trend and its traffic light, by a rule stored with the data set.',
  fields: (t) => ({
    trend: t.expose('trend', { type: Trend, description: 'The trend of the metric.' }),
    light: t.expose('light', {
      type: Light,
      nullable: true,
      description:
        'The traffic light of the value against the target of the same series and period. Null if the rule sets no light by targets, if there is no target, or if its attainment cannot be computed.',
    }),
    rule: t.expose('rule', {
      type: AssessmentRule,
      description: 'The assessment rule, as stored by the data set of `current`.',
    }),
    current: t.expose('current', { type: Observation, description: 'The assessed observation.' }),
    reference: t.expose('reference', {
      type: Observation,
      nullable: true,
      description:
        'The observation with which the assessed one is compared. Null if there is none, or if the rule compares with a target or a baseline, which are not observations.',
    }),
  }),
});

interface AssessmentArguments {
  readonly region?: string | null | undefined;
  readonly dataset?: string | null | undefined;
  readonly period?: Period | null | undefined;
  readonly on?: string | null | undefined;
}

/** What the current observation is compared by, besides what is asked of it. */
const NEEDED = observationColumns(new Set(['change', 'dataset']));

/** What an assessment works out beside the figure that it looks for: two comparisons. */
const COMPARED = 20;

/** The observations that are assessed, those of all metrics at one place of the query in one statement. */
function currentOf({ region, dataset, period, on }: AssessmentArguments, context: Context, info: GraphQLResolveInfo) {
  const { state } = context;
  const query = { regions: region == null ? null : [region], datasets: dataset == null ? null : [dataset] };
  const names = { regions: 'region', datasets: 'dataset', breakdowns: 'breakdown' };
  const { regions = 'own' as const, datasets } = resolveObservationQuery(query, context, state, names);
  const columns = [...new Set([...NEEDED, ...observationColumns(selectedAt(info, 'current'))])].sort();
  // A period that is named is looked at whatever the day; only without one is it today that decides.
  const lastEnd = (datasetId: number) => (period && on == null ? null : requestedDay(on, context, datasetId));
  return new DataLoader<number, ObservationNode | null>(async (ids) => {
    const assessed = ids.flatMap((metricId) =>
      metricRules(metricId, context)
        .filter(({ datasetId }) => datasets?.includes(datasetId) ?? true)
        .map(({ datasetId }) => ({ metricId, datasetId, lastEnd: lastEnd(datasetId) })),
    );
    if (assessed.length === 0) return ids.map(() => null);
    const filter = { regions, period: period ?? null };
    const rows = await readAssessed(context.database, state, ids, assessed, filter, columns);
    return rows.map((row) => row && inState(row, state));
  });
}

async function assess(
  current: ObservationNode,
  rule: Rule,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<AssessmentShape> {
  const { compare, maintainWithin, greenFrom, yellowFrom } = rule;
  if (compare === null) throw new Error(`the rule ${rule.code} of a metric does not say with what it is compared`);
  const bounds =
    greenFrom && yellowFrom && selectedNames(info).has('light')
      ? { greenFrom: greenFrom.toString(), yellowFrom: yellowFrom.toString() }
      : null;
  const columns = observationColumns(selectedAt(info, 'reference'));
  const [change, target] = await Promise.all([
    loadComparison(current, compare, columns, context),
    bounds && loadComparison(current, 'VS_TARGET', [], context),
  ]);
  const { direction } = context.catalogue.metrics.get(current.metricId);
  return {
    trend: trend(change.comparison, direction, maintainWithin?.toString() ?? '0'),
    light: bounds && targetLight(current.value, targetOf(target), direction, bounds),
    rule,
    current,
    reference: change.base,
  };
}

const targetOf = (change: ChangeShape | null): string | null => change?.baseValue ?? null;

builder.objectField(Metric, 'assessment', (t) =>
  t.field({
    type: Assessment,
    nullable: true,
    description: `The assessment of the metric's total on a day, by the rule of the data set that publishes the figure. Null if no data set has such a
rule, or if none that has one publishes a matching figure. Where several data sets publish one, it assesses the one that \`latest\` chooses.`,
    args: {
      region: t.arg.string({
        description:
          "Code or alias of a region. Default: the data set's own region; of a data set without one, nothing.",
      }),
      dataset: t.arg.string({
        description: 'Code of the data set that publishes and assesses the metric. Default: any.',
      }),
      period: t.arg({
        type: 'Period',
        description: 'Period to assess. Default: the latest one that has ended.',
      }),
      on: t.arg({
        type: 'Date',
        description:
          "Day of the assessment: later periods do not count. Default: today in the data set's time zone; with `period`, no limit.",
      }),
    },
    complexity: (_args, context) => {
      const latest = latestCost({}, context);
      return { ...latest, field: latest.field + COMPARED };
    },
    resolve: async ({ id }, args, context, info) => {
      const current = await context.at(info, () => currentOf(args, context, info)).load(id);
      const rule = metricRules(id, context).find(({ datasetId }) => datasetId === current?.datasetId);
      return current && rule ? assess(current, rule, context, info) : null;
    },
  }),
);
