import type { Frequency, ObservationBasis, ObservationStatus } from '../../database/generated/prisma/enums.ts';
import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import {
  beyond,
  joinConditions,
  keyTable,
  type ListPage,
  type ListRead,
  orderBy,
  ordered,
  Parameters,
  pagesByKey,
  rowsByKey,
  seenTable,
} from '../core/statement.ts';
import { type ObservationFilter, observationConditions, seriesConditions } from './observation-filter.ts';

/** What a publisher says of the uncertainty of a value and of its rank. */
export interface EstimateRow {
  readonly standardError: string | null;
  readonly lowerBound: string | null;
  readonly upperBound: string | null;
  readonly rank: string | null;
  readonly rankLowerBound: string | null;
  readonly rankUpperBound: string | null;
  readonly sourceCount: number | null;
}

/** An observation, with what was wanted of it. Numbers travel as text, so that no digit is lost. */
export interface ObservationRow extends EstimateRow {
  readonly datasetId: number;
  readonly seriesId: number;
  readonly metricId: number;
  readonly regionId: number;
  readonly breakdownKey: string;
  readonly period: string;
  readonly periodStart: string | null;
  readonly periodEnd: string;
  readonly frequency: Frequency;
  readonly fromSeq: number;
  readonly value: string | null;
  readonly flags: readonly ObservationStatus[] | null;
  readonly basis: ObservationBasis;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly reportedById: number | null;
  readonly citationIds: readonly number[] | null;
  readonly note: Readonly<Record<string, string>> | null;
}
export type ObservationColumn = keyof ObservationRow;

/** The columns of an observation `o` of a series `s`. */
const COLUMN: Readonly<Record<ObservationColumn, string>> = {
  datasetId: 's.dataset_id',
  seriesId: 's.id',
  metricId: 's.metric_id',
  regionId: 's.region_id',
  breakdownKey: 's.breakdown_key',
  period: 'o.period',
  periodStart: 'o.period_start',
  periodEnd: 'o.period_end',
  frequency: 'o.frequency',
  fromSeq: 'o.from_seq',
  value: 'o.value::text',
  flags: 'o.flags',
  basis: 'o.basis',
  numerator: 'o.numerator::text',
  denominator: 'o.denominator::text',
  reportedById: 'o.reported_by',
  citationIds: 'o.citation_ids',
  note: 'o.note',
  standardError: 'o.standard_error::text',
  lowerBound: 'o.lower_bound::text',
  upperBound: 'o.upper_bound::text',
  rank: 'o.rank::text',
  rankLowerBound: 'o.rank_lower_bound::text',
  rankUpperBound: 'o.rank_upper_bound::text',
  sourceCount: 'o.source_count',
};

export const columnList = (columns: readonly ObservationColumn[]): string =>
  columns.length > 0 ? columns.map((column) => `${COLUMN[column]} as "${column}"`).join(', ') : '1 as one';

/** The same columns of what was so selected as `o`. */
const selectedList = (columns: readonly ObservationColumn[]): string =>
  columns.length > 0 ? columns.map((column) => `o."${column}"`).join(', ') : 'o.one';

/** Whose observations are read: those of each metric or of each series by itself, or those of several metrics together, under the key 0. */
export type ObservationScope =
  | { readonly of: 'metric' | 'series'; readonly ids: readonly number[] }
  | { readonly of: 'metrics'; readonly ids: readonly number[] };

function scopeSql(scope: ObservationScope, parameters: Parameters): { keys: string; condition: string } {
  switch (scope.of) {
    case 'metric':
      return { keys: keyTable(scope.ids, parameters), condition: 's.metric_id = k.key' };
    case 'series':
      return { keys: keyTable(scope.ids, parameters), condition: 's.id = k.key' };
    case 'metrics':
      return {
        keys: '(values (0)) as k(key)',
        condition: `s.metric_id = any(${parameters.add(scope.ids, 'int[]')})`,
      };
  }
}

