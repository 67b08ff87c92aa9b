-- No semicolon may stand inside a statement or a comment here: what runs the file splits it there.
-- Whether a figure that is marked BREAK divides a base from the figure that it is compared with, which ends on the day "until". The rule is that of
-- src/domain/break.ts, and a test holds both equal. It is one expression, which the planner puts in the place of the call. Whoever asks says
-- besides that the marked figure ends after the base begins, which always holds and which an index can tell.
CREATE FUNCTION "breaks_series"(
  "first" date, "last" date, "frequency" "Frequency", "is_last" boolean,
  "base_first" date, "base_last" date, "base_frequency" "Frequency", "until" date
) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  select case
    when "is_last" then "last" > "base_last" and "last" <= "until"
    when 'SPAN' in ("frequency", "base_frequency") then ("last" > "base_last" or coalesce("first" > "base_first", false)) and "last" <= "until"
    else "first" > "base_first" and "first" <= "until"
  end
$$;
