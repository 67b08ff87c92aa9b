-- statement 1
-- metric.availability
with live as (
  select s.id, s.metric_id, s.region_id, seen.seq
  from series s join unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
  where s.metric_id = any($4::int[])
    and exists (select from observation o where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq)
)
select k.metric_id, f.*, (select array_agg(r.id order by r.code, r.id) from region r where r.id in (select l.region_id from live l where l.metric_id = k.metric_id)) as region_ids, (select array_agg(d.id order by d.code) from dimension d where d.id in
    (select c.dimension_id from series_category c join live l on l.id = c.series_id where l.metric_id = k.metric_id)) as dimension_ids
from unnest($4::int[]) as k(metric_id)
left join lateral (
  select (array_agg(o.period order by o.period_end, o.period_start desc, o.period))[1] as first_period, (array_agg(o.period order by o.period_end desc, o.period_start, o.period))[1] as last_period, array_agg(distinct o.frequency order by o.frequency)::text[] as frequencies, count(*)::int as observation_count
  from live seen join observation o on o.series_id = seen.id
  where seen.metric_id = k.metric_id and o.from_seq <= seen.seq and o.to_seq > seen.seq
) f on true;

-- statement 2
-- state.current
select v.facts, v.reports, d.id, d.code, d.language, d.time_zone, d.region_id, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id;

-- statement 3
SELECT "t0"."id", "t0"."code" FROM "public"."metric" AS "t0" LEFT JOIN "public"."theme" AS "j1" ON ("j1"."id") = ("t0"."theme_id") WHERE ("t0"."dataset_id" = $1 AND "t0"."from_seq" <= $2 AND "t0"."to_seq" > $3 AND ("j1"."code" IN ($4) AND ("j1"."id" IS NOT NULL))) ORDER BY "t0"."code" ASC LIMIT $5;

-- statement 4
SELECT "t0"."id", "t0"."region_id" AS "regionId", "t0"."code", "t0"."name", "t0"."dataset_id" AS "datasetId" FROM "public"."region_version" AS "t0" WHERE ("t0"."region_id" IN ($1) AND "t0"."current" = $2 AND "t0"."to_seq" = $3);
