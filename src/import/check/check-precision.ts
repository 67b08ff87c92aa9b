import { OPEN, type Sql } from '../../database/sql.ts';

/** Works out how many decimals the figures of each series show, and how many show more than they may; checks look it up in `check_precision`. */
export async function readPrecision(tx: Sql, dataset: number): Promise<void> {
  await tx.query(PRECISION, [dataset]);
  await tx.query('-- check.index-precision\ncreate index on check_precision (series_id)');
  await tx.query('-- check.analyze-precision\nanalyze check_precision');
}

/** Of a series with one figure, that figure says nothing of the others: those of the whole metric count. */
const shownBy = (column: string): string =>
  `case when ${column}_count > 1 then ${column}_decimals else max(${column}_decimals) over of_metric end`;

const COLUMNS = ['value', 'numerator', 'denominator'] as const;

const PRECISION = `-- check.precision
create temp table check_precision on commit drop as
with of_metric as (
  select id, coalesce(decimals, case when kind = 'COUNT' and unit_multiplier = 0 then 0 end) as most from metric
),
shown as (
  select s.id as series_id, s.metric_id, m.most,
    (count(*) filter (where scale(o.value) > m.most and scale(trim_scale(o.value)) > m.most))::int as beyond,
    min(o.value) as least, max(o.value) as greatest,
    ${COLUMNS.map((name) => `count(o.${name})::int as ${name}_count, max(scale(o.${name})) as ${name}_decimals`).join(',\n    ')}
  from series s join of_metric m on m.id = s.metric_id
  join observation o on o.series_id = s.id and o.to_seq = ${OPEN} and o.basis = 'PUBLISHED'
  where s.dataset_id = $1::int
  group by s.id, m.most
)
select series_id, metric_id, most, beyond, value_count as figures, least, greatest, ${shownBy('value')} as decimals,
  ${shownBy('numerator')} as numerator_decimals, ${shownBy('denominator')} as denominator_decimals
from shown window of_metric as (partition by metric_id)`;
