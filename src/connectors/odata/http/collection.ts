import type { Reading } from '../../table/table.ts';
import { assertSumsAllowed } from '../sql/guard.ts';
import type { ResolvedConcatenation, ResolvedQuery } from '../sql/resolve-query.ts';
import { hasCollections, type Room } from '../sql/shape.ts';
import { Statement } from '../sql/statement.ts';
import { countConcatenationSql } from '../sql/write-concatenation.ts';
import { countSql, pageSql, skipSql, writeList } from '../sql/write-query.ts';
import { assertParentExists } from './existence.ts';
import { buildContext, buildFollowing, finishAll } from './link.ts';
import { buildPrint, type ODataAnswer, type ODataRequest, type View } from './request.ts';
import { assertFits, encodeToken, type SkipToken } from './skip-token.ts';

/** How many rows may be answered along with the rows of a page, in all. */
export const ROOM = 100_000;

/** A page of a list: its size, and how many rows the list may still have. */
export interface RequestedPage {
  readonly size: number;
  /** Null: no end was asked for. */
  readonly left: number | null;
  /** How many rows are read: one more than the page has where others may follow. */
  readonly limit: number;
  readonly room: Room;
}

export function findPage({ limits, preferredPage, query }: ODataRequest, { token }: View): RequestedPage {
  const size = token?.size ?? Math.min(preferredPage ?? limits.pageSize, limits.largestPage);
  const left = token ? token.left : query.top;
  const isLast = left !== null && left <= size;
  const shown = isLast ? left : size;
  const room = { rows: Math.max(1, Math.floor(ROOM / Math.max(1, shown))), page: limits.pageSize };
  return { size, left, limit: isLast ? left : size + 1, room };
}

export async function answerCount(
  { sql }: ODataRequest,
  query: ResolvedQuery | ResolvedConcatenation,
  { reading }: View,
): Promise<ODataAnswer> {
  await assertSumsAllowed(sql, query.kind === 'list' ? [query] : query.parts, reading);
  const count = await countRows(sql, query, reading);
  return { status: 200, headers: { 'content-type': 'text/plain;charset=utf-8' }, body: String(count) };
}

export async function countRows(
  sql: ODataRequest['sql'],
  query: ResolvedQuery | ResolvedConcatenation,
  reading: Reading,
): Promise<number> {
  const statement = new Statement(reading);
  const text = query.kind === 'list' ? countSql(statement, query) : countConcatenationSql(statement, query);
  const [found] = await sql.query<{ count: string }>(text, statement.parameters.values);
  return Number(found?.count ?? 0);
}

/**
 * The values of the last row that `$skip` passes over; undefined: it passes over none, null: over all. Found by itself, because the database
 * makes all that is shown of rows before it passes over them.
 */
async function findSkipped(
  { sql, query: { skip } }: ODataRequest,
  query: ResolvedQuery,
  reading: Reading,
): Promise<(string | null)[] | null | undefined> {
  if (skip === 0) return undefined;
  const statement = new Statement(reading);
  const text = skipSql(statement, query, skip);
  const [found] = await sql.query<{ sort: string }>(text, statement.parameters.values);
  return found ? (JSON.parse(found.sort) as (string | null)[]) : null;
}

/** One page of rows, and where the next one is. */
export async function answerCollection(
  request: ODataRequest,
  query: ResolvedQuery,
  view: View,
  metadata: string,
): Promise<ODataAnswer> {
  const { sql } = request;
  const { steps } = query;
  const { reading, token } = view;
  const { size, left, limit, room } = findPage(request, view);
  await assertSumsAllowed(sql, [query], reading);
  const statement = new Statement(reading);
  const written = writeList(statement, query, room, metadata !== 'none');
  if (token) assertFits(token, written.keys);
  const after = token ? token.values : await findSkipped(request, query, reading);
  const name = query.resource.set.name;
  const text = pageSql(statement, written, { name, after, limit });
  const found = await sql.query<{ row: string; sort: string }>(text, statement.parameters.values);
  if (found.length === 0) await assertParentExists(request, steps, reading);
  const page = found.slice(0, size);
  const rows = page.map(({ row }) => row);
  if (written.shape && hasCollections(written.shape)) finishAll(request, reading, written.shape, rows);

  const last = page.at(-1);
  const next =
    found.length > page.length && last
      ? {
          facts: reading.state.facts,
          left: left === null ? null : left - page.length,
          size,
          values: JSON.parse(last.sort),
        }
      : null;
  const count = request.query.count ? await countRows(sql, query, reading) : null;
  const context = metadata === 'none' ? null : buildContext(request, steps, query.selection.context);
  return buildPage(request, view, { context, count, rows, next });
}

/** Puts a page of rows into words, and links the next one. */
export function buildPage(
  request: ODataRequest,
  { reading }: View,
  {
    context,
    count,
    rows,
    next,
  }: {
    readonly context: string | null;
    readonly count: number | null;
    readonly rows: readonly string[];
    readonly next: SkipToken | null;
  },
): ODataAnswer {
  const parts: string[] = [];
  if (context !== null) parts.push(`"@odata.context":${JSON.stringify(context)}`);
  if (count !== null) parts.push(`"@odata.count":${count}`);
  parts.push(`"value":[${rows.join(',')}]`);
  if (next) {
    const token = encodeToken(next, buildPrint(request.path, request.options, reading));
    const link = `${request.root}${request.path}?${buildFollowing(request.search, token)}`;
    parts.push(`"@odata.nextLink":${JSON.stringify(link)}`);
  }
  return { status: 200, headers: {}, body: `{${parts.join(',')}}` };
}
