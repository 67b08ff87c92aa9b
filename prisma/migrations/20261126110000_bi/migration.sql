-- What tools read that speak SQL: a star of views over what is published now. No semicolon may stand inside a statement or a comment here: what
-- runs the file splits it there.
-- A column that nobody asks for costs nothing: what is looked up is either joined by a key, which the planner drops when no column of it is
-- wanted, or a subquery of the one column that needs it. Few tables are joined, since the planner gives up ordering joins beyond eight. No view
-- is a security barrier, which would keep filters from the indexes.
CREATE SCHEMA "bi";
COMMENT ON SCHEMA "bi" IS 'Published figures, tasks and what they hang on, for tools that read SQL. See docs/sql-views.md.';

-- One expression without a subquery, which the planner puts in the place of the call.
CREATE FUNCTION bi."text"("names" jsonb, "own" text) RETURNS varchar LANGUAGE sql STABLE PARALLEL SAFE AS $$
  select coalesce(
    "names" ->> nullif(current_setting('govgraph.language', true), ''),
    "names" ->> "own",
    jsonb_path_query_first("names", '$.*') #>> '{}'
  )::varchar(4000)
$$;
COMMENT ON FUNCTION bi."text"(jsonb, text) IS 'A text in the language of the setting govgraph.language, else in the one that is given, else in any. At most 4000 characters.';

CREATE FUNCTION bi."label"("names" jsonb, "own" text) RETURNS varchar LANGUAGE sql STABLE PARALLEL SAFE AS $$
  select coalesce(
    "names" ->> nullif(current_setting('govgraph.language', true), ''),
    "names" ->> "own",
    jsonb_path_query_first("names", '$.*') #>> '{}'
  )::varchar(255)
$$;
COMMENT ON FUNCTION bi."label"(jsonb, text) IS 'A name in the language of the setting govgraph.language, else in the one that is given, else in any. At most 255 characters.';

-- Views give codes a length, since ODBC takes text without one for a long text: these are what their filters search by.
CREATE INDEX "metric_bi_code" ON "metric" (("code"::varchar(200)));
CREATE INDEX "region_bi_code" ON "region" (("code"::varchar(200)));

CREATE VIEW bi."fact_observation" AS
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
  m."over_breakdowns" = 'SUM' AND s."breakdown_key" <> '' AS "adds_over_breakdowns"
