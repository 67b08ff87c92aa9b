import type { Prisma } from '../store/generated/prisma/client.ts';
import { visible } from '../store/state.ts';
import { builder } from './builder.ts';
import { listPage, pageCost, readList, relatedList } from './connection.ts';
import { Attribution, ProgrammeKind } from './enum.ts';
import { pickName } from './language.ts';
import { CURRENT_VERSION, loadCitations } from './loader.ts';
import { globalId, nodeInterface } from './node-id.ts';
import { findOne } from './read.ts';
import { Citation, MetricConnection, Programme, ProgrammeConnection, Region, TaskConnection } from './ref.ts';
import { type TaskListArguments, TaskOrder, TaskWhere, taskConditions, taskOrder } from './task-filter.ts';
import { containsText } from './text.ts';

builder.prismaObject('Programme', {
  description: 'A campaign, a pilot, a mechanism or a system, with its tasks and the metrics that measure it.',
  select: { id: true },
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => globalId('Programme', id) }),
    dataset: t.relation('dataset', { description: 'The data set that it belongs to.' }),
    code: t.exposeString('code'),
    name: t.string({
      description: "The programme's name.",
      args: { lang: t.arg({ type: 'Language', description: 'The language of the name.' }) },
      select: { name: true, code: true, datasetId: true },
      resolve: (row, { lang }, context) => pickName(row.name, lang, context, row.datasetId) ?? row.code,
    }),
    kind: t.expose('kind', { type: ProgrammeKind }),
    theme: t.relation('theme', { description: 'Its field of work.' }),
    workingGroup: t.relation('workingGroup', { nullable: true, description: 'The working group that it belongs to.' }),
    attribution: t.expose('attribution', { type: Attribution, nullable: true }),
    pilotRegions: t.field({
      type: [Region],
      description: 'Where it is tried first.',
      select: (_args, _context, nested) => ({
        pilotRegions: {
          orderBy: { position: 'asc' },
          take: 1_000,
          select: { region: { select: { versions: nested({ where: CURRENT_VERSION, take: 1 }) } } },
        },
      }),
      resolve: (row) => row.pilotRegions.flatMap(({ region }) => region.versions),
    }),
    metrics: t.field({
      type: MetricConnection,
      description: 'The metrics that measure it, in the order in which the publisher names them.',
      args: t.arg.connectionArgs(),
      ...relatedList({
        parent: 'programme',
        relation: 'metrics',
        through: 'metric',
        order: () => [
          { field: 'position', type: 'int' },
          { field: 'metricId', type: 'int' },
        ],
        where: (_args, _context, state) => [{ metric: visible(state) }],
      }),
    }),
    tasks: t.field({
      type: TaskConnection,
      description: 'Its tasks.',
      args: {
        where: t.arg({ type: TaskWhere, description: 'Which of them.' }),
        orderBy: t.arg({ type: [TaskOrder], description: 'In which order; by code, unless given.' }),
        ...t.arg.connectionArgs(),
      },
      ...relatedList<TaskListArguments>({
        parent: 'programme',
        relation: 'tasks',
        order: ({ orderBy }) => taskOrder(orderBy),
        where: ({ where }, context, state) => [visible(state), ...taskConditions(where, context)],
      }),
    }),
    citations: t.field({
      type: [Citation],
      description: 'Where it was read.',
      select: { citationIds: true },
      resolve: (row, _args, context, info) => loadCitations(row.citationIds, context, info),
    }),
  }),
});

const ProgrammeWhere = builder.inputType('ProgrammeWhere', {
  description: 'Which programmes. Within one list: any of them; between fields: all of them.',
  fields: (t) => ({
    dataset: t.string({ required: false, description: 'Code of a data set; the default one, unless given.' }),
    kinds: t.field({ type: [ProgrammeKind], required: false, description: 'Kinds of programme.' }),
    themes: t.stringList({ required: false, description: 'Codes of themes.' }),
    workingGroups: t.stringList({ required: false, description: 'Codes of working groups.' }),
    text: t.string({ required: false, description: 'A part of the code or of a name in any language.' }),
  }),
});

function conditions(where: typeof ProgrammeWhere.$inferInput | null | undefined): Prisma.ProgrammeWhereInput[] {
  const { kinds, themes, workingGroups, text } = where ?? {};
  return [
    ...(kinds ? [{ kind: { in: kinds } }] : []),
    ...(themes ? [{ theme: { code: { in: themes } } }] : []),
    ...(workingGroups ? [{ workingGroup: { code: { in: workingGroups } } }] : []),
    ...(text != null ? [{ searchText: containsText(text) }] : []),
  ];
}

const BY_CODE = [{ field: 'code', type: 'text' }] as const;

builder.queryFields((t) => ({
  programmes: t.field({
    type: ProgrammeConnection,
    description: 'The programmes of a data set, by code.',
    args: { where: t.arg({ type: ProgrammeWhere, description: 'Which of them.' }), ...t.arg.connectionArgs() },
    complexity: pageCost,
    resolve: (_root, { where, ...args }, context, info) => {
      const page = listPage(args, BY_CODE, context);
      const dataset = { datasetId: context.datasetState(where?.dataset)?.id ?? 0 };
      const list = {
        model: 'programme' as const,
        order: BY_CODE,
        where: [dataset, visible(page.state), ...conditions(where)],
      };
      return readList(list, page, context, info);
    },
  }),
  programme: t.field({
    type: Programme,
    nullable: true,
    description: 'The programme with this code.',
    args: {
      code: t.arg.string({ required: true, description: 'Code of a programme.' }),
      dataset: t.arg.string({ description: 'Code of a data set; the default one, unless given.' }),
    },
    resolve: (_root, { code, dataset }, context, info) =>
      findOne('programme', { datasetId: context.datasetState(dataset)?.id ?? 0, code }, context, info),
  }),
}));
