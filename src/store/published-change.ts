import type { ChangeKind } from './generated/prisma/enums.ts';
import { type ObservationKey, observationKeyTable } from './revision.ts';
import type { Sql } from './sql.ts';
import type { State } from './state.ts';
import { Parameters, seenTable } from './statement.ts';

/** The changes that sources state for these observations: per cent, or percentage points of a rate. */
export async function readPublishedChanges(
  sql: Sql,
  state: State,
  kind: ChangeKind,
  keys: readonly ObservationKey[],
): Promise<(string | null)[]> {
  const parameters = new Parameters();
  const table = observationKeyTable(keys, parameters);
  const rows = await sql.query<{ key: number; value: string }>(
    `-- published-change.read
select k.key, c.value::text as value
from ${table}
join series s on s.id = k.series_id
join ${seenTable(state, parameters)} on seen.dataset_id = s.dataset_id
join published_change c on c.series_id = k.series_id and c.period_end = k.period_end and c.period = k.period
where c.kind = ${parameters.add(kind, '"ChangeKind"')} and c.from_seq <= seen.seq and c.to_seq > seen.seq`,
    parameters.values,
  );
  const byKey = new Map(rows.map(({ key, value }) => [key, value]));
  return keys.map((_, place) => byKey.get(place) ?? null);
}
