-- statement 1
-- cube.cells
select count(*)::int as length, json_agg(c."metricId") as "metricId", json_agg(c."regionId") as "regionId", json_agg(c."value") as "value"
from (
  select s.metric_id as "metricId", s.region_id as "regionId", o.value::text as "value"
  from (
    select s.*, m.code as metric_code, r.code as region_code, seen.seq
    from series s join unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
    join metric m on m.id = s.metric_id join region r on r.id = s.region_id
    where s.metric_id = any($4::int[]) and s.region_id = any($5::int[])
  ) s
  join observation o on o.series_id = s.id and o.from_seq <= s.seq and o.to_seq > s.seq and o.period_end >= $6::date and o.period_end <= $7::date
  
  order by s.region_code asc, s.metric_code asc, o.period_end asc, o.period asc, s.breakdown_key asc, s.id asc limit $8::int
) c;

-- statement 2
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