/** A page of observations for each key of the scope, in one statement. Each series gives no more than a page, whatever it holds. */
export async function readObservations(
  sql: Sql,
  state: Snapshot,
  scope: ObservationScope,
  filter: ObservationFilter,
  page: ListPage,
  columns: readonly ObservationColumn[],
): Promise<ListRead<ObservationRow>[]> {
  const parameters = new Parameters();
  const { keys, condition } = scopeSql(scope, parameters);
  const series = `series s join ${seenTable(state, parameters)} on seen.dataset_id = s.dataset_id`;
  const ofSeries = joinConditions([condition, ...seriesConditions(filter, parameters)]);
  const wanted = ['o.series_id = s.id', ...observationConditions(filter, parameters)];
  const paged = page.after ? [...wanted, beyond(page.keys, page.after, page.backward, parameters)] : wanted;
  const limit = parameters.add(page.limit, 'int');
  const sort = page.keys.map((key, index) => `${key.expression} as k${index}`).join(', ');
  const selected = [selectedList(columns)];
  if (page.cursors) selected.push(`array[${page.keys.map((_, index) => `o.k${index}::text`).join(', ')}] as sort`);
  const count = `
cross join lateral (
  select count(*)::int as total from ${series} join observation o on ${joinConditions(wanted)} where ${ofSeries}
) c`;
  const pages = await sql.query<{ key: number; rows: ListRead<ObservationRow>['rows']; total?: number }>(
    `-- observation.list
select k.key, p.rows${page.total ? ', c.total' : ''}
from ${keys}
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select ${selected.join(', ')}
    from ${series}
    cross join lateral (
      select ${columnList(columns)}, ${sort}
      from observation o
      where ${joinConditions(paged)}
      order by ${orderBy(page.keys, page.backward)} limit ${limit}
    ) o
    where ${ofSeries}
    order by ${page.keys.map((key, index) => ordered(`o.k${index}`, key, page.backward)).join(', ')} limit ${limit}
  ) r
) p${page.total ? count : ''}`,
    parameters.values,
  );
  return pagesByKey(pages, scope.of === 'metrics' ? [0] : scope.ids);
}

/**
 * The latest observation of each metric or series: the greatest period end; of equal ends the longest period, one of unknown start
 * last; of equal periods the most recently published.
 */
export async function readLatest(
  sql: Sql,
  state: Snapshot,
  scope: ObservationScope,
  filter: ObservationFilter,
  columns: readonly ObservationColumn[],
): Promise<(ObservationRow | null)[]> {
  const parameters = new Parameters();
  const { keys, condition } = scopeSql(scope, parameters);
  const seen = seenTable(state, parameters);
  const ofObservation = ['o.series_id = s.id', ...observationConditions(filter, parameters)];
  const ofSeries = [condition, ...seriesConditions(filter, parameters)];
  const from = `series s
  join ${seen} on seen.dataset_id = s.dataset_id`;
  const found = await sql.query<{ key: number; row: ObservationRow }>(
    `-- observation.latest
select k.key, to_json(r) as row
from ${keys}
cross join lateral (${latestRow(columns, { from, ofObservation, ofSeries })}) r`,
    parameters.values,
  );
  return rowsByKey(found, scope.ids);
}

/** The newest first; of equal ends the longest period, one of unknown start last. */
export const NEWEST = 'o.period_end desc, o.period_start asc nulls last';

/** One row, the latest of all series `s` that are meant: of each its own latest, of equal ones the most recently published. */
export const latestRow = (
  columns: readonly ObservationColumn[],
  meant: { readonly from: string; readonly ofObservation: readonly string[]; readonly ofSeries: readonly string[] },
): string => `
  select ${selectedList(columns)}
  from ${meant.from}
  cross join lateral (
    select ${columnList(columns)}, o.period_end, o.period_start, o.from_seq
    from observation o
    where ${joinConditions(meant.ofObservation)}
    order by ${NEWEST} limit 1
  ) o
  where ${joinConditions(meant.ofSeries)}
  order by ${NEWEST},
    (select r.published_at from release r where r.dataset_id = s.dataset_id and r.seq = o.from_seq) desc nulls last, s.id
  limit 1
`;
