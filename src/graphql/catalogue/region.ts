import { foldText } from '../../domain/core/text.ts';
import type { RegionRow } from '../../read/catalogue/catalogue.ts';
import { findAliases, findRegions, isNamed, type RegionLookup } from '../../read/catalogue/region-code.ts';
import { isVisible, type Snapshot } from '../../read/core/snapshot.ts';
import { ANY_AND_ALL, builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { listCost, memoryScan, pageCost } from '../core/cost.ts';
import { RegionLevel } from '../core/enum.ts';
import { CODE_KEY, type InMemoryList, inMemoryPage } from '../core/in-memory-list.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import { isOneOf } from '../core/one-of.ts';
import { Region, RegionConnection } from '../core/ref.ts';
import { containsText } from '../core/text-filter.ts';
import { pickName } from '../core/translation.ts';
import { regionsOfCode } from '../core/unknown-code.ts';

const ID_KEY = { name: 'id', type: 'int' as const, of: ({ id }: RegionRow) => id };

/** Whether a version stands for its region when no day is given: of those that a state shows, one of each region does. */
const stands = ({ current }: RegionRow): boolean => current;

/** Versions of regions that the state shows and that fit, by code. */
const regionList = (
  rows: readonly RegionRow[],
  fits: (row: RegionRow, state: Snapshot) => boolean,
): InMemoryList<RegionRow> => ({
  rows,
  keys: [CODE_KEY, ID_KEY],
  sorted: true,
  shows: (row, state) => isVisible(row, state) && fits(row, state),
});

const RegionAlias = builder.prismaObject('RegionAlias', {
  description:
    'An alias of a region: another code, such as a former one. Facts refer to the region, never to an alias.',
  fields: (t) => ({
    scheme: t.exposeString('scheme'),
    alias: t.exposeString('alias'),
  }),
});

builder.prismaObject('RegionVersion', {
  name: 'Region',
  description:
    'A region: a place with a code in a code scheme. Facts refer to the code; name and parent are dated, and `region(validOn:)` selects the version.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The region's global id.", resolve: ({ regionId }) => globalId('Region', regionId) }),
    code: t.exposeString('code'),
    scheme: t.exposeString('scheme'),
    name: t.string({
      description: "The region's name in this version.",
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the name. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (row, { lang }, context) => pickName(row.name, lang, context, row.datasetId) ?? row.code,
    }),
    level: t.expose('level', { type: RegionLevel }),
    parent: t.field({
      type: Region,
      nullable: true,
      description: 'The region directly above this one. Null for a root.',
      resolve: ({ parentId }, _args, { catalogue }) => catalogue.regions.find(parentId),
    }),
    children: t.field({
      type: RegionConnection,
      description: 'The regions directly below this one, by code.',
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      resolve: ({ regionId }, args, context) =>
        inMemoryPage(regionList(context.catalogue.regions.childrenOf.of(regionId), stands), args, context),
    }),
    path: t.field({
      type: [Region],
      description: 'The regions from the root down to this region.',
      resolve: ({ path }, _args, { catalogue }) => path.map((id) => catalogue.regions.get(id)),
    }),
    descendants: t.field({
      type: RegionConnection,
      description: 'All regions below this one, by code.',
      args: {
        level: t.arg({
          type: RegionLevel,
          description: 'Selects regions of this administrative level. Default: all levels.',
        }),
        ...t.arg.connectionArgs(),
      },
      complexity: (args, { catalogue }) => listCost(args, memoryScan(catalogue.regions.versions.rows.length)),
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
      description: 'The regions that replaced this one.',
      resolve: ({ regionId }, _args, { catalogue }) =>
        catalogue.regions.successorsOf.of(regionId).map(({ target }) => target),
    }),
    aliases: t.field({
      type: [RegionAlias],
      description: 'Other codes of the region, by scheme and alias.',
      complexity: { field: 1, multiplier: 2 },
      resolve: ({ regionId }, _args, context) => findAliases(regionId, context),
    }),
  }),
});

/** A text is looked for in the aliases as well, which takes about so many times as long. */
const LOOKS_FOR_TEXT = 2;

const RegionWhere = builder.inputType('RegionWhere', {
  description: `A filter for regions. ${ANY_AND_ALL}`,
  fields: (t) => ({
    codes: t.stringList({ required: false, description: 'Codes or aliases of regions.' }),
    scheme: t.string({ required: false, description: 'The code scheme of the regions.' }),
    level: t.field({ type: [RegionLevel], required: false, description: 'Administrative levels of the regions.' }),
    parent: t.string({ required: false, description: 'Code or alias of the region directly above.' }),
    validOn: t.field({
      type: 'Date',
      required: false,
      description: 'Selects the versions valid on this day. Default: the current versions.',
    }),
    text: t.string({ required: false, description: 'Part of the code or an alias, or of the name in any language.' }),
  }),
});

/** Whether a version held on a day; without a day, whether it is the present one. */
const validityOn =
  (day: string | null | undefined) =>
  (row: RegionRow): boolean => {
    if (day == null) return stands(row);
    const date = new Date(day);
    return (row.validFrom === null || row.validFrom <= date) && (row.validTo === null || row.validTo >= date);
  };

function fits(
  where: typeof RegionWhere.$inferInput | null | undefined,
  { catalogue, state: present }: Context,
): (row: RegionRow, state: Snapshot) => boolean {
  const { codes, scheme, level, parent, validOn, text } = where ?? {};
  if (parent != null) regionsOfCode('parent', parent, { catalogue, state: present });
  const holds = containsText(text);
  const isWanted = isOneOf(codes);
  const isOfLevel = isOneOf(level);
  const isValid = validityOn(validOn);
  const isBelow = ({ parentId }: RegionRow, lookup: RegionLookup) => {
    const above = catalogue.regions.find(parentId);
    return above !== null && isNamed(above, (text) => text === parent, lookup);
  };
  return (row, state) => {
    const lookup = { catalogue, state };
    return (
      isValid(row) &&
      isNamed(row, isWanted, lookup) &&
      (scheme == null || row.scheme === scheme) &&
      isOfLevel(row.level) &&
      (parent == null || isBelow(row, lookup)) &&
      (holds(row.searchText) || findAliases(row.regionId, lookup).some(({ alias }) => holds(foldText(alias))))
    );
  };
}

builder.queryFields((t) => ({
  regions: t.field({
    type: RegionConnection,
    description: 'The regions of the installation, by code.',
    args: {
      where: t.arg({ type: RegionWhere, description: 'Filters the regions. Default: no filter.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: (args, { catalogue }) => {
      const looks = args.where?.text == null ? 1 : LOOKS_FOR_TEXT;
      return listCost(args, memoryScan(catalogue.regions.versions.rows.length * looks));
    },
    resolve: (_root, { where, ...args }, context) =>
      inMemoryPage(regionList(context.catalogue.regions.versions.rows, fits(where, context)), args, context),
  }),
  region: t.field({
    type: Region,
    nullable: true,
    description: 'The region with this code or alias. Null if there is none.',
    args: {
      code: t.arg.string({ required: true, description: 'Code or alias of the region.' }),
      scheme: t.arg.string({ description: 'Code scheme, for a code that exists in several schemes.' }),
      validOn: t.arg({
        type: 'Date',
        description: 'Selects the version valid on this day. Default: the current version.',
      }),
    },
    resolve: (_root, { code, scheme, validOn }, { catalogue, state }) => {
      return findRegions(code, { catalogue, state }, scheme ?? null).find(validityOn(validOn)) ?? null;
    },
  }),
}));