FROM "observation" o
JOIN "series" s ON s."id" = o."series_id"
JOIN "dataset" d ON d."id" = s."dataset_id" AND o."from_seq" <= d."current_seq" AND o."to_seq" > d."current_seq"
JOIN "metric" m ON m."id" = s."metric_id"
LEFT JOIN "region_version" v ON v."region_id" = s."region_id" AND v."current" AND v."to_seq" = 2147483647;
COMMENT ON VIEW bi."fact_observation" IS 'One row for each figure that the current release of its data set holds. Before adding values up, read what each row says of that: region_level, frequency, is_span, is_total, breakdown_by and the columns that begin with adds_over.';
COMMENT ON COLUMN bi."fact_observation"."series_id" IS 'The series that it belongs to: one metric, region and breakdown. Together with period_id it names the row.';
COMMENT ON COLUMN bi."fact_observation"."metric_id" IS 'What it measures, in dim_metric.';
COMMENT ON COLUMN bi."fact_observation"."region_id" IS 'The region that it is of, in dim_region.';
COMMENT ON COLUMN bi."fact_observation"."period_id" IS 'Its period, in dim_period. To filter by periods, the columns here are quicker.';
COMMENT ON COLUMN bi."fact_observation"."working_group_id" IS 'The working group of the metric, in dim_working_group, null where it belongs to none.';
COMMENT ON COLUMN bi."fact_observation"."dataset_code" IS 'The data set that publishes it.';
COMMENT ON COLUMN bi."fact_observation"."region_level" IS 'COUNTRY, PROVINCE, PREFECTURE, COUNTY, TOWNSHIP, COMMUNITY, GRID or OTHER. Figures of different levels overlap: filter by one, or group by it.';
COMMENT ON COLUMN bi."fact_observation"."period" IS 'The span of time that it is of, in SDMX notation: 2020, 2020-Q3, 2020-11, 2020-01-01/P11M.';
COMMENT ON COLUMN bi."fact_observation"."period_start" IS 'The period''s first day, null where the source does not give it.';
COMMENT ON COLUMN bi."fact_observation"."period_end" IS 'The period''s last day.';
COMMENT ON COLUMN bi."fact_observation"."frequency" IS 'ANNUAL, HALF_YEARLY, QUARTERLY, MONTHLY, WEEKLY, DAILY, or SPAN for any other range. Figures of different frequencies overlap: filter by one, or group by it.';
COMMENT ON COLUMN bi."fact_observation"."breakdown" IS 'What part it is of, as dimension=category, several in the order of their codes with U+003B between them. Empty for the total.';
COMMENT ON COLUMN bi."fact_observation"."is_total" IS 'Whether it is the total over all breakdowns. Totals and their parts overlap: never add them up together.';
COMMENT ON COLUMN bi."fact_observation"."value" IS 'The figure, exact, in unit_code times ten to the unit_multiplier. Null only with a status flag that says why. Zero is a value.';
COMMENT ON COLUMN bi."fact_observation"."numerator" IS 'Of a rate or ratio: what it was computed from, where that is known. Rates are never added up: divide sum of numerators by sum of denominators.';
COMMENT ON COLUMN bi."fact_observation"."denominator" IS 'Of a rate or ratio: what it was divided by, where that is known.';
COMMENT ON COLUMN bi."fact_observation"."unit_code" IS 'The unit of the value.';
COMMENT ON COLUMN bi."fact_observation"."unit_multiplier" IS 'The power of ten of the unit: 4 for ten thousand.';
COMMENT ON COLUMN bi."fact_observation"."status_flags" IS 'What is to be said of the value, separated by a blank: NORMAL, BREAK, ESTIMATED, PROVISIONAL, MISSING, SUPPRESSED and so on.';
COMMENT ON COLUMN bi."fact_observation"."basis" IS 'PUBLISHED: the source says it. COMPUTED: the result of a formula.';
COMMENT ON COLUMN bi."fact_observation"."breakdown_by" IS 'The dimensions of the breakdown without their categories. Parts by different dimensions overlap: filter by one, or group by it.';
COMMENT ON COLUMN bi."fact_observation"."is_span" IS 'Whether the period is no calendar unit, such as January to November. Such periods overlap: never add them up over time.';
COMMENT ON COLUMN bi."fact_observation"."measures" IS 'FLOW: how many in the period. LEVEL: how many there are at its end. CUMULATIVE: how many since a fixed start. Only a FLOW can be added up over time.';
COMMENT ON COLUMN bi."fact_observation"."over_time" IS 'The metric''s rule over time: SUM adds up, LAST takes the last period, AVERAGE the mean, WEIGHTED divides sum of numerators by sum of denominators, NONE: not at all.';
COMMENT ON COLUMN bi."fact_observation"."over_regions" IS 'The metric''s rule over regions of one level, with the same words.';
COMMENT ON COLUMN bi."fact_observation"."over_breakdowns" IS 'The metric''s rule over the categories of one dimension, with the same words.';
COMMENT ON COLUMN bi."fact_observation"."adds_over_time" IS 'Whether values of one metric, region and breakdown may be added up over periods of one frequency.';
COMMENT ON COLUMN bi."fact_observation"."adds_over_regions" IS 'Whether values of one metric, period and breakdown may be added up over regions of one level.';
COMMENT ON COLUMN bi."fact_observation"."adds_over_breakdowns" IS 'Whether values of one metric, region and period may be added up over the parts of one breakdown_by. False for a total, which is that sum.';

