import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { joinConditions, Parameters, rowsByKey, seenTable, visibleIn } from '../core/statement.ts';
import { latestRow, type ObservationColumn, type ObservationRow } from '../observation/observation.ts';
import { seriesConditions } from '../observation/observation-filter.ts';

/** A metric, a data set that assesses it, and the day up to which that looks; null: no such bound. */
export interface AssessedMetric {
  readonly metricId: number;
  readonly datasetId: number;
  readonly lastEnd: string | null;
}

export interface AssessedFilter {
  readonly regions: readonly number[] | 'own';
  /** The one period that is wanted; null: the latest. */
  readonly period: { readonly text: string; readonly end: string } | null;
}

/**
 * What is assessed of each metric: of its totals in the regions, as any of its data sets publishes them, the latest, in the order of
 * `readLatest`. Each data set looks up to a day of its own, because its today may be another one.
 */
export async function readAssessed(
  sql: Sql,
  state: Snapshot,
  metricIds: readonly number[],
  assessed: readonly AssessedMetric[],
  { regions, period }: AssessedFilter,
  columns: readonly ObservationColumn[],
): Promise<(ObservationRow | null)[]> {
  const parameters = new Parameters();
  const column = (type: string, of: (row: AssessedMetric) => unknown) => parameters.column(assessed, type, of);
  const given = [
    column('int', (row) => row.metricId),
    column('int', (row) => row.datasetId),
    column('date', (row) => row.lastEnd),
  ];
  const ofObservation = ['o.series_id = s.id', visibleIn('o'), "o.period_end <= coalesce(a.last_end, 'infinity')"];
  if (period) {
    ofObservation.push(`o.period_end = ${parameters.add(period.end, 'date')}`);
    ofObservation.push(`o.period = ${parameters.add(period.text, 'text')}`);
  }
  const ofSeries = ['s.metric_id = a.metric_id', ...seriesConditions({ regions, breakdowns: [] }, parameters)];
  const from = `assessed a
  join ${seenTable(state, parameters)} on seen.dataset_id = a.dataset_id
  join series s on s.dataset_id = a.dataset_id and ${joinConditions(ofSeries)}`;
  const found = await sql.query<{ key: number; row: ObservationRow }>(
    `-- assessment.current
with assessed(metric_id, dataset_id, last_end) as (select * from unnest(${given.join(', ')}))
select k.metric_id as key, to_json(r) as row
from (select distinct metric_id from assessed) k
cross join lateral (${latestRow(columns, { from, ofObservation, ofSeries: ['a.metric_id = k.metric_id'] })}) r`,
    parameters.values,
  );
  return rowsByKey(found, metricIds);
}
