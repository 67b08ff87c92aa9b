import type { Reading } from '../table/table.ts';
import type { Step } from './address.ts';
import { applied, isGrouped } from './apply.ts';
import { type Answer, type Ask, printOf, readingFor } from './ask.ts';
import { Compiler } from './compile.ts';
import type { Groups } from './group.ts';
import { assertAddable } from './guard.ts';
import { beyondSql, type Key, keysOf, orderSql, ownKeys, sortSql } from './order.ts';
import { notFound, unsupported, wrong } from './refusal.ts';
import { faultIn, type Relation, Rows, Statement } from './relation.ts';
import { existsSql, resourceOf } from './resource.ts';
import { searchSql } from './search.ts';
import { finish, hasCollections, type Row, type Shape, shapeOf } from './shape.ts';
import { assertFits, encodeToken } from './skip-token.ts';

/** How many rows may be answered along with the rows of a page, in all. */
export const ROOM = 100_000;

/** What is asked for, as a relation and the conditions on it. Made anew for each statement. */
function asked(ask: Ask, steps: readonly Step[], statement: Statement): { relation: Relation; conditions: string[] } {
  const { request, defaultDataset } = ask;
  const { rows, conditions } = resourceOf(statement, steps, defaultDataset);
  const { relation, conditions: left } = applied(statement, rows, conditions, request.apply ?? []);
  const all = [...left];
  if (request.filter) all.push(new Compiler(statement, '$filter', relation).condition(request.filter));
  if (request.search) {
    if (!(relation instanceof Rows)) throw unsupported('$search', '$search after $apply');
    all.push(searchSql(request.search, relation));
  }
  return { relation, conditions: all };
}

const whereSql = (conditions: readonly string[]): string =>
  conditions.length > 0 ? `\nwhere ${conditions.join(' and ')}` : '';

/** Refuses sums that would lie, before anything is added up. */
async function assertSums(ask: Ask, steps: readonly Step[], reading: Reading): Promise<void> {
  const transformations = ask.request.apply ?? [];
  const trial = new Statement(reading);
  const { rows, conditions } = resourceOf(trial, steps, ask.defaultDataset);
  for (const { sums, paths, after } of applied(trial, rows, conditions, transformations).summing) {
    for (const sum of sums) {
      const statement = new Statement(reading);
      const resource = resourceOf(statement, steps, ask.defaultDataset);
      const before = applied(statement, resource.rows, resource.conditions, transformations.slice(0, after));
      await assertAddable(ask.sql, before.relation as Rows, before.conditions, paths, sum);
    }
  }
}

/** How many rows there are. */
export async function countOf(ask: Ask, steps: readonly Step[], reading: Reading): Promise<number> {
  const statement = new Statement(reading);
  const { relation, conditions } = asked(ask, steps, statement);
  // Asked for before the relation is written: it may read more columns for it.
  const where = whereSql(conditions);
  const [found] = await ask.sql.query<{ count: string }>(
    `-- odata.count\nselect count(*)::text as count from ${relation.sql()}${where}`,
    statement.parameters.values,
  );
  return Number(found?.count ?? 0);
}

export async function answerCount(ask: Ask, steps: readonly Step[]): Promise<Answer> {
  const { reading } = await readingFor(ask);
  await assertThere(ask, steps, reading);
  await assertSums(ask, steps, reading);
  const count = await countOf(ask, steps, reading);
  return { status: 200, headers: { 'content-type': 'text/plain;charset=utf-8' }, body: String(count) };
}

/** Whether the rows exist that the way leads through. */
export async function assertThere(ask: Ask, steps: readonly Step[], reading: Reading): Promise<void> {
  const before = steps.slice(0, -1);
  if (before.length === 0) return;
  const statement = new Statement(reading);
  const [found] = await ask.sql.query<{ there: boolean }>(
    `-- odata.exists\nselect ${existsSql(statement, before, ask.defaultDataset)} as there`,
    statement.parameters.values,
  );
  if (!found?.there)
    throw notFound(
      `There is no row at the beginning of ${JSON.stringify(decodeURIComponent(ask.path).slice(0, 100))}.`,
    );
}

interface Shown {
  readonly items: readonly string[];
  readonly context: readonly string[];
  readonly keys: readonly Key[];
  readonly shape: Shape | null;
}