CREATE VIEW bi."observation" AS
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
  m."over_breakdowns" = 'SUM' AND s."breakdown_key" <> '' AS "adds_over_breakdowns"
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
COMMENT ON VIEW bi."observation" IS 'Every figure that the current release of its data set holds, flat and wide: what fact_observation and its dimensions say together. Read there what may be added up.';
COMMENT ON COLUMN bi."observation"."id" IS 'Its global id, which names this very revision. The graph''s node(id:) takes it.';
COMMENT ON COLUMN bi."observation"."dataset_code" IS 'The data set that publishes it.';
COMMENT ON COLUMN bi."observation"."metric_code" IS 'What it measures.';
COMMENT ON COLUMN bi."observation"."metric_name" IS 'The metric''s name.';
COMMENT ON COLUMN bi."observation"."theme_code" IS 'The theme that the metric belongs to.';
COMMENT ON COLUMN bi."observation"."working_group_code" IS 'The working group that the metric belongs to, where it belongs to one.';
COMMENT ON COLUMN bi."observation"."region_code" IS 'The region that it is of.';
COMMENT ON COLUMN bi."observation"."region_scheme" IS 'The scheme of the code of the region, in which it is unique. Two schemes may use one code for two places: filter by one, or group by it.';
COMMENT ON COLUMN bi."observation"."region_name" IS 'The region''s name.';
COMMENT ON COLUMN bi."observation"."region_level" IS 'COUNTRY, PROVINCE, PREFECTURE, COUNTY, TOWNSHIP, COMMUNITY, GRID or OTHER. Figures of different levels overlap: filter by one, or group by it.';
COMMENT ON COLUMN bi."observation"."period" IS 'The span of time that it is of, in SDMX notation: 2020, 2020-Q3, 2020-11, 2020-01-01/P11M.';
COMMENT ON COLUMN bi."observation"."period_start" IS 'The period''s first day, null where the source does not give it.';
COMMENT ON COLUMN bi."observation"."period_end" IS 'The period''s last day.';
COMMENT ON COLUMN bi."observation"."frequency" IS 'ANNUAL, HALF_YEARLY, QUARTERLY, MONTHLY, WEEKLY, DAILY, or SPAN for any other range. Figures of different frequencies overlap: filter by one, or group by it.';
COMMENT ON COLUMN bi."observation"."breakdown" IS 'What part it is of, as dimension=category, several in the order of their codes with U+003B between them. Empty for the total.';
COMMENT ON COLUMN bi."observation"."is_total" IS 'Whether it is the total over all breakdowns. Totals and their parts overlap: never add them up together.';
COMMENT ON COLUMN bi."observation"."value" IS 'The figure, exact, in unit_code times ten to the unit_multiplier. Null only with a status flag that says why. Zero is a value.';
COMMENT ON COLUMN bi."observation"."numerator" IS 'Of a rate or ratio: what it was computed from, where that is known. Rates are never added up: divide sum of numerators by sum of denominators.';
COMMENT ON COLUMN bi."observation"."denominator" IS 'Of a rate or ratio: what it was divided by, where that is known.';
COMMENT ON COLUMN bi."observation"."unit_code" IS 'The unit of the value.';
COMMENT ON COLUMN bi."observation"."unit_multiplier" IS 'The power of ten of the unit: 4 for ten thousand.';
COMMENT ON COLUMN bi."observation"."status_flags" IS 'What is to be said of the value, separated by a blank: NORMAL, BREAK, ESTIMATED, PROVISIONAL, MISSING, SUPPRESSED and so on.';
COMMENT ON COLUMN bi."observation"."basis" IS 'PUBLISHED: the source says it. COMPUTED: the result of a formula.';
COMMENT ON COLUMN bi."observation"."yoy_percent" IS 'The change against the same period of the year before, in per cent to 12 significant digits. Null for a rate, and where the two cannot be compared. Never added up.';
COMMENT ON COLUMN bi."observation"."yoy_points" IS 'The same change of a rate, in percentage points. Null for anything else. Never added up.';
COMMENT ON COLUMN bi."observation"."yoy_published" IS 'The change against the year before as the source states it: per cent, of a rate percentage points.';
COMMENT ON COLUMN bi."observation"."source_code" IS 'The document that it was read from, of several the first.';
COMMENT ON COLUMN bi."observation"."locator" IS 'The place in that document.';
COMMENT ON COLUMN bi."observation"."release_version" IS 'The release that this revision came with.';
COMMENT ON COLUMN bi."observation"."published_at" IS 'When that release was published.';
COMMENT ON COLUMN bi."observation"."breakdown_by" IS 'The dimensions of the breakdown without their categories. Parts by different dimensions overlap: filter by one, or group by it.';
COMMENT ON COLUMN bi."observation"."is_span" IS 'Whether the period is no calendar unit, such as January to November. Such periods overlap: never add them up over time.';
COMMENT ON COLUMN bi."observation"."measures" IS 'FLOW: how many in the period. LEVEL: how many there are at its end. CUMULATIVE: how many since a fixed start. Only a FLOW can be added up over time.';
COMMENT ON COLUMN bi."observation"."over_time" IS 'The metric''s rule over time: SUM adds up, LAST takes the last period, AVERAGE the mean, WEIGHTED divides sum of numerators by sum of denominators, NONE: not at all.';
COMMENT ON COLUMN bi."observation"."over_regions" IS 'The metric''s rule over regions of one level, with the same words.';
COMMENT ON COLUMN bi."observation"."over_breakdowns" IS 'The metric''s rule over the categories of one dimension, with the same words.';
COMMENT ON COLUMN bi."observation"."adds_over_time" IS 'Whether values of one metric, region and breakdown may be added up over periods of one frequency.';
COMMENT ON COLUMN bi."observation"."adds_over_regions" IS 'Whether values of one metric, period and breakdown may be added up over regions of one level.';
COMMENT ON COLUMN bi."observation"."adds_over_breakdowns" IS 'Whether values of one metric, region and period may be added up over the parts of one breakdown_by. False for a total, which is that sum.';

