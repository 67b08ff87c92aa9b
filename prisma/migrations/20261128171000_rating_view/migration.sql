-- The scales of ratings as a view, and its key at the end of the two that have ratings. Roles that `bi:role` made read it at once, since they may
-- read whatever the owner adds to the schema. No semicolon may stand inside a statement or a comment here.

CREATE VIEW bi."dim_rating" AS
SELECT
  r."id" AS "rating_id",
  d."code"::varchar(200) AS "dataset_code",
  r."code"::varchar(200) AS "rating",
  bi."label"(r."name", d."language")::varchar(255) AS "rating_name",
  bi."text"(r."description", d."language")::varchar(4000) AS "description",
  r."light"::text::varchar(10) AS "rating_light",
  r."position" AS "rating_order",
  r."valid_from" AS "valid_from",
  r."valid_to" AS "valid_to"
FROM "rating" r
JOIN "dataset" d ON d."id" = r."dataset_id" AND r."from_seq" <= d."current_seq";
COMMENT ON VIEW bi."dim_rating" IS 'The grades of the scales on which reports judge tasks, one row for each, also those that a later release left out.';
COMMENT ON COLUMN bi."dim_rating"."rating_id" IS 'Names the rating.';
COMMENT ON COLUMN bi."dim_rating"."dataset_code" IS 'The data set that the rating belongs to.';
COMMENT ON COLUMN bi."dim_rating"."rating" IS 'The code of the rating, unique in its data set.';
COMMENT ON COLUMN bi."dim_rating"."rating_name" IS 'The name of the rating.';
COMMENT ON COLUMN bi."dim_rating"."description" IS 'What the rating means, in words, null where the source does not say.';
COMMENT ON COLUMN bi."dim_rating"."rating_light" IS 'The light of an open task with this rating, where the lights of the data set follow ratings: GREEN, YELLOW, RED, or null for none.';
COMMENT ON COLUMN bi."dim_rating"."rating_order" IS 'The place of the rating on its scale: 1 is the best.';
COMMENT ON COLUMN bi."dim_rating"."valid_from" IS 'The first day on which a report may give it, null where that is not known.';
COMMENT ON COLUMN bi."dim_rating"."valid_to" IS 'The last day on which a report may give it, null where it is still valid.';

CREATE OR REPLACE VIEW bi."fact_task" AS
SELECT
  t."id" AS "task_id",
  d."code"::varchar(200) AS "dataset_code",
  t."code"::varchar(200) AS "task_code",
  t."ordinal" AS "ordinal",
  bi."text"(t."title", d."language")::varchar(4000) AS "title",
  t."working_group_id" AS "working_group_id",
  t."attribution"::text::varchar(20) AS "attribution",
  p."code"::varchar(200) AS "programme_code",
  bi."label"(p."name", d."language")::varchar(255) AS "programme_name",
  t."region_id" AS "region_id",
  t."lead_ids"[1] AS "lead_organization_id",
  t."parent_id" AS "parent_task_id",
  t."has_children" AS "has_parts",
  t."level"::text::varchar(20) AS "level",
  t."weight" AS "weight",
  t."start_date" AS "start_date",
  t."due_date" AS "due_date",
  t."completed_date" AS "completed_date",
  t."status"::text::varchar(20) AS "status",
  t."own_progress" AS "own_progress",
  t."rolled_up_progress" AS "rolled_up_progress",
  coalesce(t."due_date" < (now() AT TIME ZONE d."time_zone")::date AND t."status" NOT IN ('COMPLETED', 'CANCELLED'), false) AS "is_overdue",
  (CASE
    WHEN t."status" = 'COMPLETED' THEN 'GREEN'
    WHEN t."status" = 'CANCELLED' THEN NULL
    WHEN d."task_light" = 'RATING' AND t."rating_id" IS NOT NULL THEN r."light"::text
    WHEN t."due_date" IS NULL THEN NULL
    WHEN t."due_date" < (now() AT TIME ZONE d."time_zone")::date THEN 'RED'
    WHEN t."due_date" <= (now() AT TIME ZONE d."time_zone")::date + coalesce((
      SELECT q."yellow_days" FROM "assessment_rule" q
      WHERE q."dataset_id" = t."dataset_id" AND q."metric_id" IS NULL AND q."from_seq" <= d."current_seq" AND q."to_seq" > d."current_seq" ORDER BY q."id" LIMIT 1
    ), 30) THEN 'YELLOW'
    ELSE 'GREEN'
  END)::varchar(10) AS "light",
  r."code"::varchar(200) AS "rating",
  bi."label"(r."name", d."language")::varchar(255) AS "rating_name",
  (SELECT v."code" FROM "rating" v WHERE v."id" = t."previous_rating_id")::varchar(200) AS "previous_rating",
  t."rated_since" AS "rated_since",
  t."rating_id" AS "rating_id"
FROM "task" t
JOIN "dataset" d ON d."id" = t."dataset_id" AND t."from_seq" <= d."current_seq" AND t."to_seq" > d."current_seq"
LEFT JOIN "programme" p ON p."id" = t."programme_id"
LEFT JOIN "rating" r ON r."id" = t."rating_id";
COMMENT ON COLUMN bi."fact_task"."rating_id" IS 'The rating that it has, in dim_rating.';

CREATE OR REPLACE VIEW bi."fact_task_report" AS
SELECT
  e."id" AS "report_id",
  e."task_id" AS "task_id",
  d."code"::varchar(200) AS "dataset_code",
  t."code"::varchar(200) AS "task_code",
  e."reported_at" AS "reported_at",
  (e."reported_at" AT TIME ZONE d."time_zone")::date AS "reported_on",
  e."status"::text::varchar(20) AS "status",
  e."progress" AS "progress",
  r."code"::varchar(200) AS "rating",
  bi."label"(r."name", d."language")::varchar(255) AS "rating_name",
  r."light"::text::varchar(10) AS "rating_light",
  e."reported_by_id" AS "reporting_organization_id",
  (SELECT o."code" FROM "organization" o WHERE o."id" = e."reported_by_id")::varchar(200) AS "reported_by_code",
  (SELECT bi."label"(o."name", d."language") FROM "organization" o WHERE o."id" = e."reported_by_id")::varchar(255) AS "reported_by_name",
  bi."text"(e."note", d."language")::varchar(4000) AS "note",
  e."rating_id" AS "rating_id"
FROM "task_report" e
JOIN "task" t ON t."id" = e."task_id"
JOIN "dataset" d ON d."id" = t."dataset_id" AND t."from_seq" <= d."current_seq" AND t."to_seq" > d."current_seq"
LEFT JOIN "rating" r ON r."id" = e."rating_id";
COMMENT ON COLUMN bi."fact_task_report"."rating_id" IS 'The rating that it gives, in dim_rating.';
