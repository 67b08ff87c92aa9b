import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { parsePeriod } from '../../domain/period/period.ts';
import { periodLabel } from '../../domain/period/period-label.ts';
import { type AvailabilityPart, type AvailabilityRow, readAvailability } from '../../read/observation/availability.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { NO_ROWS, observationWork, pageCost, sizesOf } from '../core/cost.ts';
import { Frequency } from '../core/enum.ts';
import { inMemoryPage } from '../core/in-memory-list.ts';
import { Dimension, Metric, RegionConnection } from '../core/ref.ts';
import { selectedNames } from '../core/selection.ts';
import { writtenLanguage } from '../core/translation.ts';
import { labelLanguage } from './series-field.ts';

const PART_OF: Readonly<Record<string, AvailabilityPart>> = {
  from: 'first_period',
  to: 'last_period',
  fromLabel: 'first_period',
  toLabel: 'last_period',
  frequencies: 'frequencies',
  observationCount: 'observation_count',
  regions: 'region_ids',
  breakdowns: 'dimension_ids',
};

/** A bound in words. */
const labelField = (
  t: PothosSchemaTypes.ObjectFieldBuilder<typeof builder.$inferSchemaTypes, AvailabilityRow>,
  description: string,
  part: 'first_period' | 'last_period',
) =>
  t.string({
    nullable: true,
    description,
    args: { lang: labelLanguage(t) },
    resolve: ({ [part]: period, metric_id }, { lang }, context) =>
      period &&
      periodLabel(
        parsePeriod(period),
        writtenLanguage(lang, context, context.catalogue.metrics.get(metric_id).datasetId),
      ),
  });

const PLACE_KEY = { name: 'place', type: 'int' as const, of: ({ place }: { readonly place: number }) => place };

const Availability = builder.objectRef<AvailabilityRow>('Availability').implement({
  description: 'The coverage of the observations of a metric: their periods, frequencies, regions and dimensions.',
  fields: (t) => ({
    from: t.expose('first_period', {
      type: 'Period',
      nullable: true,
      description: 'The period with the earliest end. Null if there is no observation.',
    }),
    to: t.expose('last_period', {
      type: 'Period',
      nullable: true,
      description: 'The period with the latest end. Null if there is no observation.',
    }),
    fromLabel: labelField(
      t,
      'The period with the earliest end in words. Null if there is no observation.',
      'first_period',
    ),
    toLabel: labelField(t, 'The period with the latest end in words. Null if there is no observation.', 'last_period'),
    frequencies: t.field({
      type: [Frequency],
      description: 'The frequencies of the observations.',
      complexity: 1,
      resolve: ({ frequencies }) => frequencies ?? [],
    }),
    regions: t.field({
      type: RegionConnection,
      description: 'The regions with observations, by code.',
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      resolve: ({ region_ids }, args, context) => {
        const rows = (region_ids ?? []).map((id, place) => ({ place, region: context.catalogue.regions.get(id) }));
        return inMemoryPage(
          { rows, keys: [PLACE_KEY], sorted: true, shows: () => true },
          args,
          context,
          ({ region }) => region,
        );
      },
    }),
    breakdowns: t.field({
      type: [Dimension],
      description: 'The dimensions by which the observations are broken down.',
      resolve: ({ dimension_ids }, _args, { catalogue }) =>
        (dimension_ids ?? []).map((id) => catalogue.dimensions.get(id)),
    }),
    observationCount: t.exposeInt('observation_count', { description: 'The number of observations.' }),
  }),
});

function availabilities(context: Context, info: GraphQLResolveInfo) {
  const parts = [...new Set([...selectedNames(info)].flatMap((name) => PART_OF[name] ?? []))];
  return new DataLoader<number, AvailabilityRow>(async (ids) => {
    const rows = await readAvailability(context.database, context.state, ids, parts);
    const byId = new Map(rows.map((row) => [row.metric_id, row]));
    return ids.map((id) => byId.get(id) as AvailabilityRow);
  });
}

/** All rows are grouped, which is so much more work than to sort them. */
const GROUPED = 3;

builder.objectField(Metric, 'availability', (t) =>
  t.field({
    type: Availability,
    description: 'The filters for which the metric has observations.',
    complexity: (_args, { sizes }) => ({
      field: 1,
      multiplier: 1,
      scan: (owners: number, metrics: readonly number[] | null) => ({
        ...NO_ROWS,
        rows: GROUPED * observationWork(sizesOf(sizes, metrics, owners), { regions: null, depth: null }).rows,
      }),
    }),
    resolve: ({ id }, _args, context, info) => context.at(info, () => availabilities(context, info)).load(id),
  }),
);
