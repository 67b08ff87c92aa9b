import type { GraphQLResolveInfo } from 'graphql';
import { groupBy } from '../domain/group.ts';
import { countRevisions, type ObservationKey, type RevisionRow, readRevisions } from '../store/revision.ts';
import { ROW_PATHS } from './connection.ts';
import type { Context } from './context.ts';
import { placeOf } from './loader.ts';
import { type ObservationNode, observationColumns } from './observation-list.ts';
import { type ConnectionShape, connectionOf, type PageArguments, pageOf, totalOf } from './page.ts';

const BY_RELEASE = [{ name: 'release', type: 'int' }] as const;

/** A page of what was published for an observation's series and period; those of one list are read in one statement. */
export async function listRevisions(
  { series_id, period, period_end, state }: ObservationNode,
  args: PageArguments,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<ConnectionShape<ObservationNode>> {
  const page = pageOf(args, BY_RELEASE, context, state);
  const { limit, backward } = page;
  const after = page.after ? Number(page.after[0]) : null;
  const columns = observationColumns(info, ROW_PATHS);
  const key = { seriesId: series_id, period, periodEnd: period_end };
  const totalCount = totalOf(info, () =>
    context
      .batch<ObservationKey, number>(`count revisions ${state.facts}`, (keys) =>
        countRevisions(context.database, page.state, keys),
      )
      .load(key),
  );
  const rows = await context
    .batch<ObservationKey, RevisionRow[]>(`revisions ${placeOf(info)} ${page.state.facts}`, async (keys) => {
      const found = await readRevisions(context.database, page.state, keys, { limit, backward, after }, columns);
      const byKey = groupBy(found, (row) => row.position);
      return keys.map((_, position) => byKey.get(position) ?? []);
    })
    .load(key);
  return connectionOf(
    rows,
    page,
    (row) => [String(row.from_seq)],
    totalCount,
    (row) => ({ ...row, state }),
  );
}
