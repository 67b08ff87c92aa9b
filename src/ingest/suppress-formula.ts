import { decimalsOf } from '../domain/decimal.ts';
import { type Operand, operandsOf } from '../domain/formula.ts';
import { quotientForm } from '../domain/formula-quotient.ts';
import { isSmall } from '../domain/suppression.ts';
import type { Sql } from '../store/sql.ts';
import type { Computed } from './computed.ts';
import type { Names } from './names.ts';
import { breakdownWith } from './suppress-group.ts';

interface Feed {
  readonly result: string;
  readonly from: number;
  readonly row: string;
}

/** The lines of published results of a formula of which an operand is kept back: it would follow from the result and the others. */
export async function resultsOfHidden(
  tx: Sql,
  names: Names,
  metric: Computed,
  id: number,
  categoriesOf: (dimension: string) => readonly string[],
): Promise<number[]> {
  const keys = await tx.query<{ key: string }>(
    '-- suppress.breakdowns\nselect distinct breakdown_key as key from stage_observation where metric_id = $1::int',
    [id],
  );
  const feeds = operandsOf(metric.expression).flatMap((operand) => {
    const from = names.find('metric', operand.metric);
    if (from === null) return [];
    return keys.flatMap(({ key }) =>
      rowsOf(operand, key, categoriesOf).map((row): Feed => ({ result: key, from, row })),
    );
  });
  const rows = await tx.query<{ line: number }>(
    `-- suppress.results
select distinct o.line from stage_observation o
join unnest($2::text[], $3::int[], $4::text[]) as f(result, metric_id, row) on f.result = o.breakdown_key
join stage_observation p on p.metric_id = f.metric_id and p.breakdown_key = f.row and p.region_id = o.region_id and p.period = o.period
where o.metric_id = $1::int and o.value is not null and p.value is null and 'SUPPRESSED' = any(p.flags) order by o.line`,
    [id, feeds.map(({ result }) => result), feeds.map(({ from }) => from), feeds.map(({ row }) => row)],
  );
  return rows.map(({ line }) => line);
}

/** The breakdowns in which an operand of a result with this breakdown stands. */
function rowsOf(
  { part, over }: Operand,
  key: string,
  categoriesOf: (dimension: string) => readonly string[],
): string[] {
  const items = key === '' ? [] : key.split(';');
  const own = part.map(({ dimension, category }) => `${dimension}=${category}`);
  if (over === null) return [breakdownWith(items, ...own)];
  return categoriesOf(over).map((category) => breakdownWith(items, ...own, `${over}=${category}`));
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
  const counts = (side: Parameters<typeof operandsOf>[0] | undefined) =>
    side === undefined || operandsOf(side).every((operand) => kindOf(operand.metric) === 'COUNT');
  const counted = { numerator: counts(form?.numerator), denominator: counts(form?.denominator) };
  type Row = { readonly line: number; readonly numerator: string | null; readonly denominator: string | null };
  const rows = await tx.query<Row>(
    `-- suppress.small-parts
select line, numerator::text, denominator::text from stage_observation
where metric_id = $1::int and (numerator > 0 and numerator < $2::int or denominator > 0 and denominator < $2::int) order by line`,
    [id, minCount],
  );
  const small = (text: string | null) =>
    text !== null && (metric !== null || decimalsOf(text) === 0) && isSmall(text, minCount);
  return rows
    .filter((row) => (['numerator', 'denominator'] as const).some((side) => counted[side] && small(row[side])))
    .map(({ line }) => line);
}
