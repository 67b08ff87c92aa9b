-- statement 1
-- check.inputs
select (k.place - 1)::int as key, i.rows
from unnest($1::int[], $2::text[], $3::date[], $4::text[], $5::text[], $6::text[], $7::date[], $8::text[]) with ordinality as k(series_id, period, period_end, rule, subject, base_period, base_end, operands, place)
join series t on t.id = k.series_id
join metric m on m.id = t.metric_id
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select s.metric_id as "metricId", o.value::text as "value"
    from (
      select q.id, k.period, k.period_end, case when q.metric_id = m.numerator_id then 0 else 1 end as place, ''::text collate "C" as code
      from series q where q.dataset_id = t.dataset_id and q.region_id = t.region_id and q.breakdown_key = t.breakdown_key
        and (q.metric_id = m.numerator_id and (k.rule = 'RATIO' or k.rule = 'DUPLICATE' and k.subject = 'NUMERATOR')
          or q.metric_id = m.denominator_id and (k.rule = 'RATIO' or k.rule = 'DUPLICATE' and k.subject = 'DENOMINATOR'))
      union all
      select q.id, k.period, k.period_end, f.place, ''
      from json_to_recordset(k.operands::json) as f(metric int, key text, place int)
      join series q on q.dataset_id = t.dataset_id and q.region_id = t.region_id and q.metric_id = f.metric and q.breakdown_key = f.key
      union all
      select t.id, k.base_period, k.base_end, 0, '' where k.rule in ('PUBLISHED_CHANGE', 'JUMP') and k.base_period is not null
      union all
      select q.id, k.period, k.period_end, 0, ''
      from dataset d join series q on q.dataset_id = d.id and q.metric_id = t.metric_id and q.region_id = t.region_id and q.breakdown_key = t.breakdown_key
      where k.rule = 'DUPLICATE' and d.code = k.subject
      union all
      select q.id, k.period, k.period_end, 0, v.code
      from region_version v join (select $9::int, $10::int, $11::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = v.dataset_id and v.from_seq <= seen.seq and v.to_seq > seen.seq
      join series q on q.dataset_id = t.dataset_id and q.metric_id = t.metric_id and q.region_id = v.region_id
        and q.breakdown_key = t.breakdown_key
      where k.rule = 'SUM_OF_PARTS' and k.subject = '' and v.parent_id = t.region_id
        and (v.valid_from is null or v.valid_from <= k.period_end) and (v.valid_to is null or v.valid_to >= k.period_end)
      union all
      select q.id, k.period, k.period_end, y.position, y.code
      from dimension d join category y on y.dimension_id = d.id
      join series_category c on c.category_id = y.id
      join series q on q.id = c.series_id and q.dataset_id = t.dataset_id and q.metric_id = t.metric_id and q.region_id = t.region_id
      where k.rule = 'SUM_OF_PARTS' and d.code = k.subject
        and (y.valid_from is null or y.valid_from <= k.period_end) and (y.valid_to is null or y.valid_to >= k.period_end)
        and not exists (select from series_category a where a.series_id = t.id
          and not exists (select from series_category b where b.series_id = q.id and b.category_id = a.category_id))
        and (select count(*) from series_category b where b.series_id = q.id)
          = (select count(*) from series_category a where a.series_id = t.id) + 1) f
    join series s on s.id = f.id
    join (select $9::int, $10::int, $11::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
    join observation o on o.series_id = s.id and o.period_end = f.period_end and o.period = f.period and o.from_seq <= seen.seq and o.to_seq > seen.seq
    order by f.place, f.code, s.id limit 1000
  ) r
) i;

-- statement 2
-- check.list
select k.key, p.rows, c.total
from unnest($1::int[]) as k(key)
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select s.dataset_id as "datasetId", s.id as "seriesId", s.metric_id as "metricId", s.region_id as "regionId", s.breakdown_key as "breakdownKey", c.period, c.period_end as "periodEnd", c.rule, c.subject, c.from_seq as "fromSeq", c.verdict, c.expected::text as expected, c.reported::text as reported, c.tolerance::text as tolerance, c.parts_expected as "partsExpected", c.parts_reported as "partsReported", c.reason
    from check_result c join series s on s.id = c.series_id join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id join metric m on m.id = s.metric_id join region r on r.id = s.region_id
    where c.from_seq <= seen.seq and c.to_seq > seen.seq
    order by m.code asc, r.code asc, c.period_end asc, s.id asc, c.period asc, c.rule asc, c.subject asc limit $5::int
  ) r
) p
cross join lateral (select count(*)::int as total from check_result c join series s on s.id = c.series_id join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id join metric m on m.id = s.metric_id join region r on r.id = s.region_id where c.from_seq <= seen.seq and c.to_seq > seen.seq) c;

-- statement 3
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
