-- statement 1
-- observation.list
select k.key, p.rows
from (values (0)) as k(key)
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select o."datasetId", o."fromSeq", o."value"
    from series s join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
    cross join lateral (
      select s.dataset_id as "datasetId", o.from_seq as "fromSeq", o.value::text as "value", o.period_end as k0, o.period as k1, s.id as k2
      from observation o
      where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq and o.period_end >= $6::date and o.period_end <= $7::date
      order by o.period_end asc, o.period asc, s.id asc limit $8::int
    ) o
    where s.metric_id = any($1::int[]) and s.region_id = $5::int
    order by o.k0 asc, o.k1 asc, o.k2 asc limit $8::int
  ) r
) p;

-- statement 2
-- observation.list
select k.key, p.rows
from (values (0)) as k(key)
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select o."period", o."periodEnd", o."seriesId", o."value"
    from series s join unnest($2::int[], $3::int[], $4::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
    cross join lateral (
      select o.period as "period", o.period_end as "periodEnd", s.id as "seriesId", o.value::text as "value", o.period_end as k0, o.period as k1, s.id as k2
      from observation o
      where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq and o.period_end >= $6::date and o.period_end <= $7::date
      order by o.period_end asc, o.period asc, s.id asc limit $8::int
    ) o
    where s.metric_id = any($1::int[]) and s.region_id = $5::int
    order by o.k0 asc, o.k1 asc, o.k2 asc limit $8::int
  ) r
) p;

-- statement 3
-- observation.revisions
select k.key, p.rows
from (select series_id, period_end, period, (place - 1)::int as key from unnest($1::int[], $2::date[], $3::text[]) with ordinality as u(series_id, period_end, period, place)) k
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select s.dataset_id as "datasetId", o.from_seq as "fromSeq", o.lower_bound::text as "lowerBound", s.metric_id as "metricId", o.rank::text as "rank", o.rank_lower_bound::text as "rankLowerBound", o.rank_upper_bound::text as "rankUpperBound", o.source_count as "sourceCount", o.standard_error::text as "standardError", o.upper_bound::text as "upperBound", o.value::text as "value"
    from series s join unnest($4::int[], $5::int[], $6::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id join observation o on o.series_id = s.id
    where s.id = k.series_id and o.period_end = k.period_end and o.period = k.period and o.from_seq <= seen.seq
    order by o.from_seq asc limit $7::int
  ) r
) p;

-- statement 4
-- state.as-of
select distinct on (p.dataset_id) p.dataset_id, p.seq, p.version, max(r.published_at) over () as published_at
from publication p join release r on r.dataset_id = p.dataset_id and r.seq = p.seq
where r.published_at <= $1::timestamptz and p.version <= coalesce($2::int, p.version)
order by p.dataset_id, p.version desc;

-- statement 5
-- state.at-version
select d.id, d.code, d.language, d.time_zone, d.region_id, p.seq, v.facts, v.reports, v.facts_mark as "factsMark", v.mark
from content_version v
left join (select distinct on (dataset_id) dataset_id, seq from publication where version <= $1 order by dataset_id, version desc) p on true
left join dataset d on d.id = p.dataset_id
order by d.id;

-- statement 6
-- version.read
select v.facts, v.reports, v.facts_mark as "factsMark", v.mark from content_version v;
