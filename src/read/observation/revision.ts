import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import {
  joinConditions,
  type ListPage,
  type ListRead,
  listSql,
  Parameters,
  pagesByKey,
  placedTable,
  rowsByKey,
  type SortKey,
  seenTable,
} from '../core/statement.ts';
import { columnList, type ObservationColumn, type ObservationRow } from './observation.ts';

/** What was published for one series and period. */
export interface ObservationKey {
  readonly seriesId: number;
  readonly period: string;
  readonly periodEnd: string;
}

/** Keys as a table `k`, each with its place among them as its `key`. */
function observationKeyTable(keys: readonly ObservationKey[], parameters: Parameters): string {
  return placedTable(
    keys,
    {
      series_id: ['int', (key) => key.seriesId],
      period_end: ['date', (key) => key.periodEnd],
      period: ['text', (key) => key.period],
    },
    parameters,
  );
}

const from = (seen: string) =>
  `series s join ${seen} on seen.dataset_id = s.dataset_id join observation o on o.series_id = s.id`;
const OF_KEY = ['s.id = k.series_id', 'o.period_end = k.period_end', 'o.period = k.period', 'o.from_seq <= seen.seq'];

export const REVISION_KEYS: readonly SortKey[] = [
  { name: 'release', expression: 'o.from_seq', type: 'int', descending: false },
];

/** Revisions of each key that a state knows of, in the order of their releases. */
export async function readRevisions(
  sql: Sql,
  state: Snapshot,
  keys: readonly ObservationKey[],
  page: ListPage,
  columns: readonly ObservationColumn[],
): Promise<ListRead<ObservationRow>[]> {
  const parameters = new Parameters();
  const list = {
    name: 'observation.revisions',
    keys: observationKeyTable(keys, parameters),
    columns: [columnList(columns)],
    from: from(seenTable(state, parameters)),
    conditions: OF_KEY,
  };
  const pages = await sql.query<{ key: number; rows: ListRead<ObservationRow>['rows'] }>(
    listSql(list, page, parameters),
    parameters.values,
  );
  return pagesByKey(pages, [...keys.keys()]);
}

/** The revision of each key that came with one release, where the state knows of it. */
export async function readRevision(
  sql: Sql,
  state: Snapshot,
  keys: readonly (ObservationKey & { readonly fromSeq: number })[],
  columns: readonly ObservationColumn[],
): Promise<(ObservationRow | null)[]> {
  const parameters = new Parameters();
  const table = observationKeyTable(keys, parameters);
  const releases = parameters.column(keys, 'int', (key) => key.fromSeq);
  const rows = await sql.query<{ key: number; row: ObservationRow }>(
    `-- observation.find
select k.key, to_json(r) as row
from ${table} cross join lateral (
  select ${columnList(columns)}
  from ${from(seenTable(state, parameters))}
  where ${joinConditions(OF_KEY)} and o.from_seq = (${releases})[k.key + 1]
) r`,
    parameters.values,
  );
  return rowsByKey(rows, keys.keys());
}
