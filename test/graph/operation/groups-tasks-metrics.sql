-- statement 1
-- observation.list
select k.key, o.*, array[o.k0::text, o.k1::text, o.k2::text] as sort
from unnest($4::int[]) as k(key)
cross join lateral (
  select o.*
  from series s
  join unnest($1::int[], $2::int[], $3::int[]) as seen(dataset_id, region_id, seq) on seen.dataset_id = s.dataset_id
  cross join lateral (
    select s.dataset_id, s.metric_id, s.region_id, s.breakdown_key, o.series_id, o.period, o.period_start::text as period_start, o.period_end::text as period_end, o.frequency::text as frequency, o.from_seq, o.value::text as value, o.period_end as k0, o.period as k1, s.id as k2
    from observation o
    where o.series_id = s.id and o.from_seq <= seen.seq and o.to_seq > seen.seq
    order by o.period_end desc, o.period desc, s.id asc limit $5::int
  ) o
  where s.metric_id = k.key
  order by o.k0 desc, o.k1 desc, o.k2 asc limit $5::int
) o;

-- statement 2
-- state.current
select v.facts, v.reports, d.id, d.code, d.language, d.time_zone, d.region_id, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id;

-- statement 3
SELECT "t0"."id", "WorkingGroup_tasks"."__prisma_data__" AS "tasks", "t0"."code" FROM "public"."working_group" AS "t0" LEFT JOIN LATERAL (SELECT COALESCE(JSONB_AGG("__prisma_data__"), '[]') AS "__prisma_data__" FROM (SELECT "t3"."__prisma_data__" FROM (SELECT JSONB_BUILD_OBJECT('metrics', "Task_metrics"."__prisma_data__", 'id', "t2"."id", 'code', "t2"."code", 'title', "t2"."title", 'datasetId', "t2"."dataset_id") AS "__prisma_data__", "t2"."code", "t2"."id", "t2"."dataset_id", "t2"."from_seq", "t2"."to_seq", "t2"."search_text" FROM (SELECT "t1".* FROM "public"."task" AS "t1" WHERE "t0"."id" = "t1"."working_group_id" /* root select */) AS "t2" LEFT JOIN LATERAL (SELECT COALESCE(JSONB_AGG("__prisma_data__"), '[]') AS "__prisma_data__" FROM (SELECT "t7"."__prisma_data__" FROM (SELECT JSONB_BUILD_OBJECT('metricId', "t6"."metric_id", 'metric', "TaskMetric_metric"."__prisma_data__", 'position', "t6"."position", 'metricId', "t6"."metric_id") AS "__prisma_data__", "t6"."position", "t6"."metric_id" FROM (SELECT "t5".* FROM "public"."task_metric" AS "t5" WHERE "t2"."id" = "t5"."task_id" /* root select */) AS "t6" LEFT JOIN LATERAL (SELECT JSONB_BUILD_OBJECT('id', "t9"."id", 'code', "t9"."code", 'name', "t9"."name", 'datasetId', "t9"."dataset_id") AS "__prisma_data__" FROM "public"."metric" AS "t9" WHERE "t6"."metric_id" = "t9"."id" LIMIT $1) AS "TaskMetric_metric" ON true /* inner select */) AS "t7" LEFT JOIN "public"."metric" AS "j10" ON ("j10"."id") = ("t7"."metric_id") WHERE ("j10"."dataset_id" = $2 AND "j10"."from_seq" <= $3 AND "j10"."to_seq" > $4 AND ("j10"."id" IS NOT NULL)) ORDER BY "t7"."position" ASC, "t7"."metric_id" ASC LIMIT $5 /* middle select */) AS "t8" /* outer select */) AS "Task_metrics" ON true /* inner select */) AS "t3" WHERE ("t3"."dataset_id" = $6 AND "t3"."from_seq" <= $7 AND "t3"."to_seq" > $8 AND "t3"."search_text"::text LIKE ('%' || $9 || '%')) ORDER BY "t3"."code" ASC, "t3"."id" ASC LIMIT $10 /* middle select */) AS "t4" /* outer select */) AS "WorkingGroup_tasks" ON true WHERE ("t0"."dataset_id" = $11 AND "t0"."dataset_id" = $12 AND "t0"."from_seq" <= $13 AND "t0"."to_seq" > $14) ORDER BY "t0"."ordinal" ASC, "t0"."id" ASC LIMIT $15;

-- statement 4
SELECT "t0"."id", "t0"."region_id" AS "regionId", "t0"."name", "t0"."code", "t0"."dataset_id" AS "datasetId" FROM "public"."region_version" AS "t0" WHERE ("t0"."region_id" IN ($1) AND "t0"."current" = $2 AND "t0"."to_seq" = $3);
