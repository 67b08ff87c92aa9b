import { OPEN, type Sql } from '../../database/sql.ts';
import { checkJump } from '../../domain/check/check.ts';
import { fetchBatches } from '../../read/core/cursor.ts';
import type { CheckedBounds } from './check-bound.ts';
import type { CheckedMetric, CheckedMetrics } from './check-metric.ts';
import type { CheckedSeries, CheckStage } from './check-stage.ts';

/** A step of at least this factor, up or down, may be a jump. */
const WIDE = 3;
/** One of this factor is a jump also where there is nothing to hold it against. */
const VERY_WIDE = 10;
/** By so many robust deviations a jump is away from the median step. */
const DEVIATIONS = 6;
/** Fewer other steps are no history, and no neighbourhood. */
const MIN_OTHERS = 5;
/** Makes the median absolute deviation of normal numbers their standard deviation. */
const NORMAL_SCALE = 1.4826;
/** Calendar months and years differ by so many days. */
const MAX_DAYS_APART = 3;
/** Steps of about so many figures are looked at by one statement: readers of the embedded database wait for each. */
const SLICE = 20_000;

/** Finds values that the history of their series and the neighbours in the same period do not explain. */
export async function checkJumps(
  tx: Sql,
  dataset: number,
  bounds: CheckedBounds,
  metrics: CheckedMetrics,
  stage: CheckStage,
): Promise<void> {
  const ids = metrics.all.filter((metric) => isMeasuredFromZero(metric, bounds)).map(({ id }) => id);
  await tx.query(WATCHED, [ids]);
  await tx.query(STEP_TABLE);
  await tx.query(UNUSUAL_TABLE);
  const [last] = await tx.query<{ slice: number | null }>(
    '-- check.last-slice\nselect max(slice) as slice from check_watched',
  );
  for (let slice = 0; slice <= (last?.slice ?? -1); slice++) {
    if (slice > 0) await tx.query('-- check.next-steps\ntruncate check_step');
    await tx.query(STEPS, [slice]);
    await tx.query('-- check.analyze-steps\nanalyze check_step (series_id, frequency, period_end)');
    await tx.query(UNUSUAL);
  }
  await tx.query('-- check.analyze-unusual-steps\nanalyze check_unusual_step');
  type Row = CheckedSeries & { readonly value: string; readonly before: string; readonly before_period: string };
  for await (const rows of fetchBatches<Row>(tx, 'check', 'jumps', JUMPS, [dataset])) {
    for (const row of rows) stage.add(row, 'JUMP', row.before_period, checkJump(row.value, row.before));
    await stage.flush();
  }
}

/** Whether three times a value says anything: not of scores on a scale, and not of what may be negative. */
const isMeasuredFromZero = ({ id, kind }: CheckedMetric, bounds: CheckedBounds): boolean =>
  kind !== 'SCORE' &&
  bounds.of(id).minimum?.startsWith('-') !== true &&
  !(kind === 'RATE' && bounds.of(id).minimum === null);

/** Ten units of the last decimal are added to each value before its logarithm is taken: 1 to 4 cases are no fourfold. */
const slackOf = (metric: string, precision: string) =>
  `power(10::float8, 1 - coalesce(${metric}.decimals, ${precision}.decimals))`;

const PUBLISHED = (o: string) => `${o}.to_seq = ${OPEN} and ${o}.basis = 'PUBLISHED' and ${o}.value > 0`;

/** The series in which there may be a jump, in slices of so many figures. A series whose extremes are close has none. */
const WATCHED = `-- check.watched
create temp table check_watched on commit drop as
select p.series_id, ${slackOf('m', 'p')} as slack, ((sum(p.figures) over (order by p.series_id) - p.figures) / ${SLICE})::int as slice
from check_precision p join metric m on m.id = p.metric_id
where p.metric_id = any($1::int[]) and p.figures > 1 and p.least >= 0
  and p.greatest::float8 + ${slackOf('m', 'p')} >= ${WIDE} * (p.least::float8 + ${slackOf('m', 'p')})`;

const STEP_TABLE = `-- check.step-table
create temp table check_step (
  series_id int, frequency "Frequency", period_end date, before_end date, step float8
) on commit drop`;

const UNUSUAL_TABLE = `-- check.unusual-step-table
create temp table check_unusual_step (like check_step, middle float8, has_history boolean) on commit drop`;

/** The steps of logarithms from one period to the next of the same kind, of one slice. */
const STEPS = `-- check.steps
insert into check_step
with figure as (
  select o.series_id, o.frequency, o.period_start, o.period_end, ln(o.value::float8 + w.slack) as level
  from check_watched w join observation o on o.series_id = w.series_id and ${PUBLISHED('o')} and o.frequency <> 'SPAN'
  where w.slice = $1::int
),
follower as (
  select series_id, frequency, period_start, period_end, level - lag(level) over series as step,
    lag(period_end) over series as before_end, lag(period_end - period_start) over series as before_days
  from figure window series as (partition by series_id, frequency order by period_end)
)
select series_id, frequency, period_end, before_end, step from follower
where period_start = before_end + 1 and abs(period_end - period_start - before_days) <= ${MAX_DAYS_APART}`;

/** The month in which a step of a part of a year ends; null of any other. */
const seasonOf = (step: string) =>
  `case when ${step}.frequency in ('MONTHLY', 'QUARTERLY', 'HALF_YEARLY') then extract(month from ${step}.period_end)::int end`;
