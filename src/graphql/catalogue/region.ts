import type { RegionRow } from '../../read/catalogue/catalogue.ts';
import { isVisible } from '../../read/core/snapshot.ts';
import { ANY_AND_ALL, builder } from '../core/builder.ts';
import { pageCost } from '../core/connection.ts';
import type { Context } from '../core/context.ts';
import { RegionLevel } from '../core/enum.ts';
import { CODE_KEY, type InMemoryList, inMemoryPage } from '../core/in-memory-list.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import { Region, RegionConnection } from '../core/ref.ts';
import { containsText } from '../core/text-filter.ts';
import { pickName } from '../core/translation.ts';

const ID_KEY = { name: 'id', type: 'int' as const, of: ({ id }: RegionRow) => id };

/** Whether a version stands for its region when no day is given: of those that a state shows, one of each region does. */
const stands = ({ current }: RegionRow): boolean => current;

/** Versions of regions that the state shows and that fit, by code. */
const regionList = (rows: readonly RegionRow[], fits: (row: RegionRow) => boolean): InMemoryList<RegionRow> => ({
  rows,
  keys: [CODE_KEY, ID_KEY],
  sorted: true,
  shows: (row, state) => isVisible(row, state) && fits(row),
});

builder.prismaObject('RegionVersion', {
  name: 'Region',
  description:
    'A place with a code in a scheme. Its facts hang on the code; its name and parent are dated, and `region(validOn:)` picks the version.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ regionId }) => globalId('Region', regionId) }),
    code: t.exposeString('code'),
    scheme: t.exposeString('scheme'),
    name: t.string({
      description: "The region's name in the time of this version.",
      args: { lang: t.arg({ type: 'Language', description: 'The language of the name.' }) },
      resolve: (row, { lang }, context) => pickName(row.name, lang, context, row.datasetId) ?? row.code,
    }),
    level: t.expose('level', { type: RegionLevel }),
    parent: t.field({
      type: Region,
      nullable: true,
      description: 'The region that it lies in.',
      resolve: ({ parentId }, _args, { catalogue }) => catalogue.regions.find(parentId),
    }),
    children: t.field({
      type: RegionConnection,
      description: 'The regions right below it, by code.',
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      resolve: ({ regionId }, args, context) =>
        inMemoryPage(regionList(context.catalogue.regions.childrenOf.of(regionId), stands), args, context),
    }),
    path: t.field({
      type: [Region],
      description: 'From the root of what is loaded down to this region.',
      resolve: ({ path }, _args, { catalogue }) => path.map((id) => catalogue.regions.get(id)),
    }),
    descendants: t.field({
      type: RegionConnection,
      description: 'Everything below it, by code.',
      args: {
        level: t.arg({ type: RegionLevel, description: 'Only regions of this level.' }),
        ...t.arg.connectionArgs(),
      },
      complexity: pageCost,
      resolve: ({ regionId }, { level, ...args }, context) => {
        const below = (row: RegionRow) =>
          stands(row) && row.regionId !== regionId && row.path.includes(regionId) && (!level || row.level === level);
        return inMemoryPage(regionList(context.catalogue.regions.versions.rows, below), args, context);
      },
    }),
    validFrom: t.expose('validFrom', { type: 'Date', nullable: true }),
    validTo: t.expose('validTo', { type: 'Date', nullable: true }),
    successors: t.field({
      type: [Region],
      description: 'The regions that took its place.',
      resolve: ({ regionId }, _args, { catalogue }) =>
        catalogue.regions.successorsOf.of(regionId).map(({ target }) => target),
    }),
  }),
});

const RegionWhere = builder.inputType('RegionWhere', {
  description: `Which regions. ${ANY_AND_ALL}`,
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

/** Whether a version held on a day; without a day, whether it is the present one. */
const heldOn =
  (day: string | null | undefined) =>
  (row: RegionRow): boolean => {
    if (day == null) return stands(row);
    const date = new Date(day);
    return (row.validFrom === null || row.validFrom <= date) && (row.validTo === null || row.validTo >= date);
  };

function fits(
  where: typeof RegionWhere.$inferInput | null | undefined,
  { catalogue }: Context,
): (row: RegionRow) => boolean {
  const { codes, scheme, level, parent, validOn, text } = where ?? {};
  const holds = containsText(text);
  const held = heldOn(validOn);
  return (row) =>
    held(row) &&
    (!codes || codes.includes(row.code)) &&
    (scheme == null || row.scheme === scheme) &&
    (!level || level.includes(row.level)) &&
    (parent == null || catalogue.regions.find(row.parentId)?.code === parent) &&
    holds(row.searchText);
}

builder.queryFields((t) => ({
  regions: t.field({
    type: RegionConnection,
    description: 'The regions that are loaded, by code.',
    args: { where: t.arg({ type: RegionWhere, description: 'Which of them.' }), ...t.arg.connectionArgs() },
    complexity: pageCost,
    resolve: (_root, { where, ...args }, context) =>
      inMemoryPage(regionList(context.catalogue.regions.versions.rows, fits(where, context)), args, context),
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
    resolve: (_root, { code, scheme, validOn }, { catalogue, state }) => {
      const held = heldOn(validOn);
      const versions = catalogue.regions.byCode.of(code);
      return (
        versions.find((row) => held(row) && (scheme == null || row.scheme === scheme) && isVisible(row, state)) ?? null
      );
    },
  }),
}));
