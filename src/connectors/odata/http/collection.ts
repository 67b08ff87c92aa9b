import { message } from '../../../domain/message/message.ts';
import type { Reading } from '../../table/table.ts';
import { isGrouped } from '../sql/apply.ts';
import type { Groups } from '../sql/groups.ts';
import { beyondSql, type Key, keysOf, orderSql, ownKeys, sortSql } from '../sql/order.ts';
import { faultIn, type Relation, type Rows, Statement } from '../sql/relation.ts';
import { hasCollections, type Shape, shapeOf } from '../sql/shape.ts';
import { nameOf } from '../syntax/expression.ts';
import { unsupported } from '../syntax/refusal.ts';
import type { Step } from './address.ts';
import { contextOf, finishAll, following } from './link.ts';
import { type Answer, type ODataRequest, printOf, readingFor } from './request.ts';
import { assertSums, assertThere, countOf, resolveRequest, whereSql } from './resolve-request.ts';
import { assertFits, encodeToken } from './skip-token.ts';

/** How many rows may be answered along with the rows of a page, in all. */
export const ROOM = 100_000;

interface Shown {
  readonly items: readonly string[];
  readonly context: readonly string[];
  readonly keys: readonly Key[];
  readonly shape: Shape | null;
}

function shownOf(ask: ODataRequest, statement: Statement, relation: Relation, size: number, metadata: string): Shown {
  const { request, limits } = ask;
  if (isGrouped(relation)) {
    if (request.expand.length > 0)
      throw unsupported('$expand', message('odata.feature-after-apply', { option: '$expand' }));
    const names = namesAfter(request.select, relation);
    const keys = keysIn(ask, statement, relation);
    return { items: relation.items(names, metadata !== 'none'), context: nested(names), keys, shape: null };
  }
  const rows = relation as Rows;
  const room = {
    rows: Math.max(1, Math.floor(ROOM / Math.max(1, size))),
    depth: limits.expandDepth,
    maxDepth: limits.expandDepth,
    page: limits.pageSize,
  };
  const shape = shapeOf(rows, request, room);
  const keys = keysIn(ask, statement, rows);
  return { items: shape.items, context: shape.context, keys, shape };
}

function namesAfter(select: ODataRequest['request']['select'], groups: Groups): string[] {
  if (!select) return [...groups.columns.keys()];
  const fault = faultIn('$select');
  return select.map(({ segments }) => {
    groups.value(segments, fault);
    return nameOf(segments);
  });
}

/** Paths as `@odata.context` names them: metric(code,name),total. */
function nested(names: readonly string[]): string[] {
  const below = new Map<string, string[]>();
  for (const name of names) {
    const [first = '', ...rest] = name.split('/');
    below.set(first, [...(below.get(first) ?? []), ...(rest.length > 0 ? [rest.join('/')] : [])]);
  }
  return [...below].map(([first, rest]) => (rest.length > 0 ? `${first}(${nested(rest).join(',')})` : first));
}

export async function answerCount(ask: ODataRequest, steps: readonly Step[]): Promise<Answer> {
  const { reading } = await readingFor(ask);
  await assertThere(ask, steps, reading);
  await assertSums(ask, steps, reading);
  const count = await countOf(ask, steps, reading);
  return { status: 200, headers: { 'content-type': 'text/plain;charset=utf-8' }, body: String(count) };
}

const keysIn = (ask: ODataRequest, statement: Statement, relation: Relation): Key[] =>
  keysOf(ask.request.orderby, statement, relation, isGrouped(relation) ? relation.keys() : ownKeys(relation as Rows));

/**
 * The values of the last row that `$skip` passes over; undefined: it passes over none, null: over all. Found by itself, because the database
 * makes all that is shown of rows before it passes over them.
 */
async function skipped(
  ask: ODataRequest,
  steps: readonly Step[],
  reading: Reading,
): Promise<(string | null)[] | null | undefined> {
  const { skip } = ask.request;
  if (skip === 0) return undefined;
  const statement = new Statement(reading);
  const { relation, conditions } = resolveRequest(ask, steps, statement);
  const keys = keysIn(ask, statement, relation);
  const named = keys.map((key, place) => ({ ...key, sql: `k."${place}"` }));
  const selected = keys.map(({ sql }, place) => `${sql} as "${place}"`).join(', ');
  const where = whereSql(conditions);
  const [found] = await ask.sql.query<{ sort: string }>(
    `-- odata.skip
select ${sortSql(named)}::text as sort from (
  select ${selected} from ${relation.sql()}${where}
  order by ${orderSql(keys)} limit 1 offset ${skip - 1}
) k`,
    statement.parameters.values,
  );
  return found ? (JSON.parse(found.sort) as (string | null)[]) : null;
}

/** One page of rows, and where the next one is. */
export async function answerCollection(ask: ODataRequest, steps: readonly Step[], metadata: string): Promise<Answer> {
  const { request, limits, sql } = ask;
  const { reading, token } = await readingFor(ask);
  const size = token?.size ?? Math.min(ask.preferredPage ?? limits.pageSize, limits.largestPage);
  const left = token ? token.left : request.top;
  const isLast = left !== null && left <= size;

  const statement = new Statement(reading);
  const { relation, conditions } = resolveRequest(ask, steps, statement);
  const { items, context, keys, shape } = shownOf(ask, statement, relation, isLast ? left : size, metadata);
  await assertSums(ask, steps, reading);
  if (token) assertFits(token, keys);
  const after = token ? token.values : await skipped(ask, steps, reading);
  if (after) conditions.push(beyondSql(keys, after, statement.parameters));
  else if (after === null) conditions.push('false');
  const where = whereSql(conditions);
  const found = await sql.query<{ row: string; sort: string }>(
    `-- odata.${steps.at(-1)?.set.name}
select (select row_to_json(j) from (select ${items.join(', ')}) j)::text as row, ${sortSql(keys)}::text as sort
from ${relation.sql()}${where}
order by ${orderSql(keys)}
limit ${isLast ? left : size + 1}`,
    statement.parameters.values,
  );
  if (found.length === 0) await assertThere(ask, steps, reading);
  const page = found.slice(0, size);
  const rows = page.map(({ row }) => row);
  if (shape && hasCollections(shape)) finishAll(ask, reading, shape, rows);

  const parts: string[] = [];
  if (metadata !== 'none') parts.push(`"@odata.context":${JSON.stringify(contextOf(ask, steps, context))}`);
  if (request.count) parts.push(`"@odata.count":${await countOf(ask, steps, reading)}`);
  parts.push(`"value":[${rows.join(',')}]`);
  const last = page.at(-1);
  if (found.length > page.length && last) {
    const next = {
      facts: reading.state.facts,
      left: left === null ? null : left - page.length,
      size,
      values: JSON.parse(last.sort),
    };
    const print = printOf(ask.path, ask.options, reading.languages);
    parts.push(
      `"@odata.nextLink":${JSON.stringify(`${ask.root}${ask.path}?${following(ask.search, encodeToken(next, print))}`)}`,
    );
  }
  return { status: 200, headers: {}, body: `{${parts.join(',')}}` };
}
