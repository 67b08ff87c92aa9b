-- statement 1
-- observation.list
select k.key, p.rows
from unnest($1::int[]) as k(key)
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select o."period", o."regionId", o."value"
    from series s join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
    cross join lateral (
      select o.period as "period", s.region_id as "regionId", o.value::text as "value", o.period_end as k0, o.period as k1, s.id as k2
      from observation o
      where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq
      order by o.period_end desc, o.period desc, s.id asc limit $5::int
    ) o
    where s.metric_id = k.key
    order by o.k0 desc, o.k1 desc, o.k2 asc limit $5::int
  ) r
) p;

-- statement 2
-- task.list
select k.key, p.rows
from unnest($1::int[]) as k(key)
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select t.id, t.code as "code", t.dataset_id as "datasetId", t.title as "title"
    from task t join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = t.dataset_id
    where t.working_group_id = k.key and t.from_seq <= seen.seq and t.to_seq > seen.seq and strpos(t.search_text, $5::text) > 0
    order by t.code asc, t.id asc limit $6::int
  ) r
) p;

-- statement 3
-- task.metrics
select k.key, p.rows
from unnest($4::int[]) as k(key)
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select m.metric_id as "metricId", m.position
    from task_metric m join metric t on t.id = m.metric_id join (select $1::int, $2::int, $3::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = t.dataset_id
    where m.task_id = k.key and t.from_seq <= seen.seq and t.to_seq > seen.seq
    order by m.position asc, m.metric_id asc limit $5::int
  ) r
) p;

-- statement 4
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
