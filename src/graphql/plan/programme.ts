import type { Programme as Row } from '../../database/generated/prisma/client.ts';
import { loadCitations } from '../catalogue/citation.ts';
import { linkedMetrics } from '../catalogue/metric-filter.ts';
import { ANY_AND_ALL, builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { listCost, lookupCost, memoryScan, pageCost, taskScan } from '../core/cost.ts';
import { Attribution, ProgrammeKind } from '../core/enum.ts';
import { byCode, findByCode, inMemoryPage } from '../core/in-memory-list.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import { isOneOf } from '../core/one-of.ts';
import {
  Citation,
  Dataset,
  MetricConnection,
  Programme,
  ProgrammeConnection,
  Region,
  TaskConnection,
  Theme,
  WorkingGroup,
} from '../core/ref.ts';
import { containsText } from '../core/text-filter.ts';
import { pickName } from '../core/translation.ts';
import { idsOfCodes, listedDataset } from '../core/unknown-code.ts';
import { TaskOrder, TaskWhere } from './task-filter.ts';
import { taskLists } from './task-list.ts';

builder.prismaObject('Programme', {
  description: 'A programme: a campaign, pilot, mechanism or system, with its tasks and the metrics that measure it.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The programme's global id.", resolve: ({ id }) => globalId('Programme', id) }),
    dataset: t.field({
      type: Dataset,
      description: 'The data set to which the programme belongs.',
      resolve: ({ datasetId }, _args, { catalogue }) => catalogue.datasets.get(datasetId),
    }),
    code: t.exposeString('code'),
    name: t.string({
      description: "The programme's name.",
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the name. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (row, { lang }, context) => pickName(row.name, lang, context, row.datasetId) ?? row.code,
    }),
    kind: t.expose('kind', { type: ProgrammeKind }),
    theme: t.field({
      type: Theme,
      description: 'The theme of the programme.',
      resolve: ({ themeId }, _args, { catalogue }) => catalogue.themes.get(themeId),
    }),
    workingGroup: t.field({
      type: WorkingGroup,
      nullable: true,
      description: 'The working group to which the programme belongs.',
      resolve: ({ workingGroupId }, _args, { catalogue }) => catalogue.workingGroups.find(workingGroupId),
    }),
    attribution: t.expose('attribution', { type: Attribution, nullable: true }),
    pilotRegions: t.field({
      type: [Region],
      description: 'The regions in which a pilot is tried first.',
      resolve: ({ id }, _args, { catalogue }) => catalogue.pilotRegionsOf.of(id).map(({ target }) => target),
    }),
    metrics: t.field({
      type: MetricConnection,
      description: "The metrics that measure the programme, in the publisher's order.",
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      resolve: ({ id }, args, context) =>
        inMemoryPage(linkedMetrics(context.catalogue.metricsOfProgramme.of(id)), args, context, ({ target }) => target),
    }),
    tasks: t.field({
      type: TaskConnection,
      description: 'The tasks of the programme.',
      args: {
        where: t.arg({ type: TaskWhere, description: 'Filters the tasks. Default: no filter.' }),
        orderBy: t.arg({ type: [TaskOrder], description: 'Sort order. Default: by code.' }),
        ...t.arg.connectionArgs(),
      },
      complexity: (args, context) => listCost(args, taskScan(context)),
      resolve: ({ id }, args, context, info) =>
        context.at(info, () => taskLists({ owner: 'programme' }, args, context, info)).load(id),
    }),
    citations: t.field({
      type: [Citation],
      description: 'The citations of the programme: its sources and the places in them.',
      resolve: (row, _args, context, info) => loadCitations(row.citationIds, context, info),
    }),
  }),
});

const ProgrammeWhere = builder.inputType('ProgrammeWhere', {
  description: `A filter for programmes. ${ANY_AND_ALL}`,
  fields: (t) => ({
    dataset: t.string({
      required: false,
      description: 'Code of a data set. Default: the default data set of the installation.',
    }),
    kinds: t.field({ type: [ProgrammeKind], required: false, description: 'Kinds of programme.' }),
    themes: t.stringList({ required: false, description: 'Codes of themes.' }),
    workingGroups: t.stringList({ required: false, description: 'Codes of working groups.' }),
    text: t.string({ required: false, description: 'Part of the code, or of the name in any language.' }),
  }),
});

function fits(
  where: typeof ProgrammeWhere.$inferInput | null | undefined,
  { catalogue, state }: Context,
): (row: Row) => boolean {
  const { kinds, themes, workingGroups, text } = where ?? {};
  idsOfCodes('themes', 'theme', themes ?? [], catalogue.themes.rows, state);
  idsOfCodes('workingGroups', 'workingGroup', workingGroups ?? [], catalogue.workingGroups.rows, state);
  const holds = containsText(text);
  const isOfKind = isOneOf(kinds);
  const isOfTheme = isOneOf(themes);
  const isOfGroup = isOneOf(workingGroups);
  return (row) =>
    isOfKind(row.kind) &&
    isOfTheme(catalogue.themes.get(row.themeId).code) &&
    isOfGroup(catalogue.workingGroups.find(row.workingGroupId)?.code ?? '') &&
    holds(row.searchText);
}

builder.queryFields((t) => ({
  programmes: t.field({
    type: ProgrammeConnection,
    description: 'The programmes of a data set, by code.',
    args: {
      where: t.arg({
        type: ProgrammeWhere,
        description: 'Filters the programmes. Default: all programmes of the default data set.',
      }),
      ...t.arg.connectionArgs(),
    },
    complexity: (args, { catalogue }) => listCost(args, memoryScan(catalogue.programmes.rows.length)),
    resolve: (_root, { where, ...args }, context) => {
      const datasetId = listedDataset(where?.dataset, context)?.id;
      const wanted = fits(where, context);
      const list = byCode(context.catalogue.programmes.rows, (row) => row.datasetId === datasetId && wanted(row));
      return inMemoryPage(list, args, context);
    },
  }),
  programme: t.field({
    type: Programme,
    nullable: true,
    description: 'The programme with this code. Null if there is none.',
    args: {
      code: t.arg.string({ required: true, description: 'Code of the programme.' }),
      dataset: t.arg.string({ description: 'Code of a data set. Default: the default data set of the installation.' }),
    },
    complexity: (_args, { catalogue }) => lookupCost(catalogue.programmes.rows.length),
    resolve: (_root, { code, dataset }, context) =>
      findByCode(context.catalogue.programmes.rows, code, context, context.datasetState(dataset)?.id ?? 0),
  }),
}));
