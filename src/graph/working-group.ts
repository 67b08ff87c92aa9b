import { visible } from '../store/state.ts';
import { builder } from './builder.ts';
import { relatedList } from './connection.ts';
import { pickName } from './language.ts';
import { loadCitations } from './loader.ts';
import { METRIC_ORDER, MetricWhere, metricConditions } from './metric-filter.ts';
import { globalId, nodeInterface } from './node-id.ts';
import type { PageArguments } from './page.ts';
import { findAll, findOne } from './read.ts';
import { Citation, MetricConnection, Programme, TaskConnection, WorkingGroup } from './ref.ts';
import { type TaskListArguments, TaskOrder, TaskWhere, taskConditions, taskOrder } from './task-filter.ts';

builder.prismaObject('WorkingGroup', {
  description: 'A special working group under a leading group.',
  select: { id: true },
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => globalId('WorkingGroup', id) }),
    dataset: t.relation('dataset', { description: 'The data set that it belongs to.' }),
    code: t.exposeString('code'),
    ordinal: t.exposeInt('ordinal'),
    name: t.string({
      nullable: true,
      description: 'Null where the source only counts the group and does not name it.',
      args: { lang: t.arg({ type: 'Language', description: 'The language of the name.' }) },
      select: { name: true, datasetId: true },
      resolve: (group, { lang }, context) => pickName(group.name, lang, context, group.datasetId),
    }),
    namedInSource: t.boolean({
      description: 'Whether the source gives it a name; where it does not, the name is null and none is invented.',
      select: { name: true },
      resolve: (group) => group.name !== null,
    }),
    leadingGroup: t.relation('leadingGroup', { description: 'The leading group that it works under.' }),
    programmes: t.field({
      type: [Programme],
      description: 'The programmes that belong to it, by code.',
      select: (_args, context, nested) => ({
        programmes: nested({ where: visible(context.state), orderBy: { code: 'asc' }, take: 1_000 }),
      }),
      resolve: (group) => group.programmes,
    }),
    tasks: t.field({
      type: TaskConnection,
      description: 'The tasks that belong to it.',
      args: {
        where: t.arg({ type: TaskWhere, description: 'Which of them.' }),
        orderBy: t.arg({ type: [TaskOrder], description: 'In which order; by code, unless given.' }),
        ...t.arg.connectionArgs(),
      },
      ...relatedList<TaskListArguments>({
        parent: 'workingGroup',
        relation: 'tasks',
        order: ({ orderBy }) => taskOrder(orderBy),
        where: ({ where }, context, state) => [visible(state), ...taskConditions(where, context)],
      }),
    }),
    metrics: t.field({
      type: MetricConnection,
      description: 'The metrics that belong to it, by code.',
      args: { where: t.arg({ type: MetricWhere, description: 'Which of them.' }), ...t.arg.connectionArgs() },
      ...relatedList<PageArguments & { where?: typeof MetricWhere.$inferInput | null | undefined }>({
        parent: 'workingGroup',
        relation: 'metrics',
        order: () => METRIC_ORDER.CODE_ASC,
        where: ({ where }, _context, state) => [visible(state), ...metricConditions(where)],
      }),
    }),
    citations: t.field({
      type: [Citation],
      description: 'Where it was read.',
      select: { citationIds: true },
      resolve: (group, _args, context, info) => loadCitations(group.citationIds, context, info),
    }),
  }),
});

builder.queryFields((t) => ({
  workingGroups: t.field({
    type: [WorkingGroup],
    description: 'The working groups of a data set, in their order.',
    args: { dataset: t.arg.string({ description: 'Code of a data set; the default one, unless given.' }) },
    resolve: (_root, { dataset }, context, info) => {
      const datasetId = context.datasetState(dataset)?.id ?? 0;
      const where = { AND: [{ datasetId }, visible(context.state)] };
      return findAll('workingGroup', where, [{ ordinal: 'asc' }, { id: 'asc' }], context, info);
    },
  }),
  workingGroup: t.field({
    type: WorkingGroup,
    nullable: true,
    description: 'The working group with this code.',
    args: {
      code: t.arg.string({ required: true, description: 'Code of a working group.' }),
      dataset: t.arg.string({ description: 'Code of a data set; the default one, unless given.' }),
    },
    resolve: (_root, { code, dataset }, context, info) =>
      findOne('workingGroup', { datasetId: context.datasetState(dataset)?.id ?? 0, code }, context, info),
  }),
}));
