-- statement 1
-- observation.list
select k.key, p.rows
from (values (0)) as k(key)
cross join lateral (
  select coalesce(json_agg(r), '[]') as rows from (
    select o."metricId", o."period", o."periodEnd", o."seriesId", o."value"
    from series s join (select $2::int, $3::int, $4::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
    cross join lateral (
      select s.metric_id as "metricId", o.period as "period", o.period_end as "periodEnd", s.id as "seriesId", o.value::text as "value", o.period_end as k0, o.period as k1, s.id as k2
      from observation o
      where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq
      order by o.period_end asc, o.period asc, s.id asc limit $5::int
    ) o
    where s.metric_id = any($1::int[])
    order by o.k0 asc, o.k1 asc, o.k2 asc limit $5::int
  ) r
) p;

-- statement 2
-- published-change.read
select k.key, c.value::text as value
from (select series_id, period_end, period, (place - 1)::int as key from unnest($1::int[], $2::date[], $3::text[]) with ordinality as u(series_id, period_end, period, place)) k
join series s on s.id = k.series_id
join (select $4::int, $5::int, $6::int) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
join published_change c on c.series_id = k.series_id and c.period_end = k.period_end and c.period = k.period
where c.kind = $7::"ChangeKind" and c.from_seq <= seen.seq and c.to_seq > seen.seq;

-- statement 3
-- version.read
select facts, reports from content_version;
