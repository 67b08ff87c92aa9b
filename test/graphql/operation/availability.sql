-- statement 1
-- metric.availability
with live as (
  select s.id, s.metric_id, s.region_id, seen.seq
  from series s join (select $1::int, $2::int, $3::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
  where s.metric_id = any($4::int[])
    and exists (select from observation o where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq)
)
select k.metric_id, f.*, (select array_agg(r.id order by r.code, r.id) from region r where r.id in (select l.region_id from live l where l.metric_id = k.metric_id)) as region_ids, (select array_agg(d.id order by d.code) from dimension d where d.id in
    (select c.dimension_id from series_category c join live l on l.id = c.series_id where l.metric_id = k.metric_id)) as dimension_ids
from unnest($4::int[]) as k(metric_id)
left join lateral (
  select (array_agg(o.period order by o.period_end, o.period_start desc, o.period))[1] as first_period, (array_agg(o.period order by o.period_end desc, o.period_start, o.period))[1] as last_period, array_agg(distinct o.frequency order by o.frequency)::text[] as frequencies, count(*)::int as observation_count
  from live seen join observation o on o.series_id = seen.id
  where seen.metric_id = k.metric_id and o.from_seq <= seen.seq and o.to_seq > seen.seq
) f on true;

-- statement 2
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
