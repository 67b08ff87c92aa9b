import { type CalendarUnit, UNIT_PARTS } from '../../domain/period/calendar.ts';
import { type Parameters, visibleIn } from '../core/statement.ts';
import { listRules } from './roll-up-part.ts';
import { type CellKey, hasDatedCategories, hasFiscalYears, isNested, type RollUp } from './roll-up-query.ts';

/** A unit has a first day, found from a day that lies in it, a length, and no more than so many days. */
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

/** A year of the metric's own calendar. */
const FISCAL_YEAR = { ...UNIT.ANNUAL, start: "(date_trunc('year', o.period_end - r.year_shift) + r.year_shift)::date" };

/** A part has a place in its unit, by where it begins: the second month of one quarter is the same part as that of another. */
const buildPlace = (unit: CalendarUnit): string =>
  unit === 'WEEKLY'
    ? 'extract(isodow from o.period_start)::int'
    : '((extract(month from o.period_start) - extract(month from u.period_start)) * 100 + extract(day from o.period_start))::int';

/** Flags become bits, which can be gathered for thousands of groups without sorting any. */
const MARKS = `case when o.flags is null then 0
      else (select bit_or(1 << array_position(enum_range(null::"ObservationStatus"), flag)) from unnest(o.flags) flag) end`;

const isWeighted = ({ metrics }: RollUp): boolean =>
  metrics.some((metric) => [metric.overTime, metric.overRegions, metric.overBreakdowns].includes('WEIGHTED'));

/** `fact` holds every figure that may count, with the period that it counts for; with `cells`, only those that count for these totals. */
export function buildFactTable(rollUp: RollUp, cells: readonly CellKey[] | null, parameters: Parameters): string {
  const { overTime, filter, placement, dimensions } = rollUp;
  const isFiscal = hasFiscalYears(rollUp);
  const unit = isFiscal ? FISCAL_YEAR : overTime && UNIT[overTime];
  const end = unit ? 'u.period_end' : 'o.period_end';
  // A bound that bounds nothing would still make the database expect next to no rows.
  const isPlaced =
    (placement?.parts.some(({ from, to }) => from !== null || to !== null) ?? false) || hasDatedCategories(rollUp);
  const conditions = isPlaced ? ['o.period_end between p.first_day and p.last_day'] : [];
  if (overTime) {
    const parts = UNIT_PARTS[overTime].filter((one) => !filter.frequency || filter.frequency.includes(one));
    conditions.push(
      `o.frequency = any(${parameters.add([overTime, ...parts], '"Frequency"[]')})`,
      `(o.frequency = '${overTime}' or r.over_time <> 'LAST' or o.period_end = u.period_end)`,
    );
    // What only overlaps a year of the calendar is no part of it.
    if (isFiscal) conditions.push('o.frequency = any(r.year_parts)', 'o.period_start >= u.period_start');
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
  const place = overTime ? buildPlace(overTime) : '0';
  const used = listRules(rollUp, { frequency: 'o.frequency', own: 'p.own', dims: 'p.dims' });
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
  join observation o on o.series_id = p.id and ${visibleIn('o', 'p')}${
    unit
      ? `
  cross join lateral (select ${unit.start} as period_start, (${unit.start} + interval '${unit.length}' - interval '1 day')::date as period_end) u`
      : ''
  }
${isBounded ? `  join wanted t on t.region_id = p.target_id and ${end} between t.first_day and t.last_day\n` : ''}  ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
)`;
}

const SAME = ['line', 'full_key', 'part_period'];

/**
 * Where parts lie below parts, a figure counts only where nothing between it and the target reports for the same; and whatever lies
 * between stands for as many parts as lie right below it, for that category and period alone.
 */
export function buildNestedTables(rollUp: RollUp): string[] {
  if (!isNested(rollUp)) return [];
  const same = SAME.map((name) => `f.${name}`).join(', ');
  const cell = 'k.line, k.period_start, k.period_end, k.frequency, k.dims, k.part_frequency';
  return [
    'inner_region as materialized (select distinct line, unnest(between_ids) as region_id from part)',
    `reporting as materialized (
  select ${same}, array_agg(f.region_id) as ids
  from fact f join inner_region i on i.line = f.line and i.region_id = f.region_id
  where f.counts or f.hidden group by ${same}
)`,
    `kept as materialized (
  select f.* from fact f left join reporting a on ${SAME.map((name) => `a.${name} = f.${name}`).join(' and ')}
  where not coalesce(f.between_ids && a.ids, false)
)`,
    `opened as materialized (
  select ${cell.replaceAll('k.', 'e.')}, sum(b.children - 1)::int as more
  from (
    select distinct ${cell}, k.full_key, k.part_period, k.part_end, unnest(k.between_ids) as region_id
    from kept k where not k.own and (k.counts or k.hidden)
  ) e
  join branching b on b.region_id = e.region_id and e.part_end between b.first_day and b.last_day
  group by ${cell.replaceAll('k.', 'e.')}
)`,
  ];
}
