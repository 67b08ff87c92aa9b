import { OPEN, type Sql } from '../../database/sql.ts';
import { checkSumOfParts } from '../../domain/check/check.ts';
import { groupBy } from '../../domain/core/group-by.ts';
import { Decimal } from '../../domain/number/decimal.ts';
import { fetchBatches } from '../../read/core/cursor.ts';
import type { CheckedBounds } from './check-bound.ts';
import type { CheckedMetrics } from './check-metric.ts';
import type { CheckStage } from './check-stage.ts';

interface SumRow {
  readonly series_id: number;
  readonly metric_id: number;
  readonly region_id: number;
  readonly subject: string;
  readonly period: string;
  readonly period_end: string;
  readonly total: string | null;
  readonly kept_back: boolean;
  readonly sum: string | null;
  readonly rounding: string;
  readonly reported: number;
  readonly suppressed: boolean;
}

/** Checks what is published against its parts: the regions below it, and the categories of each dimension. */
export async function checkSums(
  tx: Sql,
  dataset: number,
  metrics: CheckedMetrics,
  bounds: CheckedBounds,
  stage: CheckStage,
): Promise<void> {
  await tx.query(PARTS, [dataset]);
  await tx.query('-- check.analyze-parts\nanalyze check_part');
  const countOf = await partCounts(tx);
  const halves = Array.from({ length: 61 }, (_, decimals) => new Decimal(10).pow(-decimals).div(2).toFixed());
  for await (const rows of fetchBatches<SumRow>(tx, 'check', 'sums', SUMS, [halves])) {
    for (const row of rows) {
      const metric = metrics.get(row.metric_id);
      const { minimum } = bounds.of(row.metric_id);
      const expected = countOf(row);
      const figure = { value: row.total, flags: row.kept_back ? ['SUPPRESSED'] : [] };
      const found = checkSumOfParts(figure, { ...row, expected }, minimum !== null && !minimum.startsWith('-'), metric);
      if (found) stage.add(row, 'SUM_OF_PARTS', row.subject, found, { expected, reported: row.reported });
    }
    await stage.flush();
  }
}

/** How many parts there are of a total on its period's last day. */
async function partCounts(tx: Sql): Promise<(row: SumRow) => number> {
  const categories = await tx.query<Dated & { code: string }>(`-- check.categories
select d.code, coalesce(c.valid_from::text, '') as first, coalesce(c.valid_to::text, '9999-12-31') as last, count(*)::int as count
from dimension d join category c on c.dimension_id = d.id and c.to_seq = ${OPEN} group by 1, 2, 3`);
  const children = await tx.query<Dated & { parent: number }>(`-- check.children
select parent_id as parent, coalesce(valid_from::text, '') as first, coalesce(valid_to::text, '9999-12-31') as last, count(*)::int as count
from region_version where parent_id is not null and to_seq = ${OPEN} group by 1, 2, 3`);
  const inDimension = groupBy(categories, ({ code }) => code);
  const below = groupBy(children, ({ parent }) => parent);
  return ({ subject, region_id, period_end }) =>
    ((subject === '' ? below.get(region_id) : inDimension.get(subject)) ?? [])
      .filter(({ first, last }) => first <= period_end && last >= period_end)
      .reduce((sum, { count }) => sum + count, 0);
}

/** How many parts are valid in a range of days. */
interface Dated {
  readonly first: string;
  readonly last: string;
  readonly count: number;
}

/** Which series is a part of which: first that of a region below, then that with one category more. */
const PARTS = `-- check.parts
create temp table check_part on commit drop as
with kept as (
  select s.id, s.metric_id, s.region_id, s.breakdown_key, m.over_regions, m.over_breakdowns,
    coalesce(m.decimals, a.decimals) as decimals, m.exact,
    m.kind = 'COUNT' and m.unit_multiplier = 0 and coalesce(m.decimals, a.decimals) = 0 as counted
  from series s join metric m on m.id = s.metric_id left join check_precision a on a.series_id = s.id where s.dataset_id = $1::int and s.to_seq = ${OPEN}
),
broken as (
  select k.*, array(select c.category_id from series_category c where c.series_id = k.id order by 1) as categories
  from kept k where k.over_breakdowns = 'SUM'
)
select t.id as total_id, p.id as part_id, ''::text collate "C" as subject, p.exact, p.counted, p.decimals, v.valid_from, v.valid_to
from kept t
join region_version v on v.parent_id = t.region_id and v.to_seq = ${OPEN}
join kept p on p.metric_id = t.metric_id and p.region_id = v.region_id and p.breakdown_key = t.breakdown_key
where t.over_regions = 'SUM'
union all
select t.id, p.id, d.code, p.exact, p.counted, p.decimals, y.valid_from, y.valid_to
from broken p
join series_category c on c.series_id = p.id
join category y on y.id = c.category_id
join dimension d on d.id = c.dimension_id
join broken t on t.metric_id = p.metric_id and t.region_id = p.region_id and t.categories = array_remove(p.categories, c.category_id)`;

/** Grouped by the period's name alone, of which its end follows: the planner takes two columns that go together for two. */
const SUMS = `with added as (
  select l.total_id, l.subject, p.period, min(p.period_end) as period_end, sum(p.value) as sum, count(p.value)::int as reported,
    coalesce(sum(case when p.value is null or l.exact or (l.counted and scale(p.value) = 0) then 0
      else ($1::numeric[])[coalesce(l.decimals, scale(p.value)) + 1] end), 0) as rounding,
    coalesce(bool_or('SUPPRESSED' = any(p.flags)), false) as suppressed
  from check_part l join observation p on p.series_id = l.part_id and p.to_seq = ${OPEN}
  where (l.valid_from is null or l.valid_from <= p.period_end) and (l.valid_to is null or l.valid_to >= p.period_end)
  group by l.total_id, l.subject, p.period
)
select s.id as series_id, s.metric_id, s.region_id, a.subject, a.period, a.period_end::text, t.value::text as total,
  coalesce('SUPPRESSED' = any(t.flags), false) as kept_back, a.sum::text, a.rounding::text, a.reported, a.suppressed
from added a
join observation t on t.series_id = a.total_id and t.period_end = a.period_end and t.period = a.period
  and t.to_seq = ${OPEN} and t.basis = 'PUBLISHED'
join series s on s.id = a.total_id
where a.reported > 0 or a.suppressed`;
