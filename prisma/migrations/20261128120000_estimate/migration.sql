-- What publishers say of the uncertainty of a figure and of its rank. The views show it at their end. No semicolon may stand inside a statement
-- or a comment here.
-- AlterTable
ALTER TABLE "metric" ADD COLUMN     "confidence" DECIMAL(6,3);

-- AlterTable
ALTER TABLE "observation" ADD COLUMN     "lower_bound" numeric,
ADD COLUMN     "rank" numeric,
ADD COLUMN     "rank_lower_bound" numeric,
ADD COLUMN     "rank_upper_bound" numeric,
ADD COLUMN     "source_count" INTEGER,
ADD COLUMN     "standard_error" numeric,
ADD COLUMN     "upper_bound" numeric;

CREATE OR REPLACE VIEW bi."fact_observation" AS
SELECT
  o."series_id" AS "series_id",
  s."metric_id" AS "metric_id",
  s."region_id" AS "region_id",
  (o."period_end" - DATE '0001-01-01')::bigint * 4000000 + coalesce(o."period_end" - o."period_start" + 1, 0) AS "period_id",
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
  (SELECT bi."label"(u."name", d."language") FROM "unit" u WHERE u."id" = m."unit_id")::varchar(255) AS "scaled_unit_name",
  o."standard_error" AS "standard_error",
  o."lower_bound" AS "lower_bound",
  o."upper_bound" AS "upper_bound",
  o."rank" AS "rank",
  o."rank_lower_bound" AS "rank_lower_bound",
  o."rank_upper_bound" AS "rank_upper_bound",
  o."source_count" AS "source_count"
FROM "observation" o
JOIN "series" s ON s."id" = o."series_id"
JOIN "dataset" d ON d."id" = s."dataset_id" AND o."from_seq" <= d."current_seq" AND o."to_seq" > d."current_seq"
JOIN "metric" m ON m."id" = s."metric_id"
LEFT JOIN "region_version" v ON v."region_id" = s."region_id" AND v."current" AND v."to_seq" = 2147483647;
COMMENT ON COLUMN bi."fact_observation"."standard_error" IS 'The standard error of value, where the publisher gives one.';
COMMENT ON COLUMN bi."fact_observation"."lower_bound" IS 'The lower bound of value, at the confidence of the metric.';
COMMENT ON COLUMN bi."fact_observation"."upper_bound" IS 'The upper bound of value, at the confidence of the metric.';
COMMENT ON COLUMN bi."fact_observation"."rank" IS 'The rank of value among the others, a place or a percentile as the definition of the metric says.';
COMMENT ON COLUMN bi."fact_observation"."rank_lower_bound" IS 'The lower bound of rank.';
COMMENT ON COLUMN bi."fact_observation"."rank_upper_bound" IS 'The upper bound of rank.';
COMMENT ON COLUMN bi."fact_observation"."source_count" IS 'The number of sources that value was estimated from.';

