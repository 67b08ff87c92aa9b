-- Two views more: the dated reports on tasks, and the other codes of regions. Roles that `bi:role` made read them at once, since they may read
-- whatever the owner adds to the schema. No semicolon may stand inside a statement or a comment here.

CREATE VIEW bi."fact_task_report" AS
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
  bi."text"(e."note", d."language")::varchar(4000) AS "note"
FROM "task_report" e
JOIN "task" t ON t."id" = e."task_id"
JOIN "dataset" d ON d."id" = t."dataset_id" AND t."from_seq" <= d."current_seq" AND t."to_seq" > d."current_seq"
LEFT JOIN "rating" r ON r."id" = e."rating_id";
COMMENT ON VIEW bi."fact_task_report" IS 'One row for each dated report on a task that is shown. Reports are live: they belong to no release. How a task stands now is in fact_task.';
COMMENT ON COLUMN bi."fact_task_report"."report_id" IS 'Names the report.';
COMMENT ON COLUMN bi."fact_task_report"."task_id" IS 'The task that it is on, in fact_task.';
COMMENT ON COLUMN bi."fact_task_report"."dataset_code" IS 'The data set that the task belongs to.';
COMMENT ON COLUMN bi."fact_task_report"."task_code" IS 'The code of the task, unique in its data set.';
COMMENT ON COLUMN bi."fact_task_report"."reported_at" IS 'The moment of the report.';
COMMENT ON COLUMN bi."fact_task_report"."reported_on" IS 'The day of the report in the time zone of the data set.';
COMMENT ON COLUMN bi."fact_task_report"."status" IS 'What it reports: PLANNED, ACCEPTED, IN_PROGRESS, COMPLETED or CANCELLED.';
COMMENT ON COLUMN bi."fact_task_report"."progress" IS 'The progress that it reports, per cent, null where it gives none. Never added up.';
COMMENT ON COLUMN bi."fact_task_report"."rating" IS 'The code of the rating that it gives, null where it gives none.';
COMMENT ON COLUMN bi."fact_task_report"."rating_name" IS 'The name of the rating.';
COMMENT ON COLUMN bi."fact_task_report"."rating_light" IS 'The light of the rating: GREEN, YELLOW, RED, or null for one without a light.';
COMMENT ON COLUMN bi."fact_task_report"."reporting_organization_id" IS 'The organisation that reports, in dim_organization, null where none is named.';
COMMENT ON COLUMN bi."fact_task_report"."reported_by_code" IS 'The code of the organisation that reports.';
COMMENT ON COLUMN bi."fact_task_report"."reported_by_name" IS 'The name of the organisation that reports.';
COMMENT ON COLUMN bi."fact_task_report"."note" IS 'What it says in words.';

CREATE VIEW bi."region_alias" AS
SELECT DISTINCT
  a."region_id" AS "region_id",
  a."scheme"::varchar(200) AS "scheme",
  a."alias"::varchar(200) AS "alias"
FROM "region_alias" a
JOIN "dataset" d ON d."id" = a."dataset_id" AND a."from_seq" <= d."current_seq" AND a."to_seq" > d."current_seq"
JOIN "region" r ON r."id" = a."region_id"
JOIN "dataset" o ON o."id" = r."dataset_id" AND r."from_seq" <= o."current_seq" AND r."to_seq" > o."current_seq";
COMMENT ON VIEW bi."region_alias" IS 'The other codes of regions, such as former ones, one row for each code. Joining it repeats a region for each row.';
COMMENT ON COLUMN bi."region_alias"."region_id" IS 'The region that the code names, in dim_region.';
COMMENT ON COLUMN bi."region_alias"."scheme" IS 'The code scheme of the alias.';
COMMENT ON COLUMN bi."region_alias"."alias" IS 'The other code.';
