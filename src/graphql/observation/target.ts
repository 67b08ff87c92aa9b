import type { GraphQLResolveInfo } from 'graphql';
import { attainment } from '../../domain/comparison/attainment.ts';
import { readTargets, TARGET_KEYS, type TargetRow } from '../../read/observation/target.ts';
import { loadCitations } from '../catalogue/citation.ts';
import { builder } from '../core/builder.ts';
import { connectionType, pageCost } from '../core/connection.ts';
import type { Context } from '../core/context.ts';
import { TargetKind } from '../core/enum.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import type { PageArguments } from '../core/pagination.ts';
import { Citation, Metric } from '../core/ref.ts';
import { selectedList } from '../core/selection.ts';
import { listLoader } from '../core/sql-list.ts';
import { resolveQuery } from './observation-filter.ts';
import { seriesFields } from './series-field.ts';

const Target = builder.objectRef<TargetRow>('Target');
const TargetConnection = connectionType(Target, 'Target');

Target.implement({
  description: 'A value that is aimed at, or that was started from, for one series and period.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({
      description: 'Names this very revision.',
      resolve: ({ seriesId, kind, fromSeq, period }) => globalId('Target', `${seriesId}:${kind}:${fromSeq}:${period}`),
    }),
    ...seriesFields(t, {
      dataset: 'The data set that sets it.',
      breakdown: 'What of which dimensions it is for; empty for the total.',
    }),
    kind: t.expose('kind', { type: TargetKind, description: 'Whether it is aimed at or was started from.' }),
    period: t.expose('period', { type: 'Period', description: 'When it is to be reached, or was started from.' }),
    value: t.expose('value', { type: 'Decimal', description: "In the metric's unit × 10^unitMultiplier." }),
    attainment: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'How much of it was reached in its period, per cent, to 12 significant digits: value / target, or target / value where lower is better. Null where nothing was observed, and where what is divided by is not above zero.',
      resolve: ({ actual = null, value, metricId }, _args, { catalogue }) =>
        attainment(actual, value, catalogue.metrics.get(metricId).direction),
    }),
    citations: t.field({
      type: [Citation],
      description: 'Where it was read.',
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
  const { regions } = resolveQuery({ regions: region == null ? null : [region] }, context, context.state, names);
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
    description: 'What is aimed at, and what was started from, by period.',
    args: {
      region: t.arg.string({ description: 'Code of a region; all, unless given.' }),
      kind: t.arg({ type: TargetKind, description: 'Only these; all, unless given.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: pageCost,
    resolve: ({ id }, args, context, info) => context.at(info, () => targetLists(args, context, info)).load(id),
  }),
);
