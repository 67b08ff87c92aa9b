import { type AggregationRule, type Axis, sumRefusal } from '../../domain/aggregation.ts';
import type { Sql } from '../../store/sql.ts';
import { Compiler } from './compile.ts';
import type { Path } from './expression.ts';
import type { Sum } from './group.ts';
import { wrong } from './refusal.ts';
import type { Rows } from './relation.ts';

/** What goes into sums of one metric, over all groups: which things differ within a group. */
interface Found {
  readonly code: string;
  readonly basis: string;
  readonly overTime: AggregationRule;
  readonly overRegions: AggregationRule;
  readonly overBreakdowns: AggregationRule;
  readonly metrics: boolean;
  readonly datasets: boolean;
  readonly levels: boolean;
  readonly frequencies: boolean;
  readonly dimensions: boolean;
  readonly times: boolean;
  readonly regions: boolean;
  readonly breakdowns: boolean;
  readonly spans: boolean;
}

/** What may not differ within one sum, and what to do about it. */
const ALIKE: readonly (readonly [keyof Found, string])[] = [
  ['metrics', 'several metrics: filter by metricCode, or put metricCode into groupby'],
  ['datasets', 'several data sets, which may state one figure twice: filter by datasetCode, or put it into groupby'],
  ['levels', 'regions of several levels, which contain each other: filter by regionLevel, or put it into groupby'],
  [
    'frequencies',
    'periods of several frequencies, which contain each other: filter by frequency, or put it into groupby',
  ],
  [
    'dimensions',
    'totals and their parts, or parts by several dimensions, which contain each other: filter by isTotal or breakdown, or put one into groupby',
  ],
  ['spans', 'periods that overlap: filter by period, or put period into groupby'],
];

/** What of a breakdown says which dimensions it is by. */
const DIMENSIONS = (breakdown: string) =>
  `case when ${breakdown} = '' then '' else regexp_replace(${breakdown}, '=[^;]*', '', 'g') end`;

/**
 * Refuses sums that would count something twice, or against a metric's own rule: decided by what the conditions leave, before anything is
 * added up. `rows` are figures, in a statement of their own.
 */
export async function assertAddable(
  sql: Sql,
  rows: Rows,
  conditions: readonly string[],
  paths: readonly Path[],
  sum: Sum,
): Promise<void> {
  const { fault } = new Compiler(rows.statement, '$apply', rows);
  const column = (name: string) => rows.column(name);
  const groups = paths.map(({ segments }, place) => `${rows.value(segments, fault).sql} as g${place}`);
  const names = groups.map((_, place) => `g${place}`).join(', ');
  const selected = [
    ...groups,
    `${column('metricNumber')} as metric`,
    `${column('datasetCode')} as dataset`,
    `coalesce(${column('regionLevel')}, '') as level`,
    `${column('frequency')} as frequency`,
    `${column('regionNumber')} as region`,
    `${column('breakdown')} as breakdown`,
    `${DIMENSIONS(column('breakdown'))} as dimensions`,
    `${column('period')} as period`,
    // Of calendar units of one frequency no two overlap; spans may.
    `case when ${column('frequency')} = 'SPAN' then max(${column('periodEnd')}) over (
      partition by ${[...paths.map(({ segments }) => rows.value(segments, fault).sql), column('metricNumber'), column('regionNumber'), column('breakdown')].join(', ')}
      order by ${column('periodStart')} nulls first, ${column('periodEnd')} rows between unbounded preceding and 1 preceding
    ) >= coalesce(${column('periodStart')}, '-infinity'::date) else false end as overlaps`,
  ];
  const where = [...conditions, `${column(sum.property)} is not null`].join(' and ');
  const differs = (name: string) => `min(x.${name}) <> max(x.${name})`;
  const found = await sql.query<Found>(
    `-- odata.guard
select m.code, m.basis::text as basis, m.over_time::text as "overTime", m.over_regions::text as "overRegions",
  m.over_breakdowns::text as "overBreakdowns", bool_or(g.metrics) as metrics, bool_or(g.datasets) as datasets, bool_or(g.levels) as levels,
  bool_or(g.frequencies) as frequencies, bool_or(g.dimensions) as dimensions, bool_or(g.times) as times, bool_or(g.regions) as regions,
  bool_or(g.breakdowns) as breakdowns, bool_or(g.spans) as spans
from (
  select min(x.metric) as metric, ${differs('metric')} as metrics, ${differs('dataset')} as datasets, ${differs('level')} as levels,
    ${differs('frequency')} as frequencies, ${differs('dimensions')} as dimensions, ${differs('period')} as times,
    ${differs('region')} as regions, ${differs('breakdown')} as breakdowns, coalesce(bool_or(x.overlaps), false) as spans
  from (select ${selected.join(', ')} from ${rows.sql()} where ${where}) x${names === '' ? '' : ` group by ${names}`}
) g join metric m on m.id = g.metric
group by m.id
order by m.code limit 1000`,
    rows.statement.parameters.values,
  );
  for (const metric of found) {
    for (const [what, remedy] of ALIKE) {
      if (metric[what]) throw refused(sum, `the rows have ${remedy}`);
    }
    const axes: Axis[] = [];
    if (metric.times) axes.push('TIME');
    if (metric.regions) axes.push('REGIONS');
    if (metric.breakdowns) axes.push('BREAKDOWNS');
    const why = sumRefusal(metric, axes, sum.property === 'value' ? 'value' : 'part');
    if (why) throw refused(sum, `of the metric ${metric.code} ${why}`);
  }
}

const refused = ({ property, alias }: Sum, why: string) =>
  wrong('$apply', `${property} cannot be added up as ${alias}: ${why}. min, max, average and $count can be asked for.`);
