import { partsIn, UNIT_PARTS } from '../../domain/period/calendar.ts';
import type { Parameters } from '../core/statement.ts';
import type { RollUp } from './roll-up-query.ts';

/** Whether some parts lie below others, so that a figure could be counted twice. */
export const isNested = ({ placement }: Pick<RollUp, 'placement'>): boolean =>
  placement?.parts.some(({ between }) => between.length > 0) ?? false;

/** `place`: whose figures count for which target, and when. `wanted`: of which targets totals are wanted, for periods that end when. `branching`: how many regions lie right below one, and when. */
export function placeTables({ placement }: Pick<RollUp, 'placement'>, parameters: Parameters): string[] {
  if (!placement) return [];
  const { parts, branchings, targets } = placement;
  const own = [...new Set(targets.map(({ regionId }) => regionId))];
  const places = [...own.map((id) => ({ target: id, region: id, between: [], from: null, to: null })), ...parts];
  const first = ({ from }: { readonly from: string | null }) => from ?? '-infinity';
  const last = ({ to }: { readonly to: string | null }) => to ?? 'infinity';
  const placed = [
    parameters.column(places, 'int', ({ target }) => target),
    parameters.column(places, 'int', ({ region }) => region),
    parameters.column(places, 'text', ({ between }) => `{${between}}`),
    parameters.column(places, 'date', first),
    parameters.column(places, 'date', last),
  ];
  const aimed = [
    parameters.column(targets, 'int', ({ regionId }) => regionId),
    parameters.column(targets, 'date', first),
    parameters.column(targets, 'date', last),
  ];
  const branched = [
    parameters.column(branchings, 'int', ({ region }) => region),
    parameters.column(branchings, 'int', ({ children }) => children),
    parameters.column(branchings, 'date', first),
    parameters.column(branchings, 'date', last),
  ];
  return [
    `place as materialized (
  select target_id, region_id, target_id = region_id as own, between_ids::int[] as between_ids, first_day, last_day
  from unnest(${placed.join(', ')}) as p(target_id, region_id, between_ids, first_day, last_day)
)`,
    `wanted as materialized (
  select * from unnest(${aimed.join(', ')}) as t(region_id, first_day, last_day)
)`,
    `branching as materialized (
  select * from unnest(${branched.join(', ')}) as b(region_id, children, first_day, last_day)
)`,
  ];
}

const SAME = ['line', 'full_key', 'part_period'];

/**
 * Where parts lie below parts, a figure counts only where nothing between it and the target reports for the same; and whatever lies
 * between stands for as many parts as lie right below it, for that category and period alone.
 */
export function nestedTables(rollUp: RollUp): string[] {
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

/**
 * How many regions there were right below a target, in all parts of a longer period together: each part has the tree of its own last day.
 * The units that end between two days are those that begin after the one, up to the day after the other.
 */
export function spreadTable({ placement, overTime }: RollUp): string[] {
  if (!placement || !overTime) return [];
  const months = UNIT_PARTS[overTime].flatMap((part) => (part === 'DAILY' ? [] : [[part, partsIn(part, 'MONTHLY')]]));
  const ordinal = (day: string) => {
    const ordinals = months.map(([part, count]) => `when '${part}' then div(extract(year from ${day}) * 12 + extract(month from ${day}) - 1, ${count})`); // biome-ignore format: one line
    const days = `(${day} - '0001-01-01'::date)`;
    // A month and a week have no parts but days.
    return ordinals.length === 0 ? days : `case w.part_frequency ${ordinals.join(' ')} else ${days} end`;
  };
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
