import { type CalendarUnit, partsIn, UNIT_PARTS } from '../../domain/period/calendar.ts';
import type { Parameters } from '../core/statement.ts';
import { rulesUsed } from './roll-up-part.ts';
import { isNested } from './roll-up-place.ts';
import type { AddedDimension, CellKey, RollUp } from './roll-up-query.ts';

/** What names a total. A period is named by its days: to group by its text takes several times as long. */
const CELL = ['line', 'period_start', 'period_end', 'frequency'];
/** What names a way to it. */
const WAY = [...CELL, 'dims', 'part_frequency'];
const LINE = ['dataset_id', 'metric_id', 'target_id', 'breakdown_key'];
const listOf = (names: readonly string[], alias: string) => names.map((name) => `${alias}.${name}`).join(', ');

/** Tells some of the parts from others. */
const hashOf = (which: string): string =>
  `bit_xor(hashtextextended(concat_ws('|', f.region_id, f.full_key, f.part_frequency, f.place), 0)) filter (where ${which})`;
const DIFFERS = 'f.counts and f.differs';

const STORED = "f.own and f.dims = '' and f.part_frequency = f.frequency";

/** Each way to a total, with what its parts come to. */
export function wayTable(rollUp: RollUp): string {
  return `way as (
  select ${listOf(WAY, 'f')}, f.own, ${STORED} as stored, min(f.basis) as basis,
    count(*) filter (where f.counts)::int as reported, count(*) filter (where f.hidden)::int as hidden,
    sum(f.value) filter (where f.counts) as sum, sum(f.numerator) filter (where f.counts) as numerator,
    sum(f.denominator) filter (where f.counts) as denominator,
    coalesce(bit_or(f.marks) filter (where f.counts or f.hidden or ${STORED}), 0) as marks,
    count(*) filter (where ${DIFFERS}) as differing, ${hashOf(DIFFERS)} as differing_hash,
    ${rollUp.allowPartial ? hashOf('f.counts') : 'null::bigint'} as fingerprint
  from ${isNested(rollUp) ? 'kept' : 'fact'} f
  group by ${listOf(WAY, 'f')}, f.own
)`;
}

/** Whether what lies right below a region has changed: else a line has as many children on any day. */
const isBranched = ({ placement }: RollUp): boolean =>
  placement?.branchings.some(({ from, to }) => from !== null || to !== null) ?? false;

export function lineTable(rollUp: RollUp): string {
  const children = rollUp.placement && !isBranched(rollUp) ? 'coalesce(b.children, 0)' : 'null::int';
  return `line as materialized (
  select l.*, ${children} as children
  from (select distinct line, dataset_id, metric_id, target_id, breakdown_key from part) l
  ${rollUp.placement && !isBranched(rollUp) ? 'left join branching b on b.region_id = l.target_id' : ''}
)`;
}

