-- statement 1
-- observation.count-revisions
select k.position::int - 1 as position, count(*)::int as count
from unnest($4::int[], $5::date[], $6::text[]) with ordinality as k(series_id, period_end, period, position)
join series s on s.id = k.series_id
join unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
join observation o on o.series_id = k.series_id and o.period_end = k.period_end and o.period = k.period and o.from_seq <= seen.seq
group by k.position;

-- statement 2
-- observation.latest
select k.key, o.*
from unnest($4::int[]) as k(key)
cross join lateral (
  select o.*
  from series s
  join unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
  cross join lateral (
    select s.dataset_id, s.metric_id, s.region_id, s.breakdown_key, o.series_id, o.period, o.period_start::text as period_start, o.period_end::text as period_end, o.frequency::text as frequency, o.from_seq, o.value::text as value
    from observation o
    where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq
    order by o.period_end desc, o.period_start asc nulls last limit 1
  ) o
  where s.metric_id = k.key and s.region_id = seen.region_id and s.breakdown_key = ''
  order by o.period_end desc, o.period_start asc nulls last,
    (select max(p.version) from publication p where p.dataset_id = s.dataset_id and p.seq = o.from_seq) desc, s.id
  limit 1
) o;

-- statement 3
-- observation.revisions
select k.position::int - 1 as position, r.*
from unnest($4::int[], $5::date[], $6::text[]) with ordinality as k(series_id, period_end, period, position)
cross join lateral (
  select s.dataset_id, s.metric_id, s.region_id, s.breakdown_key, o.series_id, o.period, o.period_start::text as period_start, o.period_end::text as period_end, o.frequency::text as frequency, o.from_seq, o.value::text as value
  from series s
  join unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
  join observation o on o.series_id = k.series_id and o.period_end = k.period_end and o.period = k.period and o.from_seq <= seen.seq
  where s.id = k.series_id
  order by o.from_seq asc limit $7::int
) r;

-- statement 4
-- state.current
select v.facts, v.reports, d.id, d.code, d.language, d.time_zone, d.region_id, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id;

-- statement 5
SELECT "t0"."id" FROM "public"."metric" AS "t0" WHERE ("t0"."dataset_id" = $1 AND "t0"."from_seq" <= $2 AND "t0"."to_seq" > $3 AND "t0"."code" = $4) ORDER BY "t0"."id" ASC LIMIT $5;

-- statement 6
SELECT "t0"."id", "t0"."dataset_id" AS "datasetId", "t0"."seq", "t0"."version" FROM "public"."release" AS "t0" WHERE ("t0"."dataset_id" = $1 AND "t0"."seq" = $2);

-- statement 7
SELECT "t0"."id", "t0"."dataset_id" AS "datasetId", "t0"."seq", "t0"."version" FROM "public"."release" AS "t0" WHERE ("t0"."dataset_id" = $1 AND "t0"."seq" = $2);
