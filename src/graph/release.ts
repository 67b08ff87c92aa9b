import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import { delegate } from './connection.ts';
import type { Context } from './context.ts';
import { placeOf } from './loader.ts';

interface ReleaseRow {
  readonly id: number;
  readonly datasetId: number;
  readonly seq: number;
}

/** The release with this number in its data set; those of one list are read in one statement. */
export async function loadRelease(
  datasetId: number,
  seq: number,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<ReleaseRow> {
  const query = queryFromInfo({ context, info, select: { id: true, datasetId: true, seq: true } });
  const row = await context
    .batch<{ datasetId: number; seq: number }, ReleaseRow | undefined>(`release ${placeOf(info)}`, async (keys) => {
      const rows = (await delegate(context, 'release').findMany({
        where: { OR: keys },
        ...query,
      })) as readonly ReleaseRow[];
      return keys.map((key) => rows.find((found) => found.datasetId === key.datasetId && found.seq === key.seq));
    })
    .load({ datasetId, seq });
  if (!row) throw new Error(`release ${seq} of data set ${datasetId} does not exist`);
  return row;
}
