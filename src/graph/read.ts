import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import { visible } from '../store/state.ts';
import { delegate, type Models } from './connection.ts';
import type { Context } from './context.ts';

/** The one visible row that fits, or null. Only what is selected of it is read. */
export async function findOne<Row extends { id: number } = { id: number }>(
  model: Models,
  where: object,
  context: Context,
  info: GraphQLResolveInfo,
  select: Record<string, true> = {},
): Promise<Row | null> {
  const query = queryFromInfo({ context, info, select: { id: true, ...select } });
  const [row] = await delegate(context, model).findMany({
    where: { AND: [visible(context.state), where] },
    orderBy: { id: 'asc' },
    take: 1,
    ...query,
  });
  return (row as Row | undefined) ?? null;
}

/** All rows of a short list. Only what is selected of them is read. */
export function findAll(
  model: Models,
  where: object,
  orderBy: object,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<readonly { id: number }[]> {
  const query = queryFromInfo({ context, info, select: { id: true } });
  return delegate(context, model).findMany({ where, orderBy, take: 1_000, ...query });
}
