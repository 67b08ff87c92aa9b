import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import { groupBy } from '../domain/group.ts';
import { type Below, type BelowRow, countBelow, readBelow } from '../store/subtree.ts';
import { delegate, ROW_PATHS } from './connection.ts';
import type { Context } from './context.ts';
import { placeOf } from './loader.ts';
import { type ConnectionShape, connectionOf, type PageArguments, pageOf, totalOf } from './page.ts';

const BY_CODE = [
  { name: 'code', type: 'text' },
  { name: 'id', type: 'int' },
] as const;

/**
 * What hangs below a region, a page of it for all regions of one list at once: one statement finds the rows, one reads what is
 * selected of them, since no relation of Prisma's leads along a path.
 */
export async function listBelow<Row extends { id: number }>(
  below: Below,
  key: string,
  args: PageArguments,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<ConnectionShape<Row>> {
  const page = pageOf(args, BY_CODE, context);
  const totalCount = totalOf(info, () =>
    context
      .batch<string, number>(`count ${JSON.stringify(below)}`, async (keys) => {
        const counts = await countBelow(context.database, page.state, below, keys);
        return keys.map((wanted) => counts.get(wanted) ?? 0);
      })
      .load(key),
  );
  const name = `${JSON.stringify([below, page.after, page.limit])} ${placeOf(info)}`;
  const found = await context
    .batch<string, readonly BelowRow[]>(name, async (keys) => {
      const after = page.after as readonly string[] | null;
      const rows = await readBelow(context.database, page.state, below, keys, { ...page, after });
      const byKey = groupBy(rows, (row) => row.key);
      return keys.map((wanted) => byKey.get(wanted) ?? []);
    })
    .load(key);
  const model = below.of === 'tasks' ? 'task' : 'regionVersion';
  const select = { id: true, ...(below.of === 'tasks' ? {} : { regionId: true }) };
  const query = queryFromInfo({ context, info, paths: ROW_PATHS, select });
  const loader = context.batch<number, Row | undefined>(`${model} ${placeOf(info)}`, async (ids) => {
    const rows = (await delegate(context, model).findMany({ where: { id: { in: ids } }, ...query })) as readonly Row[];
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id));
  });
  const rows = await Promise.all(found.map(async ({ id, sort }) => ({ sort, row: (await loader.load(id)) as Row })));
  return connectionOf(
    rows,
    page,
    ({ sort }) => sort,
    totalCount,
    ({ row }) => row,
  );
}