const yearOf = (step: string) => `extract(year from ${step}.period_end)::int`;

const median = (value: string) => `percentile_cont(0.5) within group (order by ${value})`;

/**
 * Wide steps that the history of their series does not explain. One back to where the series was, or one of each season, is no finding.
 * The MAD is at least the smaller distance of a quartile from the median, so that hardly any series needs it.
 */
const UNUSUAL = `-- check.unusual-steps
insert into check_unusual_step
with wide as materialized (
  select * from check_step where abs(step) >= ln(${WIDE}::float8)
),
history as (
  select series_id, frequency, percentile_cont(array[0.25, 0.5, 0.75]) within group (order by step) as quartiles
  from check_step join (select distinct series_id, frequency from wide) w using (series_id, frequency)
  group by series_id, frequency having count(*) > ${MIN_OTHERS}
),
far as materialized (
  select w.*, h.quartiles[2] as middle
  from wide w left join history h using (series_id, frequency)
  where h.quartiles is null or abs(w.step - h.quartiles[2])
    >= ${DEVIATIONS * NORMAL_SCALE} * least(h.quartiles[3] - h.quartiles[2], h.quartiles[2] - h.quartiles[1])
),
spread as (
  select series_id, frequency, ${NORMAL_SCALE} * ${median('abs(t.step - f.middle)')} as spread
  from check_step t join (select distinct series_id, frequency, middle from far) f using (series_id, frequency)
  where f.middle is not null group by series_id, frequency
)
select t.*, t.middle is not null as has_history
from far t left join spread p using (series_id, frequency)
where (p.spread is null or abs(t.step - t.middle) >= ${DEVIATIONS} * p.spread)
  and not exists (
    select from check_step u
    where u.series_id = t.series_id and u.frequency = t.frequency and u.period_end = t.before_end
      and u.step * t.step < 0 and abs(u.step) >= ln(${WIDE}::float8) and abs(u.step + t.step) < ln(${WIDE}::float8)
  ) and not exists (
    select from check_step u
    where u.series_id = t.series_id and u.frequency = t.frequency and ${seasonOf('u')} = ${seasonOf('t')}
      and ${yearOf('u')} in (${yearOf('t')} - 1, ${yearOf('t')} + 1)
      and u.step * t.step > 0 and abs(u.step) >= abs(t.step) / 2
  )`;

/** Those that the same step of other regions does not explain either, unless a break that is marked does. */
const JUMPS = `with place as materialized (
  select distinct s.metric_id, s.breakdown_key, u.frequency, u.period_end, u.before_end
  from check_unusual_step u join series s on s.id = u.series_id
),
beside as (
  select k.*, ln(a.value::float8 + ${slackOf('m', 'p')}) - ln(b.value::float8 + ${slackOf('m', 'p')}) as step
  from place k
  join series q on q.dataset_id = $1::int and q.metric_id = k.metric_id and q.breakdown_key = k.breakdown_key
  join check_precision p on p.series_id = q.id
  join metric m on m.id = k.metric_id
  join observation a on a.series_id = q.id and a.period_end = k.period_end and a.frequency = k.frequency and ${PUBLISHED('a')}
  join observation b on b.series_id = q.id and b.period_end = k.before_end and b.frequency = k.frequency and ${PUBLISHED('b')}
),
middle as (
  select metric_id, breakdown_key, frequency, period_end, ${median('step')} as middle
  from beside group by 1, 2, 3, 4 having count(*) > ${MIN_OTHERS}
),
spread as (
  select metric_id, breakdown_key, frequency, period_end, middle, ${NORMAL_SCALE} * ${median('abs(step - middle)')} as spread
  from beside join middle using (metric_id, breakdown_key, frequency, period_end) group by 1, 2, 3, 4, 5
)
select u.series_id, o.period, u.period_end::text, o.value::text, b.value::text as before, b.period as before_period
from check_unusual_step u
join series s on s.id = u.series_id
join metric m on m.id = s.metric_id
join observation o on o.series_id = u.series_id and o.period_end = u.period_end and o.frequency = u.frequency and ${PUBLISHED('o')}
join observation b on b.series_id = u.series_id and b.period_end = u.before_end and b.frequency = u.frequency and ${PUBLISHED('b')}
left join spread n on n.metric_id = s.metric_id and n.breakdown_key = s.breakdown_key
  and n.frequency = u.frequency and n.period_end = u.period_end
where case when n.spread is null then u.has_history or abs(u.step) >= ln(${VERY_WIDE}::float8)
    else abs(u.step - n.middle) >= ${DEVIATIONS} * n.spread or (u.has_history and abs(u.step) >= ln(${VERY_WIDE}::float8)) end
  and ('DEFINITION_DIFFERS' = any(coalesce(o.flags, '{}'))) = ('DEFINITION_DIFFERS' = any(coalesce(b.flags, '{}')))
  and not exists (
    select from observation x
    where x.series_id = u.series_id and x.to_seq = ${OPEN} and x.period_end > b.period_start and x.flags && '{BREAK}'
      and breaks_series(x.period_start, x.period_end, x.frequency, m.over_time = 'LAST', b.period_start, u.before_end, u.frequency, u.period_end)
  )`;
