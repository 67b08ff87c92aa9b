/** What everybody may see, in plain SQL that knows nothing of the server's own: one row for each figure of a current release. */
export const FIGURES = `select d.code as dataset, m.code as metric, m.kind::text as kind, m.name ->> 'en' as metric_name, t.code as theme,
  u.code as unit, r.code as region, r.id as region_id, s.breakdown_key as breakdown, o.period, o.period_start, o.period_end,
  o.frequency::text as frequency, o.value, o.flags::text[] as flags, o.basis::text as basis
from observation o
join series s on s.id = o.series_id
join dataset d on d.id = s.dataset_id
join metric m on m.id = s.metric_id
join theme t on t.id = m.theme_id
join unit u on u.id = m.unit_id
join region r on r.id = s.region_id
where o.from_seq <= d.current_seq and d.current_seq < o.to_seq`;

/** One row of one question over the figures. */
export const one = async (expect, columns, where = 'true', values = []) =>
  (await expect(`select ${columns} from (${FIGURES}) f where ${where}`, values))[0];

export const many = (expect, columns, rest, values = []) =>
  expect(`select ${columns} from (${FIGURES}) f ${rest}`, values);
