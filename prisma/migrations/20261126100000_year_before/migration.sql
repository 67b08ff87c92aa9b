-- No semicolon may stand inside a statement or a comment here: what runs the file splits it there.
-- What a period is compared with, for statements that compare where they read. The rules are those of src/domain/period.ts and
-- src/domain/comparison.ts, and tests hold both equal. Each is one expression, which the planner puts in the place of the call.

-- The first day of the same days a year before, and null where they have no counterpart: an unknown start, week 53 of a year before which there
-- was none, 29 February.
CREATE FUNCTION "start_a_year_before"("first" date, "last" date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  select case
    when "last" - "first" = 6 and extract(isodow from "first") = 1 then
      case when extract(week from "first") < 53
          or extract(week from make_date(extract(isoyear from "first")::int - 1, 12, 28)) = 53
        then (date_trunc('week', make_date(extract(isoyear from "first")::int - 1, 1, 4)::timestamp))::date
          + 7 * (extract(week from "first")::int - 1) end
    when extract(month from "first") = 2 and extract(day from "first") = 29 then null
    when extract(month from "last") = 2 and extract(day from "last") = 29
      and not (extract(day from "last" + 1) = extract(day from "first")) then null
    else ("first" - interval '1 year')::date
  end
$$;

-- Its last day. Whole months are counted as months: January to February ends on the 29th in one year and on the 28th in the other.
CREATE FUNCTION "end_a_year_before"("first" date, "last" date) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  select case
    when "last" - "first" = 6 and extract(isodow from "first") = 1 then
      case when extract(week from "first") < 53
          or extract(week from make_date(extract(isoyear from "first")::int - 1, 12, 28)) = 53
        then (date_trunc('week', make_date(extract(isoyear from "first")::int - 1, 1, 4)::timestamp))::date
          + 7 * (extract(week from "first")::int - 1) + 6 end
    when "first" is null or extract(month from "first") = 2 and extract(day from "first") = 29 then null
    when extract(day from "last" + 1) = extract(day from "first") and extract(day from "first") <= 28
      then ("last" + 1 - interval '1 year')::date - 1
    when extract(month from "last") = 2 and extract(day from "last") = 29 then null
    else ("last" - interval '1 year')::date
  end
$$;

-- By how many per cent of a base a value differs from it, to 12 significant digits, and null unless the base is above zero.
CREATE FUNCTION "change_percent"("value" numeric, "base" numeric) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  select case
    when "base" <= 0 then null
    when "value" = "base" then 0
    else trim_scale(round(("value" - "base")::numeric(1000, 40) * 100 / "base",
      11 - floor(log(abs((("value" - "base") * 100 / "base")::float8)))::int))
  end
$$;
