import type { Sql } from '../../database/sql.ts';
import { groupBy } from '../../domain/core/group-by.ts';
import { isSmall, leastCount } from '../../domain/disclosure/suppression.ts';
import { collectOperands, type FormulaExpression, type Operand } from '../../domain/formula/formula.ts';
import { quotientForm } from '../../domain/formula/formula-quotient.ts';
import { countDecimals, Decimal } from '../../domain/number/decimal.ts';
import { UNBOUNDED, type Validity } from '../../domain/period/validity.ts';
import type { Categories } from '../catalogue/category.ts';
import type { CodeIds } from '../catalogue/ids.ts';
import type { Computed } from '../compute/computed.ts';
import { breakdownWith } from './suppress-key.ts';

/** Where an operand of a result stands: in which breakdown of which metric. */
export interface Feed {
  readonly result: string;
  readonly from: number;
  readonly row: string;
  /** When it counts: the category of a sum may begin and end. */
  readonly validity: Validity;
}

/** The formulas of a release. */
export class Formulas {
  readonly #byCode: ReadonlyMap<string, Computed>;
  readonly #byId: ReadonlyMap<number, Computed>;
  readonly #names: CodeIds;
  readonly #categoriesOf: Categories;

  constructor(computed: readonly Computed[], names: CodeIds, categoriesOf: Categories) {
    this.#byCode = new Map(computed.map((metric) => [metric.code, metric]));
    this.#byId = new Map(computed.flatMap((metric) => {
      const id = names.find('metric', metric.code);
      return id === null ? [] : [[id, metric] as const];
    }));
    this.#names = names;
    this.#categoriesOf = categoriesOf;
  } // biome-ignore format: short

  of(metric: number): Computed | null {
    return this.#byId.get(metric) ?? null;
  }

  /** The operands of a result with this breakdown; null where one of them is no metric. */
  operands(metric: Computed, key: string): Feed[] | null {
    const found: Feed[] = [];
    for (const operand of collectOperands(metric.expression)) {
      const from = this.#names.find('metric', operand.metric);
      if (from === null) return null;
      for (const row of rowsOf(operand, key, this.#categoriesOf)) found.push({ result: key, from, ...row });
    }
    return found;
  }

  /** The operands, theirs where they are results themselves, and so on: without them nothing of it is computed. */
  allOperands(metric: Computed, key: string): Feed[] {
    const found = new Map<string, Feed>();
    const open = [{ metric, row: key }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      for (const operand of collectOperands(next.metric.expression)) {
        const from = this.#names.find('metric', operand.metric);
        if (from === null) continue;
        const inner = this.#byCode.get(operand.metric);
        for (const { row, validity } of rowsOf(operand, next.row, this.#categoriesOf)) {
          const name = `${from}|${row}`;
          if (found.has(name)) continue;
          found.set(name, { result: key, from, row, validity });
          if (inner) open.push({ metric: inner, row });
        }
      }
    }
    return [...found.values()];
  }

  /** The ids of all metrics that a formula goes back to. */
  sources(metric: Computed): Set<number> {
    return new Set(this.allOperands(metric, '').map(({ from }) => from));
  }
}

const columnsOf = (feeds: readonly Feed[]) => [
  feeds.map(({ result }) => result),
  feeds.map(({ from }) => from),
  feeds.map(({ row }) => row),
  feeds.map(({ validity }) => validity.from ?? '-infinity'),
  feeds.map(({ validity }) => validity.to ?? 'infinity'),
];

const breakdownsOf = async (tx: Sql, id: number): Promise<string[]> => {
  const keys = await tx.query<{ key: string }>(
    '-- suppress.breakdowns\nselect distinct breakdown_key as key from stage_observation where metric_id = $1::int',
    [id],
  );
  return keys.map(({ key }) => key);
};

/** The lines of results of a formula of which an operand is suppressed: it would follow from the result and the others. */
export async function resultsOfHidden(tx: Sql, formulas: Formulas, metric: Computed, id: number): Promise<number[]> {
  const feeds = (await breakdownsOf(tx, id)).flatMap((key) => formulas.allOperands(metric, key));
  const rows = await tx.query<{ line: number }>(
    `-- suppress.results
select distinct o.line from stage_observation o
join unnest($2::text[], $3::int[], $4::text[], $5::text[]::date[], $6::text[]::date[]) as f(result, metric_id, row, first, last)
  on f.result = o.breakdown_key and o.period_end between f.first and f.last
join stage_observation p on p.metric_id = f.metric_id and p.breakdown_key = f.row and p.region_id = o.region_id and p.period = o.period
where o.metric_id = $1::int and o.value is not null and p.value is null and 'SUPPRESSED' = any(p.flags) order by o.line`,
    [id, ...columnsOf(feeds)],
  );
  return rows.map(({ line }) => line);
}

/** Of each suppressed result whose operands are all published, the operand that tells least: it is suppressed as well. */
export async function operandsOfHidden(
  tx: Sql,
  formulas: Formulas,
  metric: Computed,
  id: number,
): Promise<ReadonlyMap<number, number[]>> {
  const feeds = (await breakdownsOf(tx, id)).flatMap((key) => formulas.operands(metric, key) ?? []);
  const rows = await tx.query<{ metric_id: number; line: number }>(
    `-- suppress.operands
with feed as (
  select * from unnest($2::text[], $3::int[], $4::text[], $5::text[]::date[], $6::text[]::date[]) as f(result, metric_id, row, first, last)
)
select distinct g.metric_id, g.line from (
  select (array_agg(p.metric_id order by p.value = 0, abs(p.value), p.line))[1] as metric_id,
    (array_agg(p.line order by p.value = 0, abs(p.value), p.line))[1] as line
  from stage_observation o
  join feed f on f.result = o.breakdown_key and o.period_end between f.first and f.last
  left join stage_observation p on p.metric_id = f.metric_id and p.breakdown_key = f.row and p.region_id = o.region_id and p.period = o.period
  where o.metric_id = $1::int and o.value is null and 'SUPPRESSED' = any(o.flags)
  group by o.line having count(p.value) = count(*)
) g order by 1, 2`,
    [id, ...columnsOf(feeds)],
  );
  const byMetric = groupBy(rows, ({ metric_id }) => metric_id);
  return new Map([...byMetric].map(([from, found]) => [from, found.map(({ line }) => line)]));
}

/** The breakdowns in which an operand of a result with this breakdown stands. */
function rowsOf({ part, over }: Operand, key: string, categoriesOf: Categories): Pick<Feed, 'row' | 'validity'>[] {
  const items = key === '' ? [] : key.split(';');
  const own = part.map(({ dimension, category }) => `${dimension}=${category}`);
  if (over === null) return [{ row: breakdownWith(items, ...own), validity: UNBOUNDED }];
  return categoriesOf(over).map((category) => ({
    row: breakdownWith(items, ...own, `${over}=${category}`),
    validity: categoriesOf.validityOf(over, category),
  }));
}

/** The lines of values beside which a count stands that is too small to publish. Without a formula, whole numbers are taken for counts. */
export async function besideSmallParts(
  tx: Sql,
  id: number,
  metric: Computed | null,
  kindOf: (code: string) => string | undefined,
  minCount: number,
): Promise<number[]> {
  const form = metric === null ? null : quotientForm(metric.expression);
  const sideOf = (side: FormulaExpression | undefined) => ({
    counts: side === undefined || collectOperands(side).every((operand) => kindOf(operand.metric) === 'COUNT'),
    multiplier: side?.kind === 'operand' ? (metric?.multipliers.get(side.metric) ?? 0) : 0,
  });
  const sides = { numerator: sideOf(form?.numerator), denominator: sideOf(form?.denominator) };
  const leasts = [sides.numerator, sides.denominator].map(({ multiplier }) => leastCount(minCount, multiplier));
  type Row = { readonly line: number; readonly numerator: string | null; readonly denominator: string | null };
  const rows = await tx.query<Row>(
    `-- suppress.small-parts
select line, numerator::text, denominator::text from stage_observation
where metric_id = $1::int and basis = 'PUBLISHED'
  and (numerator > 0 and numerator < $2::numeric or denominator > 0 and denominator < $3::numeric) order by line`,
    [id, ...leasts.map((least) => new Decimal(least).toFixed())],
  );
  const small = (text: string | null, multiplier: number) =>
    text !== null && (metric !== null || countDecimals(text) === 0) && isSmall(text, minCount, multiplier);
  return rows
    .filter((row) =>
      (['numerator', 'denominator'] as const).some(
        (side) => sides[side].counts && small(row[side], sides[side].multiplier),
      ),
    )
    .map(({ line }) => line);
}
