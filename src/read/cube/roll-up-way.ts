import { partsIn, UNIT_PARTS } from '../../domain/period/calendar.ts';
import { hasDatedCategories, isBranched, isNested, type RollUp } from './roll-up-query.ts';

/** These columns name a total. A period is named by its days: to group by its text takes several times as long. */
export const CELL = ['line', 'period_start', 'period_end', 'frequency'];
/** These columns name a way to it. */
export const WAY = [...CELL, 'dims', 'part_frequency'];
/** These columns name all totals that differ in their period alone. */
export const LINE = ['dataset_id', 'metric_id', 'target_id', 'breakdown_key'];
export const joinColumns = (names: readonly string[], alias: string) =>
  names.map((name) => `${alias}.${name}`).join(', ');

/** The hash tells some of the parts from others. */
const buildHash = (which: string): string =>
  `bit_xor(hashtextextended(concat_ws('|', f.region_id, f.full_key, f.part_frequency, f.place), 0)) filter (where ${which})`;
const DIFFERS = 'f.counts and f.differs';

const STORED = "f.own and f.dims = '' and f.part_frequency = f.frequency";

/** `way` holds each way to a total, with what its parts come to. */
export function buildWayTable(rollUp: RollUp): string {
  return `way as (
  select ${joinColumns(WAY, 'f')}, f.own, ${STORED} as stored, min(f.basis) as basis,
    count(*) filter (where f.counts)::int as reported, count(*) filter (where f.hidden)::int as hidden,
    sum(f.value) filter (where f.counts) as sum, sum(f.numerator) filter (where f.counts) as numerator,
    sum(f.denominator) filter (where f.counts) as denominator,
    coalesce(bit_or(f.marks) filter (where f.counts or f.hidden or ${STORED}), 0) as marks,
    count(*) filter (where ${DIFFERS}) as differing, ${buildHash(DIFFERS)} as differing_hash,
    ${rollUp.allowPartial ? buildHash('f.counts') : 'null::bigint'} as fingerprint
  from ${isNested(rollUp) ? 'kept' : 'fact'} f
  group by ${joinColumns(WAY, 'f')}, f.own
)`;
}

/** `line` holds what totals are of, apart from their period, and how many regions lie right below each. */
export function buildLineTable(rollUp: RollUp): string {
  const children = rollUp.placement && !isBranched(rollUp) ? 'coalesce(b.children, 0)' : 'null::int';
  return `line as materialized (
  select l.*, ${children} as children
  from (select distinct line, dataset_id, metric_id, target_id, breakdown_key from part) l
  ${rollUp.placement && !isBranched(rollUp) ? 'left join branching b on b.region_id = l.target_id' : ''}
)`;
}

/**
 * `spread` counts the regions right below a target, in all parts of a longer period together: each part has the tree of its own last day.
 * The units that end between two days are those that begin after the one, up to the day after the other.
 */
export function buildSpreadTables(rollUp: RollUp): string[] {
  const { placement, overTime } = rollUp;
  const isDated = hasDatedCategories(rollUp);
  if (!overTime || (!placement && !isDated)) return [];
  const months = UNIT_PARTS[overTime].flatMap((part) => (part === 'DAILY' ? [] : [[part, partsIn(part, 'MONTHLY')]]));
  const ordinal = (day: string) => {
    const ordinals = months.map(([part, count]) => `when '${part}' then div(extract(year from ${day}) * 12 + extract(month from ${day}) - 1, ${count})`); // biome-ignore format: one line
    const days = `(${day} - '0001-01-01'::date)`;
    // A month and a week have no parts but days.
    return ordinals.length === 0 ? days : `case w.part_frequency ${ordinals.join(' ')} else ${days} end`;
  };
  if (isDated) return [buildDatedSpread(placement !== null, ordinal)];
  return [
    `spread as materialized (
  select w.target_id, w.period_start, w.period_end, w.part_frequency,
    sum(b.children * (${ordinal('d.after')} - ${ordinal('d.first')}))::int as parts
  from (
    select distinct l.target_id, w.period_start, w.period_end, w.part_frequency
    from way w join line l on l.line = w.line where not w.own and w.part_frequency <> w.frequency
  ) w
  join branching b on b.region_id = w.target_id and b.first_day <= w.period_end and b.last_day >= w.period_start
  cross join lateral (select greatest(b.first_day, w.period_start) as first, least(b.last_day, w.period_end) + 1 as after) d
  group by w.target_id, w.period_start, w.period_end, w.part_frequency
)`,
  ];
}

/** The same where categories come and go: each part of a longer period has the regions and the categories of its own last day. */
function buildDatedSpread(isPlaced: boolean, ordinal: (day: string) => string): string {
  const always = "select 1 as children, '-infinity'::date as first_day, 'infinity'::date as last_day";
  const branches = isPlaced
    ? `select b.children, b.first_day, b.last_day from branching b where not w.own and b.region_id = w.target_id union all ${always} where w.own`
    : always;
  return `spread as materialized (
  select w.own, w.dims, w.target_id, w.period_start, w.period_end, w.part_frequency,
    sum(b.children * c.count * (${ordinal('d.after')} - ${ordinal('d.first')}))::int as parts
  from (
    select distinct w.own, w.dims, l.target_id, w.period_start, w.period_end, w.part_frequency
    from way w join line l on l.line = w.line where w.part_frequency <> w.frequency
  ) w
  join combination c on c.dims = w.dims
  cross join lateral (${branches}) b
  cross join lateral (
    select greatest(b.first_day, c.first_day, w.period_start) as first, least(b.last_day, c.last_day, w.period_end) + 1 as after
  ) d
  where d.first < d.after
  group by w.own, w.dims, w.target_id, w.period_start, w.period_end, w.part_frequency
)`;
}
