import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import {
  keyTable,
  type ListPage,
  type ListRead,
  listSql,
  Parameters,
  pagesByKey,
  type SortKey,
  seenTable,
  visibleIn,
} from '../core/statement.ts';
import { type ObservationFilter, seriesConditions } from './observation-filter.ts';

/** A series: all of it that there is to read. */
export interface SeriesRow {
  readonly id: number;
  readonly datasetId: number;
  readonly metricId: number;
  readonly regionId: number;
  readonly breakdownKey: string;
}

const COLUMNS = [
  's.id',
  's.dataset_id as "datasetId"',
  's.metric_id as "metricId"',
  's.region_id as "regionId"',
  's.breakdown_key as "breakdownKey"',
];
const VISIBLE = visibleIn('s');

export const SERIES_KEYS: readonly SortKey[] = [{ name: 'id', expression: 's.id', type: 'int', descending: false }];

/** A page of the series of each metric. */
export async function readSeries(
  sql: Sql,
  state: Snapshot,
  metricIds: readonly number[],
  filter: ObservationFilter,
  page: ListPage,
): Promise<ListRead<SeriesRow>[]> {
  const parameters = new Parameters();
  const keys = keyTable(metricIds, parameters);
  const seen = seenTable(state, parameters);
  const list = {
    name: 'series.list',
    keys,
    columns: COLUMNS,
    from: `series s join ${seen} on seen.dataset_id = s.dataset_id`,
    conditions: ['s.metric_id = k.key', VISIBLE, ...seriesConditions(filter, parameters)],
  };
  return pagesByKey(await sql.query(listSql(list, page, parameters), parameters.values), metricIds);
}

/** The series with these ids that a state shows. */
export function readSeriesById(sql: Sql, state: Snapshot, ids: readonly number[]): Promise<SeriesRow[]> {
  const parameters = new Parameters();
  return sql.query<SeriesRow>(
    `-- series.find
select ${COLUMNS.join(', ')} from series s join ${seenTable(state, parameters)} on seen.dataset_id = s.dataset_id
where s.id = any(${parameters.add(ids, 'int[]')}) and ${VISIBLE}`,
    parameters.values,
  );
}
