import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { type AvailabilityPart, type AvailabilityRow, readAvailability } from '../../read/observation/availability.ts';
import { builder } from '../core/builder.ts';
import { pageCost } from '../core/connection.ts';
import type { Context } from '../core/context.ts';
import { Frequency } from '../core/enum.ts';
import { inMemoryPage } from '../core/in-memory-list.ts';
import { Dimension, Metric, RegionConnection } from '../core/ref.ts';
import { selectedNames } from '../core/selection.ts';

const PART_OF: Readonly<Record<string, AvailabilityPart>> = {
  from: 'first_period',
  to: 'last_period',
  frequencies: 'frequencies',
  observationCount: 'observation_count',
  regions: 'region_ids',
  breakdowns: 'dimension_ids',
};

const PLACE_KEY = { name: 'place', type: 'int' as const, of: ({ place }: { readonly place: number }) => place };

const Availability = builder.objectRef<AvailabilityRow>('Availability').implement({
  description: 'What there is to ask for: never a filter that leads to an empty answer.',
  fields: (t) => ({
    from: t.expose('first_period', {
      type: 'Period',
      nullable: true,
      description: 'The period that ends first; null where there is no observation.',
    }),
    to: t.expose('last_period', {
      type: 'Period',
      nullable: true,
      description: 'The period that ends last; null where there is no observation.',
    }),
    frequencies: t.field({
      type: [Frequency],
      description: 'The frequencies of its periods.',
      complexity: 1,
      resolve: ({ frequencies }) => frequencies ?? [],
    }),
    regions: t.field({
      type: RegionConnection,
      description: 'The regions that it has observations for, by code.',
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
      description: 'The dimensions that it is broken down by.',
      resolve: ({ dimension_ids }, _args, { catalogue }) =>
        (dimension_ids ?? []).map((id) => catalogue.dimensions.get(id)),
    }),
    observationCount: t.exposeInt('observation_count', { description: 'How many observations there are.' }),
  }),
});

function availabilities(context: Context, info: GraphQLResolveInfo) {
  const parts = [...selectedNames(info)].flatMap((name) => PART_OF[name] ?? []);
  return new DataLoader<number, AvailabilityRow>(async (ids) => {
    const rows = await readAvailability(context.database, context.state, ids, parts);
    const byId = new Map(rows.map((row) => [row.metric_id, row]));
    return ids.map((id) => byId.get(id) as AvailabilityRow);
  });
}

builder.objectField(Metric, 'availability', (t) =>
  t.field({
    type: Availability,
    description: 'What there is to ask for.',
    resolve: ({ id }, _args, context, info) => context.at(info, () => availabilities(context, info)).load(id),
  }),
);
