-- statement 1
-- state.current
select v.facts, v.reports, d.id, d.code, d.language, d.time_zone, d.region_id, d.current_seq as seq
from content_version v left join dataset d on d.current_seq > 0
order by d.id;

-- statement 2
SELECT "t0"."id", "t0"."ordinal", "t0"."code", "t0"."title", "t0"."dataset_id" AS "datasetId", "t0"."status"::text, "t0"."own_progress" AS "ownProgress" FROM "public"."task" AS "t0" LEFT JOIN "public"."programme" AS "j1" ON ("j1"."id") = ("t0"."programme_id") WHERE ("t0"."dataset_id" = $1 AND "t0"."from_seq" <= $2 AND "t0"."to_seq" > $3 AND "t0"."dataset_id" = $4 AND ("j1"."code" IN ($5) AND ("j1"."id" IS NOT NULL))) ORDER BY "t0"."ordinal"ASC NULLS LAST, "t0"."code" ASC, "t0"."id" ASC LIMIT $6;

-- statement 3
SELECT COUNT(*) AS "_count$_all" FROM (SELECT "public"."task"."id" FROM "public"."task" LEFT JOIN "public"."programme" AS "j0" ON ("j0"."id") = ("public"."task"."programme_id") WHERE ("public"."task"."dataset_id" = $1 AND "public"."task"."from_seq" <= $2 AND "public"."task"."to_seq" > $3 AND "public"."task"."dataset_id" = $4 AND ("j0"."code" IN ($5) AND ("j0"."id" IS NOT NULL))) OFFSET $6) AS "sub";