CREATE VIEW bi."dim_metric" AS
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
  (SELECT bi."label"(u."name", d."language") FROM "unit" u WHERE u."id" = m."unit_id")::varchar(255) AS "unit_name",
  (SELECT bi."label"(u."symbol", d."language") FROM "unit" u WHERE u."id" = m."unit_id")::varchar(255) AS "unit_symbol",
  m."unit_multiplier" AS "unit_multiplier",
  m."decimals" AS "decimals",
  m."direction"::text::varchar(20) AS "direction",
  m."over_time"::text::varchar(20) AS "over_time",
  m."over_regions"::text::varchar(20) AS "over_regions",
  m."over_breakdowns"::text::varchar(20) AS "over_breakdowns",
  m."numerator_id" AS "numerator_metric_id",
  m."denominator_id" AS "denominator_metric_id"
FROM "metric" m
JOIN "dataset" d ON d."id" = m."dataset_id" AND m."from_seq" <= d."current_seq" AND m."to_seq" > d."current_seq";
COMMENT ON VIEW bi."dim_metric" IS 'One row for each metric.';
COMMENT ON COLUMN bi."dim_metric"."metric_id" IS 'Names it in the facts.';
COMMENT ON COLUMN bi."dim_metric"."metric_code" IS 'Its code, the same everywhere.';
COMMENT ON COLUMN bi."dim_metric"."metric_name" IS 'Its name.';
COMMENT ON COLUMN bi."dim_metric"."definition" IS 'What exactly is measured, where that is said.';
COMMENT ON COLUMN bi."dim_metric"."dataset_code" IS 'The data set that owns the metric.';
COMMENT ON COLUMN bi."dim_metric"."theme_code" IS 'The theme that it belongs to.';
COMMENT ON COLUMN bi."dim_metric"."theme_name" IS 'The theme''s name.';
COMMENT ON COLUMN bi."dim_metric"."working_group_id" IS 'The working group that it belongs to, in dim_working_group, null where it belongs to none.';
COMMENT ON COLUMN bi."dim_metric"."attribution" IS 'STATED: the source says that it belongs to its working group. INFERRED: it was concluded. Null without a group.';
COMMENT ON COLUMN bi."dim_metric"."kind" IS 'COUNT, AMOUNT, RATE, RATIO, INDEX or SCORE. A RATE changes in percentage points.';
COMMENT ON COLUMN bi."dim_metric"."measures" IS 'FLOW: how many in the period. LEVEL: how many there are at its end. CUMULATIVE: how many since a fixed start.';
COMMENT ON COLUMN bi."dim_metric"."unit_code" IS 'The unit of its values.';
COMMENT ON COLUMN bi."dim_metric"."unit_name" IS 'The unit''s name.';
COMMENT ON COLUMN bi."dim_metric"."unit_symbol" IS 'The unit''s sign, where it has one.';
COMMENT ON COLUMN bi."dim_metric"."unit_multiplier" IS 'The power of ten of the unit: 4 for ten thousand.';
COMMENT ON COLUMN bi."dim_metric"."decimals" IS 'To how many decimals a computed value is rounded. Null: 12 significant digits.';
COMMENT ON COLUMN bi."dim_metric"."direction" IS 'HIGHER_IS_BETTER, LOWER_IS_BETTER or NEUTRAL.';
COMMENT ON COLUMN bi."dim_metric"."over_time" IS 'The metric''s rule over time: SUM adds up, LAST takes the last period, AVERAGE the mean, WEIGHTED divides sum of numerators by sum of denominators, NONE: not at all.';
COMMENT ON COLUMN bi."dim_metric"."over_regions" IS 'The metric''s rule over regions of one level, with the same words.';
COMMENT ON COLUMN bi."dim_metric"."over_breakdowns" IS 'The metric''s rule over the categories of one dimension, with the same words.';
COMMENT ON COLUMN bi."dim_metric"."numerator_metric_id" IS 'Of a rate or ratio: the metric that is divided, where it is one.';
COMMENT ON COLUMN bi."dim_metric"."denominator_metric_id" IS 'Of a rate or ratio: the metric that it is divided by, where it is one.';

