import type { GraphQLResolveInfo } from 'graphql';
import { type CitationRow, readCitations } from '../../read/catalogue/citation.ts';
import { loaderById } from '../core/by-id.ts';
import type { Context } from '../core/context.ts';

/** The citations with these ids, in their order; those of all rows of one list are read in one statement. */
export async function loadCitations(
  ids: readonly number[] | null,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<CitationRow[]> {
  if (!ids || ids.length === 0) return [];
  const loader = context.at(info, () => loaderById((wanted) => readCitations(context.database, wanted)));
  const rows = await Promise.all(ids.map((id) => loader.load(id)));
  return rows.filter((row) => row !== null);
}
