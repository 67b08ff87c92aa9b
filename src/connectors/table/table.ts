import type { TaskLights } from '../../read/catalogue/task-light.ts';
import { nameSql } from '../../read/core/name.ts';
import type { Snapshot } from '../../read/core/snapshot.ts';
import type { Parameters } from '../../read/core/statement.ts';
import { joinConditions } from '../../read/core/statement.ts';

/** A type that every tool knows; the names are OData's. A `double` is exact in SQL and in texts, and becomes a double where JSON is made. */
export type ColumnType = 'string' | 'double' | 'int32' | 'boolean' | 'date' | 'dateTimeOffset';

/** What a request reads: the release of each data set, and the languages that names are wanted in, the most wanted first. */
export interface Reading {
  readonly state: Snapshot;
  readonly languages: readonly string[];
  /** Seen from which days; needed by what depends on the day. */
  readonly days?: readonly TaskLights[];
  /** Whether values are read in the unit itself, and not in its multiple. */
  readonly scaled?: boolean;
}

/** What an expression can be made with. */
export interface Making {
  readonly reading: Reading;
  readonly parameters: Parameters;
  /** The name in a column of names by language, in the language that is wanted, else in the one that `own` holds. */
  name(names: string, own: string): string;
}

/** SQL over the aliases of a table and of its joins. */
export type SqlExpression = string | ((making: Making) => string);

export interface TableColumn {
  /** As people write it, the same in every shape. */
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** With unit and source, for people. */
  readonly description: string;
  readonly sql: SqlExpression;
  /** The joins that it is read through. */
  readonly needs?: readonly string[];
  /** Orders rows and names them to a page that goes on, and is shown to nobody. */
  readonly internal?: true;
}

export interface Join {
  readonly sql: SqlExpression;
  readonly needs?: readonly string[];
}

/** A flat table as people read it: rows of what a state shows, each column an expression. */
export interface Table {
  /** As OData names the set of its rows. */
  readonly name: string;
  /** One row of it, in the singular. */
  readonly rowName: string;
  readonly description: string;
  /** What names a row. */
  readonly key: readonly string[];
  /** Columns that put all rows into one order, along an index where there is one. None is null. */
  readonly order: readonly string[];
  /** The tables that every column can be read from. */
  readonly from: SqlExpression;
  readonly conditions: readonly SqlExpression[];
  readonly joins: Readonly<Record<string, Join>>;
  readonly columns: readonly TableColumn[];
}

const written = (expression: SqlExpression, making: Making): string =>
  typeof expression === 'string' ? expression : expression(making);

export function findColumn(table: Table, name: string): TableColumn | undefined {
  return table.columns.find((column) => column.name === name);
}

/** The joins that are needed for some, each after those that it needs itself. */
function joinsFor(table: Table, needed: readonly string[], found: string[] = []): string[] {
  for (const name of needed) {
    if (found.includes(name)) continue;
    const join = table.joins[name];
    if (!join) throw new Error(`${table.name} has no join ${name}`);
    joinsFor(table, join.needs ?? [], found);
    if (!found.includes(name)) found.push(name);
  }
  return found;
}

/**
 * A SELECT of these columns, under their names, of all rows that the state shows. Only what they need is joined. `wrap` puts something
 * around a column's expression.
 */
export function tableSql(
  table: Table,
  names: readonly string[],
  reading: Reading,
  parameters: Parameters,
  more: readonly string[] = [],
  wrap: (sql: string, name: string) => string = (sql) => sql,
): string {
  const making: Making = {
    reading,
    parameters,
    name: (names, own) => nameSql(names, reading.languages, own, parameters),
  };
  const columns = names.map((name) => {
    const column = findColumn(table, name);
    if (!column) throw new Error(`${table.name} has no column ${name}`);
    return column;
  });
  const selected = columns.map(({ sql, name }) => `${wrap(written(sql, making), name)} as "${name}"`);
  const joins = joinsFor(
    table,
    columns.flatMap(({ needs = [] }) => needs),
  ).map((name) => written((table.joins[name] as Join).sql, making));
  const conditions = [...table.conditions.map((condition) => written(condition, making)), ...more];
  const where = conditions.length > 0 ? `\nwhere ${joinConditions(conditions)}` : '';
  return `select ${selected.length > 0 ? selected.join(', ') : '1 as one'}
from ${[written(table.from, making), ...joins].join('\n')}${where}`;
}
