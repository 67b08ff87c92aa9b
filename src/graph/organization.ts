import type { Prisma } from '../store/generated/prisma/client.ts';
import { visible } from '../store/state.ts';
import { builder } from './builder.ts';
import { listPage, pageCost, readList, relatedList } from './connection.ts';
import { OrganizationKind, ResponsibilityRole } from './enum.ts';
import { pickName } from './language.ts';
import { CURRENT_VERSION } from './loader.ts';
import { globalId, nodeInterface } from './node-id.ts';
import type { PageArguments } from './page.ts';
import { findOne } from './read.ts';
import { Organization, OrganizationConnection, Region, TaskConnection, WorkingGroup } from './ref.ts';
import { containsText } from './text.ts';

const BY_CODE = [{ field: 'code', type: 'text' }] as const;

builder.prismaObject('Organization', {
  description: 'A body: a leading group, a committee, a department. Never a private person.',
  select: { id: true },
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => globalId('Organization', id) }),
    code: t.exposeString('code'),
    name: t.string({
      description: "The organisation's name.",
      args: { lang: t.arg({ type: 'Language', description: 'The language of the name.' }) },
      select: { name: true, code: true, datasetId: true },
      resolve: (row, { lang }, context) => pickName(row.name, lang, context, row.datasetId) ?? row.code,
    }),
    kind: t.expose('kind', { type: OrganizationKind }),
    parent: t.relation('parent', { nullable: true, description: 'The body that it is a part of.' }),
    region: t.field({
      type: Region,
      nullable: true,
      description: 'Where it works.',
      select: (_args, _context, nested) => ({
        region: { select: { versions: nested({ where: CURRENT_VERSION, take: 1 }) } },
      }),
      resolve: (row) => row.region?.versions[0] ?? null,
    }),
    heads: t.field({
      type: [Organization],
      description: 'Who leads it: of a leading group with dual heads, two.',
      select: (_args, _context, nested) => ({
        heads: { orderBy: { position: 'asc' }, take: 100, select: { head: nested() } },
      }),
      resolve: (row) => row.heads.map(({ head }) => head),
    }),
    workingGroups: t.field({
      type: [WorkingGroup],
      description: 'The working groups under it, in their order.',
      select: (_args, context, nested) => ({
        workingGroups: nested({
          where: visible(context.state),
          orderBy: [{ ordinal: 'asc' }, { id: 'asc' }],
          take: 1_000,
        }),
      }),
      resolve: (row) => row.workingGroups,
    }),
    tasks: t.field({
      type: TaskConnection,
      description: 'The tasks that it answers for, each once, in the order in which they were loaded.',
      args: {
        role: t.arg({ type: ResponsibilityRole, description: 'In what way it answers for them; any, unless given.' }),
        ...t.arg.connectionArgs(),
      },
      ...relatedList<PageArguments & { role?: typeof ResponsibilityRole.$inferType | null | undefined }>({
        parent: 'organization',
        relation: 'responsibilities',
        through: 'task',
        order: () => [{ field: 'taskId', type: 'int' }],
        where: ({ role }, _context, state) => [role ? { role } : { first: true }, { task: visible(state) }],
      }),
    }),
  }),
});

const OrganizationWhere = builder.inputType('OrganizationWhere', {
  description: 'Which organisations. Within one list: any of them; between fields: all of them.',
  fields: (t) => ({
    codes: t.stringList({ required: false, description: 'Codes of organisations.' }),
    kinds: t.field({ type: [OrganizationKind], required: false, description: 'Sorts of bodies.' }),
    parent: t.string({ required: false, description: 'Code of the body that they are parts of.' }),
    text: t.string({ required: false, description: 'A part of the code or of a name in any language.' }),
  }),
});

function conditions(where: typeof OrganizationWhere.$inferInput | null | undefined): Prisma.OrganizationWhereInput[] {
  if (!where) return [];
  const { codes, kinds, parent, text } = where;
  return [
    ...(codes ? [{ code: { in: codes } }] : []),
    ...(kinds ? [{ kind: { in: kinds } }] : []),
    ...(parent != null ? [{ parent: { code: parent } }] : []),
    ...(text != null ? [{ searchText: containsText(text) }] : []),
  ];
}

builder.queryFields((t) => ({
  organizations: t.field({
    type: OrganizationConnection,
    description: 'The bodies that lead, work and report, by code.',
    args: { where: t.arg({ type: OrganizationWhere, description: 'Which of them.' }), ...t.arg.connectionArgs() },
    complexity: pageCost,
    resolve: (_root, { where, ...args }, context, info) => {
      const page = listPage(args, BY_CODE, context);
      const list = {
        model: 'organization' as const,
        order: BY_CODE,
        where: [visible(page.state), ...conditions(where)],
      };
      return readList(list, page, context, info);
    },
  }),
  organization: t.field({
    type: Organization,
    nullable: true,
    description: 'The organisation with this code.',
    args: { code: t.arg.string({ required: true, description: 'Code of an organisation.' }) },
    resolve: (_root, { code }, context, info) => findOne('organization', { code }, context, info),
  }),
}));
