import { message } from '../../../domain/message/message.ts';
import type { Parameters } from '../../../read/core/statement.ts';
import { columnOf } from '../../table/table.ts';
import { valueTypeOf } from '../model/model.ts';
import type { ValueType } from '../syntax/function.ts';
import type { Ordering } from '../syntax/query.ts';
import { Compiler } from './compile.ts';
import type { Relation, Rows, Statement } from './relation.ts';
import { comparable, SQL_TYPE, type Value } from './value.ts';

/** One part of a total order. Null is the least of all values, as OData has it. */
export interface Key {
  readonly sql: string;
  readonly type: ValueType;
  /** By which its value is sent to the database: that of the column itself, so that an index serves. */
  readonly sqlType: string;
  readonly nullable: boolean;
  readonly descending: boolean;
}

export function keyOf({ sql, type: found, nullable }: Value, descending = false): Key {
  const type = found === 'null' ? 'string' : found;
  return { sql, type, sqlType: SQL_TYPE[type], nullable, descending };
}

/** The order that the rows of a set have by themselves. */
export const ownKeys = (rows: Rows): Key[] =>
  rows.set.table.order.map((name) => {
    const column = columnOf(rows.set.table, name);
    const type = column ? valueTypeOf(column.type) : 'string';
    const sqlType = column?.type === 'int32' ? 'int' : SQL_TYPE[type];
    return { sql: rows.column(name), type, sqlType, nullable: false, descending: false };
  });

/** What is asked for, and after it what makes the order total. */
export function keysOf(
  orderings: readonly Ordering[],
  statement: Statement,
  relation: Relation,
  total: readonly Key[],
): Key[] {
  const compiler = new Compiler(statement, '$orderby', relation);
  const asked = orderings.map(({ expression, descending }) => {
    const value = compiler.value(expression);
    if (value.type === 'null') throw compiler.fault(expression, message('odata.order-by-null'));
    return keyOf(value, descending);
  });
  const known = new Set(asked.map(({ sql }) => sql));
  return [...asked, ...total.filter(({ sql }) => !known.has(sql))];
}

export const orderSql = (keys: readonly Key[]): string =>
  keys
    .map((key) => {
      const direction = key.descending ? 'desc' : 'asc';
      const nulls = key.nullable ? ` nulls ${key.descending ? 'last' : 'first'}` : '';
      return `${comparable(key)} ${direction}${nulls}`;
    })
    .join(', ');

/** The values by which a page goes on, as one text. */
export const sortSql = (keys: readonly Key[]): string =>
  `json_build_array(${keys
    .map(({ sql, type }) =>
      type === 'dateTimeOffset'
        ? `to_char(${sql} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
        : type === 'date'
          ? `to_char(${sql}, 'YYYY-MM-DD')`
          : `${sql}::text`,
    )
    .join(', ')})`;

/** What comes after the row with these values. */
export function beyondSql(keys: readonly Key[], values: readonly (string | null)[], parameters: Parameters): string {
  const [first] = keys;
  // One comparison of whole rows is what an index over them can begin at.
  if (first && keys.every(({ nullable, descending }) => !nullable && descending === first.descending)) {
    const given = keys.map(({ sqlType }, place) => parameters.add(values[place], sqlType));
    return `(${keys.map(comparable).join(', ')}) ${first.descending ? '<' : '>'} (${given.join(', ')})`;
  }
  return choices(keys, values, parameters);
}

function choices(keys: readonly Key[], values: readonly (string | null)[], parameters: Parameters): string {
  const [key, ...rest] = keys;
  if (!key) return 'false';
  const [value = null, ...others] = values;
  const further = choices(rest, others, parameters);
  const { sql, descending } = key;
  if (value === null) {
    const alike = `(${sql} is null and ${further})`;
    return descending ? alike : `(${sql} is not null or ${alike})`;
  }
  const given = parameters.add(value, key.sqlType);
  const found = [`${comparable(key)} ${descending ? '<' : '>'} ${given}`, `(${sql} = ${given} and ${further})`];
  if (descending && key.nullable) found.push(`${sql} is null`);
  return `(${found.join(' or ')})`;
}
