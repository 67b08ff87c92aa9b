import { parsePeriod } from '../../domain/period/period.ts';
import { periodLabel } from '../../domain/period/period-label.ts';
import type { Snapshot } from '../../read/core/snapshot.ts';
import { loadCitations } from '../catalogue/citation.ts';
import { builder } from '../core/builder.ts';
import { connectionType, pageCost } from '../core/connection.ts';
import { ChangeKind, Frequency, ObservationBasis, ObservationStatus } from '../core/enum.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import { Citation, Organization, Release, Series } from '../core/ref.ts';
import { ALONE } from '../core/sql-list.ts';
import { pickName, writtenLanguage } from '../core/translation.ts';
import { Change, loadChange } from './change.ts';
import { metricIds, ObservationWhere, resolveQuery } from './observation-filter.ts';
import { type ObservationNode, ObservationOrder, observationLists } from './observation-list.ts';
import { revisionLists } from './revision.ts';
import { seriesFields } from './series-field.ts';

const NORMAL = ['NORMAL' as const];

export const Observation = builder.objectRef<ObservationNode>('Observation');
export const ObservationConnection = connectionType(Observation, 'Observation');

Observation.implement({
  description:
    'A value that a release holds. Where a source publishes a value that could also be computed, the published one is the observation.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({
      description: 'Names this very revision.',
      resolve: (row) => globalId('Observation', `${row.seriesId}:${row.fromSeq}:${row.period}`),
    }),
    ...seriesFields(t, {
      dataset: 'The data set that publishes it.',
      breakdown: 'What of which dimensions it counts; empty for the total.',
    }),
    series: t.field({
      type: Series,
      description: 'The series that it stands in.',
      resolve: (row) => ({ ...row, id: row.seriesId }),
    }),
    period: t.expose('period', { type: 'Period', description: 'The span of time that it is about.' }),
    frequency: t.expose('frequency', { type: Frequency, description: 'The frequency of its period.' }),
    periodStart: t.expose('periodStart', {
      type: 'Date',
      nullable: true,
      description: "The period's first day; null where the source does not give the start.",
    }),
    periodEnd: t.expose('periodEnd', { type: 'Date', description: "The period's last day." }),
    periodLabel: t.string({
      description: 'The period in words.',
      args: { lang: t.arg({ type: 'Language', description: 'Chinese or English; English for any other.' }) },
      resolve: (row, { lang }, context) =>
        periodLabel(parsePeriod(row.period), writtenLanguage(lang, context, row.datasetId)),
    }),
    value: t.expose('value', {
      type: 'Decimal',
      nullable: true,
      description: "In the metric's unit × 10^unitMultiplier. Null only with a status that says why. Zero is a value.",
    }),
    number: t.float({
      nullable: true,
      description: 'value as a double, for charts.',
      resolve: ({ value }) => (value === null ? null : Number(value)),
    }),
    statusFlags: t.field({
      type: [ObservationStatus],
      description: 'What is to be said of the value; NORMAL where there is nothing.',
      complexity: 1,
      resolve: ({ flags }) => flags ?? NORMAL,
    }),
    basis: t.expose('basis', {
      type: ObservationBasis,
      description: 'Whether the source says it or a formula gave it.',
    }),
    numerator: t.expose('numerator', {
      type: 'Decimal',
      nullable: true,
      description: 'For a rate or ratio: what it is computed from, where that is known.',
    }),
    denominator: t.expose('denominator', {
      type: 'Decimal',
      nullable: true,
      description: 'For a rate or ratio: what it is computed from, where that is known.',
    }),
    reportedBy: t.field({
      type: Organization,
      nullable: true,
      description: 'The organ that states it, where the source names one.',
      resolve: ({ reportedById }, _args, { catalogue }) => catalogue.organizations.find(reportedById),
    }),
    note: t.string({
      nullable: true,
      description: 'What a reader of the value has to know.',
      args: { lang: t.arg({ type: 'Language', description: 'The language of the note.' }) },
      resolve: ({ note, datasetId }, { lang }, context) => pickName(note, lang, context, datasetId),
    }),
    change: t.field({
      type: Change,
      nullable: true,
      description:
        'How it stands against another value. Null only where there is neither a base nor a published change and nothing to say.',
      args: { kind: t.arg({ type: ChangeKind, required: true, description: 'With what it is compared.' }) },
      resolve: (row, { kind }, context, info) => loadChange(row, kind, context, info),
    }),
    revisions: t.field({
      type: ObservationConnection,
      description:
        'What was published for the same series and period, the earliest first, up to the state that is read.',
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      resolve: (row, args, context, info) =>
        context.at(info, () => revisionLists(row.state, args, context, info), row.state).load(row),
    }),
    release: t.field({
      type: Release,
      description: 'The release that it came with.',
      resolve: ({ datasetId, fromSeq }, _args, { catalogue }) => {
        const release = catalogue.releasesOf.of(datasetId).find(({ seq }) => seq === fromSeq);
        if (!release) throw new Error(`release ${fromSeq} of data set ${datasetId} does not exist`);
        return release;
      },
    }),
    citations: t.field({
      type: [Citation],
      description: 'Where it was read.',
      complexity: { field: 1, multiplier: 2 },
      resolve: ({ citationIds }, _args, context, info) => loadCitations(citationIds, context, info),
    }),
  }),
});

builder.queryField('observations', (t) =>
  t.field({
    type: ObservationConnection,
    description: 'Observations of several metrics in one list.',
    args: {
      where: t.arg({ type: ObservationWhere, required: true, description: 'Which of them.' }),
      orderBy: t.arg({ type: [ObservationOrder], description: 'In which order; by period, unless given.' }),
      asOf: t.arg({ type: 'DateTime', description: 'As they were published at this moment; now, unless given.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: pageCost,
    resolve: (_root, { where, orderBy, asOf, ...args }, context, info) => {
      const metrics = (state: Snapshot) => metricIds(where.metrics, context, state);
      const filter = (state: Snapshot) => resolveQuery(where, context, state);
      return observationLists({ scope: 'metrics', metrics, filter, orderBy, asOf }, args, context, info).load(ALONE);
    },
  }),
);

builder.objectField(Change, 'base', (t) =>
  t.field({
    type: Observation,
    nullable: true,
    description: 'The observation that it was compared with, where it was one.',
    resolve: ({ base }) => base,
  }),
);
