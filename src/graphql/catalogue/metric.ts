import { isVisible } from '../../read/core/snapshot.ts';
import { builder } from '../core/builder.ts';
import { listCost, memoryScan } from '../core/cost.ts';
import { getColumnDescription } from '../core/description.ts';
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
import { getMetricFormula } from './metric-formula.ts';

builder.prismaObject('Metric', {
  description:
    'A metric (statistical indicator). The kind, basis, unit, multiplier and dimensions of a published metric never change: a new definition gets a new code.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The metric's global id.", resolve: ({ id }) => globalId('Metric', id) }),
    code: t.exposeString('code'),
    name: t.string({
      description: "The metric's name.",
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the name. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (metric, { lang }, context) => pickName(metric.name, lang, context, metric.datasetId) ?? metric.code,
    }),
    definition: t.string({
      nullable: true,
      description: 'The definition of the metric. Null if the name says it all.',
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the definition. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (metric, { lang }, context) => pickName(metric.definition, lang, context, metric.datasetId),
    }),
    dataset: t.field({
      type: Dataset,
      description: 'The data set that defined the metric.',
      resolve: ({ datasetId }, _args, { catalogue }) => catalogue.datasets.get(datasetId),
    }),
    theme: t.field({
      type: Theme,
      description: 'The theme of the metric.',
      resolve: ({ themeId }, _args, { catalogue }) => catalogue.themes.get(themeId),
    }),
    workingGroup: t.field({
      type: WorkingGroup,
      nullable: true,
      description: 'The working group to which the metric belongs.',
      resolve: ({ workingGroupId }, _args, { catalogue }) => catalogue.workingGroups.find(workingGroupId),
    }),
    attribution: t.expose('attribution', { type: Attribution, nullable: true }),
    programmes: t.field({
      type: [Programme],
      description: 'The programmes that the metric measures, by code.',
      resolve: ({ id }, _args, { catalogue, state }) =>
        catalogue.programmesOfMetric.of(id).flatMap(({ target }) => (isVisible(target, state) ? [target] : [])),
    }),
    kind: t.expose('kind', { type: MetricKind }),
    basis: t.expose('basis', { type: Basis }),
    unit: t.field({
      type: Unit,
      description: "The unit of the metric's values.",
      resolve: ({ unitId }, _args, { catalogue }) => catalogue.units.get(unitId),
    }),
    unitMultiplier: t.exposeInt('unitMultiplier'),
    decimals: t.exposeInt('decimals', { nullable: true }),
    minimum: t.field({
      type: 'Decimal',
      nullable: true,
      description: getColumnDescription('Metric', 'minimum'),
      resolve: ({ minimum }) => minimum?.toFixed() ?? null,
    }),
    maximum: t.field({
      type: 'Decimal',
      nullable: true,
      description: getColumnDescription('Metric', 'maximum'),
      resolve: ({ maximum }) => maximum?.toFixed() ?? null,
    }),
    exact: t.exposeBoolean('exact'),
    tolerance: t.field({
      type: 'Decimal',
      nullable: true,
      description: getColumnDescription('Metric', 'tolerance'),
      resolve: ({ tolerance }) => tolerance?.toFixed() ?? null,
    }),
    confidence: t.field({
      type: 'Decimal',
      nullable: true,
      description: getColumnDescription('Metric', 'confidence'),
      resolve: ({ confidence }) => confidence?.toFixed() ?? null,
    }),
    direction: t.expose('direction', { type: Direction }),
    aggregation: t.field({
      type: Aggregation,
      description: "The rules for aggregating the metric's values.",
      resolve: (metric) => metric,
    }),
    formula: t.field({
      type: Formula,
      nullable: true,
      description: 'The formula that computes the metric from other metrics. Null if it has none.',
      resolve: (metric, _args, { catalogue }) => getMetricFormula(metric, catalogue),
    }),
    dimensions: t.field({
      type: [Dimension],
      description: 'The dimensions by which the metric may be broken down.',
      resolve: ({ id }, _args, { catalogue }) => catalogue.dimensionsOf.of(id).map(({ target }) => target),
    }),
    citations: t.field({
      type: [Citation],
      description: 'The citations of the metric: its sources and the places in them.',
      complexity: { field: 1, multiplier: 2 },
      resolve: (metric, _args, context, info) => loadCitations(metric.citationIds, context, info),
    }),
  }),
});

builder.queryFields((t) => ({
  metrics: t.field({
    type: MetricConnection,
    description: 'The metrics of all data sets.',
    args: {
      where: t.arg({ type: MetricWhere, description: 'Filters the metrics. Default: no filter.' }),
      orderBy: t.arg({ type: [MetricOrder], description: 'Sort order. Default: by code.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: ({ where, ...args }, { catalogue }) => ({
      ...listCost(args, memoryScan(catalogue.metrics.rows.length)),
      ...(where?.codes ? { metrics: where.codes.flatMap((code) => catalogue.metricsByCode.get(code)?.id ?? []) } : {}),
    }),
    resolve: (_root, { where, orderBy, ...args }, context) =>
      inMemoryPage(metricList(where, orderBy, context), args, context),
  }),
  metric: t.field({
    type: Metric,
    nullable: true,
    description: 'The metric with this code. Null if there is none.',
    args: { code: t.arg.string({ required: true, description: 'Code of the metric.' }) },
    complexity: ({ code }, { catalogue }) => {
      const metric = catalogue.metricsByCode.get(code);
      return { field: 1, multiplier: 1, metrics: metric ? [metric.id] : [] };
    },
    resolve: (_root, { code }, { catalogue, state }) => {
      const metric = catalogue.metricsByCode.get(code);
      return metric && isVisible(metric, state) ? metric : null;
    },
  }),
}));
