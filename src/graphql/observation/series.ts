import type { Snapshot } from '../../read/core/snapshot.ts';
import { listCost } from '../core/cost.ts';
import { Frequency } from '../core/enum.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import { Series } from '../core/ref.ts';
import { Observation, ObservationConnection } from './observation.ts';
import { latestOfSeriesCost, seriesObservationScan } from './observation-cost.ts';
import { resolveObservationQuery } from './observation-filter.ts';
import { loadLatest, ObservationOrder, observationLists } from './observation-list.ts';
import { seriesFields } from './series-field.ts';

Series.implement({
  description:
    'A series: the values over time of one metric in one region for one breakdown, as one data set publishes them.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The series's global id.", resolve: ({ id }) => globalId('Series', id) }),
    ...seriesFields(t, {
      dataset: 'The data set that publishes the series.',
      breakdown: 'The breakdown of the series. Empty for the total.',
    }),
    latest: t.field({
      type: Observation,
      nullable: true,
      description:
        'The latest observation of the series: the one with the latest period end; among equal ends the longest period.',
      args: {
        frequency: t.arg({ type: [Frequency], description: 'Frequencies of the periods. Default: any.' }),
        asOf: t.arg({ type: 'DateTime', description: 'Reads the data as published at this moment. Default: now.' }),
      },
      complexity: latestOfSeriesCost,
      resolve: ({ id }, { frequency, asOf }, context, info) =>
        context
          .at(info, () => loadLatest('series', () => ({ frequency: frequency ?? undefined }), asOf, context, info))
          .load(id),
    }),
    observations: t.field({
      type: ObservationConnection,
      description: 'The observations of the series.',
      args: {
        from: t.arg({
          type: 'Period',
          description: 'Selects observations whose period ends on or after the first day of this period.',
        }),
        to: t.arg({
          type: 'Period',
          description: 'Selects observations whose period ends on or before the last day of this period.',
        }),
        frequency: t.arg({ type: [Frequency], description: 'Frequencies of the periods. Default: any.' }),
        orderBy: t.arg({ type: [ObservationOrder], description: 'Sort order. Default: by period.' }),
        asOf: t.arg({ type: 'DateTime', description: 'Reads the data as published at this moment. Default: now.' }),
        ...t.arg.connectionArgs(),
      },
      complexity: (args, context) => listCost(args, seriesObservationScan(args, context)),
      resolve: ({ id }, { from, to, frequency, orderBy, asOf, ...args }, context, info) =>
        context
          .at(info, () => {
            const filter = (state: Snapshot) => resolveObservationQuery({ from, to, frequency }, context, state);
            return observationLists({ scope: 'series', filter, orderBy, asOf }, args, context, info);
          })
          .load(id),
    }),
  }),
});
