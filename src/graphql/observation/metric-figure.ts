import type { Snapshot } from '../../read/core/snapshot.ts';
import { readSeries, SERIES_KEYS, type SeriesRow } from '../../read/observation/series.ts';
import { BreakdownInput } from '../catalogue/dimension.ts';
import { builder } from '../core/builder.ts';
import { pageCost } from '../core/connection.ts';
import { Frequency } from '../core/enum.ts';
import { Metric, SeriesConnection } from '../core/ref.ts';
import { listLoader } from '../core/sql-list.ts';
import { Observation, ObservationConnection } from './observation.ts';
import { MetricObservationWhere, resolveQuery } from './observation-filter.ts';
import { latestOf, ObservationOrder, observationLists } from './observation-list.ts';
import { SeriesWhere, seriesFilter } from './series-filter.ts';

/** What was measured. */
builder.objectFields(Metric, (t) => ({
  series: t.field({
    type: SeriesConnection,
    description: 'Its series, in the order in which they were loaded.',
    args: { where: t.arg({ type: SeriesWhere, description: 'Which of them.' }), ...t.arg.connectionArgs() },
    complexity: pageCost,
    resolve: ({ id }, { where, ...args }, context, info) =>
      context
        .at(info, () => {
          const filter = seriesFilter(where, context);
          return listLoader<number, SeriesRow, SeriesRow>(
            {
              keys: SERIES_KEYS,
              read: (ids, page, state) => readSeries(context.database, state, ids, filter, page),
              nodeOf: (row) => row,
            },
            args,
            context,
            info,
          );
        })
        .load(id),
  }),
  latest: t.field({
    type: Observation,
    nullable: true,
    description: `Without a region: the data set's own. Without a breakdown: the total, and null where only parts exist. The greatest period end;
of equal ends the longest period; of equal periods the most recently published.`,
    args: {
      region: t.arg.string({ description: 'Code of a region.' }),
      breakdown: t.arg({ type: [BreakdownInput], description: 'What of which dimension it counts.' }),
      frequency: t.arg({ type: [Frequency], description: 'Only periods of these frequencies.' }),
      dataset: t.arg.string({ description: 'Code of the data set that publishes it.' }),
      asOf: t.arg({ type: 'DateTime', description: 'As it was published at this moment; now, unless given.' }),
    },
    resolve: ({ id }, { region, breakdown, frequency, dataset, asOf }, context, info) => {
      const wanted = (state: Snapshot) => {
        const filter = resolveQuery(
          {
            regions: region == null ? null : [region],
            breakdowns: breakdown,
            frequency,
            datasets: dataset == null ? null : [dataset],
          },
          context,
          state,
          { regions: 'region', datasets: 'dataset', breakdowns: 'breakdown' },
        );
        return { ...filter, regions: filter.regions ?? ('own' as const), breakdowns: filter.breakdowns ?? [] };
      };
      return context.at(info, () => latestOf('metric', wanted, asOf, context, info)).load(id);
    },
  }),
  observations: t.field({
    type: ObservationConnection,
    description: 'Its observations.',
    args: {
      where: t.arg({ type: MetricObservationWhere, description: 'Which of them.' }),
      orderBy: t.arg({ type: [ObservationOrder], description: 'In which order; by period, unless given.' }),
      asOf: t.arg({ type: 'DateTime', description: 'As they were published at this moment; now, unless given.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: pageCost,
    resolve: ({ id }, { where, orderBy, asOf, ...args }, context, info) =>
      context
        .at(info, () => {
          const filter = (state: Snapshot) => resolveQuery(where ?? {}, context, state);
          return observationLists({ scope: 'metric', filter, orderBy, asOf }, args, context, info);
        })
        .load(id),
  }),
}));
