-- statement 1
-- cube.cells
select count(*)::int as length, json_agg(c."breakdownKey") as "breakdownKey", json_agg(c."metricId") as "metricId", json_agg(c."value") as "value", (select count(*)::int from (
    select s.*, m.code as metric_code, r.code as region_code, seen.seq
    from series s join unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
    join metric m on m.id = s.metric_id join region r on r.id = s.region_id
    where s.metric_id = any($4::int[]) and not exists (select from series_category c where c.series_id = s.id and c.dimension_id <> all($5::int[])) and exists (select from series_category c where c.series_id = s.id and c.dimension_id = $6::int)
  ) s
  join observation o on o.series_id = s.id and o.from_seq <= s.seq and o.to_seq > s.seq and o.period_end >= $7::date and o.period_end <= $8::date) as total
from (
  select s.breakdown_key as "breakdownKey", s.metric_id as "metricId", o.value::text as "value"
  from (
    select s.*, m.code as metric_code, r.code as region_code, seen.seq
    from series s join unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
    join metric m on m.id = s.metric_id join region r on r.id = s.region_id
    where s.metric_id = any($4::int[]) and not exists (select from series_category c where c.series_id = s.id and c.dimension_id <> all($5::int[])) and exists (select from series_category c where c.series_id = s.id and c.dimension_id = $6::int)
  ) s
  join observation o on o.series_id = s.id and o.from_seq <= s.seq and o.to_seq > s.seq and o.period_end >= $7::date and o.period_end <= $8::date
  
  order by o.value desc nulls last, s.metric_code asc, s.region_code asc, o.period_end asc, o.period asc, s.breakdown_key asc, s.id asc limit $9::int
) c;

-- statement 2
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
