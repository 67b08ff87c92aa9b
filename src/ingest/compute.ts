import { Decimal, roundTo } from '../domain/decimal.ts';
import type { Sql } from '../store/sql.ts';
import type { Breakdown } from './breakdown.ts';
import type { Names } from './names.ts';
import { inOrder } from './order.ts';
import { fillStage, OBSERVATIONS, type StageRow } from './stage.ts';

/** A metric with a formula, as it will stand in this release. */
export interface Computed {
  readonly code: string;
  readonly unit_multiplier: number;
  readonly decimals: number | null;
  readonly dimensions: ReadonlySet<string>;
  readonly numerator: Input;
  readonly denominator: Input;
  readonly factor: string;
}

interface Input {
  readonly code: string;
  readonly unit_multiplier: number;
}

interface Pair {
  readonly region_id: number;
  readonly breakdown_key: string;
  readonly period: string;
  readonly period_start: string | null;
  readonly period_end: string;
  readonly frequency: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly flags: string | null;
  readonly citation_ids: string;
}

const BATCH = 5_000;

/** numerator / denominator × factor in the metric's own unit, rounded once; null where nothing can be divided by. */
export function quotient(
  metric: Omit<Computed, 'code' | 'dimensions'>,
  numerator: string,
  denominator: string,
): string | null {
  const divisor = new Decimal(denominator);
  if (divisor.isZero()) return null;
  const exponent = metric.numerator.unit_multiplier - metric.denominator.unit_multiplier - metric.unit_multiplier;
  // The power of ten goes into the dividend or the divisor, so that only the division itself can be inexact.
  const scale = new Decimal(10).pow(Math.abs(exponent));
  const dividend = new Decimal(numerator).times(metric.factor);
  const exact = exponent >= 0 ? dividend.times(scale).dividedBy(divisor) : dividend.dividedBy(divisor.times(scale));
  const rounded = roundTo(exact, metric.decimals);
  return metric.decimals === null ? rounded.toFixed() : rounded.toFixed(metric.decimals);
}

/** Adds to the stage what formulas give for every series and period with both inputs, and for which nothing is published. */
export async function computeMetrics(
  tx: Sql,
  names: Names,
  metrics: readonly Computed[],
  breakdowns: readonly Breakdown[],
): Promise<number> {
  const byCode = new Map(metrics.map((metric) => [metric.code, metric]));
  const { order } = inOrder(metrics, ({ numerator, denominator }) =>
    [numerator, denominator].flatMap(({ code }) => byCode.get(code) ?? []),
  );
  await tx.query('-- import.index-stage\ncreate index on stage_observation (metric_id)');
  await tx.query('-- import.analyze-stage\nanalyze stage_observation');
  const rows = await tx.query<{ id: number }>(
    '-- import.staged-metrics\nselect distinct metric_id as id from stage_observation',
  );
  const present = new Set<number | null>(rows.map(({ id }) => id));
  let count = 0;
  for (const metric of order) {
    const inputs = [metric.numerator, metric.denominator].map(({ code }) => names.find('metric', code));
    if (!inputs.every((id) => present.has(id))) continue;
    const added = await computeMetric(tx, names, metric, breakdowns);
    if (added > 0) present.add(names.id('metric', metric.code)); // who holds its results uses it
    count += added;
  }
  return count;
}

async function computeMetric(
  tx: Sql,
  names: Names,
  metric: Computed,
  breakdowns: readonly Breakdown[],
): Promise<number> {
  const id = names.find('metric', metric.code);
  const numerator = names.find('metric', metric.numerator.code);
  const denominator = names.find('metric', metric.denominator.code);
  if (id === null || numerator === null || denominator === null) return 0;
  const admitted = breakdowns.filter(({ items }) => items.every(({ dimension }) => metric.dimensions.has(dimension)));
  await tx.query(PAIRS, [numerator, denominator, id, ['', ...admitted.map(({ key }) => key)]]);
  let count = 0;
  for (;;) {
    const pairs = await tx.query<Pair>(`-- import.fetch-pairs\nfetch ${BATCH} from pairs`);
    if (pairs.length === 0) break;
    const rows = pairs.flatMap((pair) => stageRow(metric, id, pair) ?? []);
    await fillStage(tx, OBSERVATIONS, rows);
    count += rows.length;
  }
  await tx.query('-- import.close-pairs\nclose pairs');
  return count;
}

/** Read through a cursor, because a metric may be computed for as many rows as there are. */
const PAIRS = `-- import.pairs
declare pairs no scroll cursor for
select n.region_id, n.breakdown_key, n.period, n.period_start::text, n.period_end::text, n.frequency::text,
       n.value::text as numerator, d.value::text as denominator,
       (select array_agg(distinct flag order by flag)::text from unnest(n.flags || d.flags) as flag
        where flag in ('PROVISIONAL', 'ESTIMATED')) as flags,
       (select coalesce(array_agg(distinct c order by c), '{}')::text from unnest(n.citation_ids || d.citation_ids) as c) as citation_ids
from stage_observation n
join stage_observation d on d.region_id = n.region_id and d.breakdown_key = n.breakdown_key and d.period = n.period
where n.metric_id = $1::int and d.metric_id = $2::int and n.value is not null and d.value is not null
  and n.breakdown_key = any($4::text[])
  and not exists (
    select 1 from stage_observation p
    where p.metric_id = $3::int and p.region_id = n.region_id and p.breakdown_key = n.breakdown_key and p.period = n.period
  )`;

function stageRow(metric: Computed, id: number, pair: Pair): [StageRow] | null {
  const value = quotient(metric, pair.numerator, pair.denominator);
  if (value === null) return null;
  return [
    [
      null,
      String(id),
      String(pair.region_id),
      pair.breakdown_key,
      pair.period,
      pair.period_end,
      pair.citation_ids,
      pair.period_start,
      pair.frequency,
      'COMPUTED',
      value,
      pair.numerator,
      pair.denominator,
      pair.flags,
      null,
      null,
    ],
  ];
}
