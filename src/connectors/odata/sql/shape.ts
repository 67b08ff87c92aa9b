import { message } from '../../../domain/message/message.ts';
import { type EntitySet, namesIn, navigationOf, propertyOf } from '../model/model.ts';
import type { Navigation } from '../model/navigation.ts';
import type { Expanding, Query } from '../syntax/query.ts';
import { type Refusal, unsupported, wrong, wrongAt } from '../syntax/refusal.ts';
import { Compiler } from './compile.ts';
import { keysOf, orderSql, ownKeys, sortSql } from './order.ts';
import type { Rows } from './relation.ts';
import { searchSql } from './search.ts';
import { shownAs } from './value.ts';

/** What of it is shown of each row, in the database's words, and what is left to be done with a row that comes back. */
export interface Shape {
  readonly set: EntitySet;
  /** Columns of the row, each under its name. */
  readonly items: readonly string[];
  /** The list of properties that `@odata.context` names; empty: all of them and nothing else. */
  readonly context: readonly string[];
  /** What is answered along with the row and is not a property of it. */
  readonly parts: readonly Part[];
}

export interface Part {
  readonly name: string;
  readonly many: boolean;
  readonly shape: Shape;
  /** The longest page of a collection. */
  readonly limit: number;
  readonly expanding: Expanding;
}

/** How much may be answered along with rows. */
export interface Room {
  /** How many rows there may be in all, below all rows together. */
  readonly rows: number;
  readonly depth: number;
  /** How deep `$expand` may go in all. */
  readonly maxDepth: number;
  readonly page: number;
}

/** Names of what a row carries for what is done with it here, and that nobody is shown. No property begins like this. */
export const SORT = '$sort';
export const KEY = '$key';

export function shapeOf(rows: Rows, query: Query, room: Room): Shape {
  const { set } = rows;
  const names = selected(set, query);
  const items = names.map((name) => {
    const column = propertyOf(set, name);
    return `${shownAs(rows.column(name), column?.type ?? 'string')} as "${name}"`;
  });
  const context = query.select ? [...names] : [];
  const parts: Part[] = [];
  for (const expanding of query.expand) {
    const part = partOf(rows, expanding, room, items);
    if (!part) continue;
    parts.push(part);
    context.push(`${part.name}(${part.shape.context.join(',')})`);
  }
  // Ways alone are no properties: a row without any is what was asked for.
  if (query.select && context.length === 0)
    context.push(...query.select.map(({ segments }) => segments[0]?.name ?? ''));
  if (parts.some(({ many }) => many)) {
    items.push(`json_build_array(${set.table.key.map((name) => `${rows.column(name)}::text`).join(', ')}) as "${KEY}"`);
  }
  return { set, items, context, parts };
}

/** The properties that are shown. A way to others may be named along with them, and shows nothing by itself. */
function selected(set: EntitySet, { select }: Query): string[] {
  if (!select) return set.columns.map(({ name }) => name);
  const names = new Set<string>();
  for (const { segments } of select) {
    const [first, second] = segments;
    if (!first) continue;
    if (second) {
      throw unsupported('$select', message('odata.feature-select-path'));
    }
    if (propertyOf(set, first.name)) names.add(first.name);
    else if (!navigationOf(set, first.name)) throw unknown('$select', set, first);
  }
  return [...names];
}

const unknown = (
  option: string,
  set: EntitySet,
  { name, at }: { readonly name: string; readonly at: number },
): Refusal => wrongAt(option, at, message('odata.no-property', { set: set.name, name, known: namesIn(set) }));

/** What can be said of one row that is answered along. */
const OF_ONE = new Set(['$select', '$expand']);

/** Adds to the items what is answered along. Null: it is a count and nothing more. */
function partOf(rows: Rows, expanding: Expanding, room: Room, items: string[]): Part | null {
  const { segment, countOnly, query, written } = expanding;
  const { name } = segment;
  const navigation = navigationOf(rows.set, name);
  if (!navigation) throw unknown('$expand', rows.set, segment);
  if (room.depth === 0) {
    throw wrong('$expand', message('odata.expand-too-deep', { max: room.maxDepth }));
  }
  if (navigation.many) return collectionOf(rows, navigation, expanding, room, items);
  const stray = countOnly ? '$count' : [...written.keys()].find((option) => !OF_ONE.has(option));
  if (stray) throw wrong('$expand', message('odata.not-for-one-row', { option: stray, name }));
  const { there, conditions } = linkedRows(rows, navigation, query);
  const shape = shapeOf(there, query, { ...room, depth: room.depth - 1 });
  items.push(
    `(select ${rowSql(shape.items)} from ${there.sql()} where ${conditions.join(' and ')} limit 1) as "${name}"`,
  );
  return { name, many: false, shape, limit: 1, expanding };
}

const rowSql = (items: readonly string[]): string => `(select row_to_json(j) from (select ${items.join(', ')}) j)`;

function collectionOf(
  rows: Rows,
  navigation: Navigation,
  expanding: Expanding,
  room: Room,
  items: string[],
): Part | null {
  const { query, countOnly } = expanding;
  const { name } = navigation;
  if (countOnly || query.count) {
    const { there, conditions } = linkedRows(rows, navigation, query);
    items.push(`(select count(*) from ${there.sql()} where ${conditions.join(' and ')}) as "${name}@odata.count"`);
    if (countOnly) return null;
  }
  const { there, conditions } = linkedRows(rows, navigation, query);
  const levels = 1 + levelsOf(query);
  const limit = Math.max(1, Math.min(room.page, Math.floor(room.rows ** (1 / levels))));
  const below = Math.max(1, Math.floor(room.rows / limit));
  const shape = shapeOf(there, query, { ...room, depth: room.depth - 1, rows: below });
  const keys = keysOf(query.orderby, rows.statement, there, ownKeys(there));
  const row = rowSql([...shape.items, `${sortSql(keys)} as "${SORT}"`]);
  const most = query.top !== null && query.top <= limit ? query.top : limit + 1;
  items.push(`(select coalesce(json_agg(r.row), '[]') from (
  select ${row} as row from ${there.sql()}
  where ${conditions.join(' and ')} order by ${orderSql(keys)} limit ${most} offset ${query.skip}
) r) as "${name}"`);
  return { name, many: true, shape, limit, expanding };
}

/** The rows that a way leads to from each row, and the conditions on them. */
function linkedRows(
  rows: Rows,
  navigation: Navigation,
  { filter, search }: Query,
): { there: Rows; conditions: string[] } {
  const there = rows.reached(navigation);
  const conditions = [rows.linkTo(navigation, there)];
  if (filter) conditions.push(new Compiler(rows.statement, '$filter', there).condition(filter));
  if (search) conditions.push(searchSql(search, there));
  return { there, conditions };
}

/** How many collections lie within each other below. */
const levelsOf = ({ expand }: Query): number => Math.max(0, ...expand.map(({ query }) => 1 + levelsOf(query)));

export const hasCollections = ({ parts }: Shape): boolean =>
  parts.some(({ many, shape }) => many || hasCollections(shape));
