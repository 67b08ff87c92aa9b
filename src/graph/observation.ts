import { parsePeriod } from '../domain/period.ts';
import { periodLabel } from '../domain/period-label.ts';
import { builder } from './builder.ts';
import { Change, loadChange } from './change.ts';
import { connectionType, pageCost } from './connection.ts';
import { BreakdownItem } from './dimension.ts';
import { ChangeKind, Frequency, ObservationBasis, ObservationStatus } from './enum.ts';
import { pickName, writtenLanguage } from './language.ts';
import { loadBreakdown, loadById, loadCitations, loadRegion, mustLoad } from './loader.ts';
import { globalId, nodeInterface } from './node-id.ts';
import { ObservationWhere, resolveQuery } from './observation-filter.ts';
import { listObservations, type ObservationNode, ObservationOrder, stateOf } from './observation-list.ts';
import { Citation, Dataset, Metric, Organization, Region, Release, Series } from './ref.ts';
import { loadRelease } from './release.ts';
import { listRevisions } from './revision.ts';

export const Observation = builder.objectRef<ObservationNode>('Observation');
export const ObservationConnection = connectionType(Observation, 'Observation');

Observation.implement({
  description:
    'A value that a release holds. Where a source publishes a value that could also be computed, the published one is the observation.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({
      description: 'Names this very revision.',
      resolve: (row) => globalId('Observation', `${row.series_id}:${row.from_seq}:${row.period}`),
    }),
    dataset: t.field({
      type: Dataset,
      description: 'The data set that publishes it.',
      resolve: (row, _args, context, info) => mustLoad('dataset', row.dataset_id, context, info),
    }),
    metric: t.field({
      type: Metric,
      description: 'What is measured.',
      resolve: (row, _args, context, info) => mustLoad('metric', row.metric_id, context, info),
    }),
    region: t.field({
      type: Region,
      description: 'Where.',
      resolve: (row, _args, context, info) => loadRegion(row.region_id, context, info),
    }),
    series: t.field({
      type: Series,
      description: 'The series that it stands in.',
      resolve: (row, _args, context, info) => mustLoad('series', row.series_id, context, info),
    }),
    breakdown: t.field({
      type: [BreakdownItem],
      description: 'What of which dimensions it counts; empty for the total.',
      complexity: { field: 1, multiplier: 2 },
      resolve: (row, _args, context, info) =>
        row.breakdown_key === '' ? [] : loadBreakdown(row.series_id, context, info),
    }),
    period: t.field({
      type: 'Period',
      description: 'The span of time that it is about.',
      resolve: (row) => row.period,
    }),
    frequency: t.expose('frequency', { type: Frequency, description: 'The frequency of its period.' }),
    periodStart: t.field({
      type: 'Date',
      nullable: true,
      description: "The period's first day; null where the source does not give the start.",
      resolve: (row) => row.period_start,
    }),
    periodEnd: t.field({ type: 'Date', description: "The period's last day.", resolve: (row) => row.period_end }),
    periodLabel: t.string({
      description: 'The period in words.',
      args: { lang: t.arg({ type: 'Language', description: 'Chinese or English; English for any other.' }) },
      resolve: (row, { lang }, context) =>
        periodLabel(parsePeriod(row.period), writtenLanguage(lang, context, row.dataset_id)),
    }),
    value: t.field({
      type: 'Decimal',
      nullable: true,
      description: "In the metric's unit × 10^unitMultiplier. Null only with a status that says why. Zero is a value.",
      resolve: (row) => row.value ?? null,
    }),
    number: t.float({
      nullable: true,
      description: 'value as a double, for charts.',
      resolve: (row) => (row.value == null ? null : Number(row.value)),
    }),
    statusFlags: t.field({
      type: [ObservationStatus],
      description: 'What is to be said of the value; NORMAL where there is nothing.',
      complexity: 1,
      resolve: (row) => row.flags ?? ['NORMAL' as const],
    }),
    basis: t.field({
      type: ObservationBasis,
      description: 'Whether the source says it or a formula gave it.',
      resolve: (row) => row.basis ?? 'PUBLISHED',
    }),
    numerator: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'For a rate or ratio: what it is computed from, where that is known.',
      resolve: (row) => row.numerator ?? null,
    }),
    denominator: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'For a rate or ratio: what it is computed from, where that is known.',
      resolve: (row) => row.denominator ?? null,
    }),
    reportedBy: t.field({
      type: Organization,
      nullable: true,
      description: 'The organ that states it, where the source names one.',
      resolve: (row, _args, context, info) =>
        row.reported_by == null ? null : loadById('organization', row.reported_by, context, info),
    }),
    note: t.string({
      nullable: true,
      description: 'What a reader of the value has to know.',
      args: { lang: t.arg({ type: 'Language', description: 'The language of the note.' }) },
      resolve: (row, { lang }, context) => pickName(row.note ?? null, lang, context, row.dataset_id),
    }),
    change: t.field({
      type: Change,
      nullable: true,
      description:
        'How it stands against another value, as the source states it; null where the source states no such change.',
      args: { kind: t.arg({ type: ChangeKind, required: true, description: 'With what it is compared.' }) },
      resolve: (row, { kind }, context) => loadChange(row, kind, context),
    }),
    revisions: t.field({
      type: ObservationConnection,
      description:
        'What was published for the same series and period, the earliest first, up to the state that is read.',
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      resolve: listRevisions,
    }),
    release: t.field({
      type: Release,
      description: 'The release that it came with.',
      resolve: (row, _args, context, info) => loadRelease(row.dataset_id, row.from_seq, context, info),
    }),
    citations: t.field({
      type: [Citation],
      description: 'Where it was read.',
      complexity: { field: 1, multiplier: 2 },
      resolve: (row, _args, context, info) => loadCitations(row.citation_ids ?? null, context, info),
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
    resolve: async (_root, { where, orderBy, asOf, ...args }, context, info) => {
      const { metrics, filter } = await resolveQuery(where, context);
      const state = await stateOf(asOf, context);
      return listObservations({ scope: 'metrics', key: 0, metrics, filter, orderBy, state }, args, context, info);
    },
  }),
);
