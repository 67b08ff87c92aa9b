-- statement 1
-- state.current
select v.facts, v.reports, d.id, d.code, d.language, d.time_zone, d.region_id, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id;

-- statement 2
SELECT "t0"."id", "t0"."ordinal", "t0"."code", "t0"."name", "t0"."dataset_id" AS "datasetId" FROM "public"."working_group" AS "t0" WHERE ("t0"."dataset_id" = $1 AND "t0"."dataset_id" = $2 AND "t0"."from_seq" <= $3 AND "t0"."to_seq" > $4) ORDER BY "t0"."ordinal" ASC, "t0"."id" ASC LIMIT $5;

-- statement 3
SELECT COUNT(*) AS "_count$_all", "public"."task"."working_group_id", "public"."task"."status"::text FROM "public"."task" WHERE ("public"."task"."has_children" = $1 AND "public"."task"."dataset_id" = $2 AND "public"."task"."from_seq" <= $3 AND "public"."task"."to_seq" > $4 AND "public"."task"."working_group_id" IN ($5,$6,$7,$8,$9,$10,$11,$12)) GROUP BY "public"."task"."working_group_id", "public"."task"."status" OFFSET $13;
