import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo, ResponsePath } from 'graphql';
import { OPEN } from '../store/sql.ts';
import { delegate } from './connection.ts';
import type { Context } from './context.ts';

/** Names a place in the answer: rows of one list share it, and so are read together. */
export function placeOf(info: GraphQLResolveInfo): string {
  const keys: string[] = [info.parentType.name];
  for (let path: ResponsePath | undefined = info.path; path; path = path.prev) {
    if (typeof path.key === 'string') keys.push(path.key);
  }
  return keys.join('.');
}

type ById =
  | 'theme'
  | 'unit'
  | 'dimension'
  | 'metric'
  | 'series'
  | 'organization'
  | 'task'
  | 'workingGroup'
  | 'programme'
  | 'source'
  | 'citation'
  | 'dataset';

/**
 * The row with this id, read in one statement for all rows at this place of the answer. Null where there is none.
 * The query is planned for each row, though the first one's is sent: plugin-prisma looks at a row's very own path for what was
 * selected there, and what it does not find it reads again.
 */
export function loadById(
  model: ById,
  id: number,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<{ id: number } | null> {
  const query = queryFromInfo({ context, info, select: { id: true } });
  return context
    .batch<number, { id: number } | null>(`${model} ${placeOf(info)}`, async (ids) => {
      const rows = await delegate(context, model).findMany({ where: { id: { in: ids } }, ...query });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((wanted) => byId.get(wanted) ?? null);
    })
    .load(id);
}

/** Of a row that a foreign key promises. */
export async function mustLoad(model: ById, id: number, context: Context, info: GraphQLResolveInfo) {
  const row = await loadById(model, id, context, info);
  if (!row) throw new Error(`${model} ${id} is referred to and does not exist`);
  return row;
}

export type RegionRow = { id: number; regionId: number };
/** The version that stands for a region when no day is given. */
export const CURRENT_VERSION = { current: true, toSeq: OPEN };

/** A region by the id that facts hang on. */
export async function loadRegion(
  regionId: number,
  context: Context,
  info: GraphQLResolveInfo,
  paths: string[][] = [],
): Promise<RegionRow> {
  const query = queryFromInfo({ context, info, paths, select: { id: true, regionId: true } });
  const region = await context
    .batch<number, RegionRow | undefined>(`region ${placeOf(info)}`, async (ids) => {
      const where = { regionId: { in: ids }, ...CURRENT_VERSION };
      const rows = (await delegate(context, 'regionVersion').findMany({ where, ...query })) as RegionRow[];
      const byId = new Map(rows.map((row) => [row.regionId, row]));
      return ids.map((wanted) => byId.get(wanted));
    })
    .load(regionId);
  if (!region) throw new Error(`region ${regionId} has no current version`);
  return region;
}

/** The citations with these ids, in their order. */
export async function loadCitations(ids: readonly number[] | null, context: Context, info: GraphQLResolveInfo) {
  const rows = await Promise.all((ids ?? []).map((id) => loadById('citation', id, context, info)));
  return rows.filter((row) => row !== null);
}

/** What of which dimensions a series counts. */
export async function loadBreakdown(seriesId: number, context: Context, info: GraphQLResolveInfo) {
  const part = (path: string) => queryFromInfo({ context, info, path: [path], select: { id: true } });
  const select = { dimension: part('dimension'), category: part('category') };
  const series = await context
    .batch<number, BreakdownRow | undefined>(`breakdown ${placeOf(info)}`, async (ids) => {
      const rows = (await delegate(context, 'series').findMany({
        where: { id: { in: ids } },
        select: {
          id: true,
          categories: {
            orderBy: { dimension: { code: 'asc' } },
            select,
          },
        },
      })) as unknown as readonly BreakdownRow[];
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id));
    })
    .load(seriesId);
  return series?.categories ?? [];
}

interface BreakdownRow {
  readonly id: number;
  readonly categories: readonly {
    readonly dimension: { readonly id: number };
    readonly category: { readonly id: number };
  }[];
}
