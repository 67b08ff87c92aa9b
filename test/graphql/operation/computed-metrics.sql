-- statement 1
-- observation.latest
select k.key, to_json(r) as row
from unnest($1::int[]) as k(key)
cross join lateral (
  select o."basis", o."denominator", o."numerator", o."value"
  from series s
  join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
  cross join lateral (
    select o.basis as "basis", o.denominator::text as "denominator", o.numerator::text as "numerator", o.value::text as "value", o.period_end, o.period_start, o.from_seq
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
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
