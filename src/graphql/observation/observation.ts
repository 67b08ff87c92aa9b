import type { Snapshot } from '../../read/core/snapshot.ts';
import { loadCitations } from '../catalogue/citation.ts';
import { builder } from '../core/builder.ts';
import { connectionType } from '../core/connection.ts';
import { listCost, pageCost } from '../core/cost.ts';
import { ChangeKind, Frequency, ObservationBasis, ObservationStatus } from '../core/enum.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import { Citation, Organization, Release, Series } from '../core/ref.ts';
import { ROOT_KEY } from '../core/sql-list.ts';
import { pickName } from '../core/translation.ts';
import { Change, loadChange } from './change.ts';
import { Estimate, findEstimate } from './estimate.ts';
import { observationScan } from './observation-cost.ts';
import { metricIds, ObservationWhere, resolveObservationQuery } from './observation-filter.ts';
import { type ObservationNode, ObservationOrder, observationLists } from './observation-list.ts';
import { revisionLists } from './revision.ts';
import { periodLabelField, seriesFields } from './series-field.ts';

const NORMAL = ['NORMAL' as const];

export const Observation = builder.objectRef<ObservationNode>('Observation');
export const ObservationConnection = connectionType(Observation, 'Observation', 'observations');

Observation.implement({
  description:
    'An observation: the value of a series for one period, in one release. Where a value is both published and computable, the observation is the published one.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({
      description: 'The global id of this revision of the observation.',
      resolve: (row) => globalId('Observation', `${row.seriesId}:${row.fromSeq}:${row.period}`),
    }),
    ...seriesFields(t, {
      dataset: 'The data set that publishes the observation.',
      breakdown: 'The breakdown of the observation. Empty for the total.',
    }),
    series: t.field({
      type: Series,
      description: 'The series of the observation.',
      resolve: (row) => ({ ...row, id: row.seriesId }),
    }),
    period: t.expose('period', { type: 'Period', description: 'The period of the observation.' }),
    frequency: t.expose('frequency', { type: Frequency, description: 'The frequency of the period.' }),
    periodStart: t.expose('periodStart', {
      type: 'Date',
      nullable: true,
      description: "The period's first day. Null if the source does not give the start.",
    }),
    periodEnd: t.expose('periodEnd', { type: 'Date', description: "The period's last day." }),
    periodLabel: periodLabelField(t),
    value: t.expose('value', {
      type: 'Decimal',
      nullable: true,
      description:
        "The value, in the metric's unit × 10^unitMultiplier. Null only with a status flag that says why. Zero is a value.",
    }),
    number: t.float({
      nullable: true,
      description: '`value` as a double, for charts.',
      resolve: ({ value }) => (value === null ? null : Number(value)),
    }),
    statusFlags: t.field({
      type: [ObservationStatus],
      description: 'The status flags of the value; NORMAL if there is nothing to report.',
      complexity: 1,
      resolve: ({ flags }) => flags ?? NORMAL,
    }),
    basis: t.expose('basis', {
      type: ObservationBasis,
      description: 'The origin of the value: published by the source, or computed by a formula.',
    }),
    numerator: t.expose('numerator', {
      type: 'Decimal',
      nullable: true,
      description: 'The numerator of a rate or ratio. Null if it is not known.',
    }),
    denominator: t.expose('denominator', {
      type: 'Decimal',
      nullable: true,
      description: 'The denominator of a rate or ratio. Null if it is not known.',
    }),
    estimate: t.field({
      type: Estimate,
      nullable: true,
      description:
        'The uncertainty of the value and its rank, as the publisher gives them. Null if nothing of them is given.',
      resolve: findEstimate,
    }),
    reportedBy: t.field({
      type: Organization,
      nullable: true,
      description: 'The organisation that reported the figure. Null if the source names none.',
      resolve: ({ reportedById }, _args, { catalogue }) => catalogue.organizations.find(reportedById),
    }),
    note: t.string({
      nullable: true,
      description: 'A note on the value.',
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the note. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: ({ note, datasetId }, { lang }, context) => pickName(note, lang, context, datasetId),
    }),
    change: t.field({
      type: Change,
      nullable: true,
      description:
        'The change against another value. Null only if there is no base, no published change and no reason to report.',
      args: { kind: t.arg({ type: ChangeKind, required: true, description: 'Kind of comparison.' }) },
      // What it is compared with is looked for, as its breaks are, and they are weighed against each other.
      complexity: () => ({ field: 7, multiplier: 1, scan: (owners: number) => ({ rows: 8 * owners, ifCounted: 0 }) }),
      resolve: (row, { kind }, context, info) => loadChange(row, kind, context, info),
    }),
    revisions: t.field({
      type: ObservationConnection,
      description:
        'The revisions published for the same series and period, the earliest first, up to the point in time being read.',
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      resolve: (row, args, context, info) =>
        context.at(info, () => revisionLists(row.state, args, context, info), row.state).load(row),
    }),
    release: t.field({
      type: Release,
      description: 'The release that introduced this revision.',
      resolve: ({ datasetId, fromSeq }, _args, { catalogue }) => {
        const release = catalogue.releasesOf.of(datasetId).find(({ seq }) => seq === fromSeq);
        if (!release) throw new Error(`release ${fromSeq} of data set ${datasetId} does not exist`);
        return release;
      },
    }),
    citations: t.field({
      type: [Citation],
      description: 'The citations of the observation: its sources and the places in them.',
      complexity: { field: 1, multiplier: 2 },
      resolve: ({ citationIds }, _args, context, info) => loadCitations(citationIds, context, info),
    }),
  }),
});

builder.queryField('observations', (t) =>
  t.field({
    type: ObservationConnection,
    description: 'The observations of one or more metrics in one list.',
    args: {
      where: t.arg({ type: ObservationWhere, required: true, description: 'Filters the observations.' }),
      orderBy: t.arg({ type: [ObservationOrder], description: 'Sort order. Default: by period.' }),
      asOf: t.arg({ type: 'DateTime', description: 'Reads the data as published at this moment. Default: now.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: ({ where, ...args }, context) =>
      listCost(args, observationScan({ ...args, where, metrics: where.metrics }, context)),
    resolve: (_root, { where, orderBy, asOf, ...args }, context, info) => {
      const metrics = (state: Snapshot) => metricIds(where.metrics, context, state);
      const filter = (state: Snapshot) => resolveObservationQuery(where, context, state);
      return observationLists({ scope: 'metrics', metrics, filter, orderBy, asOf }, args, context, info).load(ROOT_KEY);
    },
  }),
);

builder.objectField(Change, 'base', (t) =>
  t.field({
    type: Observation,
    nullable: true,
    description: 'The observation used as the base. Null if the base is a target or baseline, or if there is none.',
    resolve: ({ base }) => base,
  }),
);
