import type { DatasetSnapshot, Snapshot } from './snapshot.ts';

/** Collects the parameters of one statement; `add` answers the placeholder. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown, type: string): string {
    this.values.push(value);
    // PGlite knows how to send arrays of the types that were there when it was opened, and a first start makes ours only then.
    const sent = type.startsWith('"') && type.endsWith('[]') ? `text[]::${type}` : type;
    return `$${this.values.length}::${sent}`;
  }

  /** One column of rows, as an array. */
  column<Row>(rows: readonly Row[], type: string, of: (row: Row) => unknown): string {
    return this.add(rows.map(of), `${type}[]`);
  }
}

/** `seen(dataset_id, region_id, seq)`: the releases that a state shows, as a table to join. */
export function seenTable({ datasets }: Snapshot, parameters: Parameters): string {
  const [only, ...more] = datasets;
  if (only && more.length === 0) {
    // One row of constants is no table to the planner: it compares with them as it goes.
    const columns = [only.id, only.regionId, only.seq].map((value) => parameters.add(value, 'int'));
    return `(select ${columns.join(', ')}) as seen(dataset_id, region_id, seq)`;
  }
  const column = (of: (dataset: DatasetSnapshot) => unknown) => parameters.column(datasets, 'int', of);
  return `unnest(${column((d) => d.id)}, ${column((d) => d.regionId)}, ${column((d) => d.seq)}) as seen(dataset_id, region_id, seq)`;
}

/** What `seen`, or a table that took its numbers over, shows of the rows of a table or alias. */
export const visibleIn = (table: string, seen = 'seen'): string =>
  `${table}.from_seq <= ${seen}.seq and ${table}.to_seq > ${seen}.seq`;

/** Ids that rows are read for, as the table `k`. */
export const keyTable = (ids: readonly number[], parameters: Parameters): string =>
  `unnest(${parameters.add(ids, 'int[]')}) as k(key)`;

/** What rows are read for, as the table `k`: the columns that name them, and as `key` the place of each among them. */
export function placedTable<Row>(
  rows: readonly Row[],
  columns: Readonly<Record<string, readonly [type: string, of: (row: Row) => unknown]>>,
  parameters: Parameters,
): string {
  const names = Object.keys(columns).join(', ');
  const given = Object.values(columns).map(([type, of]) => parameters.column(rows, type, of));
  return `(select ${names}, (place - 1)::int as key from unnest(${given.join(', ')}) with ordinality as u(${names}, place)) k`;
}

/** One part of a total order. A page can begin after any row, also after one where it is null: nulls come last, whichever way it runs. */
export interface SortKey {
  /** Names the key in a cursor. */
  readonly name: string;
  readonly expression: string;
  readonly type: 'int' | 'text' | 'date' | 'numeric' | 'timestamptz';
  readonly descending: boolean;
  readonly nullable?: boolean;
}

/** Which rows of a list are wanted. */
export interface ListPage {
  readonly keys: readonly SortKey[];
  readonly limit: number;
  readonly backward: boolean;
  /** The sort values of the row that the page begins after. */
  readonly after: readonly (string | null)[] | null;
  /** Whether the rows' sort values are wanted, of which cursors are made. */
  readonly cursors: boolean;
  /** Whether the rows of the whole list are to be counted. */
  readonly total: boolean;
}

/** A page as it was read. */
export interface ListRead<Row> {
  readonly rows: readonly (Row & { readonly sort?: readonly (string | null)[] })[];
  readonly total: number | null;
}

const direction = (key: SortKey, backward: boolean) => (key.descending !== backward ? 'desc' : 'asc');

/** One part of an ORDER BY, for an expression that holds the key's value. */
export const ordered = (expression: string, key: SortKey, backward: boolean): string =>
  `${expression} ${direction(key, backward)}${key.nullable ? ` nulls ${backward ? 'first' : 'last'}` : ''}`;

export const orderBy = (keys: readonly SortKey[], backward: boolean): string =>
  keys.map((key) => ordered(key.expression, key, backward)).join(', ');

