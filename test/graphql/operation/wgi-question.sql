-- statement 1
-- change.read
select (k.place - 1)::int as key, b.base, coalesce(b.is_broken, false) as "isBroken", c.value::text as published, g.value::text as target
from unnest($1::int[], $2::text[], $3::date[], $4::text[]::"Frequency"[], $5::text[], $6::text[], $7::date[], $8::date[]) with ordinality as k(series_id, period, period_end, frequency, kind, base_period, base_start, base_end, place)
join series s on s.id = k.series_id
join metric m on m.id = s.metric_id
join unnest($9::int[], $10::int[], $11::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
left join lateral (
  select to_json(r) as base, exists (
    select from observation x
    where x.series_id = k.series_id and x.period_end > k.base_start and x.flags && '{BREAK}' and x.from_seq <= seen.seq and x.to_seq > seen.seq
      and breaks_series(x.period_start, x.period_end, x.frequency, m.over_time = 'LAST', k.base_start, k.base_end, k.frequency, k.period_end)
  ) as is_broken
  from (
    select o.flags as "flags", o.value::text as "value" from observation o
    where o.series_id = k.series_id and o.period_end = k.base_end and o.period = k.base_period and o.from_seq <= seen.seq and o.to_seq > seen.seq limit 1
  ) r
) b on k.kind in ('YOY', 'PREVIOUS_PERIOD')
left join published_change c on c.series_id = k.series_id and c.period_end = k.period_end and c.period = k.period
  and c.kind::text = k.kind and c.from_seq <= seen.seq and c.to_seq > seen.seq
left join target g on g.series_id = k.series_id and g.period_end = k.period_end and g.period = k.period
  and 'VS_' || g.kind::text = k.kind and g.from_seq <= seen.seq and g.to_seq > seen.seq;

-- statement 2
-- citation.find
select c.id, c.source_id as "sourceId", c.locator, c.quote from citation c where c.id = any($1::int[]);

-- statement 3
-- observation.latest
select k.key, to_json(r) as row
from unnest($1::int[]) as k(key)
cross join lateral (
  select o."citationIds", o."flags", o."frequency", o."lowerBound", o."metricId", o."period", o."periodEnd", o."periodStart", o."rank", o."rankLowerBound", o."rankUpperBound", o."seriesId", o."sourceCount", o."standardError", o."upperBound", o."value"
  from series s
  join unnest($2::int[], $3::int[], $4::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
  cross join lateral (
    select o.citation_ids as "citationIds", o.flags as "flags", o.frequency as "frequency", o.lower_bound::text as "lowerBound", s.metric_id as "metricId", o.period as "period", o.period_end as "periodEnd", o.period_start as "periodStart", o.rank::text as "rank", o.rank_lower_bound::text as "rankLowerBound", o.rank_upper_bound::text as "rankUpperBound", s.id as "seriesId", o.source_count as "sourceCount", o.standard_error::text as "standardError", o.upper_bound::text as "upperBound", o.value::text as "value", o.period_end, o.period_start, o.from_seq
    from observation o
    where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq
    order by o.period_end desc, o.period_start asc nulls last limit 1
  ) o
  where s.metric_id = k.key and s.region_id = $5::int and s.breakdown_key = ''
  order by o.period_end desc, o.period_start asc nulls last,
    (select r.published_at from release r where r.dataset_id = s.dataset_id and r.seq = o.from_seq) desc nulls last, s.id
  limit 1
) r;

-- statement 4
-- observation.latest
select k.key, to_json(r) as row
from unnest($1::int[]) as k(key)
cross join lateral (
  select o."period", o."value"
  from series s
  join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
  cross join lateral (
    select o.period as "period", o.value::text as "value", o.period_end, o.period_start, o.from_seq
    from observation o
    where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq
    order by o.period_end desc, o.period_start asc nulls last limit 1
  ) o
  where s.metric_id = k.key and s.region_id = $5::int and s.breakdown_key = ''
  order by o.period_end desc, o.period_start asc nulls last,
    (select r.published_at from release r where r.dataset_id = s.dataset_id and r.seq = o.from_seq) desc nulls last, s.id
  limit 1
) r;

-- statement 5
-- state.as-of
select distinct on (p.dataset_id) p.dataset_id, p.seq, p.version, max(r.published_at) over () as published_at
from publication p join release r on r.dataset_id = p.dataset_id and r.seq = p.seq
where r.published_at <= $1::timestamptz and p.version <= coalesce($2::int, p.version)
order by p.dataset_id, p.version desc;

-- statement 6
-- state.at-version
select d.id, d.code, d.language, d.time_zone, d.region_id, p.seq, v.facts, v.reports, v.facts_mark as "factsMark", v.mark
from content_version v
left join (select distinct on (dataset_id) dataset_id, seq from publication where version <= $1 order by dataset_id, version desc) p on true
left join dataset d on d.id = p.dataset_id
order by d.id;

-- statement 7
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
