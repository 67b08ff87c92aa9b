import { builder } from './builder.ts';
import { pageCost } from './connection.ts';
import { BreakdownInput, BreakdownItem } from './dimension.ts';
import { Frequency } from './enum.ts';
import { CURRENT_VERSION, loadBreakdown } from './loader.ts';
import { globalId, nodeInterface } from './node-id.ts';
import { Observation, ObservationConnection } from './observation.ts';
import { resolveQuery } from './observation-filter.ts';
import { latestObservation, listObservations, ObservationOrder, stateOf } from './observation-list.ts';
import { Region } from './ref.ts';

builder.prismaObject('Series', {
  description: 'One metric in one region for one breakdown, as one data set publishes it, over time.',
  select: { id: true },
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => globalId('Series', id) }),
    dataset: t.relation('dataset', { description: 'The data set that publishes it.' }),
    metric: t.relation('metric', { description: 'What is measured.' }),
    region: t.field({
      type: Region,
      description: 'Where.',
      select: (_args, _context, nested) => ({
        region: { select: { versions: nested({ where: CURRENT_VERSION, take: 1 }) } },
      }),
      resolve: (series) => {
        const [region] = series.region.versions;
        if (!region) throw new Error(`series ${series.id} stands in a region without a version`);
        return region;
      },
    }),
    breakdown: t.field({
      type: [BreakdownItem],
      description: 'What of which dimensions it counts; empty for the total.',
      complexity: { field: 1, multiplier: 2 },
      select: { breakdownKey: true },
      resolve: (series, _args, context, info) =>
        series.breakdownKey === '' ? [] : loadBreakdown(series.id, context, info),
    }),
    latest: t.field({
      type: Observation,
      nullable: true,
      description: 'The greatest period end; of equal ends the longest period.',
      args: {
        frequency: t.arg({ type: [Frequency], description: 'Only periods of these frequencies.' }),
        asOf: t.arg({ type: 'DateTime', description: 'As it was published at this moment; now, unless given.' }),
      },
      resolve: async (series, { frequency, asOf }, context, info) => {
        const filter = { frequency: frequency ?? undefined };
        return latestObservation('series', series.id, filter, await stateOf(asOf, context), context, info);
      },
    }),
    observations: t.field({
      type: ObservationConnection,
      description: 'Its observations.',
      args: {
        from: t.arg({
          type: 'Period',
          description: 'Those whose period ends on the first day of this period or later.',
        }),
        to: t.arg({
          type: 'Period',
          description: 'Those whose period ends on the last day of this period or earlier.',
        }),
        frequency: t.arg({ type: [Frequency], description: 'Only periods of these frequencies.' }),
        orderBy: t.arg({ type: [ObservationOrder], description: 'In which order; by period, unless given.' }),
        asOf: t.arg({ type: 'DateTime', description: 'As they were published at this moment; now, unless given.' }),
        ...t.arg.connectionArgs(),
      },
      complexity: pageCost,
      resolve: async (series, { from, to, frequency, orderBy, asOf, ...args }, context, info) => {
        const { filter } = await resolveQuery({ from, to, frequency }, context);
        const state = await stateOf(asOf, context);
        return listObservations({ scope: 'series', key: series.id, filter, orderBy, state }, args, context, info);
      },
    }),
  }),
});

export const SeriesWhere = builder.inputType('SeriesWhere', {
  description: 'Which series. Within one list: any of them; between fields: all of them.',
  fields: (t) => ({
    datasets: t.stringList({ required: false, description: 'Codes of the data sets that publish them.' }),
    regions: t.stringList({ required: false, description: 'Codes of regions.' }),
    breakdowns: t.field({
      type: [BreakdownInput],
      required: false,
      description: 'What of which dimension they count; dimensions that are not named are then at their total.',
    }),
  }),
});

/** The same filter as observations have, for series. */
export function seriesConditions(where: typeof SeriesWhere.$inferInput | null | undefined) {
  const { datasets, regions, breakdowns } = where ?? {};
  return [
    ...(datasets ? [{ dataset: { code: { in: datasets } } }] : []),
    ...(regions ? [{ region: { code: { in: regions } } }] : []),
    ...(breakdowns?.length ? breakdownConditions(breakdowns) : []), // without any, everything is let through
  ];
}

function breakdownConditions(breakdowns: readonly (typeof BreakdownInput.$inferInput)[]) {
  const named = breakdowns.map(({ dimension }) => dimension);
  const others = { categories: { none: { dimension: { code: { notIn: named } } } } };
  const each = breakdowns.map(({ dimension, categories }) => {
    const of = { dimension: { code: dimension } };
    const wanted = categories?.filter((code) => code !== 'TOTAL');
    const some = { categories: { some: wanted ? { ...of, category: { code: { in: wanted } } } : of } };
    return categories?.includes('TOTAL') ? { OR: [some, { categories: { none: of } }] } : some;
  });
  return [others, ...each];
}
