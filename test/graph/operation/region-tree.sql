-- statement 1
-- state.current
select v.facts, v.reports, d.id, d.code, d.language, d.time_zone, d.region_id, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id;

-- statement 2
SELECT "t0"."id", "t0"."region_id" AS "regionId", "RegionVersion_region"."__prisma_data__" AS "region", "t0"."code", "t0"."name", "t0"."dataset_id" AS "datasetId", "t0"."level"::text, "t0"."path" FROM "public"."region_version" AS "t0" LEFT JOIN LATERAL (SELECT JSONB_BUILD_OBJECT('childVersions', "Region_childVersions"."__prisma_data__") AS "__prisma_data__" FROM "public"."region" AS "t1" LEFT JOIN LATERAL (SELECT COALESCE(JSONB_AGG("__prisma_data__"), '[]') AS "__prisma_data__" FROM (SELECT "t4"."__prisma_data__" FROM (SELECT JSONB_BUILD_OBJECT('id', "t3"."id", 'regionId', "t3"."region_id", 'code', "t3"."code", 'name', "t3"."name", 'datasetId', "t3"."dataset_id", 'level', "t3"."level") AS "__prisma_data__", "t3"."code", "t3"."id", "t3"."dataset_id", "t3"."from_seq", "t3"."to_seq", "t3"."current" FROM (SELECT "t2".* FROM "public"."region_version" AS "t2" WHERE "t1"."id" = "t2"."parent_id" /* root select */) AS "t3" /* inner select */) AS "t4" WHERE ("t4"."dataset_id" = $1 AND "t4"."from_seq" <= $2 AND "t4"."to_seq" > $3 AND "t4"."current" = $4 AND "t4"."to_seq" = $5) ORDER BY "t4"."code" ASC, "t4"."id" ASC LIMIT $6 /* middle select */) AS "t5" /* outer select */) AS "Region_childVersions" ON true WHERE "t0"."region_id" = "t1"."id" LIMIT $7) AS "RegionVersion_region" ON true WHERE ("t0"."dataset_id" = $8 AND "t0"."from_seq" <= $9 AND "t0"."to_seq" > $10 AND "t0"."code" = $11 AND "t0"."current" = $12 AND "t0"."to_seq" = $13) ORDER BY "t0"."id" ASC LIMIT $14;

-- statement 3
SELECT "t0"."id", "t0"."region_id" AS "regionId", "t0"."code", "t0"."name", "t0"."dataset_id" AS "datasetId" FROM "public"."region_version" AS "t0" WHERE ("t0"."region_id" IN ($1,$2) AND "t0"."current" = $3 AND "t0"."to_seq" = $4);

-- statement 4
SELECT "t0"."id", JSONB_BUILD_OBJECT('childVersions', COALESCE("t1"."_aggr_count_childVersions", 0)) AS "_count" FROM "public"."region" AS "t0" LEFT JOIN LATERAL (SELECT COUNT(*) AS "_aggr_count_childVersions" FROM "public"."region_version" AS "t2" WHERE ("t0"."id" = "t2"."parent_id" AND ("t2"."dataset_id" = $1 AND "t2"."from_seq" <= $2 AND "t2"."to_seq" > $3 AND "t2"."current" = $4 AND "t2"."to_seq" = $5))) AS "t1" ON true WHERE "t0"."id" IN ($6);
