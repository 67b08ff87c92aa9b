import type { TargetKind } from '../../database/generated/prisma/enums.ts';
import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import {
  keyTable,
  type ListPage,
  type ListRead,
  listSql,
  Parameters,
  pagesByKey,
  placedTable,
  rowsByKey,
  type SortKey,
  seenTable,
  visibleIn,
} from '../core/statement.ts';
import { seriesConditions } from './observation-filter.ts';

/** A value that is aimed at or was started from, for one series and period. */
export interface TargetRow {
  readonly datasetId: number;
  readonly seriesId: number;
  readonly metricId: number;
  readonly regionId: number;
  readonly breakdownKey: string;
  readonly kind: TargetKind;
  readonly period: string;
  readonly value: string;
  readonly fromSeq: number;
  readonly citationIds: readonly number[];
  /** What was observed for the same series and period; read where it is wanted. */
  readonly actual?: string | null;
}

const COLUMNS = [
  's.dataset_id as "datasetId"',
  's.id as "seriesId"',
  's.metric_id as "metricId"',
  's.region_id as "regionId"',
  's.breakdown_key as "breakdownKey"',
  'g.kind',
  'g.period',
  'g.value::text as value',
  'g.from_seq as "fromSeq"',
  'g.citation_ids as "citationIds"',
];
const ACTUAL = `(select o.value::text from observation o where o.series_id = s.id and o.period_end = g.period_end
      and o.period = g.period and ${visibleIn('o')} limit 1) as actual`;
const columnList = (withActual: boolean) => (withActual ? [...COLUMNS, ACTUAL] : COLUMNS);
const from = (seen: string) =>
  `series s join ${seen} on seen.dataset_id = s.dataset_id join target g on g.series_id = s.id`;

/** By period, then by series, and the target before the baseline. */
export const TARGET_KEYS: readonly SortKey[] = [
  { name: 'end', expression: 'g.period_end', type: 'date', descending: false },
  { name: 'period', expression: 'g.period', type: 'text', descending: false },
  { name: 'series', expression: 's.id', type: 'int', descending: false },
  { name: 'kind', expression: 'g.kind::text collate "C"', type: 'text', descending: true },
];

/** A page of the targets of each metric. */
export async function readTargets(
  sql: Sql,
  state: Snapshot,
  metricIds: readonly number[],
  filter: { readonly regions: readonly number[] | null; readonly kind: TargetKind | null },
  page: ListPage,
  withActual: boolean,
): Promise<ListRead<TargetRow>[]> {
  const parameters = new Parameters();
  const keys = keyTable(metricIds, parameters);
  const conditions = ['s.metric_id = k.key', visibleIn('g')];
  conditions.push(...seriesConditions({ regions: filter.regions ?? undefined }, parameters));
  if (filter.kind) conditions.push(`g.kind = ${parameters.add(filter.kind, '"TargetKind"')}`);
  const list = {
    name: 'target.list',
    keys,
    columns: columnList(withActual),
    from: from(seenTable(state, parameters)),
    conditions,
  };
  return pagesByKey(await sql.query(listSql(list, page, parameters), parameters.values), metricIds);
}

/** Names one target. */
export interface TargetKey {
  readonly seriesId: number;
  readonly kind: TargetKind;
  readonly fromSeq: number;
  readonly period: string;
  readonly periodEnd: string;
}

/** The targets that are named, where the state shows them. */
export async function readTargetsByKey(
  sql: Sql,
  state: Snapshot,
  keys: readonly TargetKey[],
): Promise<(TargetRow | null)[]> {
  const parameters = new Parameters();
  const table = placedTable<TargetKey>(
    keys,
    {
      series_id: ['int', (key) => key.seriesId],
      kind: ['"TargetKind"', (key) => key.kind],
      from_seq: ['int', (key) => key.fromSeq],
      period: ['text', (key) => key.period],
      period_end: ['date', (key) => key.periodEnd],
    },
    parameters,
  );
  const rows = await sql.query<{ key: number; row: TargetRow }>(
    `-- target.find
select k.key, to_json(r) as row
from ${table}
cross join lateral (
  select ${columnList(true).join(', ')} from ${from(seenTable(state, parameters))}
  where s.id = k.series_id and g.kind = k.kind and g.from_seq = k.from_seq and g.period = k.period and g.period_end = k.period_end
    and ${visibleIn('g')}
) r`,
    parameters.values,
  );
  return rowsByKey(rows, keys.keys());
}
