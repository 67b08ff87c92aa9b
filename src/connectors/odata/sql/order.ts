import { message } from '../../../domain/message/message.ts';
import type { Parameters } from '../../../read/core/statement.ts';
import { findColumn } from '../../table/table.ts';
import { getValueType } from '../model/model.ts';
import type { ValueType } from '../syntax/function.ts';
import type { Ordering } from '../syntax/query.ts';
import { Compiler } from './compile.ts';
import { GroupSource } from './groups.ts';
import { type QuerySource, SetSource } from './source.ts';
import type { SqlWriter, Statement } from './statement.ts';
import { collateText, SQL_TYPE, type Value } from './value.ts';

interface KeyShape {
  readonly type: ValueType;
  /** By which its value is sent to the database: that of the column itself, so that an index serves. */
  readonly sqlType: string;
  readonly nullable: boolean;
  readonly descending: boolean;
}

export interface ResolvedKey extends KeyShape {
  readonly write: SqlWriter;
}

/** One part of a total order, as it stands in a statement. Null is the least of all values, as OData has it. */
export interface Key extends KeyShape {
  readonly sql: string;
}

/** What is requested, and what makes the order total after it. */
export interface ResolvedOrder {
  readonly requested: readonly ResolvedKey[];
  readonly total: readonly ResolvedKey[];
}

function resolveKey({ write, type: found, nullable }: Value, descending = false): ResolvedKey {
  const type = found === 'null' ? 'string' : found;
  return Object.freeze({ write, type, sqlType: SQL_TYPE[type], nullable, descending });
}

/** The order that rows have by themselves: of a set the one of its table, of groups that of all that they are grouped by and come to. */
function findTotalKeys(source: QuerySource): ResolvedKey[] {
  if (source instanceof GroupSource) return [...source.columns.values()].map((column) => resolveKey(column));
  if (!(source instanceof SetSource)) return [];
  const { table } = source.set;
  return table.order.map((name) => {
    const column = findColumn(table, name);
    const type = column ? getValueType(column.type) : 'string';
    const sqlType = column?.type === 'int32' ? 'int' : SQL_TYPE[type];
    const write: SqlWriter = (statement) => statement.rowsOf(source).column(name);
    return Object.freeze({ write, type, sqlType, nullable: false, descending: false });
  });
}

type OrderOption = '$orderby' | '$apply';

export function resolveKeys(
  orderings: readonly Ordering[],
  source: QuerySource,
  option: OrderOption = '$orderby',
): readonly ResolvedKey[] {
  const compiler = new Compiler(option, source);
  const requested = orderings.map(({ expression, descending }) => {
    const value = compiler.value(expression);
    if (value.type === 'null') throw compiler.fault(expression, message('odata.order-by-null'));
    return resolveKey(value, descending);
  });
  return Object.freeze(requested);
}

/** Resolves an order; what is alike in it stays in the order in which it was left. */
export function resolveOrder(
  orderings: readonly Ordering[],
  source: QuerySource,
  option: OrderOption = '$orderby',
  left: readonly ResolvedKey[] = [],
): ResolvedOrder {
  const requested = Object.freeze([...resolveKeys(orderings, source, option), ...left]);
  return Object.freeze({ requested, total: Object.freeze(findTotalKeys(source)) });
}

/** The keys of an order in a statement; what was requested for already is left out of what makes it total. */
export function writeOrder(statement: Statement, order: ResolvedOrder): Key[] {
  const written = ({ write, ...key }: ResolvedKey): Key => ({ ...key, sql: write(statement) });
  const total = order.total.map(written);
  const requested = order.requested.map(written);
  const known = new Set<string>();
  return [...requested, ...total].filter(({ sql }) => !known.has(sql) && known.add(sql));
}

export const orderSql = (keys: readonly Key[]): string =>
  keys
    .map((key) => {
      const direction = key.descending ? 'desc' : 'asc';
      const nulls = key.nullable ? ` nulls ${key.descending ? 'last' : 'first'}` : '';
      return `${collateText(key)} ${direction}${nulls}`;
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
    return `(${keys.map(collateText).join(', ')}) ${first.descending ? '<' : '>'} (${given.join(', ')})`;
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
  const found = [`${collateText(key)} ${descending ? '<' : '>'} ${given}`, `(${sql} = ${given} and ${further})`];
  if (descending && key.nullable) found.push(`${sql} is null`);
  return `(${found.join(' or ')})`;
}
