import { type CalendarUnit, partsIn, UNIT_PARTS } from '../../domain/period/calendar.ts';
import { countCombinations } from '../../domain/period/validity.ts';
import type { Parameters } from '../core/statement.ts';
import { listRules } from './roll-up-part.ts';
import { type AggregatedDimension, hasDatedCategories, isBranched, isNested, type RollUp } from './roll-up-query.ts';
import { CELL, joinColumns, WAY } from './roll-up-way.ts';

/** `judged` says of each way how many parts it should have. */
export function buildJudgedTable(rollUp: RollUp, parameters: Parameters): string {
  const { placement, overTime, dimensions } = rollUp;
  const isBroken = dimensions.length > 0;
  const isDated = hasDatedCategories(rollUp);
  const nested = isNested(rollUp);
  const children = isBranched(rollUp) ? 'coalesce(b.children, 0)' : 'l.children';
  const regions = placement ? `case when w.own then 1 else ${children} end` : '1';
  const times = overTime ? `case when r.over_time = 'LAST' then 1 else ${buildCount(overTime)} end` : '1';
  const isSpread = "not w.own and w.part_frequency <> w.frequency and r.over_time <> 'LAST'";
  const places =
    placement && overTime && !isDated
      ? `case when ${isSpread} then coalesce(p.parts, 0) else n.regions * n.times end`
      : 'n.regions * n.times';
  const joins = [
    ...(isDated
      ? ['join combination d on d.dims = w.dims and w.period_end between d.first_day and d.last_day']
      : isBroken
        ? [`join ${buildCombinationTable(dimensions, parameters)} on d.dims = w.dims`]
        : []),
    ...(isBranched(rollUp)
      ? ['left join branching b on b.region_id = l.target_id and w.period_end between b.first_day and b.last_day']
      : []),
    ...(isDated && overTime ? [DATED_SPREAD] : []),
    ...(placement && overTime && !isDated
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
  const combined = isBroken ? 'q.places * d.count' : 'q.places * 1';
  const isSpreadOverTime = "w.part_frequency <> w.frequency and r.over_time <> 'LAST'";
  const parts =
    isDated && overTime ? `case when ${isSpreadOverTime} then coalesce(p.parts, 0) else ${combined} end` : combined;
  const more = nested ? 'case when w.own then 0 else coalesce(e.more, 0) end' : '0';
  const evenRegions = placement
    ? `r.over_regions <> 'AVERAGE' or (q.places = n.regions * n.times and ${more} = 0)`
    : 'true';
  const even =
    isDated && overTime
      ? `(${evenRegions}) and (r.over_breakdowns <> 'AVERAGE' and r.over_regions <> 'AVERAGE' or ${parts} = ${combined})`
      : evenRegions;
  return `judged as (
  select w.*, l.dataset_id, l.metric_id, l.target_id, l.breakdown_key, r.scale, r.metric_code, ${parts} + ${more} as expected,
    ${averaged} as divisor, ${uses('WEIGHTED')} as weighted, ${uses('AVERAGE')} as averaged, ${uses('SUM')} as summed,
    ${even} as even
  from way w
  join line l on l.line = w.line
  join rule r on r.metric_id = l.metric_id
  ${joins.join('\n  ')}
)`;
}

const DATED_SPREAD =
  'left join spread p on (p.own, p.dims, p.target_id, p.period_start, p.period_end, p.part_frequency) = (w.own, w.dims, l.target_id, w.period_start, w.period_end, w.part_frequency)';

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

/** `combination` says how many combinations of categories there are of each choice of dimensions, and when; only where these change. */
export function buildCombinationTables(rollUp: RollUp, parameters: Parameters): string[] {
  if (!hasDatedCategories(rollUp)) return [];
  const dimensions = [...rollUp.dimensions].sort((a, b) => (a.code < b.code ? -1 : 1));
  let choices: AggregatedDimension[][] = [[]];
  for (const dimension of dimensions) choices = choices.flatMap((choice) => [choice, [...choice, dimension]]);
  const rows = choices.flatMap((choice) =>
    countCombinations(choice.map(({ categories }) => categories)).map((span) => ({
      ...span,
      dims: choice.map(({ code }) => code).join(','),
    })),
  );
  const columns = [
    parameters.column(rows, 'text', ({ dims }) => dims),
    parameters.column(rows, 'int', ({ count }) => count),
    parameters.column(rows, 'date', ({ from }) => from ?? '-infinity'),
    parameters.column(rows, 'date', ({ to }) => to ?? 'infinity'),
  ];
  return [
    `combination as materialized (
  select dims collate "C" as dims, count, first_day, last_day from unnest(${columns.join(', ')}) as c(dims, count, first_day, last_day)
)`,
  ];
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
      { codes: codes === '' ? code : `${codes},${code}`, count: count * categories.length },
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
