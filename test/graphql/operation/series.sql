-- statement 1
-- observation.latest
select k.key, to_json(r) as row
from unnest($1::int[]) as k(key)
cross join lateral (
  select o."period", o."periodEnd", o."periodStart", o."value"
  from series s
  join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
  cross join lateral (
    select o.period as "period", o.period_end as "periodEnd", o.period_start as "periodStart", o.value::text as "value", o.period_end, o.period_start, o.from_seq
    from observation o
    where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq
    order by o.period_end desc, o.period_start asc nulls last limit 1
  ) o
  where s.id = k.key
  order by o.period_end desc, o.period_start asc nulls last,
    (select r.published_at from release r where r.dataset_id = s.dataset_id and r.seq = o.from_seq) desc nulls last, s.id
  limit 1
) r;

-- statement 2
-- series.list
select k.key, p.rows
from unnest($1::int[]) as k(key)
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select s.id, s.dataset_id as "datasetId", s.metric_id as "metricId", s.region_id as "regionId", s.breakdown_key as "breakdownKey"
    from series s join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
    where s.metric_id = k.key and s.from_seq <= seen.seq and s.to_seq > seen.seq
    order by s.id asc limit $5::int
  ) r
) p;

-- statement 3
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
