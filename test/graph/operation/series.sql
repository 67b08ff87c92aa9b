-- statement 1
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
  where s.id = k.key
  order by o.period_end desc, o.period_start asc nulls last,
    (select max(p.version) from publication p where p.dataset_id = s.dataset_id and p.seq = o.from_seq) desc, s.id
  limit 1
) o;

-- statement 2
-- state.current
select v.facts, v.reports, d.id, d.code, d.language, d.time_zone, d.region_id, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id;

-- statement 3
SELECT "t0"."id", "Metric_dimensions"."__prisma_data__" AS "dimensions", "Metric_series"."__prisma_data__" AS "series", "t0"."name", "t0"."code", "t0"."dataset_id" AS "datasetId" FROM "public"."metric" AS "t0" LEFT JOIN LATERAL (SELECT COALESCE(JSONB_AGG("__prisma_data__"), '[]') AS "__prisma_data__" FROM (SELECT "t3"."__prisma_data__" FROM (SELECT JSONB_BUILD_OBJECT('dimensionId', "t2"."dimension_id", 'dimension', "MetricDimension_dimension"."__prisma_data__") AS "__prisma_data__", "t2"."position", "t2"."dimension_id" FROM (SELECT "t1".* FROM "public"."metric_dimension" AS "t1" WHERE "t0"."id" = "t1"."metric_id" /* root select */) AS "t2" LEFT JOIN LATERAL (SELECT JSONB_BUILD_OBJECT('id', "t5"."id", 'code', "t5"."code", 'name', "t5"."name", 'datasetId', "t5"."dataset_id") AS "__prisma_data__" FROM "public"."dimension" AS "t5" WHERE "t2"."dimension_id" = "t5"."id" LIMIT $1) AS "MetricDimension_dimension" ON true /* inner select */) AS "t3" ORDER BY "t3"."position" ASC LIMIT $2 /* middle select */) AS "t4" /* outer select */) AS "Metric_dimensions" ON true LEFT JOIN LATERAL (SELECT COALESCE(JSONB_AGG("__prisma_data__"), '[]') AS "__prisma_data__" FROM (SELECT "t8"."__prisma_data__" FROM (SELECT JSONB_BUILD_OBJECT('id', "t7"."id", 'breakdownKey', "t7"."breakdown_key") AS "__prisma_data__", "t7"."id", "t7"."dataset_id", "t7"."from_seq", "t7"."to_seq" FROM (SELECT "t6".* FROM "public"."series" AS "t6" WHERE "t0"."id" = "t6"."metric_id" /* root select */) AS "t7" /* inner select */) AS "t8" WHERE ("t8"."dataset_id" = $3 AND "t8"."from_seq" <= $4 AND "t8"."to_seq" > $5) ORDER BY "t8"."id" ASC LIMIT $6 /* middle select */) AS "t9" /* outer select */) AS "Metric_series" ON true WHERE ("t0"."dataset_id" = $7 AND "t0"."from_seq" <= $8 AND "t0"."to_seq" > $9 AND "t0"."code" = $10) ORDER BY "t0"."id" ASC LIMIT $11;

-- statement 4
SELECT "t0"."id", "Series_categories"."__prisma_data__" AS "categories" FROM "public"."series" AS "t0" LEFT JOIN LATERAL (SELECT COALESCE(JSONB_AGG("__prisma_data__"), '[]') AS "__prisma_data__" FROM (SELECT "t3"."__prisma_data__" FROM (SELECT JSONB_BUILD_OBJECT('dimensionId', "t2"."dimension_id", 'dimension', "SeriesCategory_dimension"."__prisma_data__", 'categoryId', "t2"."category_id", 'category', "SeriesCategory_category"."__prisma_data__") AS "__prisma_data__", "t2"."dimension_id", "t2"."category_id" FROM (SELECT "t1".* FROM "public"."series_category" AS "t1" WHERE "t0"."id" = "t1"."series_id" /* root select */) AS "t2" LEFT JOIN LATERAL (SELECT JSONB_BUILD_OBJECT('id', "t5"."id") AS "__prisma_data__" FROM "public"."dimension" AS "t5" WHERE "t2"."dimension_id" = "t5"."id" LIMIT $1) AS "SeriesCategory_dimension" ON true LEFT JOIN LATERAL (SELECT JSONB_BUILD_OBJECT('id', "t6"."id", 'code', "t6"."code", 'name', "t6"."name", 'datasetId', "t6"."dataset_id") AS "__prisma_data__" FROM "public"."category" AS "t6" WHERE "t2"."category_id" = "t6"."id" LIMIT $2) AS "SeriesCategory_category" ON true /* inner select */) AS "t3" LEFT JOIN "public"."dimension" AS "orderby_1" ON ("orderby_1"."id") = ("t3"."dimension_id") ORDER BY "orderby_1"."code" ASC /* middle select */) AS "t4" /* outer select */) AS "Series_categories" ON true WHERE "t0"."id" IN ($3,$4,$5,$6);
