import type { ChangeKind, Direction, MetricKind } from './generated/prisma/enums.ts';
import type { ObservationKey } from './revision.ts';
import type { Sql } from './sql.ts';
import type { State } from './state.ts';
import { Parameters, seenTable } from './statement.ts';

export interface PublishedChangeRow {
  /** Which of the keys it belongs to. */
  readonly position: number;
  /** Per cent, or percentage points of a rate. */
  readonly value: string;
  readonly metric_kind: MetricKind;
  readonly direction: Direction;
  readonly decimals: number | null;
}

/** The changes that sources state for these observations, with what of their metrics an implied base needs. */
export function readPublishedChanges(
  sql: Sql,
  state: State,
  kind: ChangeKind,
  keys: readonly ObservationKey[],
): Promise<PublishedChangeRow[]> {
  const parameters = new Parameters();
  const seen = seenTable(state, parameters);
  const series = parameters.add(keys.map((key) => key.seriesId), 'int[]'); // biome-ignore format: one column a line
  const ends = parameters.add(keys.map((key) => key.periodEnd), 'date[]'); // biome-ignore format: one column a line
  const periods = parameters.add(keys.map((key) => key.period), 'text[]'); // biome-ignore format: one column a line
  return sql.query<PublishedChangeRow>(
    `-- published-change.read
select k.position::int - 1 as position, c.value::text as value, m.kind::text as metric_kind, m.direction::text as direction, m.decimals
from unnest(${series}, ${ends}, ${periods}) with ordinality as k(series_id, period_end, period, position)
join series s on s.id = k.series_id
join metric m on m.id = s.metric_id
join ${seen} on seen.dataset_id = s.dataset_id
join published_change c on c.series_id = k.series_id and c.period_end = k.period_end and c.period = k.period
where c.kind = ${parameters.add(kind, '"ChangeKind"')} and c.from_seq <= seen.seq and c.to_seq > seen.seq`,
    parameters.values,
  );
}
