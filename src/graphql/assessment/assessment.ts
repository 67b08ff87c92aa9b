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
import { dayIn } from '../core/day.ts';
import { Light } from '../core/enum.ts';
import { Metric } from '../core/ref.ts';
import { selectedAt, selectedNames } from '../core/selection.ts';
import { type ChangeShape, loadComparison } from '../observation/change.ts';
import { Observation } from '../observation/observation.ts';
import { resolveQuery } from '../observation/observation-filter.ts';
import { inState, type ObservationNode, observationColumns } from '../observation/observation-list.ts';

const Trend = builder.enumType('Trend', {
  description: "Where a metric is going, by its data set's rule.",
  values: {
    IMPROVING: { description: 'It changed for the better, by more than the rule takes for no change.' },
    MAINTAINING: { description: 'It changed by no more than the rule takes for no change.' },
    WORSENING: { description: 'It changed for the worse, by more than the rule takes for no change.' },
    NOT_ASSESSABLE: {
      description:
        "It cannot be compared as the rule wants, for the reason that the observation's change gives, or neither way is better.",
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
  description: 'How a metric stands, by a rule that is stored as data and can be read back.',
  fields: (t) => ({
    trend: t.expose('trend', { type: Trend, description: 'Where it is going.' }),
    light: t.expose('light', {
      type: Light,
      nullable: true,
      description:
        'How its value stands against the target of the same series and period. Null where the rule gives no light by targets, where there is no target, and where no attainment of it can be said.',
    }),
    rule: t.expose('rule', { type: AssessmentRule, description: 'The rule, as the data set of `current` stores it.' }),
    current: t.expose('current', { type: Observation, description: 'The observation that is assessed.' }),
    reference: t.expose('reference', {
      type: Observation,
      nullable: true,
      description:
        'The observation that it is compared with. Null where there is none, and where the rule compares with a target or a baseline, which is no observation.',
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

/** The observations that are assessed, those of all metrics at one place of the query in one statement. */
function currentOf({ region, dataset, period, on }: AssessmentArguments, context: Context, info: GraphQLResolveInfo) {
  const { state } = context;
  const query = { regions: region == null ? null : [region], datasets: dataset == null ? null : [dataset] };
  const names = { regions: 'region', datasets: 'dataset', breakdowns: 'breakdown' };
  const { regions = 'own' as const, datasets } = resolveQuery(query, context, state, names);
  const columns = [...new Set([...NEEDED, ...observationColumns(selectedAt(info, 'current'))])].sort();
  // A period that is named is looked at whatever the day; only without one is it today that decides.
  const lastEnd = (datasetId: number) => (period && on == null ? null : dayIn(on, context, datasetId));
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
    description: `How its total stands on a day, by the rule that the data set which publishes the figure stores for it. Null where no data set has
such a rule, and where those that have one publish no figure that is meant. Of several data sets' figures: the one that \`latest\` would choose.`,
    args: {
      region: t.arg.string({ description: "Code of a region; the data set's own, unless given." }),
      dataset: t.arg.string({
        description: 'Code of the data set that publishes and assesses it; any, unless given.',
      }),
      period: t.arg({
        type: 'Period',
        description: 'The period that is assessed; the latest that has ended, unless given.',
      }),
      on: t.arg({
        type: 'Date',
        description:
          "Seen from this day: what ends later does not count. Unless given, today in the data set's time zone, or with `period` any day.",
      }),
    },
    resolve: async ({ id }, args, context, info) => {
      const current = await context.at(info, () => currentOf(args, context, info)).load(id);
      const rule = metricRules(id, context).find(({ datasetId }) => datasetId === current?.datasetId);
      return current && rule ? assess(current, rule, context, info) : null;
    },
  }),
);
