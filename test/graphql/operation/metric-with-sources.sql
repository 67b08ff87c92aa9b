-- statement 1
-- citation.find
select c.id, c.source_id as "sourceId", c.locator, c.quote from citation c where c.id = any($1::int[]);

-- statement 2
-- observation.latest
select k.key, to_json(r) as row
from unnest($1::int[]) as k(key)
cross join lateral (
  select o."basis", o."citationIds", o."datasetId", o."denominator", o."numerator", o."period", o."value"
  from series s
  join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
  cross join lateral (
    select o.basis as "basis", o.citation_ids as "citationIds", s.dataset_id as "datasetId", o.denominator::text as "denominator", o.numerator::text as "numerator", o.period as "period", o.value::text as "value", o.period_end, o.period_start, o.from_seq
    from observation o
    where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq
    order by o.period_end desc, o.period_start asc nulls last limit 1
  ) o
  where s.metric_id = k.key and s.region_id = seen.region_id and s.breakdown_key = ''
  order by o.period_end desc, o.period_start asc nulls last,
    (select r.published_at from release r where r.dataset_id = s.dataset_id and r.seq = o.from_seq) desc nulls last, s.id
  limit 1
) r;

-- statement 3
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
