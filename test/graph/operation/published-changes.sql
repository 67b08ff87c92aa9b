-- statement 1
-- code.find
with seen as (select * from unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq))
select 'metric' as kind, m.code, m.id, null::int as owner from metric m join seen on seen.dataset_id = m.dataset_id and m.from_seq <= seen.seq and m.to_seq > seen.seq where m.code = any($5::text[])
union all
select 'region', r.code, r.id, null from region r join seen on seen.dataset_id = r.dataset_id and r.from_seq <= seen.seq and r.to_seq > seen.seq where r.code = any($6::text[])
union all
select 'dimension', d.code, d.id, null from dimension d join seen on seen.dataset_id = d.dataset_id and d.from_seq <= seen.seq and d.to_seq > seen.seq where d.code = any($4::text[])
union all
select 'category', c.code, c.id, c.dimension_id from category c join seen on seen.dataset_id = c.dataset_id and c.from_seq <= seen.seq and c.to_seq > seen.seq
where c.dimension_id in (select id from dimension where code = any($4::text[]));

-- statement 2
-- observation.list
select k.key, o.*, array[o.k0::text, o.k1::text, o.k2::text] as sort
from unnest(array[0]) as k(key)
cross join lateral (
  select o.*
  from series s
  join unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
  cross join lateral (
    select s.dataset_id, s.metric_id, s.region_id, s.breakdown_key, o.series_id, o.period, o.period_start::text as period_start, o.period_end::text as period_end, o.frequency::text as frequency, o.from_seq, o.value::text as value, o.period_end as k0, o.period as k1, s.id as k2
    from observation o
    where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq
    order by o.period_end asc, o.period asc, s.id asc limit $5::int
  ) o
  where s.metric_id = any($4::int[])
  order by o.k0 asc, o.k1 asc, o.k2 asc limit $5::int
) o;

-- statement 3
-- published-change.read
select k.position::int - 1 as position, c.value::text as value, m.kind::text as metric_kind, m.direction::text as direction, m.decimals
from unnest($4::int[], $5::date[], $6::text[]) with ordinality as k(series_id, period_end, period, position)
join series s on s.id = k.series_id
join metric m on m.id = s.metric_id
join unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
join published_change c on c.series_id = k.series_id and c.period_end = k.period_end and c.period = k.period
where c.kind = $7::"ChangeKind" and c.from_seq <= seen.seq and c.to_seq > seen.seq;

-- statement 4
-- state.current
select v.facts, v.reports, d.id, d.code, d.language, d.time_zone, d.region_id, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id;

-- statement 5
SELECT "t0"."id", "t0"."code", "t0"."name", "t0"."dataset_id" AS "datasetId" FROM "public"."metric" AS "t0" WHERE "t0"."id" IN ($1,$2,$3);
