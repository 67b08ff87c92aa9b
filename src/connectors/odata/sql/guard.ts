import type { Sql } from '../../../database/sql.ts';
import { type AggregationRule, type Axis, sumRefusal } from '../../../domain/comparison/aggregation.ts';
import { message, type Text } from '../../../domain/message/message.ts';
import { tableAsOf } from '../../../read/core/history.ts';
import type { Reading } from '../../table/table.ts';
import { wrong } from '../syntax/refusal.ts';
import {
  type AggregationInputs,
  buildInputWhere,
  existsAny,
  type SumQuery,
  type SumRequest,
  writeKeys,
} from './aggregation-input.ts';
import type { ResolvedTransformation } from './apply.ts';
import type { ResolvedQuery } from './resolve-query.ts';
import { withinSql } from './within.ts';
import { writeAggregationInputs } from './write-query.ts';

/** What goes into sums of one metric, over all groups: which things differ within a group. */
interface Found {
  readonly code: string;
  readonly basis: string;
  readonly overTime: AggregationRule;
  readonly overRegions: AggregationRule;
  readonly overBreakdowns: AggregationRule;
  readonly metrics: boolean;
  readonly datasets: boolean;
  readonly schemes: boolean;
  readonly frequencies: boolean;
  readonly dimensions: boolean;
  readonly times: boolean;
  readonly regions: boolean;
  readonly breakdowns: boolean;
  /** Whether there are several spans, which may overlap. */
  readonly spans: boolean;
}

/** What may not differ within one sum, and what to do about it. */
const ALIKE: readonly (readonly [keyof Found | 'levels', Text])[] = [
  ['metrics', message('odata.sum-over-metrics')],
  ['datasets', message('odata.sum-over-datasets')],
  ['schemes', message('odata.sum-over-schemes')],
  ['levels', message('odata.sum-over-levels')],
  ['frequencies', message('odata.sum-over-frequencies')],
  ['dimensions', message('odata.sum-over-dimensions')],
  ['spans', message('odata.sum-over-spans')],
];

/** What of a breakdown says which dimensions it is by. */
const DIMENSIONS = (breakdown: string) =>
  `case when ${breakdown} = '' then '' else regexp_replace(${breakdown}, '=[^;]*', '', 'g') end`;

/** Refuses sums that would lie, before anything is added up. */
export async function assertSumsAllowed(sql: Sql, queries: readonly ResolvedQuery[], reading: Reading): Promise<void> {
  const seen = new Set<ResolvedTransformation>();
  for (const query of queries) {
    for (const [place, transformation] of query.transformations.entries()) {
      const grouping = transformation.kind === 'groupfilter' ? transformation.grouping : transformation;
      // What several queries have in common is looked at once.
      if (grouping.kind !== 'groupby' || seen.has(transformation)) continue;
      seen.add(transformation);
      const inputs = () => writeAggregationInputs(query, grouping, place, reading);
      for (const sum of grouping.sums) await assertAddable(sql, inputs, sum);
    }
  }
}

/**
 * Refuses sums that would count something twice, or against a metric's own rule: decided by what the conditions leave, before anything is
 * added up. What costs more is looked at only where it can matter: levels and the tree where regions differ, overlaps where spans do.
 */
async function assertAddable(sql: Sql, aggregationInputs: () => AggregationInputs, sum: SumRequest): Promise<void> {
  const found = await readFound(sql, aggregationInputs(), sum);
  const isManyRegions = found.some(({ regions }) => regions);
  const levels = isManyRegions && (await existsAny(sql, levelsSql(aggregationInputs(), sum)));
  const spans = found.some(({ spans }) => spans) && (await existsAny(sql, overlapsSql(aggregationInputs(), sum)));
  for (const metric of found) {
    for (const [what, remedy] of ALIKE) {
      if ({ ...metric, levels, spans }[what]) throw refused(sum, remedy);
    }
    const axes: Axis[] = [];
    if (metric.times) axes.push('TIME');
    if (metric.regions) axes.push('REGIONS');
    if (metric.breakdowns) axes.push('BREAKDOWNS');
    const why = sumRefusal(metric, axes, sum.property === 'value' ? 'value' : 'part');
    if (why) throw refused(sum, message('odata.sum-against-rule', { metric: metric.code, reason: why }));
  }
  if (isManyRegions && (await existsAny(sql, withinSql(aggregationInputs(), sum)))) {
    throw refused(sum, message('odata.sum-over-regions'));
  }
}

