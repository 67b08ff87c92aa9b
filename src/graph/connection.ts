import type { ObjectRef } from '@pothos/core';
import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { Prisma } from '../store/generated/prisma/client.ts';
import type { State } from '../store/state.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { type OrderField, orderPart, pageQuery, sortColumns, sortValues } from './keyset.ts';
import { type ConnectionShape, connectionOf, DEFAULT_PAGE, type Page, type PageArguments, pageOf } from './page.ts';

type Types = typeof builder.$inferSchemaTypes;

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'How many rows the list has in all. Counted only when asked for.',
    resolve: (connection) => connection.totalCount(),
  }),
);

/** Where a connection's rows stand below it: plugin-prisma follows these paths to learn what is selected of a row. */
export const ROW_PATHS = [['nodes'], ['edges', 'node']];

/** The connection type of a list of `ref`, shared by every field that answers such a list. */
export function connectionType<Row>(ref: ObjectRef<Types, Row>, name: string) {
  return builder.connectionObject(
    {
      type: ref,
      name: `${name}Connection`,
      description: `A page of a list of ${name} rows.`,
      extensions: {
        pothosIndirectInclude: {
          getType: () => name,
          paths: ROW_PATHS.map((path) => path.map((segment) => ({ name: segment }))),
        },
      },
    },
    { description: `A ${name} row in a list, and its place there.` },
  );
}

/** What a connection field costs: its rows times what is asked of each. */
export const pageCost = (args: PageArguments) => ({ field: 1, multiplier: args.first ?? args.last ?? DEFAULT_PAGE });

export type Models = { [Name in Prisma.ModelName]: Uncapitalize<Name> }[Prisma.ModelName];
interface Delegate {
  findMany(query: object): Promise<readonly { id: number }[]>;
  count(query: object): Promise<number>;
}
/** Prisma types each model's client by itself; what they have in common is this. */
export const delegate = (context: Context, model: Models): Delegate =>
  context.database.prisma[model] as unknown as Delegate;

export interface List {
  readonly model: Models;
  readonly order: readonly OrderField[];
  readonly where: readonly object[];
  /** Columns that every row is read with, besides its id. */
  readonly columns?: Readonly<Record<string, true>>;
}

/** A list read by itself: one statement for the page, which selects what is asked of a row and nothing else. */
export async function readList<Row extends { id: number } = { id: number }>(
  { model, order, where, columns = {} }: List,
  page: Page,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<ConnectionShape<Row>> {
  const select = { id: true, ...columns, ...sortColumns(order) };
  const query = queryFromInfo({ context, info, paths: ROW_PATHS, select });
  const rows = await delegate(context, model).findMany({ ...query, ...pageQuery(order, page, where) });
  return connectionOf(rows as readonly Row[], page, sortValues(order), () =>
    delegate(context, model).count({ where: { AND: where } }),
  );
}

export const listPage = (args: PageArguments, order: readonly OrderField[], context: Context) =>
  pageOf(args, order.map(orderPart), context);

/** A list that hangs on another row. `through` names the row's own relation where a table of links lies between. */
export interface RelatedList<Args> {
  readonly parent: Models;
  readonly relation: string;
  readonly through?: string;
  /** Where the list hangs on a row that the field's own row refers to: the relation to it, and the column that holds its id. */
  readonly via?: { readonly relation: string; readonly key: string };
  /** Columns that every row is read with, besides its id. */
  readonly columns?: Readonly<Record<string, true>>;
  readonly order: (args: Args) => readonly OrderField[];
  readonly where?: (args: Args, context: Context, state: State) => readonly object[];
}

/**
 * The options of a field that answers such a list: its page is read, bounded, within the parent's own statement. Where one parent
 * is asked for it twice with different arguments, plugin-prisma reads the second by the parents' ids, for all of them at once.
 */
export function relatedList<Args extends PageArguments = PageArguments, Row extends { id: number } = { id: number }>(
  list: RelatedList<NoInfer<Args>>,
) {
  const { relation, through, via, columns = {}, order, where = () => [] } = list;
  return {
    complexity: pageCost,
    select: (args: NoInfer<Args>, context: Context, nested: (selection: never) => unknown) => {
      const page = listPage(args, order(args), context);
      const row = { id: true, ...columns, ...(through ? {} : sortColumns(order(args))) };
      const query = pageQuery(order(args), page, where(args, context, page.state));
      const selection = through
        ? { ...query, select: { ...sortColumns(order(args)), [through]: nested({ select: row } as never) } }
        : nested({ ...query, select: row } as never);
      const own = { [relation]: selection };
      return (via ? { [via.key]: true, [via.relation]: { select: own } } : own) as Record<string, never>;
    },
    resolve: (row: { id: number }, args: NoInfer<Args>, context: Context): ConnectionShape<Row> => {
      const holder = (via ? read(row, via.relation) : row) as object;
      const key = (via ? read(row, via.key) : row.id) as number;
      const rows = read(holder, relation) as readonly { id: number }[];
      const page = listPage(args, order(args), context);
      return connectionOf(
        rows,
        page,
        sortValues(order(args)),
        () => countRelated(context, list, key, where(args, context, page.state)),
        (found) => (through ? read(found, through) : found) as Row,
      );
    },
  };
}

const read = (row: object, field: string): unknown => (row as Readonly<Record<string, unknown>>)[field];

/** Counts a relation's rows for all parents of one level together. */
function countRelated(
  context: Context,
  { parent, relation }: { parent: Models; relation: string },
  id: number,
  where: readonly object[],
): Promise<number> {
  const condition = { AND: where };
  return context
    .batch<number, number>(`count ${parent}.${relation} ${JSON.stringify(condition)}`, async (ids) => {
      const rows = (await delegate(context, parent).findMany({
        where: { id: { in: ids } },
        select: { id: true, _count: { select: { [relation]: { where: condition } } } },
      })) as { id: number; _count: Record<string, number> }[];
      const counts = new Map(rows.map((row) => [row.id, row._count[relation] ?? 0]));
      return ids.map((wanted) => counts.get(wanted) ?? 0);
    })
    .load(id);
}
