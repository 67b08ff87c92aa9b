import type { Organization as Row } from '../../database/generated/prisma/client.ts';
import { isVisible } from '../../read/core/snapshot.ts';
import { ANY_AND_ALL, builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { listCost, lookupCost, memoryScan } from '../core/cost.ts';
import { OrganizationKind } from '../core/enum.ts';
import { byCode, findByCode, inMemoryPage } from '../core/in-memory-list.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import { isOneOf } from '../core/one-of.ts';
import { Organization, OrganizationConnection, Region, WorkingGroup } from '../core/ref.ts';
import { containsText } from '../core/text-filter.ts';
import { pickName } from '../core/translation.ts';
import { idsOfCodes } from '../core/unknown-code.ts';

builder.prismaObject('Organization', {
  description: 'An organisation, such as a leading group, a committee or a department. Never a private person.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The organisation's global id.", resolve: ({ id }) => globalId('Organization', id) }),
    code: t.exposeString('code'),
    name: t.string({
      description: "The organisation's name.",
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the name. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (row, { lang }, context) => pickName(row.name, lang, context, row.datasetId) ?? row.code,
    }),
    kind: t.expose('kind', { type: OrganizationKind }),
    parent: t.field({
      type: Organization,
      nullable: true,
      description: 'The organisation of which this one is a part.',
      resolve: ({ parentId }, _args, { catalogue }) => catalogue.organizations.find(parentId),
    }),
    region: t.field({
      type: Region,
      nullable: true,
      description: 'The region in which the organisation works.',
      resolve: ({ regionId }, _args, { catalogue }) => catalogue.regions.find(regionId),
    }),
    heads: t.field({
      type: [Organization],
      description: 'The organisations that head it. A leading group with dual heads (双组长) has two.',
      resolve: ({ id }, _args, { catalogue }) => catalogue.headsOf.of(id).map(({ target }) => target),
    }),
    workingGroups: t.field({
      type: [WorkingGroup],
      description: "The working groups under the organisation, in the source's order.",
      resolve: ({ id }, _args, { catalogue, state }) =>
        catalogue.workingGroupsUnder.of(id).filter((group) => isVisible(group, state)),
    }),
  }),
});

const OrganizationWhere = builder.inputType('OrganizationWhere', {
  description: `A filter for organisations. ${ANY_AND_ALL}`,
  fields: (t) => ({
    codes: t.stringList({ required: false, description: 'Codes of organisations.' }),
    kinds: t.field({ type: [OrganizationKind], required: false, description: 'Kinds of organisation.' }),
    parent: t.string({ required: false, description: 'Code of the parent organisation.' }),
    text: t.string({ required: false, description: 'Part of the code, or of the name in any language.' }),
  }),
});

function fits(
  where: typeof OrganizationWhere.$inferInput | null | undefined,
  { catalogue, state }: Context,
): (row: Row) => boolean {
  const { codes, kinds, parent, text } = where ?? {};
  if (parent != null) idsOfCodes('parent', 'organization', [parent], catalogue.organizations.rows, state);
  const holds = containsText(text);
  const isWanted = isOneOf(codes);
  const isOfKind = isOneOf(kinds);
  return (row) =>
    isWanted(row.code) &&
    isOfKind(row.kind) &&
    (parent == null || catalogue.organizations.find(row.parentId)?.code === parent) &&
    holds(row.searchText);
}

builder.queryFields((t) => ({
  organizations: t.field({
    type: OrganizationConnection,
    description: 'The organisations that lead, work and report, by code.',
    args: {
      where: t.arg({ type: OrganizationWhere, description: 'Filters the organisations. Default: no filter.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: (args, { catalogue }) => listCost(args, memoryScan(catalogue.organizations.rows.length)),
    resolve: (_root, { where, ...args }, context) =>
      inMemoryPage(byCode(context.catalogue.organizations.rows, fits(where, context)), args, context),
  }),
  organization: t.field({
    type: Organization,
    nullable: true,
    description: 'The organisation with this code. Null if there is none.',
    args: { code: t.arg.string({ required: true, description: 'Code of the organisation.' }) },
    complexity: (_args, { catalogue }) => lookupCost(catalogue.organizations.rows.length),
    resolve: (_root, { code }, context) => findByCode(context.catalogue.organizations.rows, code, context),
  }),
}));