const differs = (column: string): string => `min(x.${column} collate "C") <> max(x.${column} collate "C")`;
const differ = (column: string): string => `min(x.${column}) <> max(x.${column})`;

/** How it is seen that something differs within a group, and by which property that cannot be, where groups are made by it. */
const SEEN: readonly (readonly [flag: string, property: string, sql: string])[] = [
  ['metrics', 'metricCode', differ('metric')],
  ['datasets', 'datasetCode', differs('dataset')],
  ['schemes', 'regionScheme', differs('scheme')],
  ['frequencies', 'frequency', differs('frequency')],
  ['dimensions', 'breakdown', differs('dimensions')],
  ['times', 'period', differs('period')],
  ['regions', '', differ('region')],
  ['breakdowns', 'breakdown', differs('breakdown')],
  ['spans', 'period', `max(x.frequency) = 'SPAN' and ${differs('period')}`],
];

function readFound(sql: Sql, aggregationInputs: AggregationInputs, sum: SumRequest): Promise<Found[]> {
  const { rows, keyNames } = aggregationInputs;
  const { reading, parameters } = rows.statement;
  const { columns, by } = writeKeys(aggregationInputs);
  const selected = [
    ...columns,
    `${rows.column('metricNumber')} as metric`,
    `${rows.column('datasetCode')} as dataset`,
    `${rows.column('regionScheme')} as scheme`,
    `${rows.column('frequency')} as frequency`,
    `${rows.column('regionNumber')} as region`,
    `${rows.column('breakdown')} as breakdown`,
    `${DIMENSIONS(rows.column('breakdown'))} as dimensions`,
    `${rows.column('period')} as period`,
  ];
  const where = buildInputWhere(aggregationInputs, sum);
  const grouped = new Set(keyNames);
  const seen = SEEN.map(([flag, property, sql]) => `${grouped.has(property) ? 'false' : sql} as ${flag}`);
  return sql.query<Found>(
    `-- odata.guard
select m.code, m.basis::text as basis, m.over_time::text as "overTime", m.over_regions::text as "overRegions",
  m.over_breakdowns::text as "overBreakdowns", ${SEEN.map(([flag]) => `bool_or(g.${flag}) as ${flag}`).join(', ')}
from (
  select min(x.metric) as metric, ${seen.join(', ')}
  from (select ${selected.join(', ')} from ${rows.sql()} where ${where}) x${by}
) g join ${tableAsOf('metric', 'm', reading.state, parameters)} on m.id = g.metric
group by m.code, m.basis, m.over_time, m.over_regions, m.over_breakdowns
order by m.code`,
    parameters.values,
  );
}

function levelsSql(aggregationInputs: AggregationInputs, sum: SumRequest): SumQuery {
  const { rows } = aggregationInputs;
  const { columns, by } = writeKeys(aggregationInputs);
  const selected = [...columns, `coalesce(${rows.column('regionLevel')}, '') as level`];
  const where = buildInputWhere(aggregationInputs, sum);
  const text = `-- odata.guard.levels
select exists (
  select from (select ${selected.join(', ')} from ${rows.sql()} where ${where}) x${by} having ${differs('level')}
) as any`;
  return { text, values: rows.statement.parameters.values };
}

/** Of calendar units of one frequency no two overlap. */
function overlapsSql(aggregationInputs: AggregationInputs, sum: SumRequest): SumQuery {
  const { rows } = aggregationInputs;
  const { values } = writeKeys(aggregationInputs);
  const [start, end] = [rows.column('periodStart'), rows.column('periodEnd')];
  const alike = [...values, rows.column('metricNumber'), rows.column('regionNumber'), rows.column('breakdown')];
  const where = buildInputWhere(aggregationInputs, sum, `${rows.column('frequency')} = 'SPAN'`);
  const text = `-- odata.guard.spans
select exists (
  select from (
    select max(${end}) over (
      partition by ${alike.join(', ')} order by ${start} nulls first, ${end} rows between unbounded preceding and 1 preceding
    ) >= coalesce(${start}, '-infinity'::date) as overlaps
    from ${rows.sql()} where ${where}
  ) x where x.overlaps
) as any`;
  return { text, values: rows.statement.parameters.values };
}

const refused = ({ property, alias }: SumRequest, reason: Text) =>
  wrong('$apply', message('odata.not-summed', { name: property, alias, reason }), property);
