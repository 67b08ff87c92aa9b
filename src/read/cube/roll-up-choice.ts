import { type CalendarUnit, partsIn, UNIT_PARTS } from '../../domain/period/calendar.ts';
import type { Parameters } from '../core/statement.ts';
import { listRules } from './roll-up-part.ts';
import { type AggregatedDimension, isBranched, isNested, type RollUp } from './roll-up-query.ts';
import { CELL, joinColumns, WAY } from './roll-up-way.ts';

/** `judged` says of each way how many parts it should have. */
export function buildJudgedTable(rollUp: RollUp, parameters: Parameters): string {
  const { placement, overTime, dimensions } = rollUp;
  const isBroken = dimensions.length > 0;
  const nested = isNested(rollUp);
  const children = isBranched(rollUp) ? 'coalesce(b.children, 0)' : 'l.children';
  const regions = placement ? `case when w.own then 1 else ${children} end` : '1';
  const times = overTime ? `case when r.over_time = 'LAST' then 1 else ${buildCount(overTime)} end` : '1';
  const isSpread = "not w.own and w.part_frequency <> w.frequency and r.over_time <> 'LAST'";
  const places =
    placement && overTime
      ? `case when ${isSpread} then coalesce(p.parts, 0) else n.regions * n.times end`
      : 'n.regions * n.times';
  const joins = [
    ...(isBroken ? [`join ${buildCombinationTable(dimensions, parameters)} on d.dims = w.dims`] : []),
    ...(isBranched(rollUp)
      ? ['left join branching b on b.region_id = l.target_id and w.period_end between b.first_day and b.last_day']
      : []),
    ...(placement && overTime
      ? [
          'left join spread p on (p.target_id, p.period_start, p.period_end, p.part_frequency) = (l.target_id, w.period_start, w.period_end, w.part_frequency)',
        ]
      : []),
    ...(nested ? [`left join opened e on ${WAY.map(joinWay).join(' and ')}`] : []),
    `cross join lateral (select ${regions} as regions, ${times} as times) n`,
    `cross join lateral (select ${places} as places) q`,
  ];
  const averaged = [
    ...(overTime ? [`case when r.over_time = 'AVERAGE' then n.times else 1 end`] : []),
    ...(placement ? [`case when r.over_regions = 'AVERAGE' then n.regions else 1 end`] : []),
    ...(isBroken ? [`case when r.over_breakdowns = 'AVERAGE' then d.count else 1 end`] : []),
  ].join(' * ');
  const used = listRules(rollUp, { frequency: 'w.part_frequency', own: 'w.own', dims: 'w.dims' });
  const uses = (rule: string) => `coalesce('${rule}' in (${used}), false)`;
  const more = nested ? 'case when w.own then 0 else coalesce(e.more, 0) end' : '0';
  return `judged as (
  select w.*, l.dataset_id, l.metric_id, l.target_id, l.breakdown_key, r.scale, r.metric_code, q.places * ${isBroken ? 'd.count' : '1'} + ${more} as expected,
    ${averaged} as divisor, ${uses('WEIGHTED')} as weighted, ${uses('AVERAGE')} as averaged, ${uses('SUM')} as summed,
    ${placement ? `r.over_regions <> 'AVERAGE' or (q.places = n.regions * n.times and ${more} = 0)` : 'true'} as even
  from way w
  join line l on l.line = w.line
  join rule r on r.metric_id = l.metric_id
  ${joins.join('\n  ')}
)`;
}

/** Nothing is equal to null, and a period of unknown start has one. */
const joinWay = (name: string): string =>
  name === 'period_start' ? `e.${name} is not distinct from w.${name}` : `e.${name} = w.${name}`;

/** `chosen` takes one way for each total: what is stored, else what is whole, else what covers most; of equal ones, what brings together least. */
export function buildChosenTable(): string {
  return `chosen as (
  select distinct on (${joinColumns(CELL, 'j')}) j.*,
    j.hidden > 0 or (j.reported > 0 or not j.stored)
      and bool_or(not j.stored and j.hidden = 1 and j.reported + 1 = j.expected) over (partition by ${joinColumns(CELL, 'j')}) as is_suppressed
  from judged j
  order by ${joinColumns(CELL, 'j')},
    case when j.stored and j.reported + j.hidden > 0 then 0 when j.reported = j.expected then 1 else 2 end,
    j.reported::numeric / greatest(j.expected, 1) desc, j.stored desc, j.expected, j.own desc, j.dims, j.part_frequency
)`;
}

/** Each row says which dimensions a way aggregates over, and how many combinations of their categories there are. */
function buildCombinationTable(dimensions: readonly AggregatedDimension[], parameters: Parameters): string {
  const subsets = buildSubsets(dimensions);
  const columns = [
    parameters.column(subsets, 'text', ({ codes }) => codes),
    parameters.column(subsets, 'int', ({ count }) => count),
  ];
  return `unnest(${columns.join(', ')}) as d(dims, count)`;
}

/** Lists every choice of the dimensions, as `dims` has it, and how many combinations of categories it has. */
function buildSubsets(dimensions: readonly AggregatedDimension[]): { codes: string; count: number }[] {
  const sorted = [...dimensions].sort((a, b) => (a.code < b.code ? -1 : 1));
  let subsets: { codes: string; count: number }[] = [{ codes: '', count: 1 }];
  for (const { code, categories } of sorted) {
    subsets = subsets.flatMap(({ codes, count }) => [
      { codes, count },
      { codes: codes === '' ? code : `${codes},${code}`, count: count * categories },
    ]);
  }
  return subsets;
}

/** Says how many parts of its frequency fill a unit of the calendar. */
function buildCount(unit: CalendarUnit): string {
  const choices = [unit, ...UNIT_PARTS[unit]].map((part) => {
    const count = partsIn(unit, part);
    return `when '${part}' then ${count ?? 'w.period_end - w.period_start + 1'}`;
  });
  return `case w.part_frequency ${choices.join(' ')} end`;
}
