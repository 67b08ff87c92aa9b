import type { Snapshot } from '../../read/core/snapshot.ts';
import { pageCost } from '../core/connection.ts';
import { Frequency } from '../core/enum.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import { Series } from '../core/ref.ts';
import { Observation, ObservationConnection } from './observation.ts';
import { resolveQuery } from './observation-filter.ts';
import { latestOf, ObservationOrder, observationLists } from './observation-list.ts';
import { seriesFields } from './series-field.ts';

Series.implement({
  description: 'One metric in one region for one breakdown, as one data set publishes it, over time.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => globalId('Series', id) }),
    ...seriesFields(t, {
      dataset: 'The data set that publishes it.',
      breakdown: 'What of which dimensions it counts; empty for the total.',
    }),
    latest: t.field({
      type: Observation,
      nullable: true,
      description: 'The greatest period end; of equal ends the longest period.',
      args: {
        frequency: t.arg({ type: [Frequency], description: 'Only periods of these frequencies.' }),
        asOf: t.arg({ type: 'DateTime', description: 'As it was published at this moment; now, unless given.' }),
      },
      resolve: ({ id }, { frequency, asOf }, context, info) =>
        context
          .at(info, () => latestOf('series', () => ({ frequency: frequency ?? undefined }), asOf, context, info))
          .load(id),
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
      resolve: ({ id }, { from, to, frequency, orderBy, asOf, ...args }, context, info) =>
        context
          .at(info, () => {
            const filter = (state: Snapshot) => resolveQuery({ from, to, frequency }, context, state);
            return observationLists({ scope: 'series', filter, orderBy, asOf }, args, context, info);
          })
          .load(id),
    }),
  }),
});
