import type { Prisma } from '../store/generated/prisma/client.ts';
import { visible } from '../store/state.ts';
import { builder } from './builder.ts';
import { listPage, pageCost, readList, relatedList } from './connection.ts';
import { RegionLevel } from './enum.ts';
import { pickName } from './language.ts';
import { CURRENT_VERSION, loadRegion, type RegionRow } from './loader.ts';
import { globalId, nodeInterface } from './node-id.ts';
import type { PageArguments } from './page.ts';
import { findOne } from './read.ts';
import { Region, RegionConnection, TaskConnection } from './ref.ts';
import { listBelow } from './region-below.ts';
import { containsText } from './text.ts';

const ORDER = [
  { field: 'code', type: 'text' },
  { field: 'id', type: 'int' },
] as const;

builder.prismaObject('RegionVersion', {
  name: 'Region',
  description:
    'A place with a code in a scheme. Its facts hang on the code; its name and parent are dated, and `region(validOn:)` picks the version.',
  select: { id: true, regionId: true },
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ regionId }) => globalId('Region', regionId) }),
    code: t.exposeString('code'),
    scheme: t.exposeString('scheme'),
    name: t.string({
      description: "The region's name in the time of this version.",
      args: { lang: t.arg({ type: 'Language', description: 'The language of the name.' }) },
      select: { name: true, code: true, datasetId: true },
      resolve: (row, { lang }, context) => pickName(row.name, lang, context, row.datasetId) ?? row.code,
    }),
    level: t.expose('level', { type: RegionLevel }),
    parent: t.field({
      type: Region,
      nullable: true,
      description: 'The region that it lies in.',
      select: (_args, _context, nested) => ({
        parent: { select: { versions: nested({ where: CURRENT_VERSION, take: 1 }) } },
      }),
      resolve: (row) => row.parent?.versions[0] ?? null,
    }),
    children: t.field({
      type: RegionConnection,
      description: 'The regions right below it, by code.',
      args: t.arg.connectionArgs(),
      ...relatedList<PageArguments, RegionRow>({
        parent: 'region',
        via: { relation: 'region', key: 'regionId' },
        relation: 'childVersions',
        columns: { regionId: true },
        order: () => ORDER,
        where: (_args, _context, state) => [visible(state), CURRENT_VERSION],
      }),
    }),
    path: t.field({
      type: [Region],
      description: 'From the root of what is loaded down to this region.',
      select: { path: true },
      resolve: (row, _args, context, info) => Promise.all(row.path.map((id) => loadRegion(id, context, info))),
    }),
    descendants: t.field({
      type: RegionConnection,
      description: 'Everything below it, by code.',
      args: {
        level: t.arg({ type: RegionLevel, description: 'Only regions of this level.' }),
        ...t.arg.connectionArgs(),
      },
      complexity: pageCost,
      resolve: (row, { level, ...args }, context, info) =>
        listBelow<RegionRow>({ of: 'descendants', level: level ?? null }, String(row.regionId), args, context, info),
    }),
    validFrom: t.expose('validFrom', { type: 'Date', nullable: true }),
    validTo: t.expose('validTo', { type: 'Date', nullable: true }),
    successors: t.field({
      type: [Region],
      description: 'The regions that took its place.',
      select: (_args, _context, nested) => ({
        region: {
          select: {
            successors: {
              orderBy: { position: 'asc' },
              take: 100,
              select: { successor: { select: { versions: nested({ where: CURRENT_VERSION, take: 1 }) } } },
            },
          },
        },
      }),
      resolve: (row) => row.region.successors.flatMap(({ successor }) => successor.versions),
    }),
    tasks: t.field({
      type: TaskConnection,
      description: 'The tasks that are set for it and for everything below it, by code.',
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      select: { code: true },
      resolve: (row, args, context, info) => listBelow<{ id: number }>({ of: 'tasks' }, row.code, args, context, info),
    }),
  }),
});

const RegionWhere = builder.inputType('RegionWhere', {
  description: 'Which regions. Within one list: any of them; between fields: all of them.',
  fields: (t) => ({
    codes: t.stringList({ required: false, description: 'Codes of regions.' }),
    scheme: t.string({ required: false, description: 'The code scheme.' }),
    level: t.field({ type: [RegionLevel], required: false, description: 'Administrative levels.' }),
    parent: t.string({ required: false, description: 'Code of the region right above them.' }),
    validOn: t.field({
      type: 'Date',
      required: false,
      description: 'As they were on this day; as they stand now, unless given.',
    }),
    text: t.string({ required: false, description: 'A part of the code or of a name in any language.' }),
  }),
});

/** The versions that held on a day. */
function validOn(day: string): Prisma.RegionVersionWhereInput {
  const date = new Date(day);
  return {
    AND: [
      { OR: [{ validFrom: null }, { validFrom: { lte: date } }] },
      { OR: [{ validTo: null }, { validTo: { gte: date } }] },
    ],
  };
}

function conditions(where: typeof RegionWhere.$inferInput | null | undefined): Prisma.RegionVersionWhereInput[] {
  const { codes, scheme, level, parent, text } = where ?? {};
  return [
    where?.validOn != null ? validOn(where.validOn) : CURRENT_VERSION,
    ...(codes ? [{ code: { in: codes } }] : []),
    ...(scheme != null ? [{ scheme }] : []),
    ...(level ? [{ level: { in: level } }] : []),
    ...(parent != null ? [{ parent: { code: parent } }] : []),
    ...(text != null ? [{ searchText: containsText(text) }] : []),
  ];
}

builder.queryFields((t) => ({
  regions: t.field({
    type: RegionConnection,
    description: 'The regions that are loaded, by code.',
    args: { where: t.arg({ type: RegionWhere, description: 'Which of them.' }), ...t.arg.connectionArgs() },
    complexity: pageCost,
    resolve: (_root, { where, ...args }, context, info) => {
      const page = listPage(args, ORDER, context);
      const list = {
        model: 'regionVersion' as const,
        columns: { regionId: true } as const,
        order: ORDER,
        where: [visible(page.state), ...conditions(where)],
      };
      return readList<RegionRow>(list, page, context, info);
    },
  }),
  region: t.field({
    type: Region,
    nullable: true,
    description: 'The region with this code.',
    args: {
      code: t.arg.string({ required: true, description: 'Code of a region.' }),
      scheme: t.arg.string({ description: 'The code scheme, where a code stands in several.' }),
      validOn: t.arg({ type: 'Date', description: 'The version of this day; the present one, unless given.' }),
    },
    resolve: (_root, { code, scheme, validOn: day }, context, info) => {
      const version = day != null ? validOn(day) : CURRENT_VERSION;
      const where = { code, ...(scheme != null ? { scheme } : {}), AND: [version] };
      return findOne<RegionRow>('regionVersion', where, context, info, { regionId: true });
    },
  }),
}));