CREATE VIEW bi."dim_region" AS
SELECT
  r."id" AS "region_id",
  r."scheme"::varchar(200) AS "scheme",
  r."code"::varchar(200) AS "region_code",
  bi."label"(v."name", d."language")::varchar(255) AS "region_name",
  v."level"::text::varchar(20) AS "region_level",
  v."parent_id" AS "parent_region_id",
  cardinality(v."path") AS "depth",
  v."valid_from" AS "valid_from",
  v."valid_to" AS "valid_to",
  up."country_code" AS "country_code",
  up."country_name" AS "country_name",
  up."province_code" AS "province_code",
  up."province_name" AS "province_name",
  up."prefecture_code" AS "prefecture_code",
  up."prefecture_name" AS "prefecture_name",
  up."county_code" AS "county_code",
  up."county_name" AS "county_name",
  up."township_code" AS "township_code",
  up."township_name" AS "township_name",
  up."community_code" AS "community_code",
  up."community_name" AS "community_name",
  up."grid_code" AS "grid_code",
  up."grid_name" AS "grid_name"
FROM "region" r
JOIN "dataset" d ON d."id" = r."dataset_id" AND r."from_seq" <= d."current_seq" AND r."to_seq" > d."current_seq"
LEFT JOIN "region_version" v ON v."region_id" = r."id" AND v."current" AND v."to_seq" = 2147483647
LEFT JOIN LATERAL (
  SELECT max(CASE WHEN a."level" = 'COUNTRY' THEN ar."code" END)::varchar(200) AS "country_code",
    max(CASE WHEN a."level" = 'COUNTRY' THEN bi."label"(a."name", d."language") END)::varchar(255) AS "country_name",
    max(CASE WHEN a."level" = 'PROVINCE' THEN ar."code" END)::varchar(200) AS "province_code",
    max(CASE WHEN a."level" = 'PROVINCE' THEN bi."label"(a."name", d."language") END)::varchar(255) AS "province_name",
    max(CASE WHEN a."level" = 'PREFECTURE' THEN ar."code" END)::varchar(200) AS "prefecture_code",
    max(CASE WHEN a."level" = 'PREFECTURE' THEN bi."label"(a."name", d."language") END)::varchar(255) AS "prefecture_name",
    max(CASE WHEN a."level" = 'COUNTY' THEN ar."code" END)::varchar(200) AS "county_code",
    max(CASE WHEN a."level" = 'COUNTY' THEN bi."label"(a."name", d."language") END)::varchar(255) AS "county_name",
    max(CASE WHEN a."level" = 'TOWNSHIP' THEN ar."code" END)::varchar(200) AS "township_code",
    max(CASE WHEN a."level" = 'TOWNSHIP' THEN bi."label"(a."name", d."language") END)::varchar(255) AS "township_name",
    max(CASE WHEN a."level" = 'COMMUNITY' THEN ar."code" END)::varchar(200) AS "community_code",
    max(CASE WHEN a."level" = 'COMMUNITY' THEN bi."label"(a."name", d."language") END)::varchar(255) AS "community_name",
    max(CASE WHEN a."level" = 'GRID' THEN ar."code" END)::varchar(200) AS "grid_code",
    max(CASE WHEN a."level" = 'GRID' THEN bi."label"(a."name", d."language") END)::varchar(255) AS "grid_name"
  FROM unnest(v."path") AS step("id")
  JOIN "region" ar ON ar."id" = step."id"
  JOIN "region_version" a ON a."region_id" = step."id" AND a."current" AND a."to_seq" = 2147483647
) up ON true;
COMMENT ON VIEW bi."dim_region" IS 'One row for each region, as it is named and placed now, with the region of each level that it lies in. A region stands in the columns of its own level too.';
COMMENT ON COLUMN bi."dim_region"."region_id" IS 'Names it in the facts.';
COMMENT ON COLUMN bi."dim_region"."scheme" IS 'The code scheme: GB/T 2260 for Chinese regions.';
COMMENT ON COLUMN bi."dim_region"."region_code" IS 'Its code in the scheme.';
COMMENT ON COLUMN bi."dim_region"."region_name" IS 'Its name.';
COMMENT ON COLUMN bi."dim_region"."region_level" IS 'COUNTRY, PROVINCE, PREFECTURE, COUNTY, TOWNSHIP, COMMUNITY, GRID or OTHER.';
COMMENT ON COLUMN bi."dim_region"."parent_region_id" IS 'The region right above it, in this same view, null at the top of what is loaded.';
COMMENT ON COLUMN bi."dim_region"."depth" IS 'How deep it lies in what is loaded: 1 at the top.';
COMMENT ON COLUMN bi."dim_region"."valid_from" IS 'First day of this name and place, null: as far back as is known.';
COMMENT ON COLUMN bi."dim_region"."valid_to" IS 'Last day of this name and place, null: still valid.';
COMMENT ON COLUMN bi."dim_region"."country_code" IS 'The code of the country that it lies in or is, null where none is loaded.';
COMMENT ON COLUMN bi."dim_region"."country_name" IS 'The name of the country that it lies in or is, null where none is loaded.';
COMMENT ON COLUMN bi."dim_region"."province_code" IS 'The code of the province that it lies in or is, null where none is loaded.';
COMMENT ON COLUMN bi."dim_region"."province_name" IS 'The name of the province that it lies in or is, null where none is loaded.';
COMMENT ON COLUMN bi."dim_region"."prefecture_code" IS 'The code of the prefecture that it lies in or is, null where none is loaded.';
COMMENT ON COLUMN bi."dim_region"."prefecture_name" IS 'The name of the prefecture that it lies in or is, null where none is loaded.';
COMMENT ON COLUMN bi."dim_region"."county_code" IS 'The code of the county that it lies in or is, null where none is loaded.';
COMMENT ON COLUMN bi."dim_region"."county_name" IS 'The name of the county that it lies in or is, null where none is loaded.';
COMMENT ON COLUMN bi."dim_region"."township_code" IS 'The code of the township that it lies in or is, null where none is loaded.';
COMMENT ON COLUMN bi."dim_region"."township_name" IS 'The name of the township that it lies in or is, null where none is loaded.';
COMMENT ON COLUMN bi."dim_region"."community_code" IS 'The code of the community that it lies in or is, null where none is loaded.';
COMMENT ON COLUMN bi."dim_region"."community_name" IS 'The name of the community that it lies in or is, null where none is loaded.';
COMMENT ON COLUMN bi."dim_region"."grid_code" IS 'The code of the grid that it lies in or is, null where none is loaded.';
COMMENT ON COLUMN bi."dim_region"."grid_name" IS 'The name of the grid that it lies in or is, null where none is loaded.';