function shownOf(ask: Ask, statement: Statement, relation: Relation, size: number): Shown {
  const { request, limits } = ask;
  if (isGrouped(relation)) {
    if (request.expand.length > 0) throw unsupported('$expand', '$expand after $apply');
    const names = namesAfter(request.select, relation);
    const keys = keysOf(request.orderby, statement, relation, relation.keys());
    return { items: relation.items(names), context: nested(names), keys, shape: null };
  }
  const rows = relation as Rows;
  const room = {
    rows: Math.max(1, Math.floor(ROOM / Math.max(1, size))),
    depth: limits.expandDepth,
    page: limits.pageSize,
  };
  const shape = shapeOf(rows, request, room);
  const keys = keysOf(request.orderby, statement, rows, ownKeys(rows));
  return { items: shape.items, context: shape.context, keys, shape };
}

function namesAfter(select: Ask['request']['select'], groups: Groups): string[] {
  if (!select) return [...groups.columns.keys()];
  const fault = faultIn('$select');
  return select.map(({ segments }) => {
    groups.value(segments, fault);
    return segments.map(({ name }) => name).join('/');
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

/** One page of rows, and where the next one is. */
export async function answerCollection(ask: Ask, steps: readonly Step[], metadata: string): Promise<Answer> {
  const { request, limits, sql } = ask;
  const { reading, token } = await readingFor(ask);
  const size = token?.size ?? Math.min(ask.preferredPage ?? limits.pageSize, limits.largestPage);
  const left = token ? token.left : request.top;
  const isLast = left !== null && left <= size;

  const statement = new Statement(reading);
  const { relation, conditions } = asked(ask, steps, statement);
  const { items, context, keys, shape } = shownOf(ask, statement, relation, isLast ? left : size);
  if (token) {
    assertFits(token, keys);
    conditions.push(beyondSql(keys, token.values, statement.parameters));
  }
  await assertSums(ask, steps, reading);
  const sort = keys.length > 0 ? `${sortSql(keys)}::text` : `'[]'`;
  const where = whereSql(conditions);
  const order = keys.length > 0 ? `\norder by ${orderSql(keys)}` : '';
  const skip = token ? 0 : request.skip;
  const found = await sql.query<{ row: string; sort: string }>(
    `-- odata.${steps.at(-1)?.set.name}
select (select row_to_json(j) from (select ${items.join(', ')}) j)::text as row, ${sort} as sort
from ${relation.sql()}${where}${order}
limit ${isLast ? left : size + 1}${skip > 0 ? ` offset ${skip}` : ''}`,
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
    const print = printOf(ask.path, ask.options.system, reading.languages);
    parts.push(
      `"@odata.nextLink":${JSON.stringify(`${ask.root}${ask.path}?${following(ask.search, encodeToken(next, print))}`)}`,
    );
  }
  return { status: 200, headers: {}, body: `{${parts.join(',')}}` };
}

export const contextOf = (ask: Ask, steps: readonly Step[], names: readonly string[]): string =>
  `${ask.root}$metadata#${steps.at(-1)?.set.name}${names.length > 0 ? `(${names.join(',')})` : ''}`;

const GONE = /^(?:%24|\$)(?:skip|skiptoken)$/i;

/** The options of the address, but for where the page begins. What is not OData's stays: a key to the service may be among it. */
function following(search: string, token: string): string {
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !GONE.test(part.split('=')[0] ?? ''));
  return [...kept, `$skiptoken=${token}`].join('&');
}

/** Takes from rows what they carried for the server, and links what was cut. */
export function finishAll(ask: Ask, reading: Required<Reading>, shape: Shape, rows: string[]): void {
  const others = ask.search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !/^(?:%24|\$)/.test(part));
  for (const [place, text] of rows.entries()) {
    const row = JSON.parse(text) as Row;
    finish(row, shape, ({ expanding, limit }, path, values) => {
      const { written, query } = expanding;
      const left = query.top === null ? null : query.top - limit;
      const token = encodeToken(
        { facts: reading.state.facts, left, size: ask.limits.pageSize, values },
        printOf(path, written, reading.languages),
      );
      const options = [...written]
        .filter(([name]) => name !== '$skip')
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
      return `${ask.root}${path}?${[...options, ...others, `$skiptoken=${token}`].join('&')}`;
    });
    rows[place] = JSON.stringify(row);
  }
}

/** An option that says something of a collection cannot be said of one row. */
export function assertNone(ask: Ask, admitted: readonly string[], what: string): void {
  for (const name of ask.options.system.keys()) {
    if (!admitted.includes(name)) throw wrong(name, `${name} says nothing of ${what}: leave it out.`);
  }
}
