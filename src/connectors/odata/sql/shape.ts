import { type EntitySet, findProperty } from '../model/model.ts';
import type { Expanding } from '../syntax/query.ts';
import { orderSql, sortSql, writeOrder } from './order.ts';
import type { ResolvedExpansion, ResolvedSelection } from './selection.ts';
import type { Rows } from './statement.ts';
import { dynamicTypeOf, writeJsonValue } from './value.ts';

/** What of a selection stands in a statement, and what is left to be done with a row that comes back. */
export interface RowShape {
  readonly set: EntitySet;
  /** Columns of the row, each under its name. */
  readonly items: readonly string[];
  /** What is answered along with the row and is not a property of it. */
  readonly parts: readonly RowPart[];
}

export interface RowPart {
  readonly name: string;
  readonly many: boolean;
  readonly shape: RowShape;
  /** The longest page of a collection. */
  readonly limit: number;
  readonly expanding: Expanding;
}

/** How much may be answered along with rows. */
export interface Room {
  /** How many rows there may be in all, below all rows together. */
  readonly rows: number;
  readonly page: number;
}

/** Names of what a row carries for what is done with it here, and that nobody is shown. No property begins like this. */
export const SORT_COLUMN = '$sort';
export const KEY_COLUMN = '$key';

/** Writes what is shown of rows; with types, where JSON has none and the model does not tell them. */
export function writeShape(rows: Rows, selection: ResolvedSelection, room: Room, isTyped = true): RowShape {
  const { set, names, computed, expansions } = selection;
  const items = names.map((name) => {
    const column = findProperty(set, name);
    return `${writeJsonValue(rows.column(name), column?.type ?? 'string')} as "${name}"`;
  });
  for (const { name, value } of computed) {
    const typed = isTyped ? dynamicTypeOf(value.type) : null;
    if (typed) items.push(`'${typed}' as "${name}@odata.type"`);
    items.push(`${writeJsonValue(value.write(rows.statement), value.type)} as "${name}"`);
  }
  const parts = expansions.flatMap((expansion) => {
    const part = expansion.many
      ? writeCollection(rows, expansion, room, items)
      : writeOne(rows, expansion, room, items);
    return part ? [part] : [];
  });
  if (parts.some(({ many }) => many)) {
    items.push(
      `json_build_array(${set.table.key.map((name) => `${rows.column(name)}::text`).join(', ')}) as "${KEY_COLUMN}"`,
    );
  }
  return { set, items, parts };
}

/** A row as JSON. */
export const rowSql = (items: readonly string[]): string =>
  `(select row_to_json(j) from (select ${items.join(', ')}) j)`;

/** Adds to the items the row that is answered along. */
function writeOne(rows: Rows, expansion: ResolvedExpansion, room: Room, items: string[]): RowPart | null {
  const { name, expanding, shown } = expansion;
  if (!shown) return null;
  const { there, conditions } = writeLinked(rows, expansion);
  const shape = writeShape(there, shown.selection, room);
  items.push(
    `(select ${rowSql(shape.items)} from ${there.sql()} where ${conditions.join(' and ')} limit 1) as "${name}"`,
  );
  return { name, many: false, shape, limit: 1, expanding };
}

/** Adds to the items the collection that is answered along, and how many there are. Null: it is a count and nothing more. */
function writeCollection(rows: Rows, expansion: ResolvedExpansion, room: Room, items: string[]): RowPart | null {
  const { name, expanding, shown, levels } = expansion;
  const { query } = expanding;
  if (!shown || query.count) {
    const { there, conditions } = writeLinked(rows, expansion);
    items.push(`(select count(*) from ${there.sql()} where ${conditions.join(' and ')}) as "${name}@odata.count"`);
    if (!shown) return null;
  }
  const { there, conditions } = writeLinked(rows, expansion);
  const limit = Math.max(1, Math.min(room.page, Math.floor(room.rows ** (1 / (1 + levels)))));
  const below = Math.max(1, Math.floor(room.rows / limit));
  const shape = writeShape(there, shown.selection, { rows: below, page: room.page });
  const keys = writeOrder(rows.statement, shown.order);
  const row = rowSql([...shape.items, `${sortSql(keys)} as "${SORT_COLUMN}"`]);
  const most = query.top !== null && query.top <= limit ? query.top : limit + 1;
  items.push(`(select coalesce(json_agg(r.row), '[]') from (
  select ${row} as row from ${there.sql()}
  where ${conditions.join(' and ')} order by ${orderSql(keys)} limit ${most} offset ${query.skip}
) r) as "${name}"`);
  return { name, many: true, shape, limit, expanding };
}

/** Places the rows that a way leads to from each row, and writes the conditions on them. */
function writeLinked({ statement }: Rows, { linked, conditions }: ResolvedExpansion) {
  const { rows: there, link } = linked.place(statement);
  return { there, conditions: [link, ...conditions.map((write) => write(statement))] };
}

export const hasCollections = ({ parts }: RowShape): boolean =>
  parts.some(({ many, shape }) => many || hasCollections(shape));