/** The sort values of a row, as a cursor holds them. */
const sortValues = (keys: readonly SortKey[]): string =>
  `array[${keys.map(({ expression, type }) => (type === 'timestamptz' ? isoMoment(expression) : `${expression}::text`)).join(', ')}]`;

/** A moment as JSON has it, whatever the session's time zone and style of dates. */
export const isoMoment = (expression: string): string =>
  `to_char(${expression} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What lies beyond the row with these key values: k1 > v1 or (k1 = v1 and (k2 > v2 or …)), each in its own direction. */
export function beyond(
  keys: readonly SortKey[],
  values: readonly (string | null)[],
  backward: boolean,
  parameters: Parameters,
): string {
  const [key, ...rest] = keys;
  if (!key) return 'false';
  const [value = null, ...others] = values;
  const further = beyond(rest, others, backward, parameters);
  const { expression } = key;
  if (value === null) {
    const alike = `(${expression} is null and ${further})`;
    return backward ? `(${expression} is not null or ${alike})` : alike;
  }
  const placeholder = parameters.add(value, key.type);
  const choices = [`${expression} ${direction(key, backward) === 'desc' ? '<' : '>'} ${placeholder}`];
  if (key.nullable && !backward) choices.push(`${expression} is null`);
  if (rest.length > 0) choices.push(`(${expression} = ${placeholder} and ${further})`);
  return choices.length === 1 ? (choices[0] as string) : `(${choices.join(' or ')})`;
}

/**
 * A page of a list for each key, and where it is wanted the list's length. Rows travel as JSON, one text a key, which costs both sides a
 * fraction of what a row of the protocol costs; numbers that must not lose a digit are texts in it.
 */
export function listSql(
  list: {
    readonly name: string;
    /** What it is a list for, as a table `k` with its `key`. */
    readonly keys: string;
    /** What is selected of a row. */
    readonly columns: readonly string[];
    readonly from: string;
    readonly conditions: readonly string[];
  },
  page: ListPage,
  parameters: Parameters,
): string {
  const { keys, limit, backward, after, cursors, total } = page;
  const columns = cursors ? [...list.columns, `${sortValues(keys)} as sort`] : list.columns;
  const conditions = after ? [...list.conditions, beyond(keys, after, backward, parameters)] : list.conditions;
  const count = `
cross join lateral (select count(*)::int as total from ${list.from} where ${joinConditions(list.conditions)}) c`;
  return `-- ${list.name}
select k.key, p.rows${total ? ', c.total' : ''}
from ${list.keys}
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select ${columns.join(', ')}
    from ${list.from}
    where ${joinConditions(conditions)}
    order by ${orderBy(keys, backward)} limit ${parameters.add(limit, 'int')}
  ) r
) p${total ? count : ''}`;
}

/** The pages of each key, as a statement of `listSql` answers them. */
export function pagesByKey<Row>(
  answered: readonly { readonly key: number; readonly rows: ListRead<Row>['rows']; readonly total?: number }[],
  keys: readonly number[],
): ListRead<Row>[] {
  const pages = new Map(answered.map(({ key, rows, total = null }) => [key, { rows, total }]));
  return keys.map((key) => pages.get(key) ?? { rows: [], total: 0 });
}

/** One row for each key, or none, as a statement answers them. */
export function rowsByKey<Row>(
  answered: readonly { readonly key: number; readonly row: Row }[],
  keys: Iterable<number>,
): (Row | null)[] {
  const rows = new Map(answered.map(({ key, row }) => [key, row]));
  return [...keys].map((key) => rows.get(key) ?? null);
}

/** The condition that a row was read from one of these documents; `citations` is its column of ids. */
export const citesCondition = (citations: string, sources: readonly number[], parameters: Parameters): string =>
  `exists (select from citation c where c.id = any(${citations}) and c.source_id = any(${parameters.add(sources, 'int[]')}))`;

/** Conditions that hold together: where there are none, for every row. */
export const joinConditions = (conditions: readonly string[]): string =>
  conditions.length > 0 ? conditions.join(' and ') : 'true';
