import { badInput } from '../domain/errors.ts';
import { type AvailabilityPart, type AvailabilityRow, readAvailability } from '../store/availability.ts';
import { builder } from './builder.ts';
import { pageCost, ROW_PATHS } from './connection.ts';
import { Frequency } from './enum.ts';
import { loadById, loadRegion, placeOf } from './loader.ts';
import { connectionOf, pageOf } from './page.ts';
import { Dimension, RegionConnection } from './ref.ts';
import { selectedNames } from './selection.ts';

const PART_OF: Readonly<Record<string, AvailabilityPart>> = {
  from: 'first_period',
  to: 'last_period',
  frequencies: 'frequencies',
  observationCount: 'observation_count',
  regions: 'region_ids',
  breakdowns: 'dimension_ids',
};

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
      resolve: async ({ region_ids }, args, context, info) => {
        const ids = region_ids ?? [];
        const page = pageOf(args, [{ name: 'place', type: 'int' }], context);
        const start = page.after ? ids.indexOf(Number(page.after[0])) : null;
        if (start === -1) throw badInput(page.backward ? 'before' : 'after', 'This is no cursor of this list.');
        const beyond =
          start === null
            ? page.backward ? [...ids].reverse() : ids
            : page.backward ? ids.slice(0, start).reverse() : ids.slice(start + 1); // biome-ignore format: two by two
        const rows = await Promise.all(
          beyond.slice(0, page.limit).map((id) => loadRegion(id, context, info, ROW_PATHS)),
        );
        return connectionOf(
          rows,
          page,
          ({ regionId }) => [String(regionId)],
          async () => ids.length,
        );
      },
    }),
    breakdowns: t.field({
      type: [Dimension],
      description: 'The dimensions that it is broken down by.',
      resolve: async ({ dimension_ids }, _args, context, info) => {
        const rows = await Promise.all((dimension_ids ?? []).map((id) => loadById('dimension', id, context, info)));
        return rows.filter((row) => row !== null);
      },
    }),
    observationCount: t.exposeInt('observation_count', { description: 'How many observations there are.' }),
  }),
});

builder.prismaObjectField('Metric', 'availability', (t) =>
  t.field({
    type: Availability,
    description: 'What there is to ask for.',
    resolve: (metric, _args, context, info) => {
      const parts = [...selectedNames(info)].flatMap((name) => PART_OF[name] ?? []);
      return context
        .batch<number, AvailabilityRow>(`availability ${placeOf(info)}`, async (ids) => {
          const rows = await readAvailability(context.database, context.state, ids, parts);
          const byId = new Map(rows.map((row) => [row.metric_id, row]));
          return ids.map((id) => byId.get(id) as AvailabilityRow);
        })
        .load(metric.id);
    },
  }),
);
