import type { GraphQLResolveInfo } from 'graphql';
import { attainment } from '../../domain/comparison/attainment.ts';
import { readTargets, TARGET_KEYS, type TargetRow } from '../../read/observation/target.ts';
import { loadCitations } from '../catalogue/citation.ts';
import { builder } from '../core/builder.ts';
import { connectionType } from '../core/connection.ts';
import type { Context } from '../core/context.ts';
import { pageCost } from '../core/cost.ts';
import { TargetKind } from '../core/enum.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import type { PageArguments } from '../core/pagination.ts';
import { Citation, Metric } from '../core/ref.ts';
import { selectedList } from '../core/selection.ts';
import { listLoader } from '../core/sql-list.ts';
import { resolveObservationQuery } from './observation-filter.ts';
import { periodLabelField, seriesFields } from './series-field.ts';

const Target = builder.objectRef<TargetRow>('Target');
const TargetConnection = connectionType(Target, 'Target', 'targets');

Target.implement({
  description: 'A target or baseline: a value to reach, or a value to compare with, for one series and period.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({
      description: 'The global id of this revision of the target.',
      resolve: ({ seriesId, kind, fromSeq, period }) => globalId('Target', `${seriesId}:${kind}:${fromSeq}:${period}`),
    }),
    ...seriesFields(t, {
      dataset: 'The data set that states the target.',
      breakdown: 'The breakdown of the target. Empty for the total.',
    }),
    kind: t.expose('kind', { type: TargetKind, description: 'The kind: target or baseline.' }),
    period: t.expose('period', { type: 'Period', description: 'The period of the target or baseline.' }),
    periodLabel: periodLabelField(t),
    value: t.expose('value', { type: 'Decimal', description: "The value, in the metric's unit × 10^unitMultiplier." }),
    attainment: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'The attainment of the target in its period, in per cent, to 12 significant digits: value / target, or target / value if lower is better. Null without an observed value, or if the divisor is not above zero.',
      resolve: ({ actual = null, value, metricId }, _args, { catalogue }) =>
        attainment(actual, value, catalogue.metrics.get(metricId).direction),
    }),
    citations: t.field({
      type: [Citation],
      description: 'The citations of the target: its sources and the places in them.',
      complexity: { field: 1, multiplier: 2 },
      resolve: ({ citationIds }, _args, context, info) => loadCitations(citationIds, context, info),
    }),
  }),
});

interface TargetArguments extends PageArguments {
  readonly region?: string | null | undefined;
  readonly kind?: typeof TargetKind.$inferType | null | undefined;
}

function targetLists({ region, kind, ...args }: TargetArguments, context: Context, info: GraphQLResolveInfo) {
  const names = { regions: 'region', datasets: 'datasets', breakdowns: 'breakdowns' };
  const { regions } = resolveObservationQuery(
    { regions: region == null ? null : [region] },
    context,
    context.state,
    names,
  );
  const filter = { regions: Array.isArray(regions) ? regions : null, kind: kind ?? null };
  const withActual = selectedList(info).row.has('attainment');
  return listLoader<number, TargetRow, TargetRow>(
    {
      keys: TARGET_KEYS,
      read: (metricIds, page, state) => readTargets(context.database, state, metricIds, filter, page, withActual),
      nodeOf: (row) => row,
    },
    args,
    context,
    info,
  );
}

builder.objectField(Metric, 'targets', (t) =>
  t.field({
    type: TargetConnection,
    description: 'The targets and baselines of the metric, by period.',
    args: {
      region: t.arg.string({ description: 'Code or alias of a region. Default: all regions.' }),
      kind: t.arg({ type: TargetKind, description: 'Selects targets or baselines. Default: both.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: pageCost,
    resolve: ({ id }, args, context, info) => context.at(info, () => targetLists(args, context, info)).load(id),
  }),
);
