import type { Frequency, ObservationBasis, ObservationStatus } from './generated/prisma/enums.ts';
import { type ObservationFilter, observationConditions, seriesConditions } from './observation-filter.ts';
import type { Sql } from './sql.ts';
import type { State } from './state.ts';
import { beyond, orderBy, Parameters, type SortKey, seenTable } from './statement.ts';

/** What every observation is read with: what it is, not what it says. */
export interface ObservationRow {
  readonly dataset_id: number;
  readonly series_id: number;
  readonly metric_id: number;
  readonly region_id: number;
  readonly breakdown_key: string;
  readonly period: string;
  readonly period_start: string | null;
  readonly period_end: string;
  readonly frequency: Frequency;
  readonly from_seq: number;
  readonly value?: string | null;
  readonly flags?: readonly ObservationStatus[] | null;
  readonly basis?: ObservationBasis;
  readonly numerator?: string | null;
  readonly denominator?: string | null;
  readonly reported_by?: number | null;
  readonly citation_ids?: readonly number[] | null;
  readonly note?: Readonly<Record<string, string>> | null;
}

/** What an observation says: read only where it is asked for. Numbers travel as text, so that no digit is lost. */
const OPTIONAL = {
  value: 'o.value::text as value',
  flags: 'o.flags::text[] as flags',
  basis: 'o.basis::text as basis',
  numerator: 'o.numerator::text as numerator',
  denominator: 'o.denominator::text as denominator',
  reported_by: 'o.reported_by',
  citation_ids: 'o.citation_ids',
  note: 'o.note',
} as const;
export type ObservationColumn = keyof typeof OPTIONAL;

const IDENTITY =
  's.dataset_id, s.metric_id, s.region_id, s.breakdown_key, o.series_id, o.period, o.period_start::text as period_start, o.period_end::text as period_end, o.frequency::text as frequency, o.from_seq';

/** The columns of an observation `o` of a series `s`. */
export const columnList = (columns: readonly ObservationColumn[]) =>
  [IDENTITY, ...columns.map((column) => OPTIONAL[column])].join(', ');

/** Whose observations are read: those of each metric or of each series by itself, or those of several metrics together. */
export type ObservationScope =
  | { readonly of: 'metric' | 'series'; readonly ids: readonly number[] }
  | { readonly of: 'metrics'; readonly ids: readonly number[] };

function scopeSql(scope: ObservationScope, parameters: Parameters): { keys: string; condition: string } {
  const ids = parameters.add(scope.ids, 'int[]');
  switch (scope.of) {
    case 'metric':
      return { keys: `unnest(${ids})`, condition: 's.metric_id = k.key' };
    case 'series':
      return { keys: `unnest(${ids})`, condition: 's.id = k.key' };
    case 'metrics':
      return { keys: 'unnest(array[0])', condition: `s.metric_id = any(${ids})` };
  }
}

export interface ObservationPage {
  readonly keys: readonly SortKey[];
  readonly limit: number;
  readonly backward: boolean;
  readonly after: readonly string[] | null;
}

export type PagedRow = ObservationRow & { readonly key: number; readonly sort: readonly string[] };

/** A page of observations for each key of the scope, in one statement. Each series gives no more than a page, whatever it holds. */
export async function readObservations(
  sql: Sql,
  state: State,
  scope: ObservationScope,
  filter: ObservationFilter,
  page: ObservationPage,
  columns: readonly ObservationColumn[],
): Promise<PagedRow[]> {
  const parameters = new Parameters();
  const seen = seenTable(state, parameters);
  const { keys, condition } = scopeSql(scope, parameters);
  const conditions = observationConditions(filter, parameters);
  if (page.after) conditions.push(beyond(page.keys, page.after, page.backward, parameters));
  const order = orderBy(page.keys, page.backward);
  const limit = parameters.add(page.limit, 'int');
  const sort = page.keys.map((key, index) => `${key.expression} as k${index}`).join(', ');
  const outer = page.keys
    .map((key, index) => `o.k${index} ${key.descending !== page.backward ? 'desc' : 'asc'}`)
    .join(', ');
  return sql.query<PagedRow>(
    `-- observation.list
select k.key, o.*, array[${page.keys.map((_, index) => `o.k${index}::text`).join(', ')}] as sort
from ${keys} as k(key)
cross join lateral (
  select o.*
  from series s
  join ${seen} on seen.dataset_id = s.dataset_id
  cross join lateral (
    select ${columnList(columns)}, ${sort}
    from observation o
    where o.series_id = s.id and ${conditions.join(' and ')}
    order by ${order} limit ${limit}
  ) o
  where ${[condition, ...seriesConditions(filter, parameters)].join(' and ')}
  order by ${outer} limit ${limit}
) o`,
    parameters.values,
  );
}

/** How many observations each key of the scope has. */
export async function countObservations(
  sql: Sql,
  state: State,
  scope: ObservationScope,
  filter: ObservationFilter,
): Promise<Map<number, number>> {
  const parameters = new Parameters();
  const seen = seenTable(state, parameters);
  const { keys, condition } = scopeSql(scope, parameters);
  const rows = await sql.query<{ key: number; count: number }>(
    `-- observation.count
select k.key, count(*)::int as count
from ${keys} as k(key)
join series s on ${condition}
join ${seen} on seen.dataset_id = s.dataset_id
join observation o on o.series_id = s.id
where ${[...observationConditions(filter, parameters), ...seriesConditions(filter, parameters)].join(' and ')}
group by k.key`,
    parameters.values,
  );
  return new Map(rows.map((row) => [row.key, row.count]));
}

/**
 * The latest observation of each metric or series: the greatest period end; of equal ends the longest period, one of unknown start
 * last; of equal periods the most recently published.
 */
export async function readLatest(
  sql: Sql,
  state: State,
  scope: ObservationScope,
  filter: ObservationFilter,
  columns: readonly ObservationColumn[],
): Promise<(ObservationRow & { key: number })[]> {
  const parameters = new Parameters();
  const seen = seenTable(state, parameters);
  const { keys, condition } = scopeSql(scope, parameters);
  return sql.query(
    `-- observation.latest
select k.key, o.*
from ${keys} as k(key)
cross join lateral (
  select o.*
  from series s
  join ${seen} on seen.dataset_id = s.dataset_id
  cross join lateral (
    select ${columnList(columns)}
    from observation o
    where o.series_id = s.id and ${observationConditions(filter, parameters).join(' and ')}
    order by o.period_end desc, o.period_start asc nulls last limit 1
  ) o
  where ${[condition, ...seriesConditions(filter, parameters)].join(' and ')}
  order by o.period_end desc, o.period_start asc nulls last,
    (select max(p.version) from publication p where p.dataset_id = s.dataset_id and p.seq = o.from_seq) desc, s.id
  limit 1
) o`,
    parameters.values,
  );
}
