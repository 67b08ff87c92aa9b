-- statement 1
-- state.current
select v.facts, v.reports, d.id, d.code, d.language, d.time_zone, d.region_id, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id;

-- statement 2
SELECT "t0"."id", "t0"."code", "t0"."name", "t0"."dataset_id" AS "datasetId" FROM "public"."programme" AS "t0" WHERE "t0"."id" IN ($1,$2);

-- statement 3
SELECT COUNT(*) AS "_count$_all", "public"."task"."programme_id", "public"."task"."status"::text, "public"."task"."due_date" FROM "public"."task" WHERE ("public"."task"."has_children" = $1 AND "public"."task"."dataset_id" = $2 AND "public"."task"."from_seq" <= $3 AND "public"."task"."to_seq" > $4 AND "public"."task"."dataset_id" = $5) GROUP BY "public"."task"."programme_id", "public"."task"."status", "public"."task"."due_date" OFFSET $6;
