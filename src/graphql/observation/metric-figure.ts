import type { Snapshot } from '../../read/core/snapshot.ts';
import { readSeries, SERIES_KEYS, type SeriesRow } from '../../read/observation/series.ts';
import { BreakdownInput } from '../catalogue/dimension.ts';
import { builder } from '../core/builder.ts';
import { listCost } from '../core/cost.ts';
import { Frequency } from '../core/enum.ts';
import { Metric, SeriesConnection } from '../core/ref.ts';
import { listLoader } from '../core/sql-list.ts';
import { Observation, ObservationConnection } from './observation.ts';
import { latestCost, observationScan, seriesScan } from './observation-cost.ts';
import { MetricObservationWhere, resolveObservationQuery } from './observation-filter.ts';
import { loadLatest, ObservationOrder, observationLists } from './observation-list.ts';
import { SeriesWhere, seriesFilter } from './series-filter.ts';

/** What was measured. */
builder.objectFields(Metric, (t) => ({
  series: t.field({
    type: SeriesConnection,
    description: 'The series of the metric, in import order.',
    args: {
      where: t.arg({ type: SeriesWhere, description: 'Filters the series. Default: no filter.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: (args, context) => listCost(args, seriesScan(context)),
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
    description: `The latest observation of the metric: the one with the latest period end; among equal ends the longest period; among equal periods the most
recently published. Null if none matches, in particular without \`breakdown\` if only parts of the total are published.`,
    args: {
      region: t.arg.string({
        description:
          "Code or alias of a region. Default: the data set's own region; of a data set without one, nothing.",
      }),
      breakdown: t.arg({
        type: [BreakdownInput],
        description:
          'Selects categories by dimension. Dimensions not listed are fixed at their total. Default: the total.',
      }),
      frequency: t.arg({ type: [Frequency], description: 'Frequencies of the period. Default: any.' }),
      dataset: t.arg.string({ description: 'Code of the publishing data set. Default: any.' }),
      asOf: t.arg({ type: 'DateTime', description: 'Reads the data as published at this moment. Default: now.' }),
    },
    complexity: latestCost,
    resolve: ({ id }, { region, breakdown, frequency, dataset, asOf }, context, info) => {
      const wanted = (state: Snapshot) => {
        const filter = resolveObservationQuery(
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
      return context.at(info, () => loadLatest('metric', wanted, asOf, context, info)).load(id);
    },
  }),
  observations: t.field({
    type: ObservationConnection,
    description: 'The observations of the metric.',
    args: {
      where: t.arg({ type: MetricObservationWhere, description: 'Filters the observations. Default: no filter.' }),
      orderBy: t.arg({ type: [ObservationOrder], description: 'Sort order. Default: by period.' }),
      asOf: t.arg({ type: 'DateTime', description: 'Reads the data as published at this moment. Default: now.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: (args, context) => listCost(args, observationScan(args, context)),
    resolve: ({ id }, { where, orderBy, asOf, ...args }, context, info) =>
      context
        .at(info, () => {
          const filter = (state: Snapshot) => resolveObservationQuery(where ?? {}, context, state);
          return observationLists({ scope: 'metric', filter, orderBy, asOf }, args, context, info);
        })
        .load(id),
  }),
}));
