import { columnList, type ObservationColumn, type ObservationRow } from './observation.ts';
import type { Sql } from './sql.ts';
import type { State } from './state.ts';
import { Parameters, seenTable } from './statement.ts';

/** What was published for one series and period. */
export interface ObservationKey {
  readonly seriesId: number;
  readonly period: string;
  readonly periodEnd: string;
}

/** Which of the revisions: those of a page, or the one that came with a release. */
export type RevisionPage =
  | { readonly limit: number; readonly backward: boolean; readonly after: number | null }
  | { readonly fromSeq: number };

export type RevisionRow = ObservationRow & {
  /** Which of the keys it belongs to. */
  readonly position: number;
};

function keyTable(keys: readonly ObservationKey[], parameters: Parameters): string {
  const series = parameters.add(keys.map((key) => key.seriesId), 'int[]'); // biome-ignore format: one column a line
  const ends = parameters.add(keys.map((key) => key.periodEnd), 'date[]'); // biome-ignore format: one column a line
  const periods = parameters.add(keys.map((key) => key.period), 'text[]'); // biome-ignore format: one column a line
  return `unnest(${series}, ${ends}, ${periods}) with ordinality as k(series_id, period_end, period, position)`;
}

const OF_KEY =
  'o.series_id = k.series_id and o.period_end = k.period_end and o.period = k.period and o.from_seq <= seen.seq';

function pageSql(page: RevisionPage, parameters: Parameters): { condition: string; order: string } {
  if ('fromSeq' in page) {
    return { condition: ` and o.from_seq = ${parameters.add(page.fromSeq, 'int')}`, order: 'limit 1' };
  }
  const { after, backward, limit } = page;
  const condition = after === null ? '' : ` and o.from_seq ${backward ? '<' : '>'} ${parameters.add(after, 'int')}`;
  return { condition, order: `order by o.from_seq ${backward ? 'desc' : 'asc'} limit ${parameters.add(limit, 'int')}` };
}

/** Revisions of each key that a state knows of, in the order of their releases. */
export function readRevisions(
  sql: Sql,
  state: State,
  keys: readonly ObservationKey[],
  page: RevisionPage,
  columns: readonly ObservationColumn[],
): Promise<RevisionRow[]> {
  const parameters = new Parameters();
  const seen = seenTable(state, parameters);
  const table = keyTable(keys, parameters);
  const { condition, order } = pageSql(page, parameters);
  return sql.query<RevisionRow>(
    `-- observation.revisions
select k.position::int - 1 as position, r.*
from ${table}
cross join lateral (
  select ${columnList(columns)}
  from series s
  join ${seen} on seen.dataset_id = s.dataset_id
  join observation o on ${OF_KEY}
  where s.id = k.series_id${condition}
  ${order}
) r`,
    parameters.values,
  );
}

/** How many revisions of each key a state knows of. */
export async function countRevisions(sql: Sql, state: State, keys: readonly ObservationKey[]): Promise<number[]> {
  const parameters = new Parameters();
  const seen = seenTable(state, parameters);
  const rows = await sql.query<{ position: number; count: number }>(
    `-- observation.count-revisions
select k.position::int - 1 as position, count(*)::int as count
from ${keyTable(keys, parameters)}
join series s on s.id = k.series_id
join ${seen} on seen.dataset_id = s.dataset_id
join observation o on ${OF_KEY}
group by k.position`,
    parameters.values,
  );
  const counts = new Map(rows.map((row) => [row.position, row.count]));
  return keys.map((_, position) => counts.get(position) ?? 0);
}
