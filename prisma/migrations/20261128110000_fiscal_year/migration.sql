-- Fiscal years are periods of their own. No semicolon may stand inside a statement or a comment here: what runs the file splits it there.
-- The month and the day on which years begin, and null for those of the calendar.
ALTER TABLE "dataset" ADD COLUMN "fiscal_year_start" TEXT;
ALTER TABLE "metric" ADD COLUMN "fiscal_year_start" TEXT;
-- What was before had the calendar's years. Kinds are compared as texts: a value that an enum got in this transaction cannot be used in it.
UPDATE "row_history" SET "row" = "row" || '{"fiscal_year_start": null}' WHERE "kind"::text IN ('METRIC', 'DATASET');

-- Twelve months that were stored as a SPAN keep their meaning: of the texts, P1Y is now a fiscal year, and P12M twelve months.
UPDATE "observation" SET "period" = regexp_replace("period", 'P[0-9]+Y$', 'P' || substring("period" from 'P([0-9]+)Y$')::int * 12 || 'M')
WHERE "frequency" = 'SPAN' AND "period" ~ '/P[0-9]+Y$';
UPDATE "published_change" SET "period" = regexp_replace("period", 'P[0-9]+Y$', 'P' || substring("period" from 'P([0-9]+)Y$')::int * 12 || 'M')
WHERE "period" ~ '/P[0-9]+Y$';
UPDATE "target" SET "period" = regexp_replace("period", 'P[0-9]+Y$', 'P' || substring("period" from 'P([0-9]+)Y$')::int * 12 || 'M')
WHERE "period" ~ '/P[0-9]+Y$';
UPDATE "check_result" SET "period" = regexp_replace("period", 'P[0-9]+Y$', 'P' || substring("period" from 'P([0-9]+)Y$')::int * 12 || 'M')
WHERE "period" ~ '/P[0-9]+Y$';

-- The views number a period by its days, and a fiscal year besides from twelve months of the same days. No period lasts 3700000 days.
CREATE OR REPLACE VIEW bi."fact_observation" AS
SELECT
  o."series_id" AS "series_id",
  s."metric_id" AS "metric_id",
  s."region_id" AS "region_id",
  (o."period_end" - DATE '0001-01-01')::bigint * 4000000 + coalesce(o."period_end" - o."period_start" + 1, 0)
    + CASE WHEN o."frequency" = 'ANNUAL' AND extract(doy FROM o."period_start") > 1 THEN 3700000 ELSE 0 END AS "period_id",
  m."working_group_id" AS "working_group_id",
  d."code"::varchar(200) AS "dataset_code",
  coalesce(v."level", (
      SELECT w."level" FROM "region_version" w WHERE w."region_id" = s."region_id" ORDER BY w."current" DESC, w."to_seq" DESC LIMIT 1
    ))::text::varchar(20) AS "region_level",
  o."period"::varchar(40) AS "period",
  o."period_start" AS "period_start",
  o."period_end" AS "period_end",
  o."frequency"::text::varchar(20) AS "frequency",
  s."breakdown_key"::varchar(1000) AS "breakdown",
  s."breakdown_key" = '' AS "is_total",
  o."value" AS "value",
  o."numerator" AS "numerator",
  o."denominator" AS "denominator",
  (SELECT u."code" FROM "unit" u WHERE u."id" = m."unit_id")::varchar(200) AS "unit_code",
  m."unit_multiplier" AS "unit_multiplier",
  coalesce(nullif(array_to_string(o."flags", ' '), ''), 'NORMAL')::varchar(200) AS "status_flags",
  o."basis"::text::varchar(20) AS "basis",
  regexp_replace(s."breakdown_key", '=[^' || chr(59) || ']*', '', 'g')::varchar(1000) AS "breakdown_by",
  o."frequency" = 'SPAN' AS "is_span",
  m."basis"::text::varchar(20) AS "measures",
  m."over_time"::text::varchar(20) AS "over_time",
  m."over_regions"::text::varchar(20) AS "over_regions",
  m."over_breakdowns"::text::varchar(20) AS "over_breakdowns",
  m."over_time" = 'SUM' AND m."basis" = 'FLOW' AND o."frequency" <> 'SPAN' AS "adds_over_time",
  m."over_regions" = 'SUM' AS "adds_over_regions",
  m."over_breakdowns" = 'SUM' AND s."breakdown_key" <> '' AS "adds_over_breakdowns",
  CASE WHEN s."breakdown_key" = '' THEN '' ELSE (
      SELECT string_agg(bi."label"(k."name", d."language"), chr(59) || ' ' ORDER BY x."code" COLLATE "C")
      FROM "series_category" i JOIN "category" k ON k."id" = i."category_id" JOIN "dimension" x ON x."id" = i."dimension_id"
      WHERE i."series_id" = s."id"
    ) END::varchar(1000) AS "breakdown_name",
  (SELECT "scaled_unit_name"(u."name", u."symbol", m."unit_multiplier", array[nullif(current_setting('govgraph.language', true), ''), d."language"]) FROM "unit" u WHERE u."id" = m."unit_id")::varchar(255) AS "unit_name",
  "scaled_value"(o."value", m."unit_multiplier") AS "scaled_value",
  (SELECT bi."label"(u."name", d."language") FROM "unit" u WHERE u."id" = m."unit_id")::varchar(255) AS "scaled_unit_name"
