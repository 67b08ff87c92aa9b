import { isVisible } from '../../read/core/snapshot.ts';
import { builder } from '../core/builder.ts';
import { pageCost } from '../core/connection.ts';
import { meaningOf } from '../core/description.ts';
import { Attribution, Basis, Direction, MetricKind } from '../core/enum.ts';
import { inMemoryPage } from '../core/in-memory-list.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import {
  Citation,
  Dataset,
  Dimension,
  Metric,
  MetricConnection,
  Programme,
  Theme,
  Unit,
  WorkingGroup,
} from '../core/ref.ts';
import { pickName } from '../core/translation.ts';
import { loadCitations } from './citation.ts';
import { Aggregation, Formula } from './formula.ts';
import { MetricOrder, MetricWhere, metricList } from './metric-filter.ts';
import { formulaOf } from './metric-formula.ts';

builder.prismaObject('Metric', {
  description:
    'Something that is measured. Kind, basis, unit, multiplier and dimensions of a published metric never change: a different meaning is a different code.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => globalId('Metric', id) }),
    code: t.exposeString('code'),
    name: t.string({
      description: "The metric's name.",
      args: { lang: t.arg({ type: 'Language', description: 'The language of the name.' }) },
      resolve: (metric, { lang }, context) => pickName(metric.name, lang, context, metric.datasetId) ?? metric.code,
    }),
    definition: t.string({
      nullable: true,
      description: 'What exactly is counted, where that is more than the name says.',
      args: { lang: t.arg({ type: 'Language', description: 'The language of the definition.' }) },
      resolve: (metric, { lang }, context) => pickName(metric.definition, lang, context, metric.datasetId),
    }),
    dataset: t.field({
      type: Dataset,
      description: 'The data set that defined it.',
      resolve: ({ datasetId }, _args, { catalogue }) => catalogue.datasets.get(datasetId),
    }),
    theme: t.field({
      type: Theme,
      description: 'Its field of work.',
      resolve: ({ themeId }, _args, { catalogue }) => catalogue.themes.get(themeId),
    }),
    workingGroup: t.field({
      type: WorkingGroup,
      nullable: true,
      description: 'The working group that it belongs to.',
      resolve: ({ workingGroupId }, _args, { catalogue }) => catalogue.workingGroups.find(workingGroupId),
    }),
    attribution: t.expose('attribution', { type: Attribution, nullable: true }),
    programmes: t.field({
      type: [Programme],
      description: 'The programmes that it measures, by code.',
      resolve: ({ id }, _args, { catalogue, state }) =>
        catalogue.programmesOfMetric.of(id).flatMap(({ target }) => (isVisible(target, state) ? [target] : [])),
    }),
    kind: t.expose('kind', { type: MetricKind }),
    basis: t.expose('basis', { type: Basis }),
    unit: t.field({
      type: Unit,
      description: 'In what it is measured.',
      resolve: ({ unitId }, _args, { catalogue }) => catalogue.units.get(unitId),
    }),
    unitMultiplier: t.exposeInt('unitMultiplier'),
    decimals: t.exposeInt('decimals', { nullable: true }),
    minimum: t.field({
      type: 'Decimal',
      nullable: true,
      description: meaningOf('Metric', 'minimum'),
      resolve: ({ minimum }) => minimum?.toFixed() ?? null,
    }),
    maximum: t.field({
      type: 'Decimal',
      nullable: true,
      description: meaningOf('Metric', 'maximum'),
      resolve: ({ maximum }) => maximum?.toFixed() ?? null,
    }),
    direction: t.expose('direction', { type: Direction }),
    aggregation: t.field({
      type: Aggregation,
      description: 'How its values may be brought together.',
      resolve: (metric) => metric,
    }),
    formula: t.field({
      type: Formula,
      nullable: true,
      description: 'How it can be computed from other metrics; null where it cannot.',
      resolve: (metric, _args, { catalogue }) => formulaOf(metric, catalogue),
    }),
    dimensions: t.field({
      type: [Dimension],
      description: 'The dimensions that it may be broken down by.',
      resolve: ({ id }, _args, { catalogue }) => catalogue.dimensionsOf.of(id).map(({ target }) => target),
    }),
    citations: t.field({
      type: [Citation],
      description: 'Where it was read.',
      complexity: { field: 1, multiplier: 2 },
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
    resolve: (_root, { where, orderBy, ...args }, context) =>
      inMemoryPage(metricList(where, orderBy, context), args, context),
  }),
  metric: t.field({
    type: Metric,
    nullable: true,
    description: 'The metric with this code.',
    args: { code: t.arg.string({ required: true, description: 'Code of a metric.' }) },
    resolve: (_root, { code }, { catalogue, state }) => {
      const metric = catalogue.metricsByCode.get(code);
      return metric && isVisible(metric, state) ? metric : null;
    },
  }),
}));
