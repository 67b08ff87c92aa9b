import { OPEN, type Sql } from '../../database/sql.ts';
import { checkDuplicate, checkRatio, type FlaggedInput } from '../../domain/check/check.ts';
import { checkFormula, type OperandInput } from '../../domain/check/check-formula.ts';
import { groupBy } from '../../domain/core/group-by.ts';
import {
  boundDimensions,
  collectOperands,
  type FormulaExpression,
  type Operand,
  printFormula,
} from '../../domain/formula/formula.ts';
import { operandKeys } from '../../domain/formula/formula-key.ts';
import { parseFormula } from '../../domain/formula/formula-parse.ts';
import { quotientForm, storedFactor } from '../../domain/formula/formula-quotient.ts';
import { isDated, isValidOn, type Validity } from '../../domain/period/validity.ts';
import { fetchBatches } from '../../read/core/cursor.ts';
import type { CheckedMetric, CheckedMetrics } from './check-metric.ts';
import type { CheckedSeries, CheckStage } from './check-stage.ts';

interface Found {
  readonly operand: number;
  readonly value: string | null;
  readonly suppressed: boolean;
  readonly published: boolean;
  /** How many decimals its series shows. */
  readonly shown: number | null;
}

interface ExpressionRow extends CheckedSeries {
  readonly value: string | null;
  readonly suppressed: boolean;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly numerator_shown: number | null;
  readonly denominator_shown: number | null;
  readonly breakdown_key: string;
  readonly found: readonly Found[];
}

interface DatedCategory extends Validity {
  readonly dimension: string;
  readonly code: string;
}

type CategoriesOf = (dimension: string, day?: string) => readonly string[];

/** Checks published figures of metrics that have an expression: against their parts where those stand beside them, else against the operands. */
export async function checkExpressions(
  tx: Sql,
  dataset: number,
  metrics: CheckedMetrics,
  stage: CheckStage,
): Promise<void> {
  const series = await tx.query<{ metric_id: number; breakdown_key: string }>(SERIES, [dataset]);
  if (series.length === 0) return;
  const categories = groupBy(await tx.query<DatedCategory>(CATEGORIES), (row) => row.dimension);
  const categoriesOf = (dimension: string, day?: string) =>
    (categories.get(dimension) ?? []).flatMap(({ code, from, to }) =>
      day === undefined || isValidOn({ from, to }, day) ? [code] : [],
    );
  const expressions = expressionsStatement([...categories.values()].flat().some(isDated));
  for (const [id, own] of groupBy(series, (row) => row.metric_id)) {
    const metric = metrics.get(id);
    const expression = parseFormula(metric.expression ?? '');
    const bound = boundDimensions(expression);
    // What the formula adds up or picks from, its result is never broken down by.
    const keys = own
      .map((row) => row.breakdown_key)
      .filter((key) => key.split(';').every((item) => !bound.has(item.slice(0, item.indexOf('=')))));
    const feeds = collectOperands(expression).flatMap((operand, index) =>
      keys.flatMap((key) =>
        operandKeys(operand, key, categoriesOf).map((from) => ({
          index,
          from,
          key,
          metric: metrics.named(operand.metric),
        })),
      ),
    );
    const values = [
      dataset,
      id,
      keys,
      feeds.map(({ index }) => index),
      feeds.map((feed) => feed.metric.id),
      feeds.map(({ from }) => from),
      feeds.map(({ key }) => key),
    ];
    const check = checkerOf(metric, expression, metrics, categoriesOf);
    for await (const rows of fetchBatches<ExpressionRow>(tx, 'check', 'expressions', expressions, values)) {
      for (const row of rows) check(row, stage);
      await stage.flush();
    }
  }
}