CREATE VIEW bi."dim_period" AS
SELECT
  (p."period_end" - DATE '0001-01-01')::bigint * 4000000 + coalesce(p."period_end" - p."period_start" + 1, 0) AS "period_id",
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
COMMENT ON VIEW bi."dim_period" IS 'One row for each period that a published figure is of. Periods of different frequencies overlap.';
COMMENT ON COLUMN bi."dim_period"."period_id" IS 'Names it in the facts.';
COMMENT ON COLUMN bi."dim_period"."period" IS 'In SDMX notation: 2020, 2020-Q3, 2020-11, 2020-01-01/P11M.';
COMMENT ON COLUMN bi."dim_period"."period_start" IS 'Its first day, null where the source does not give it.';
COMMENT ON COLUMN bi."dim_period"."period_end" IS 'Its last day.';
COMMENT ON COLUMN bi."dim_period"."frequency" IS 'ANNUAL, HALF_YEARLY, QUARTERLY, MONTHLY, WEEKLY, DAILY, or SPAN for any other range.';
COMMENT ON COLUMN bi."dim_period"."is_span" IS 'Whether it is no calendar unit, such as January to November.';
COMMENT ON COLUMN bi."dim_period"."days" IS 'How many days it has.';
COMMENT ON COLUMN bi."dim_period"."year" IS 'The year of its last day.';
COMMENT ON COLUMN bi."dim_period"."quarter" IS 'The quarter that it lies in, 1 to 4, null for a longer period, a week or a span.';
COMMENT ON COLUMN bi."dim_period"."month" IS 'The month that it lies in, 1 to 12, null for a longer period, a week or a span.';

