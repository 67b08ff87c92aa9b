-- statement 1
-- observation.latest
select k.key, to_json(r) as row
from unnest($1::int[]) as k(key)
cross join lateral (
  select o."datasetId", o."fromSeq", o."period", o."periodEnd", o."seriesId", o."value"
  from series s
  join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
  cross join lateral (
    select s.dataset_id as "datasetId", o.from_seq as "fromSeq", o.period as "period", o.period_end as "periodEnd", s.id as "seriesId", o.value::text as "value", o.period_end, o.period_start, o.from_seq
    from observation o
    where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq
    order by o.period_end desc, o.period_start asc nulls last limit 1
  ) o
  where s.metric_id = k.key and s.region_id = seen.region_id and s.breakdown_key = ''
  order by o.period_end desc, o.period_start asc nulls last,
    (select r.published_at from release r where r.dataset_id = s.dataset_id and r.seq = o.from_seq) desc nulls last, s.id
  limit 1
) r;

-- statement 2
-- observation.revisions
select k.key, p.rows, c.total
from (select series_id, period_end, period, (place - 1)::int as key from unnest($1::int[], $2::date[], $3::text[]) with ordinality as u(series_id, period_end, period, place)) k
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select s.dataset_id as "datasetId", o.from_seq as "fromSeq", o.value::text as "value"
    from series s join (select $4::int, $5::int, $6::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id join observation o on o.series_id = s.id
    where s.id = k.series_id and o.period_end = k.period_end and o.period = k.period and o.from_seq <= seen.seq
    order by o.from_seq asc limit $7::int
  ) r
) p
cross join lateral (select count(*)::int as total from series s join (select $4::int, $5::int, $6::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id join observation o on o.series_id = s.id where s.id = k.series_id and o.period_end = k.period_end and o.period = k.period and o.from_seq <= seen.seq) c;

-- statement 3
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
