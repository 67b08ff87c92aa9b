-- A period in words, as src/domain/period/period-label.ts has it: Chinese for every language that begins with zh, English for all others. The text
-- says what unit of the calendar it is, and its days say the rest. No semicolon may stand inside a statement or a comment here.
CREATE FUNCTION "period_label"("period" text, "start" date, "end" date, "language" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN k."language" = 'zh' THEN CASE WHEN k."open" THEN '截至' ELSE '' END || CASE
      WHEN k."text" ~ '^\d{4}$' THEN k."text" || '年'
      WHEN k."text" ~ '^\d{4}-S' THEN k."year" || CASE k."place" WHEN 1 THEN '年上半年' ELSE '年下半年' END
      WHEN k."text" ~ '^\d{4}-Q' THEN k."year" || '年第' || (array['一', '二', '三', '四'])[k."place"] || '季度'
      WHEN k."text" ~ '^\d{4}-W' THEN k."year" || '年第' || k."place" || '周'
      WHEN k."text" ~ '^\d{4}-\d\d$' THEN k."year" || '年' || k."place" || '月'
      WHEN k."text" ~ '^\d{4}-\d\d-\d\d$' THEN to_char("end", 'YYYY"年"FMMM"月"FMDD"日"')
      WHEN k."text" ~ '/P1Y$' THEN k."year" || '/' || to_char("end", 'YY') || '财年'
      WHEN k."months" THEN k."year" || '年' || to_char("start", 'FMMM') || '—' || to_char("end", 'FMMM') || '月'
      ELSE to_char("start", 'YYYY"年"FMMM"月"FMDD"日"') || '至' || to_char("end", 'YYYY"年"FMMM"月"FMDD"日"')
    END
    ELSE CASE WHEN k."open" THEN 'up to ' ELSE '' END || CASE
      WHEN k."text" ~ '^\d{4}$' THEN k."text"
      WHEN k."text" ~ '^\d{4}-S' THEN CASE k."place" WHEN 1 THEN 'first' ELSE 'second' END || ' half of ' || k."year"
      WHEN k."text" ~ '^\d{4}-Q' THEN 'Q' || k."place" || ' ' || k."year"
      WHEN k."text" ~ '^\d{4}-W' THEN 'week ' || k."place" || ' of ' || k."year"
      WHEN k."text" ~ '^\d{4}-\d\d$' THEN to_char("end", 'FMMonth YYYY')
      WHEN k."text" ~ '^\d{4}-\d\d-\d\d$' THEN to_char("end", 'FMDD FMMonth YYYY')
      WHEN k."text" ~ '/P1Y$' THEN k."year" || '/' || to_char("end", 'YY')
      WHEN k."months" THEN to_char("start", 'FMMonth') || '–' || to_char("end", 'FMMonth YYYY')
      ELSE to_char("start", 'FMDD FMMonth YYYY') || ' – ' || to_char("end", 'FMDD FMMonth YYYY')
    END
  END
  FROM (
    SELECT t."text", t."open", substr(t."text", 1, 4) AS "year", lower(substr("language", 1, 2)) AS "language",
      substring(t."text" from '^\d{4}-[SQW]?(\d{1,2})$')::int AS "place",
      extract(day FROM "start") = 1 AND extract(day FROM "end" + 1) = 1 AND extract(year FROM "start") = extract(year FROM "end") AS "months"
    FROM (SELECT regexp_replace("period", '^\.\./', '') AS "text", "period" LIKE '../%' AS "open") t
  ) k
$$;

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
  CASE WHEN p."frequency" IN ('MONTHLY', 'DAILY') THEN extract(month FROM p."period_end")::int END AS "month",
  "period_label"(p."period", p."period_start", p."period_end", coalesce(
    nullif(current_setting('govgraph.language', true), ''), (SELECT d."language" FROM "dataset" d ORDER BY d."id" LIMIT 1)
  ))::varchar(80) AS "period_label"
FROM (
  SELECT DISTINCT o."period", o."period_start", o."period_end", o."frequency"
  FROM "observation" o
  JOIN "series" s ON s."id" = o."series_id"
  JOIN "dataset" d ON d."id" = s."dataset_id" AND o."from_seq" <= d."current_seq" AND o."to_seq" > d."current_seq"
) p;
COMMENT ON COLUMN bi."dim_period"."period_label" IS 'The period in words, such as November 2020, or 2014/15 of a fiscal year. Sort by period_end.';