CREATE VIEW bi."dim_working_group" AS
SELECT
  g."id" AS "working_group_id",
  d."code"::varchar(200) AS "dataset_code",
  g."code"::varchar(200) AS "working_group_code",
  g."ordinal" AS "ordinal",
  bi."label"(g."name", d."language")::varchar(255) AS "working_group_name",
  g."leading_group_id" AS "leading_group_id"
FROM "working_group" g
JOIN "dataset" d ON d."id" = g."dataset_id" AND g."from_seq" <= d."current_seq" AND g."to_seq" > d."current_seq";
COMMENT ON VIEW bi."dim_working_group" IS 'One row for each working group.';
COMMENT ON COLUMN bi."dim_working_group"."working_group_id" IS 'Names it in the facts.';
COMMENT ON COLUMN bi."dim_working_group"."dataset_code" IS 'The data set that it belongs to.';
COMMENT ON COLUMN bi."dim_working_group"."working_group_code" IS 'Its code, unique in its data set.';
COMMENT ON COLUMN bi."dim_working_group"."ordinal" IS 'Its place in the source''s count, from 1.';
COMMENT ON COLUMN bi."dim_working_group"."working_group_name" IS 'Its name, where the source gives one.';
COMMENT ON COLUMN bi."dim_working_group"."leading_group_id" IS 'The leading group that it works for, in dim_organization.';

CREATE VIEW bi."dim_organization" AS
SELECT
  n."id" AS "organization_id",
  n."code"::varchar(200) AS "organization_code",
  bi."label"(n."name", d."language")::varchar(255) AS "organization_name",
  n."kind"::text::varchar(20) AS "kind",
  n."parent_id" AS "parent_organization_id",
  n."region_id" AS "region_id"
FROM "organization" n
JOIN "dataset" d ON d."id" = n."dataset_id" AND n."from_seq" <= d."current_seq" AND n."to_seq" > d."current_seq";
COMMENT ON VIEW bi."dim_organization" IS 'One row for each organisation.';
COMMENT ON COLUMN bi."dim_organization"."organization_id" IS 'Names it in the facts.';
COMMENT ON COLUMN bi."dim_organization"."organization_code" IS 'Its code, the same everywhere.';
COMMENT ON COLUMN bi."dim_organization"."organization_name" IS 'Its name.';
COMMENT ON COLUMN bi."dim_organization"."kind" IS 'LEADING_GROUP, PARTY_COMMITTEE, GOVERNMENT, DEPARTMENT, ORGAN or OTHER.';
COMMENT ON COLUMN bi."dim_organization"."parent_organization_id" IS 'The organisation right above it, in this same view.';
COMMENT ON COLUMN bi."dim_organization"."region_id" IS 'Where it is, in dim_region.';

CREATE VIEW bi."fact_task" AS
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
    WHEN t."status" = 'CANCELLED' OR t."due_date" IS NULL THEN NULL
    WHEN t."due_date" < (now() AT TIME ZONE d."time_zone")::date THEN 'RED'
    WHEN t."due_date" <= (now() AT TIME ZONE d."time_zone")::date + coalesce((
      SELECT q."yellow_days" FROM "assessment_rule" q
      WHERE q."dataset_id" = t."dataset_id" AND q."metric_id" IS NULL AND q."from_seq" <= d."current_seq" AND q."to_seq" > d."current_seq" ORDER BY q."id" LIMIT 1
    ), 30) THEN 'YELLOW'
    ELSE 'GREEN'
  END)::varchar(10) AS "light"