FROM "observation" o
JOIN "series" s ON s."id" = o."series_id"
JOIN "dataset" d ON d."id" = s."dataset_id" AND o."from_seq" <= d."current_seq" AND o."to_seq" > d."current_seq"
JOIN "metric" m ON m."id" = s."metric_id"
LEFT JOIN "region_version" v ON v."region_id" = s."region_id" AND v."current" AND v."to_seq" = 2147483647;

CREATE OR REPLACE VIEW bi."dim_period" AS
SELECT
  (p."period_end" - DATE '0001-01-01')::bigint * 4000000 + coalesce(p."period_end" - p."period_start" + 1, 0)
    + CASE WHEN p."frequency" = 'ANNUAL' AND extract(doy FROM p."period_start") > 1 THEN 3700000 ELSE 0 END AS "period_id",
  p."period"::varchar(40) AS "period",
  p."period_start" AS "period_start",
  p."period_end" AS "period_end",
  p."frequency"::text::varchar(20) AS "frequency",
  p."frequency" = 'SPAN' AS "is_span",
  p."period_end" - p."period_start" + 1 AS "days",
  extract(year FROM p."period_end")::int AS "year",
  CASE WHEN p."frequency" IN ('QUARTERLY', 'MONTHLY', 'DAILY') THEN extract(quarter FROM p."period_end")::int END AS "quarter",
  CASE WHEN p."frequency" IN ('MONTHLY', 'DAILY') THEN extract(month FROM p."period_end")::int END AS "month"
FROM (
  SELECT DISTINCT o."period", o."period_start", o."period_end", o."frequency"
  FROM "observation" o
  JOIN "series" s ON s."id" = o."series_id"
  JOIN "dataset" d ON d."id" = s."dataset_id" AND o."from_seq" <= d."current_seq" AND o."to_seq" > d."current_seq"
) p;
COMMENT ON COLUMN bi."dim_period"."frequency" IS 'ANNUAL, also of a fiscal year, HALF_YEARLY, QUARTERLY, MONTHLY, WEEKLY, DAILY, or SPAN for any other range.';
COMMENT ON COLUMN bi."dim_period"."year" IS 'The year of its last day: 2015 of the fiscal year 2014/15.';

CREATE OR REPLACE VIEW bi."dim_metric" AS
SELECT
  m."id" AS "metric_id",
  m."code"::varchar(200) AS "metric_code",
  bi."label"(m."name", d."language")::varchar(255) AS "metric_name",
  bi."text"(m."definition", d."language")::varchar(4000) AS "definition",
  d."code"::varchar(200) AS "dataset_code",
  (SELECT t."code" FROM "theme" t WHERE t."id" = m."theme_id")::varchar(200) AS "theme_code",
  (SELECT bi."label"(t."name", d."language") FROM "theme" t WHERE t."id" = m."theme_id")::varchar(255) AS "theme_name",
  m."working_group_id" AS "working_group_id",
  m."attribution"::text::varchar(20) AS "attribution",
  m."kind"::text::varchar(20) AS "kind",
  m."basis"::text::varchar(20) AS "measures",
  (SELECT u."code" FROM "unit" u WHERE u."id" = m."unit_id")::varchar(200) AS "unit_code",
  (SELECT "scaled_unit_name"(u."name", u."symbol", m."unit_multiplier", array[nullif(current_setting('govgraph.language', true), ''), d."language"]) FROM "unit" u WHERE u."id" = m."unit_id")::varchar(255) AS "unit_name",
  (SELECT bi."label"(u."symbol", d."language") FROM "unit" u WHERE u."id" = m."unit_id")::varchar(255) AS "unit_symbol",
  m."unit_multiplier" AS "unit_multiplier",
  m."decimals" AS "decimals",
  m."direction"::text::varchar(20) AS "direction",
  m."over_time"::text::varchar(20) AS "over_time",
  m."over_regions"::text::varchar(20) AS "over_regions",
  m."over_breakdowns"::text::varchar(20) AS "over_breakdowns",
  m."numerator_id" AS "numerator_metric_id",
  m."denominator_id" AS "denominator_metric_id",
  m."fiscal_year_start"::varchar(5) AS "fiscal_year_start"
FROM "metric" m
JOIN "dataset" d ON d."id" = m."dataset_id" AND m."from_seq" <= d."current_seq" AND m."to_seq" > d."current_seq";
COMMENT ON COLUMN bi."dim_metric"."fiscal_year_start" IS 'The month and the day on which the years of the metric begin, such as 04-01. Null for calendar years.';