/** Each way with how many parts it should have. */
export function judgedTable(rollUp: RollUp, parameters: Parameters): string {
  const { placement, overTime, dimensions } = rollUp;
  const isBroken = dimensions.length > 0;
  const nested = isNested(rollUp);
  const children = isBranched(rollUp) ? 'coalesce(b.children, 0)' : 'l.children';
  const regions = placement ? `case when w.own then 1 else ${children} end` : '1';
  const times = overTime ? `case when r.over_time = 'LAST' then 1 else ${countOf(overTime)} end` : '1';
  const isSpread = "not w.own and w.part_frequency <> w.frequency and r.over_time <> 'LAST'";
  const places =
    placement && overTime
      ? `case when ${isSpread} then coalesce(p.parts, 0) else n.regions * n.times end`
      : 'n.regions * n.times';
  const joins = [
    ...(isBroken ? [`join ${combinationTable(dimensions, parameters)} on d.dims = w.dims`] : []),
    ...(isBranched(rollUp)
      ? ['left join branching b on b.region_id = l.target_id and w.period_end between b.first_day and b.last_day']
      : []),
    ...(placement && overTime
      ? [
          'left join spread p on (p.target_id, p.period_start, p.period_end, p.part_frequency) = (l.target_id, w.period_start, w.period_end, w.part_frequency)',
        ]
      : []),
    ...(nested ? [`left join opened e on ${WAY.map(sameWay).join(' and ')}`] : []),
    `cross join lateral (select ${regions} as regions, ${times} as times) n`,
    `cross join lateral (select ${places} as places) q`,
  ];
  const averaged = [
    ...(overTime ? [`case when r.over_time = 'AVERAGE' then n.times else 1 end`] : []),
    ...(placement ? [`case when r.over_regions = 'AVERAGE' then n.regions else 1 end`] : []),
    ...(isBroken ? [`case when r.over_breakdowns = 'AVERAGE' then d.count else 1 end`] : []),
  ].join(' * ');
  const used = rulesUsed(rollUp, { frequency: 'w.part_frequency', own: 'w.own', dims: 'w.dims' });
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
const sameWay = (name: string): string =>
  name === 'period_start' ? `e.${name} is not distinct from w.${name}` : `e.${name} = w.${name}`;

/** One way for each total: what is stored, else what is whole, else what covers most; of equal ones, what brings together least. */
export function chosenTable(): string {
  return `chosen as (
  select distinct on (${listOf(CELL, 'j')}) j.*,
    j.hidden > 0 or (j.reported > 0 or not j.stored)
      and bool_or(not j.stored and j.hidden = 1 and j.reported + 1 = j.expected) over (partition by ${listOf(CELL, 'j')}) as is_suppressed
  from judged j
  order by ${listOf(CELL, 'j')},
    case when j.stored and j.reported + j.hidden > 0 then 0 when j.reported = j.expected then 1 else 2 end,
    j.reported::numeric / greatest(j.expected, 1) desc, j.stored desc, j.expected, j.own desc, j.dims, j.part_frequency
)`;
}

/**
 * The totals themselves; of one that may not be told the figures are null. A mean along one axis with a sum along another can only be told
 * of a whole and even table: of anything else nobody knows by what to divide.
 */
export function cellTable({ allowPartial, latest, cells }: RollUp, parameters: Parameters): string {
  const mixed = 'j.averaged and j.summed';
  const whole = `j.reported = j.expected and (j.even or not (${mixed}))`;
  const told = `case when j.stored or ${whole} then not j.is_suppressed else ${allowPartial ? `j.reported > 0 and not (${mixed})` : 'false'} end`;
  const divisor = `case when not j.averaged then 1 when j.summed then j.divisor else j.reported end`;
  const only = cells ? `\n  where (${listOf(KEY, 'j')}) in (${keyList(cells, parameters)})` : '';
  // What a sum or a mean is made of has no common numerator.
  const ofQuotient = (name: string) =>
    `case when t.told and not j.averaged and not j.summed then j.${name} end as ${name}`;
  const rows = `select ${listOf([...LINE, ...CELL], 'j')}, j.metric_code, r.code as region_code, case when j.stored then j.basis::text else 'ROLLED_UP' end as basis,
    case when t.told then j.sum end as sum, ${ofQuotient('numerator')}, ${ofQuotient('denominator')},
    case when j.weighted then 'WEIGHTED' when j.averaged then 'AVERAGE' else 'SUM' end as rule,
    t.divisor, j.marks, j.is_suppressed, case when not j.stored then j.expected end as expected, case when not j.stored then j.reported end as reported,
    j.fingerprint, case j.differing when 0 then '' when j.reported then 'ALL' else j.differing_hash::text end as definition,
    case when not t.told then null when j.weighted then j.numerator * j.scale::numeric(1000, 40) / nullif(j.denominator, 0)
      when t.divisor > 1 then j.sum::numeric(1000, 40) / t.divisor else j.sum end as value
  from chosen j join region r on r.id = j.target_id
  cross join lateral (select ${told} as told, ${divisor} as divisor) t${only}`;
  if (latest === null) return `cell as materialized (\n  ${rows}\n)`;
  return `cell as materialized (
  select * from (
    select l.*, row_number() over (
      partition by line order by period_end desc, period_start asc nulls last
    ) as age
    from (${rows}) l
  ) l where age <= ${parameters.add(latest, 'int')}
)`;
}

const KEY = [...LINE, 'period_start', 'period_end'];

function keyList(cells: readonly CellKey[], parameters: Parameters): string {
  const columns = [
    parameters.column(cells, 'int', ({ datasetId }) => datasetId),
    parameters.column(cells, 'int', ({ metricId }) => metricId),
    parameters.column(cells, 'int', ({ regionId }) => regionId),
    parameters.column(cells, 'text', ({ breakdownKey }) => breakdownKey),
    parameters.column(cells, 'date', ({ periodStart }) => periodStart),
    parameters.column(cells, 'date', ({ periodEnd }) => periodEnd),
  ];
  return `select * from unnest(${columns.join(', ')})`;
}

/** Which dimensions a way adds over, and how many combinations of their categories there are. */
function combinationTable(dimensions: readonly AddedDimension[], parameters: Parameters): string {
  const subsets = subsetsOf(dimensions);
  const columns = [
    parameters.column(subsets, 'text', ({ codes }) => codes),
    parameters.column(subsets, 'int', ({ count }) => count),
  ];
  return `unnest(${columns.join(', ')}) as d(dims, count)`;
}

/** Every choice of the dimensions, as `dims` has it, and how many combinations of categories it has. */
function subsetsOf(dimensions: readonly AddedDimension[]): { codes: string; count: number }[] {
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

/** How many parts of its frequency fill a unit of the calendar. */
function countOf(unit: CalendarUnit): string {
  const choices = [unit, ...UNIT_PARTS[unit]].map((part) => {
    const count = partsIn(unit, part);
    return `when '${part}' then ${count ?? 'w.period_end - w.period_start + 1'}`;
  });
  return `case w.part_frequency ${choices.join(' ')} end`;
}
