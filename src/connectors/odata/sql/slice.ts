import type { EntitySet } from '../model/model.ts';
import { GroupSource } from './groups.ts';
import { orderSql, type ResolvedOrder, writeOrder } from './order.ts';
import type { QuerySource } from './source.ts';
import { type Relation, Rows, type Statement, whereSql } from './statement.ts';

/** A step that leaves some of the rows, or of the groups, by their places in an order. */
export interface Slice {
  readonly kind: 'slice';
  /** What was ordered by, and what makes the order total: alike rows stand in it the same way each time. */
  readonly order: ResolvedOrder;
  readonly skip: number;
  /** Null: all that are left. */
  readonly count: number | null;
  readonly source: QuerySource;
}

interface Sliced {
  readonly relation: Relation;
  readonly conditions: readonly string[];
}

/** Leaves out what further steps of the same order leave out. */
export function narrowSlice(
  { skip, count, ...slice }: Slice,
  by: { readonly skip: number; readonly count: number | null },
): Slice {
  const left = count === null ? null : Math.max(0, count - by.skip);
  const most = left === null || by.count === null ? (left ?? by.count) : Math.min(left, by.count);
  return Object.freeze({ ...slice, skip: skip + by.skip, count: most });
}

/** Places what a slice leaves of what fulfils the conditions. */
export function writeSlice(
  statement: Statement,
  slice: Slice,
  relation: Relation,
  conditions: readonly string[],
): Sliced {
  const { order, skip, count, source } = slice;
  const keys = writeOrder(statement, order);
  const where = whereSql(conditions);
  const part = ` order by ${orderSql(keys)}${count === null ? '' : ` limit ${count}`}${skip > 0 ? ` offset ${skip}` : ''}`;
  if (source instanceof GroupSource) {
    const alias = statement.alias();
    const text = `(select ${relation.alias}.* from ${relation.sql()}${where}${part}) ${alias}`;
    const left: Relation = { alias, sql: () => text };
    statement.place(source, left);
    return { relation: left, conditions: [] };
  }
  return sliceRows(statement, source, where + part);
}

/** The rows of a set are looked up again by what makes their order total: which columns are read of them is known only at the end. */
function sliceRows(statement: Statement, source: QuerySource, part: string): Sliced {
  const inner = statement.rowsOf(source);
  const rows = new Rows(statement, inner.set);
  const names = totalNames(inner.set);
  const own = names.map((name) => inner.column(name)).join(', ');
  const found = names.map((name) => rows.column(name)).join(', ');
  statement.place(source, rows);
  return { relation: rows, conditions: [`(${found}) in (select ${own} from ${inner.sql()}${part})`] };
}

const totalNames = ({ table }: EntitySet): readonly string[] => table.order;
