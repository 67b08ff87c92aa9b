import { type CalendarUnit, UNIT_PARTS } from '../../domain/period/calendar.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { type Parameters, seenTable, shown } from '../core/statement.ts';
import { seriesConditions } from '../observation/observation-filter.ts';
import { isNested } from './roll-up-place.ts';
import type { RollUp } from './roll-up-query.ts';

/** First and last day of the unit that a day lies in, and so many days that no such unit is longer. */
const UNIT = {
  ANNUAL: { start: "date_trunc('year', o.period_end::timestamp)::date", length: '1 year', days: 366 },
  HALF_YEARLY: {
    start:
      'make_date(extract(year from o.period_end)::int, case when extract(month from o.period_end) < 7 then 1 else 7 end, 1)',
    length: '6 months',
    days: 184,
  },
  QUARTERLY: { start: "date_trunc('quarter', o.period_end::timestamp)::date", length: '3 months', days: 92 },
  MONTHLY: { start: "date_trunc('month', o.period_end::timestamp)::date", length: '1 month', days: 31 },
  WEEKLY: { start: "date_trunc('week', o.period_end::timestamp)::date", length: '7 days', days: 7 },
} as const;

/** Where in its unit a part begins: the second month of one quarter is the same part as that of another. */
const placeIn = (unit: CalendarUnit): string =>
  unit === 'WEEKLY'
    ? 'extract(isodow from o.period_start)::int'
    : '((extract(month from o.period_start) - extract(month from u.period_start)) * 100 + extract(day from o.period_start))::int';

/** The rules over what is brought together in one way, as a list in SQL: null for what a way leaves as it is. */
export function rulesUsed({ placement, overTime, dimensions }: RollUp, figure: Figure): string {
  const used = [
    ...(overTime ? [`case when ${figure.frequency} <> '${overTime}' then r.over_time end`] : []),
    ...(placement ? [`case when not ${figure.own} then r.over_regions end`] : []),
    ...(dimensions.length > 0 ? [`case when ${figure.dims} <> '' then r.over_breakdowns end`] : []),
  ];
  return used.join(', ');
}

/** Where a figure, or a way, says what it is of. */
type Figure = Readonly<Record<'frequency' | 'own' | 'dims', string>>;

export function ruleTable({ metrics }: RollUp, parameters: Parameters): string {
  const columns = [
    parameters.column(metrics, 'int', ({ id }) => id),
    parameters.column(metrics, 'text', ({ overTime }) => overTime),
    parameters.column(metrics, 'text', ({ overRegions }) => overRegions),
    parameters.column(metrics, 'text', ({ overBreakdowns }) => overBreakdowns),
    parameters.column(metrics, 'numeric', ({ scale }) => scale),
  ];
  return `rule as materialized (
  select r.*, m.code as metric_code
  from unnest(${columns.join(', ')}) as r(metric_id, over_time, over_regions, over_breakdowns, scale)
  join metric m on m.id = r.metric_id
)`;
}

/** The series whose figures may count, each with the line that it counts for: a metric, a target and a key there, numbered, since numbers group fast. */
export function partTable(
  { placement, filter, dimensions, metrics }: RollUp,
  state: Snapshot,
  parameters: Parameters,
): string {
  let key = 's.breakdown_key';
  let dims = "''";
  if (dimensions.length > 0) {
    const codes = parameters.column(dimensions, 'text', ({ code }) => code);
    const dimension = "split_part(i.item, '=', 1)";
    const items = (item: string, condition: string, by: string) =>
      `array_to_string(array(select ${item} from unnest(string_to_array(s.breakdown_key, ';')) with ordinality as i(item, place) where ${condition} order by place), '${by}')`;
    key = items('i.item', `${dimension} <> all(${codes})`, ';');
    dims = items(dimension, `${dimension} = any(${codes})`, ',');
  }
  const conditions = [
    `s.metric_id = any(${parameters.column(metrics, 'int', ({ id }) => id)})`,
    ...seriesConditions(filter, parameters),
  ];
  const place = placement
    ? 'p.target_id, p.own, p.between_ids, p.first_day, p.last_day'
    : "s.region_id as target_id, true as own, '{}'::int[] as between_ids, '-infinity'::date as first_day, 'infinity'::date as last_day";
  return `part as materialized (
  select *, dense_rank() over (order by dataset_id, metric_id, target_id, breakdown_key)::int as line
  from (
    select s.id, s.dataset_id, s.metric_id, s.region_id, s.breakdown_key as full_key, (${key}) collate "C" as breakdown_key, (${dims}) collate "C" as dims, seen.seq, ${place}
    from series s join ${seenTable(state, parameters)} on seen.dataset_id = s.dataset_id${placement ? ' join place p on p.region_id = s.region_id' : ''}
    where ${conditions.join(' and ')}
  ) s
)`;
}

