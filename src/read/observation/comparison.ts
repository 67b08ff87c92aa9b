import type { Frequency } from '../../database/generated/prisma/enums.ts';
import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { Parameters, seenTable, visibleIn } from '../core/statement.ts';
import { columnList, type ObservationColumn, type ObservationRow } from './observation.ts';

/** An observation, and with what it is compared. */
export interface ComparisonKey {
  readonly seriesId: number;
  readonly period: string;
  readonly periodEnd: string;
  readonly frequency: Frequency;
  readonly kind: 'YOY' | 'PREVIOUS_PERIOD' | 'VS_TARGET' | 'VS_BASELINE';
  /** The period of the base; null where it has none. */
  readonly base: { readonly period: string; readonly start: string | null; readonly end: string } | null;
}

export interface ComparisonRow {
  readonly base: ObservationRow | null;
  /** Whether the series is marked as broken between the base and the observation. */
  readonly isBroken: boolean;
  /** The change as the source states it. */
  readonly published: string | null;
  /** The target or baseline of the period. */
  readonly target: string | null;
}

const NOTHING: ComparisonRow = { base: null, isBroken: false, published: null, target: null };

/** What observations are compared with, and what is stated of it, in one statement for comparisons of every kind. */
export async function readComparisons(
  sql: Sql,
  state: Snapshot,
  keys: readonly ComparisonKey[],
  columns: readonly ObservationColumn[],
): Promise<ComparisonRow[]> {
  const parameters = new Parameters();
  const column = (type: string, of: (key: ComparisonKey) => unknown) => parameters.column(keys, type, of);
  const given = [
    column('int', (key) => key.seriesId),
    column('text', (key) => key.period),
    column('date', (key) => key.periodEnd),
    column('"Frequency"', (key) => key.frequency),
    column('text', (key) => key.kind),
    column('text', (key) => key.base?.period ?? null),
    column('date', (key) => key.base?.start ?? null),
    column('date', (key) => key.base?.end ?? null),
  ];
  const rows = await sql.query<ComparisonRow & { readonly key: number }>(
    `-- change.read
select (k.place - 1)::int as key, b.base, coalesce(b.is_broken, false) as "isBroken", c.value::text as published, g.value::text as target
from unnest(${given.join(', ')}) with ordinality as k(series_id, period, period_end, frequency, kind, base_period, base_start, base_end, place)
join series s on s.id = k.series_id
join metric m on m.id = s.metric_id
join ${seenTable(state, parameters)} on seen.dataset_id = s.dataset_id
left join lateral (
  select to_json(r) as base, exists (
    select from observation x
    where x.series_id = k.series_id and x.period_end > k.base_start and x.flags && '{BREAK}' and ${visibleIn('x')}
      and breaks_series(x.period_start, x.period_end, x.frequency, m.over_time = 'LAST', k.base_start, k.base_end, k.frequency, k.period_end)
  ) as is_broken
  from (
    select ${columnList(columns)} from observation o
    where o.series_id = k.series_id and o.period_end = k.base_end and o.period = k.base_period and ${visibleIn('o')} limit 1
  ) r
) b on k.kind in ('YOY', 'PREVIOUS_PERIOD')
left join published_change c on c.series_id = k.series_id and c.period_end = k.period_end and c.period = k.period
  and c.kind::text = k.kind and ${visibleIn('c')}
left join target g on g.series_id = k.series_id and g.period_end = k.period_end and g.period = k.period
  and 'VS_' || g.kind::text = k.kind and ${visibleIn('g')}`,
    parameters.values,
  );
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return keys.map((_, place) => byKey.get(place) ?? NOTHING);
}
