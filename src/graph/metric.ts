import { visible } from '../store/state.ts';
import { builder } from './builder.ts';
import { listPage, pageCost, readList, relatedList } from './connection.ts';
import { BreakdownInput } from './dimension.ts';
import { Attribution, Basis, Direction, Frequency, MetricKind } from './enum.ts';
import { Aggregation, Formula } from './formula.ts';
import { pickName } from './language.ts';
import { loadCitations } from './loader.ts';
import { MetricOrder, MetricWhere, metricConditions, metricOrder } from './metric-filter.ts';
import { globalId, nodeInterface } from './node-id.ts';
import { Observation, ObservationConnection } from './observation.ts';
import { MetricObservationWhere, resolveQuery } from './observation-filter.ts';
import { latestObservation, listObservations, ObservationOrder, stateOf } from './observation-list.ts';
import type { PageArguments } from './page.ts';
import { findOne } from './read.ts';
import { Citation, Dimension, Metric, MetricConnection, Programme, SeriesConnection, TaskConnection } from './ref.ts';
import { SeriesWhere, seriesConditions } from './series.ts';

builder.prismaObject('Metric', {
  description:
    'Something that is measured. Kind, basis, unit, multiplier and dimensions of a published metric never change: a different meaning is a different code.',
  select: { id: true },
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => globalId('Metric', id) }),
    code: t.exposeString('code'),
    name: t.string({
      description: "The metric's name.",
      args: { lang: t.arg({ type: 'Language', description: 'The language of the name.' }) },
      select: { name: true, code: true, datasetId: true },
      resolve: (metric, { lang }, context) => pickName(metric.name, lang, context, metric.datasetId) ?? metric.code,
    }),
    definition: t.string({
      nullable: true,
      description: 'What exactly is counted, where that is more than the name says.',
      args: { lang: t.arg({ type: 'Language', description: 'The language of the definition.' }) },
      select: { definition: true, datasetId: true },
      resolve: (metric, { lang }, context) => pickName(metric.definition, lang, context, metric.datasetId),
    }),
    dataset: t.relation('dataset', { description: 'The data set that defined it.' }),
    theme: t.relation('theme', { description: 'Its field of work.' }),
    workingGroup: t.relation('workingGroup', { nullable: true, description: 'The working group that it belongs to.' }),
    attribution: t.expose('attribution', { type: Attribution, nullable: true }),
    programmes: t.field({
      type: [Programme],
      description: 'The programmes that it measures, by code.',
      select: (_args, context, nested) => ({
        programmes: {
          where: { programme: visible(context.state) },
          orderBy: { programme: { code: 'asc' } },
          take: 1_000,
          select: { programme: nested() },
        },
      }),
      resolve: (metric) => metric.programmes.map(({ programme }) => programme),
    }),
    kind: t.expose('kind', { type: MetricKind }),
    basis: t.expose('basis', { type: Basis }),
    unit: t.relation('unit', { description: 'In what it is measured.' }),
    unitMultiplier: t.exposeInt('unitMultiplier'),
    decimals: t.exposeInt('decimals', { nullable: true }),
    direction: t.expose('direction', { type: Direction }),
    aggregation: t.field({
      type: Aggregation,
      description: 'How its values may be brought together.',
      select: { overTime: true, overRegions: true, overBreakdowns: true, denominatorId: true },
      resolve: (metric) => metric,
    }),
    formula: t.field({
      type: Formula,
      nullable: true,
      description: 'How it can be computed from other metrics; null where it cannot.',
      select: {
        expression: true,
        factor: true,
        numeratorId: true,
        denominatorId: true,
        numerator: { select: { code: true } },
        denominator: { select: { code: true } },
      },
      resolve: ({ expression, factor, numerator, denominator, numeratorId, denominatorId }) => {
        const times = factor === null || factor.eq(1) ? '' : ` × ${factor}`;
        const quotient = numerator && denominator ? `${numerator.code} / ${denominator.code}${times}` : null;
        const text = expression ?? quotient;
        return text === null
          ? null
          : { expression: text, factor: factor?.toString() ?? null, numeratorId, denominatorId };
      },
    }),
    dimensions: t.field({
      type: [Dimension],
      description: 'The dimensions that it may be broken down by.',
      select: (_args, _context, nested) => ({
        dimensions: { orderBy: { position: 'asc' }, take: 100, select: { dimension: nested() } },
      }),
      resolve: (metric) => metric.dimensions.map(({ dimension }) => dimension),
    }),
    series: t.field({
      type: SeriesConnection,
      description: 'Its series, in the order in which they were loaded.',
      args: { where: t.arg({ type: SeriesWhere, description: 'Which of them.' }), ...t.arg.connectionArgs() },
      ...relatedList<PageArguments & { where?: typeof SeriesWhere.$inferInput | null | undefined }>({
        parent: 'metric',
        relation: 'series',
        order: () => [{ field: 'id', type: 'int' }],
        where: ({ where }, _context, state) => [visible(state), ...seriesConditions(where)],
      }),
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
      resolve: async (metric, { region, breakdown, frequency, dataset, asOf }, context, info) => {
        const { filter } = await resolveQuery(
          {
            regions: region == null ? null : [region],
            breakdowns: breakdown,
            frequency,
            datasets: dataset == null ? null : [dataset],
          },
          context,
          { regions: 'region', datasets: 'dataset', breakdowns: 'breakdown' },
        );
        const wanted = { ...filter, regions: filter.regions ?? ('own' as const), breakdowns: filter.breakdowns ?? [] };
        return latestObservation('metric', metric.id, wanted, await stateOf(asOf, context), context, info);
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
      resolve: async (metric, { where, orderBy, asOf, ...args }, context, info) => {
        const { filter } = await resolveQuery(where ?? {}, context);
        const state = await stateOf(asOf, context);
        return listObservations({ scope: 'metric', key: metric.id, filter, orderBy, state }, args, context, info);
      },
    }),
    tasks: t.field({
      type: TaskConnection,
      description: 'The tasks that it measures, in the order in which they were loaded.',
      args: t.arg.connectionArgs(),
      ...relatedList({
        parent: 'metric',
        relation: 'tasks',
        through: 'task',
        order: () => [{ field: 'taskId', type: 'int' }],
        where: (_args, _context, state) => [{ task: visible(state) }],
      }),
    }),
    citations: t.field({
      type: [Citation],
      description: 'Where it was read.',
      complexity: { field: 1, multiplier: 2 },
      select: { citationIds: true },
      resolve: (metric, _args, context, info) => loadCitations(metric.citationIds, context, info),
    }),
  }),
});

builder.queryFields((t) => ({
  metrics: t.field({
    type: MetricConnection,
    description: 'The metrics of the installation.',
    args: {
      where: t.arg({ type: MetricWhere, description: 'Which of them.' }),
      orderBy: t.arg({ type: [MetricOrder], description: 'In which order; by code, unless given.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: pageCost,
    resolve: (_root, { where, orderBy, ...args }, context, info) => {
      const order = metricOrder(orderBy);
      const page = listPage(args, order, context);
      const list = { model: 'metric' as const, order, where: [visible(page.state), ...metricConditions(where)] };
      return readList(list, page, context, info);
    },
  }),
  metric: t.field({
    type: Metric,
    nullable: true,
    description: 'The metric with this code.',
    args: { code: t.arg.string({ required: true, description: 'Code of a metric.' }) },
    resolve: (_root, { code }, context, info) => findOne('metric', { code }, context, info),
  }),
}));