/** Flags as bits, which can be gathered for thousands of groups without sorting any. */
const MARKS = `case when o.flags is null then 0
      else (select bit_or(1 << array_position(enum_range(null::"ObservationStatus"), flag)) from unnest(o.flags) flag) end`;

const isWeighted = ({ metrics }: RollUp): boolean =>
  metrics.some((metric) => [metric.overTime, metric.overRegions, metric.overBreakdowns].includes('WEIGHTED'));

/** Every figure that may count, with the period that it counts for. */
export function factTable(rollUp: RollUp, parameters: Parameters): string {
  const { overTime, filter, cells, placement, dimensions } = rollUp;
  const unit = overTime && UNIT[overTime];
  const end = unit ? 'u.period_end' : 'o.period_end';
  // A bound that bounds nothing would still make the database expect next to no rows.
  const isPlaced = placement?.parts.some(({ from, to }) => from !== null || to !== null) ?? false;
  const conditions = isPlaced ? ['o.period_end between p.first_day and p.last_day'] : [];
  if (overTime) {
    const parts = UNIT_PARTS[overTime].filter((one) => !filter.frequency || filter.frequency.includes(one));
    conditions.push(
      `o.frequency = any(${parameters.add([overTime, ...parts], '"Frequency"[]')})`,
      `(o.frequency = '${overTime}' or r.over_time <> 'LAST' or o.period_end = u.period_end)`,
    );
  } else if (filter.frequency) {
    conditions.push(`o.frequency = any(${parameters.add(filter.frequency, '"Frequency"[]')})`);
  }
  // What lies beyond a unit's own days is told by the key, which the unit's bounds are not.
  if (filter.firstEnd) {
    const first = parameters.add(filter.firstEnd, 'date');
    conditions.push(`${end} >= ${first}`, ...(unit ? [`o.period_end > ${first} - ${unit.days}`] : []));
  }
  if (filter.lastEnd) {
    const last = parameters.add(filter.lastEnd, 'date');
    conditions.push(`${end} <= ${last}`, ...(unit ? [`o.period_end <= ${last}`] : []));
  }
  if (cells) {
    const ends = [...new Set(cells.map(({ periodEnd }) => periodEnd))];
    conditions.push(`${end} = any(${parameters.add(ends, 'date[]')})`);
  }
  const period = unit
    ? `u.period_start, u.period_end, '${overTime}'::"Frequency" as frequency`
    : 'o.period_start, o.period_end, o.frequency';
  const isWeighed = isWeighted(rollUp);
  const isBounded = placement?.targets.some(({ from, to }) => from !== null || to !== null) ?? false;
  const place = overTime ? placeIn(overTime) : '0';
  const used = rulesUsed(rollUp, { frequency: 'o.frequency', own: 'p.own', dims: 'p.dims' });
  const counts = isWeighed
    ? `case when 'WEIGHTED' in (${used}) then o.numerator is not null and o.denominator is not null else o.value is not null end`
    : 'o.value is not null';
  return `fact as ${isNested(rollUp) ? 'materialized ' : ''}(
  select p.line, ${period}, p.region_id, p.full_key, p.own, p.between_ids, ${dimensions.length > 0 ? 'p.dims' : "'' as dims"},
    o.frequency as part_frequency, o.period as part_period, o.period_end as part_end, ${place} as place, o.basis, o.value, o.numerator, o.denominator, ${MARKS} as marks,
    ${counts} as counts,
    coalesce('SUPPRESSED' = any(o.flags), false) as hidden,
    coalesce('DEFINITION_DIFFERS' = any(o.flags), false) as differs
  from part p${isWeighed || overTime ? ' join rule r on r.metric_id = p.metric_id' : ''}
  join observation o on o.series_id = p.id and ${shown('o', 'p')}${
    unit
      ? `
  cross join lateral (select ${unit.start} as period_start, (${unit.start} + interval '${unit.length}' - interval '1 day')::date as period_end) u`
      : ''
  }
${isBounded ? `  join wanted t on t.region_id = p.target_id and ${end} between t.first_day and t.last_day\n` : ''}  ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
)`;
}