FROM "task" t
JOIN "dataset" d ON d."id" = t."dataset_id" AND t."from_seq" <= d."current_seq" AND t."to_seq" > d."current_seq"
LEFT JOIN "programme" p ON p."id" = t."programme_id";
COMMENT ON VIEW bi."fact_task" IS 'One row for each task, as its latest report has it. A task that has parts stands beside them: count only those whose has_parts is false.';
COMMENT ON COLUMN bi."fact_task"."task_id" IS 'Names it in task_organization.';
COMMENT ON COLUMN bi."fact_task"."dataset_code" IS 'The data set that it belongs to.';
COMMENT ON COLUMN bi."fact_task"."task_code" IS 'Its code, unique in its data set.';
COMMENT ON COLUMN bi."fact_task"."ordinal" IS 'Its place in its programme''s list, where the source counts.';
COMMENT ON COLUMN bi."fact_task"."title" IS 'What is to be done, where the source says it.';
COMMENT ON COLUMN bi."fact_task"."working_group_id" IS 'The working group that it belongs to, in dim_working_group, null where it belongs to none.';
COMMENT ON COLUMN bi."fact_task"."attribution" IS 'STATED: the source says that it belongs to its working group. INFERRED: it was concluded. Null without a group.';
COMMENT ON COLUMN bi."fact_task"."programme_code" IS 'The programme that it belongs to, where it belongs to one.';
COMMENT ON COLUMN bi."fact_task"."programme_name" IS 'The programme''s name.';
COMMENT ON COLUMN bi."fact_task"."region_id" IS 'The region that it is of, in dim_region.';
COMMENT ON COLUMN bi."fact_task"."lead_organization_id" IS 'The first organisation that leads it, in dim_organization. All that answer for it stand in task_organization.';
COMMENT ON COLUMN bi."fact_task"."parent_task_id" IS 'The task that it is a part of.';
COMMENT ON COLUMN bi."fact_task"."has_parts" IS 'Whether it has parts, whose progress makes its own: count these or their parts, not both.';
COMMENT ON COLUMN bi."fact_task"."level" IS 'The administrative level that it is set for.';
COMMENT ON COLUMN bi."fact_task"."weight" IS 'What it weighs in the progress of the task that it is a part of.';
COMMENT ON COLUMN bi."fact_task"."start_date" IS 'First day of the work.';
COMMENT ON COLUMN bi."fact_task"."due_date" IS 'Day by which it is to be completed.';
COMMENT ON COLUMN bi."fact_task"."completed_date" IS 'Day of the report that said that it is completed.';
COMMENT ON COLUMN bi."fact_task"."status" IS 'PLANNED, ACCEPTED, IN_PROGRESS, COMPLETED or CANCELLED.';
COMMENT ON COLUMN bi."fact_task"."own_progress" IS 'What was reported of it, per cent. Never added up.';
COMMENT ON COLUMN bi."fact_task"."rolled_up_progress" IS 'Its progress, of a task with parts that of its parts by weight, per cent. Never added up.';
COMMENT ON COLUMN bi."fact_task"."is_overdue" IS 'Whether it is past its due date today, and neither completed nor cancelled.';
COMMENT ON COLUMN bi."fact_task"."light" IS 'How it stands today: GREEN, YELLOW, RED, or null for one that was cancelled or has no due date.';

CREATE VIEW bi."task_organization" AS
SELECT
  a."task_id" AS "task_id",
  a."organization_id" AS "organization_id",
  a."role"::text::varchar(20) AS "role",
  a."position" AS "position",
  a."first" AS "is_first"
FROM "task_responsibility" a
JOIN "task" t ON t."id" = a."task_id"
JOIN "dataset" d ON d."id" = t."dataset_id" AND t."from_seq" <= d."current_seq" AND t."to_seq" > d."current_seq";
COMMENT ON VIEW bi."task_organization" IS 'Which organisations answer for which tasks, one row for each role. Joining it repeats a task for each row: count distinct tasks, or filter by one role, or by is_first within one organisation.';
COMMENT ON COLUMN bi."task_organization"."task_id" IS 'The task, in fact_task.';
COMMENT ON COLUMN bi."task_organization"."organization_id" IS 'The organisation, in dim_organization.';
COMMENT ON COLUMN bi."task_organization"."role" IS 'LEAD answers for the task, COOPERATE helps, SUPERVISE watches over it.';
COMMENT ON COLUMN bi."task_organization"."position" IS 'Its place among those of the same role, in the order of the source.';
COMMENT ON COLUMN bi."task_organization"."is_first" IS 'Whether this is the first of the organisation''s roles in the task: counting these counts each task of an organisation once.';