CREATE OR REPLACE VIEW bi."observation" AS
SELECT
  replace(encode(convert_to('Observation:' || o."series_id" || ':' || o."from_seq" || ':' || o."period", 'UTF8'), 'base64'), chr(10), '')::varchar(200) AS "id",
  d."code"::varchar(200) AS "dataset_code",
  m."code"::varchar(200) AS "metric_code",
  bi."label"(m."name", d."language")::varchar(255) AS "metric_name",
  t."code"::varchar(200) AS "theme_code",
  g."code"::varchar(200) AS "working_group_code",
  r."code"::varchar(200) AS "region_code",
  r."scheme"::varchar(200) AS "region_scheme",
  coalesce(bi."label"(v."name", d."language"), (
      SELECT bi."label"(w."name", d."language") FROM "region_version" w WHERE w."region_id" = s."region_id" ORDER BY w."current" DESC, w."to_seq" DESC LIMIT 1
    ))::varchar(255) AS "region_name",
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
  u."code"::varchar(200) AS "unit_code",
  m."unit_multiplier" AS "unit_multiplier",
  coalesce(nullif(array_to_string(o."flags", ' '), ''), 'NORMAL')::varchar(200) AS "status_flags",
  o."basis"::text::varchar(20) AS "basis",
  CASE WHEN m."kind" <> 'RATE' THEN (
      SELECT CASE WHEN NOT (coalesce(o."flags" && '{SUPPRESSED}', false) OR coalesce(b."flags" && '{SUPPRESSED}', false)
        OR coalesce(o."flags" && '{DEFINITION_DIFFERS}', false) <> coalesce(b."flags" && '{DEFINITION_DIFFERS}', false) OR EXISTS (
          SELECT FROM "observation" k
          WHERE k."series_id" = o."series_id" AND k."period_end" > b."period_start" AND k."flags" && '{BREAK}'
            AND k."from_seq" <= d."current_seq" AND k."to_seq" > d."current_seq"
            AND "breaks_series"(k."period_start", k."period_end", k."frequency", m."over_time" = 'LAST', b."period_start", b."period_end", o."frequency", o."period_end")
        )) THEN "change_percent"(o."value", b."value") END
      FROM "observation" b
      WHERE b."series_id" = o."series_id" AND b."period_end" = "end_a_year_before"(o."period_start", o."period_end")
        AND b."period_start" = "start_a_year_before"(o."period_start", o."period_end") AND b."from_seq" <= d."current_seq" AND b."to_seq" > d."current_seq"
      LIMIT 1
    ) END AS "yoy_percent",
  CASE WHEN m."kind" = 'RATE' THEN (
      SELECT CASE WHEN NOT (coalesce(o."flags" && '{SUPPRESSED}', false) OR coalesce(b."flags" && '{SUPPRESSED}', false)
        OR coalesce(o."flags" && '{DEFINITION_DIFFERS}', false) <> coalesce(b."flags" && '{DEFINITION_DIFFERS}', false) OR EXISTS (
          SELECT FROM "observation" k
          WHERE k."series_id" = o."series_id" AND k."period_end" > b."period_start" AND k."flags" && '{BREAK}'
            AND k."from_seq" <= d."current_seq" AND k."to_seq" > d."current_seq"
            AND "breaks_series"(k."period_start", k."period_end", k."frequency", m."over_time" = 'LAST', b."period_start", b."period_end", o."frequency", o."period_end")
        )) THEN o."value" - b."value" END
      FROM "observation" b
      WHERE b."series_id" = o."series_id" AND b."period_end" = "end_a_year_before"(o."period_start", o."period_end")
        AND b."period_start" = "start_a_year_before"(o."period_start", o."period_end") AND b."from_seq" <= d."current_seq" AND b."to_seq" > d."current_seq"
      LIMIT 1
    ) END AS "yoy_points",
  (
      SELECT y."value" FROM "published_change" y
      WHERE y."series_id" = o."series_id" AND y."period_end" = o."period_end" AND y."period" = o."period" AND y."kind" = 'YOY' AND y."from_seq" <= d."current_seq" AND y."to_seq" > d."current_seq"
      LIMIT 1
    ) AS "yoy_published",
  x."code"::varchar(200) AS "source_code",
  c."locator"::varchar(1000) AS "locator",
  e."version"::varchar(200) AS "release_version",
  e."published_at" AS "published_at",
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
  "scaled_unit_name"(u."name", u."symbol", m."unit_multiplier", array[nullif(current_setting('govgraph.language', true), ''), d."language"])::varchar(255) AS "unit_name",
  "scaled_value"(o."value", m."unit_multiplier") AS "scaled_value",
  bi."label"(u."name", d."language")::varchar(255) AS "scaled_unit_name",
  o."standard_error" AS "standard_error",
  o."lower_bound" AS "lower_bound",
  o."upper_bound" AS "upper_bound",
  o."rank" AS "rank",
  o."rank_lower_bound" AS "rank_lower_bound",
  o."rank_upper_bound" AS "rank_upper_bound",
  o."source_count" AS "source_count"
FROM "observation" o
JOIN "series" s ON s."id" = o."series_id"
JOIN "dataset" d ON d."id" = s."dataset_id" AND o."from_seq" <= d."current_seq" AND o."to_seq" > d."current_seq"
JOIN "metric" m ON m."id" = s."metric_id"
JOIN "region" r ON r."id" = s."region_id"
LEFT JOIN "theme" t ON t."id" = m."theme_id"
LEFT JOIN "unit" u ON u."id" = m."unit_id"
LEFT JOIN "working_group" g ON g."id" = m."working_group_id"
LEFT JOIN "region_version" v ON v."region_id" = s."region_id" AND v."current" AND v."to_seq" = 2147483647
LEFT JOIN "release" e ON e."dataset_id" = s."dataset_id" AND e."seq" = o."from_seq"
LEFT JOIN "citation" c ON c."id" = o."citation_ids"[1]
LEFT JOIN "source" x ON x."id" = c."source_id";
COMMENT ON COLUMN bi."observation"."standard_error" IS 'The standard error of value, where the publisher gives one.';
COMMENT ON COLUMN bi."observation"."lower_bound" IS 'The lower bound of value, at the confidence of the metric.';
COMMENT ON COLUMN bi."observation"."upper_bound" IS 'The upper bound of value, at the confidence of the metric.';
COMMENT ON COLUMN bi."observation"."rank" IS 'The rank of value among the others, a place or a percentile as the definition of the metric says.';
COMMENT ON COLUMN bi."observation"."rank_lower_bound" IS 'The lower bound of rank.';
COMMENT ON COLUMN bi."observation"."rank_upper_bound" IS 'The upper bound of rank.';
COMMENT ON COLUMN bi."observation"."source_count" IS 'The number of sources that value was estimated from.';

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
  m."confidence" AS "confidence"
FROM "metric" m
JOIN "dataset" d ON d."id" = m."dataset_id" AND m."from_seq" <= d."current_seq" AND m."to_seq" > d."current_seq";
COMMENT ON COLUMN bi."dim_metric"."confidence" IS 'The confidence level of lower_bound and upper_bound, in per cent, such as 90.';
