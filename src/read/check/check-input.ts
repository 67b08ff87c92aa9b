import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { Parameters, seenTable, visibleIn } from '../core/statement.ts';
import { columnList, type ObservationColumn, type ObservationRow } from '../observation/observation.ts';

/** A figure that an expression takes: of which metric, and how it is broken down. */
export interface CheckOperand {
  readonly metric: number;
  readonly key: string;
}

/** A check, and where its inputs are looked for. */
export interface CheckInputKey {
  readonly seriesId: number;
  readonly period: string;
  readonly periodEnd: string;
  readonly rule: string;
  readonly subject: string;
  /** The period of the base of a change; null where it has none, and for every other rule. */
  readonly base: { readonly period: string; readonly end: string } | null;
  /** In the order of the expression; empty where the metric has none. */
  readonly operands: readonly CheckOperand[];
}

/** How many parts of one sum are read at most. */
export const MAX_INPUTS = 1_000;

/** The observations that each check was computed from, in the order of the numerator and the denominator, of the expression, or of regions and categories. */
export async function readCheckInputs(
  sql: Sql,
  state: Snapshot,
  keys: readonly CheckInputKey[],
  columns: readonly ObservationColumn[],
): Promise<ObservationRow[][]> {
  const parameters = new Parameters();
  const column = (type: string, of: (key: CheckInputKey) => unknown) => parameters.column(keys, type, of);
  const given = [
    column('int', (key) => key.seriesId),
    column('text', (key) => key.period),
    column('date', (key) => key.periodEnd),
    column('text', (key) => key.rule),
    column('text', (key) => key.subject),
    column('text', (key) => key.base?.period ?? null),
    column('date', (key) => key.base?.end ?? null),
    column('text', ({ operands }) => JSON.stringify(operands.map((operand, place) => ({ ...operand, place })))),
  ];
  const names = 'series_id, period, period_end, rule, subject, base_period, base_end, operands';
  const seen = seenTable(state, parameters);
  const rows = await sql.query<{ key: number; rows: ObservationRow[] }>(
    `-- check.inputs
select (k.place - 1)::int as key, i.rows
from unnest(${given.join(', ')}) with ordinality as k(${names}, place)
join series t on t.id = k.series_id
join metric m on m.id = t.metric_id
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select ${columnList(columns)}
    from (${SOURCES.map((source) => source(seen)).join('\n      union all')}) f
    join series s on s.id = f.id
    join ${seen} on seen.dataset_id = s.dataset_id
    join observation o on o.series_id = s.id and o.period_end = f.period_end and o.period = f.period and ${visibleIn('o')}
    order by f.place, f.code, s.id limit ${MAX_INPUTS}
  ) r
) i`,
    parameters.values,
  );
  const byKey = new Map(rows.map((row) => [row.key, row.rows]));
  return keys.map((_, place) => byKey.get(place) ?? []);
}

const LIKE = 'q.region_id = t.region_id and q.breakdown_key = t.breakdown_key';

/** Which series each rule looks into, in which period, and in which order. */
const SOURCES: readonly ((seen: string) => string)[] = [
  () => `
      select q.id, k.period, k.period_end, case when q.metric_id = m.numerator_id then 0 else 1 end as place, ''::text collate "C" as code
      from series q where q.dataset_id = t.dataset_id and ${LIKE}
        and (q.metric_id = m.numerator_id and (k.rule = 'RATIO' or k.rule = 'DUPLICATE' and k.subject = 'NUMERATOR')
          or q.metric_id = m.denominator_id and (k.rule = 'RATIO' or k.rule = 'DUPLICATE' and k.subject = 'DENOMINATOR'))`,
  () => `
      select q.id, k.period, k.period_end, f.place, ''
      from json_to_recordset(k.operands::json) as f(metric int, key text, place int)
      join series q on q.dataset_id = t.dataset_id and q.region_id = t.region_id and q.metric_id = f.metric and q.breakdown_key = f.key`,
  () => `
      select t.id, k.base_period, k.base_end, 0, '' where k.rule in ('PUBLISHED_CHANGE', 'JUMP') and k.base_period is not null`,
  () => `
      select q.id, k.period, k.period_end, 0, ''
      from dataset d join series q on q.dataset_id = d.id and q.metric_id = t.metric_id and ${LIKE}
      where k.rule = 'DUPLICATE' and d.code = k.subject`,
  (seen) => `
      select q.id, k.period, k.period_end, 0, v.code
      from region_version v join ${seen} on seen.dataset_id = v.dataset_id and ${visibleIn('v')}
      join series q on q.dataset_id = t.dataset_id and q.metric_id = t.metric_id and q.region_id = v.region_id
        and q.breakdown_key = t.breakdown_key
      where k.rule = 'SUM_OF_PARTS' and k.subject = '' and v.parent_id = t.region_id
        and (v.valid_from is null or v.valid_from <= k.period_end) and (v.valid_to is null or v.valid_to >= k.period_end)`,
  () => `
      select q.id, k.period, k.period_end, y.position, y.code
      from dimension d join category y on y.dimension_id = d.id
      join series_category c on c.category_id = y.id
      join series q on q.id = c.series_id and q.dataset_id = t.dataset_id and q.metric_id = t.metric_id and q.region_id = t.region_id
      where k.rule = 'SUM_OF_PARTS' and d.code = k.subject
        and (y.valid_from is null or y.valid_from <= k.period_end) and (y.valid_to is null or y.valid_to >= k.period_end)
        and not exists (select from series_category a where a.series_id = t.id
          and not exists (select from series_category b where b.series_id = q.id and b.category_id = a.category_id))
        and (select count(*) from series_category b where b.series_id = q.id)
          = (select count(*) from series_category a where a.series_id = t.id) + 1`,
];
