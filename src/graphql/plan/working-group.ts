import { isVisible } from '../../read/core/snapshot.ts';
import { loadCitations } from '../catalogue/citation.ts';
import { MetricWhere, metricFits } from '../catalogue/metric-filter.ts';
import { builder } from '../core/builder.ts';
import { listCost, pageCost, taskScan } from '../core/cost.ts';
import { byCode, findByCode, inMemoryPage } from '../core/in-memory-list.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import {
  Citation,
  Dataset,
  MetricConnection,
  Organization,
  Programme,
  TaskConnection,
  WorkingGroup,
} from '../core/ref.ts';
import { pickName } from '../core/translation.ts';
import { listedDataset } from '../core/unknown-code.ts';
import { TaskOrder, TaskWhere } from './task-filter.ts';
import { taskLists } from './task-list.ts';

builder.prismaObject('WorkingGroup', {
  description: 'A special working group (专项组) under a leading group.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The working group's global id.", resolve: ({ id }) => globalId('WorkingGroup', id) }),
    dataset: t.field({
      type: Dataset,
      description: 'The data set to which the working group belongs.',
      resolve: ({ datasetId }, _args, { catalogue }) => catalogue.datasets.get(datasetId),
    }),
    code: t.exposeString('code'),
    ordinal: t.exposeInt('ordinal'),
    name: t.string({
      nullable: true,
      description: "The working group's name. Null if the source only counts the group and does not name it.",
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the name. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (group, { lang }, context) => pickName(group.name, lang, context, group.datasetId),
    }),
    namedInSource: t.boolean({
      description: 'True if the source names the group. If false, `name` is null: no name is invented.',
      resolve: (group) => group.name !== null,
    }),
    leadingGroup: t.field({
      type: Organization,
      description: 'The leading group above the working group.',
      resolve: ({ leadingGroupId }, _args, { catalogue }) => catalogue.organizations.get(leadingGroupId),
    }),
    programmes: t.field({
      type: [Programme],
      description: 'The programmes of the working group, by code.',
      resolve: ({ id }, _args, { catalogue, state }) =>
        catalogue.programmesOfGroup.of(id).filter((programme) => isVisible(programme, state)),
    }),
    tasks: t.field({
      type: TaskConnection,
      description: 'The tasks of the working group.',
      args: {
        where: t.arg({ type: TaskWhere, description: 'Filters the tasks. Default: no filter.' }),
        orderBy: t.arg({ type: [TaskOrder], description: 'Sort order. Default: by code.' }),
        ...t.arg.connectionArgs(),
      },
      complexity: (args, context) => listCost(args, taskScan(context)),
      resolve: ({ id }, args, context, info) =>
        context.at(info, () => taskLists({ owner: 'workingGroup' }, args, context, info)).load(id),
    }),
    metrics: t.field({
      type: MetricConnection,
      description: 'The metrics of the working group, by code.',
      args: {
        where: t.arg({ type: MetricWhere, description: 'Filters the metrics. Default: no filter.' }),
        ...t.arg.connectionArgs(),
      },
      complexity: pageCost,
      resolve: ({ id }, { where, ...args }, context, info) => {
        const fits = context.at(info, () => metricFits(where, context));
        return inMemoryPage(byCode(context.catalogue.metricsOfGroup.of(id), fits), args, context);
      },
    }),
    citations: t.field({
      type: [Citation],
      description: 'The citations of the working group: its sources and the places in them.',
      resolve: (group, _args, context, info) => loadCitations(group.citationIds, context, info),
    }),
  }),
});

builder.queryFields((t) => ({
  workingGroups: t.field({
    type: [WorkingGroup],
    description: "The working groups of a data set, in the source's order.",
    args: {
      dataset: t.arg.string({ description: 'Code of a data set. Default: the default data set of the installation.' }),
    },
    resolve: (_root, { dataset }, context) => {
      const { catalogue, state } = context;
      const datasetId = listedDataset(dataset, context)?.id;
      return catalogue.workingGroups.rows.filter((row) => row.datasetId === datasetId && isVisible(row, state));
    },
  }),
  workingGroup: t.field({
    type: WorkingGroup,
    nullable: true,
    description: 'The working group with this code. Null if there is none.',
    args: {
      code: t.arg.string({ required: true, description: 'Code of the working group.' }),
      dataset: t.arg.string({ description: 'Code of a data set. Default: the default data set of the installation.' }),
    },
    resolve: (_root, { code, dataset }, context) =>
      findByCode(context.catalogue.workingGroups.rows, code, context, context.datasetState(dataset)?.id ?? 0),
  }),
}));