function checkerOf(
  metric: CheckedMetric,
  expression: FormulaExpression,
  metrics: CheckedMetrics,
  categoriesOf: CategoriesOf,
) {
  const places = new Map(collectOperands(expression).map((operand, index) => [printFormula(operand), index]));
  const form = quotientForm(expression);
  const scale =
    form && storedFactor(form, (operand) => metrics.named(operand.metric).unitMultiplier, metric.unitMultiplier);
  const flagsOf = (suppressed: boolean) => (suppressed ? ['SUPPRESSED'] : []);
  return (row: ExpressionRow, stage: CheckStage): void => {
    const foundOf = (operand: Operand) => row.found.filter((one) => one.operand === places.get(printFormula(operand)));
    const figure = { value: row.value, flags: flagsOf(row.suppressed) };
    if (form === null || row.numerator === null || row.denominator === null) {
      const inputOf = (operand: Operand): OperandInput => {
        const { id, unitMultiplier } = metrics.named(operand.metric);
        const found = foundOf(operand);
        const figures = found.flatMap(({ value, shown }) => (value === null ? [] : metrics.inputOf(id, value, shown)));
        // A sum over nothing is no sum.
        const needed = operand.over === null ? 1 : Math.max(1, categoriesOf(operand.over, row.period_end).length);
        return {
          figures,
          multiplier: unitMultiplier,
          suppressed: found.some(({ suppressed }) => suppressed),
          missing: figures.length < needed,
        };
      };
      stage.add(row, 'RATIO', 'EXPRESSION', checkFormula(figure, expression, inputOf, metric));
      return;
    }
    const sides = [
      { subject: 'NUMERATOR', part: form.numerator, cell: row.numerator, shown: row.numerator_shown },
      { subject: 'DENOMINATOR', part: form.denominator, cell: row.denominator, shown: row.denominator_shown },
    ] as const;
    const [numerator = null, denominator = null] = sides.map(({ part, cell, shown }): FlaggedInput => {
      // What is worked out is in the plain unit: of one metric, it is known how that one is written.
      const id = part.kind === 'operand' ? metrics.named(part.metric).id : null;
      return { ...metrics.inputOf(id, cell, shown), flags: [] };
    });
    stage.add(row, 'RATIO', '', checkRatio(figure, { numerator, denominator }, scale, metric));
    for (const { subject, part, cell } of sides) {
      if (part.kind !== 'operand' || part.over !== null) continue;
      const [alone] = foundOf(part);
      if (alone === undefined || !alone.published || alone.suppressed || alone.value === null) continue;
      const of = metrics.named(part.metric);
      const twice = checkDuplicate(cell, metrics.inputOf(of.id, alone.value, alone.shown), 'FAIL', of);
      if (twice) stage.add(row, 'DUPLICATE', subject, twice);
    }
  };
}

const SERIES = `-- check.expression-series
select s.metric_id, s.breakdown_key from series s join metric m on m.id = s.metric_id
where s.dataset_id = $1::int and m.expression is not null and s.to_seq = ${OPEN}
group by 1, 2 order by 1, 2`;

const CATEGORIES = `-- check.expression-categories
select d.code as dimension, c.code, c.valid_from::text as "from", c.valid_to::text as "to" from dimension d join category c on c.dimension_id = d.id and c.to_seq = ${OPEN} order by c.code`;

const isKeptBack = (o: string) => `coalesce('SUPPRESSED' = any(${o}.flags), false)`;

/** A figure counts while its categories are valid. */
const VALID = `
    where not exists (
      select from series_category l join category y on y.id = l.category_id
      where l.series_id = q.id and (y.valid_from > o.period_end or y.valid_to < o.period_end)
    )`;

/** The operands of a breakdown are gathered first: to look for them among those of all breakdowns would cost their number for each figure. */
const expressionsStatement = (dated: boolean): string => `with feed as materialized (
  select result_key, array_agg(operand) as operands, array_agg(metric_id) as metrics, array_agg(row_key) as keys
  from unnest($4::int[], $5::int[], $6::text[], $7::text[]) as k(operand, metric_id, row_key, result_key) group by result_key
)
select s.id as series_id, s.breakdown_key, o.period, o.period_end::text, o.value::text, ${isKeptBack('o')} as suppressed,
  o.numerator::text, o.denominator::text, c.numerator_decimals as numerator_shown, c.denominator_decimals as denominator_shown, f.found
from unnest($3::text[]) as own(key)
join series s on s.dataset_id = $1::int and s.metric_id = $2::int and s.breakdown_key = own.key
join observation o on o.series_id = s.id and o.to_seq = ${OPEN} and o.basis = 'PUBLISHED'
left join feed on feed.result_key = own.key
left join check_precision c on c.series_id = s.id
cross join lateral (
  select coalesce(json_agg(r), '[]') as found from (
    select k.operand, p.value::text as value, ${isKeptBack('p')} as suppressed, p.basis = 'PUBLISHED' as published,
      (select c.decimals from check_precision c where c.series_id = q.id) as shown
    from unnest(feed.operands, feed.metrics, feed.keys) as k(operand, metric_id, row_key)
    join series q on q.dataset_id = s.dataset_id and q.metric_id = k.metric_id and q.region_id = s.region_id and q.breakdown_key = k.row_key
    join observation p on p.series_id = q.id and p.period_end = o.period_end and p.period = o.period and p.to_seq = ${OPEN}${dated ? VALID : ''}
  ) r
) f
where o.value is not null or ${isKeptBack('o')}`;
