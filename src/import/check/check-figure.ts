import { OPEN, type Sql } from '../../database/sql.ts';
import { checkDuplicate, checkRatio, type FlaggedInput } from '../../domain/check/check.ts';
import { computeScale } from '../../domain/formula/formula-quotient.ts';
import { wholeIn } from '../../domain/number/unit.ts';
import { fetchBatches } from '../../read/core/cursor.ts';
import type { CheckedMetric, CheckedMetrics } from './check-metric.ts';
import type { CheckedSeries, CheckStage } from './check-stage.ts';

interface Part {
  readonly value: string | null;
  readonly suppressed: boolean;
  readonly published: boolean;
  /** How many decimals its series shows. */
  readonly shown: number | null;
}

interface QuotientRow extends CheckedSeries {
  readonly metric_id: number;
  readonly value: string | null;
  readonly suppressed: boolean;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly numerator_shown: number | null;
  readonly denominator_shown: number | null;
  readonly top: Part | null;
  readonly bottom: Part | null;
}

/** Checks published rates and ratios against their parts, and the parts that stand beside them against those that stand alone. */
export async function checkQuotients(
  tx: Sql,
  dataset: number,
  metrics: CheckedMetrics,
  stage: CheckStage,
): Promise<void> {
  const quotients = metrics.all.filter(
    ({ kind, numeratorId, expression }) =>
      numeratorId !== null || (expression === null && ['RATE', 'RATIO'].includes(kind)),
  );
  const ids = quotients.map(({ id }) => id);
  for await (const rows of fetchBatches<QuotientRow>(tx, 'check', 'quotients', QUOTIENTS, [dataset, ids])) {
    for (const row of rows) {
      const metric = metrics.get(row.metric_id);
      const sides = [
        {
          subject: 'NUMERATOR',
          id: metric.numeratorId,
          cell: row.numerator,
          shown: row.numerator_shown,
          alone: row.top,
        },
        {
          subject: 'DENOMINATOR',
          id: metric.denominatorId,
          cell: row.denominator,
          shown: row.denominator_shown,
          alone: row.bottom,
        },
      ];
      const [numerator = null, denominator = null] = sides.map(({ id, cell, shown, alone }): FlaggedInput | null => {
        if (cell !== null) return { ...metrics.inputOf(id, cell, shown), flags: [] };
        if (alone === null) return null;
        const flags = flagsOf(alone.suppressed);
        if (alone.value === null) return { value: null, flags, exact: false };
        return { ...metrics.inputOf(id, alone.value, alone.shown), flags };
      });
      const figure = { value: row.value, flags: flagsOf(row.suppressed) };
      stage.add(row, 'RATIO', '', checkRatio(figure, { numerator, denominator }, scaleIn(metrics, metric), metric));
      for (const { subject, id, cell, alone } of sides) {
        if (cell === null || alone === null || !alone.published || alone.suppressed || alone.value === null) continue;
        const other = metrics.inputOf(id, alone.value, alone.shown);
        const found = checkDuplicate(cell, other, 'FAIL', metrics.find(id) ?? undefined);
        if (found) stage.add(row, 'DUPLICATE', subject, found);
      }
    }
    await stage.flush();
  }
}

const flagsOf = (suppressed: boolean): string[] => (suppressed ? ['SUPPRESSED'] : []);

/** A rate without a formula is a share of the whole, in its unit; of anything else without one nothing is known. */
function scaleIn(
  metrics: CheckedMetrics,
  { kind, unit, unitMultiplier, factor, ...metric }: CheckedMetric,
): string | null {
  const [top, bottom] = [metrics.find(metric.numeratorId), metrics.find(metric.denominatorId)];
  if (top === null || bottom === null) return kind === 'RATE' ? wholeIn(unit) : null;
  const multipliers = { numeratorMultiplier: top.unitMultiplier, denominatorMultiplier: bottom.unitMultiplier };
  return computeScale({ factor: factor ?? '1', unitMultiplier, ...multipliers });
}

/** Checks published values against what other data sets publish now. Which of two is wrong nobody can tell from here: it is no failure. */
export async function checkAgainstOthers(
  tx: Sql,
  dataset: number,
  metrics: CheckedMetrics,
  stage: CheckStage,
): Promise<void> {
  type Row = CheckedSeries & { metric_id: number; value: string; dataset: string; other: string };
  for await (const rows of fetchBatches<Row>(tx, 'check', 'others', OTHERS, [dataset])) {
    for (const row of rows) {
      // How many decimals the other data set shows is not known here: those of this figure count.
      const other = metrics.inputOf(row.metric_id, row.other, null);
      const found = checkDuplicate(row.value, other, 'WARN', metrics.get(row.metric_id));
      if (found) stage.add(row, 'DUPLICATE', row.dataset, found);
    }
    await stage.flush();
  }
}

const WHERE = 'o.period, o.period_end::text';
const PUBLISHED = `o.to_seq = ${OPEN} and o.basis = 'PUBLISHED'`;
const isKeptBack = (o: string) => `coalesce('SUPPRESSED' = any(${o}.flags), false)`;

const partOf = (name: string, column: string) => `left join lateral (
  select to_json(r) as found from (
    select p.value::text as value, ${isKeptBack('p')} as suppressed, p.basis = 'PUBLISHED' as published,
      (select c.decimals from check_precision c where c.series_id = q.id) as shown
    from series q join observation p on p.series_id = q.id
    where q.dataset_id = s.dataset_id and q.metric_id = m.${column} and q.region_id = s.region_id and q.breakdown_key = s.breakdown_key
      and p.period_end = o.period_end and p.period = o.period and p.to_seq = ${OPEN}
  ) r
) ${name} on true`;

const QUOTIENTS = `select s.id as series_id, s.metric_id, ${WHERE}, o.value::text, ${isKeptBack('o')} as suppressed,
  o.numerator::text, o.denominator::text, c.numerator_decimals as numerator_shown, c.denominator_decimals as denominator_shown,
  n.found as top, d.found as bottom
from series s
join metric m on m.id = s.metric_id
left join check_precision c on c.series_id = s.id
join observation o on o.series_id = s.id and ${PUBLISHED}
${partOf('n', 'numerator_id')}
${partOf('d', 'denominator_id')}
where s.dataset_id = $1::int and s.metric_id = any($2::int[]) and (o.value is not null or ${isKeptBack('o')})
  and (m.numerator_id is not null or (o.numerator is not null and o.denominator is not null))`;

const OTHERS = `select s.id as series_id, s.metric_id, ${WHERE}, o.value::text, d.code as dataset, x.value::text as other
from series s
join series t on t.metric_id = s.metric_id and t.region_id = s.region_id and t.breakdown_key = s.breakdown_key and t.dataset_id <> s.dataset_id
join dataset d on d.id = t.dataset_id
join observation o on o.series_id = s.id and ${PUBLISHED}
join observation x on x.series_id = t.id and x.period_end = o.period_end and x.period = o.period
  and x.from_seq <= d.current_seq and x.to_seq > d.current_seq and x.basis = 'PUBLISHED'
where s.dataset_id = $1::int and o.value <> x.value`;
