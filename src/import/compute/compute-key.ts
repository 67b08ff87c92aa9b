import type { Sql } from '../../database/sql.ts';
import { boundDimensions, type Operand } from '../../domain/formula/formula.ts';
import { countCombinations, UNBOUNDED, type Validity } from '../../domain/period/validity.ts';
import { fetchBatches } from '../../read/core/cursor.ts';
import { categoryKey } from '../catalogue/catalogue.ts';
import type { Categories } from '../catalogue/category.ts';
import type { Computed, Computing } from './computed.ts';

/** A region, breakdown and period for which at least one operand is staged and no result is published. */
export interface KeyRow {
  readonly region_id: number;
  readonly breakdown_key: string;
  readonly period: string;
  readonly period_start: string | null;
  readonly period_end: string;
  readonly frequency: string;
  /** Whether an operand, or one of the categories that it sums over, has no row here; and whether one of those rows has no value. */
  readonly missing: boolean;
  readonly valueless: boolean;
  /** By operand, where all are there: its value, or the sum over its categories. */
  readonly values: readonly string[];
  /** What of the operands' flags holds of the result as well. */
  readonly flags: readonly string[];
  readonly citation_ids: readonly number[];
}

/** The breakdowns in which each metric is staged. A package may have as many as rows, and as many formulas. */
export async function stagedKeys(tx: Sql): Promise<Map<number, Set<string>>> {
  const rows = await tx.query<{ metric_id: number; breakdown_key: string }>(
    '-- import.staged-keys\nselect distinct metric_id, breakdown_key from stage_observation',
  );
  const keys = new Map<number, Set<string>>();
  for (const { metric_id, breakdown_key } of rows) {
    const known = keys.get(metric_id);
    if (known === undefined) keys.set(metric_id, new Set([breakdown_key]));
    else known.add(breakdown_key);
  }
  return keys;
}

/** The keys of a metric, through a cursor, because it may be computed for as many rows as there are. */
export async function* readComputeKeys(
  { tx, names, categoriesOf }: Computing,
  staged: ReadonlyMap<number, ReadonlySet<string>>,
  metric: Computed,
  id: number,
  operands: readonly Operand[],
): AsyncGenerator<readonly KeyRow[]> {
  const bound = boundDimensions(metric.expression);
  const admitted = new Set([...metric.dimensions].filter((dimension) => !bound.has(dimension)));
  const feeds = operands.flatMap((operand, index) => {
    const from = names.find('metric', operand.metric);
    const keys = [...((from === null ? undefined : staged.get(from)) ?? [])];
    if (keys.length === 0) return [];
    const own = new Set(operand.part.map(({ dimension, category }) => categoryKey(dimension, category)));
    const { over } = operand;
    const summed = over === null ? null : categorySet(over, categoriesOf(over));
    return keys.flatMap((key) => {
      const result = resultKey(key, own, summed, admitted);
      if (result === null || from === null) return [];
      return [{ index, from, key, result, validity: over === null ? UNBOUNDED : validityIn(key, over, categoriesOf) }];
    });
  });
  const needed = operands.map(({ over }) => (over === null ? '1' : countSql(over, categoriesOf)));
  const values = [
    feeds.map(({ index }) => index),
    feeds.map(({ from }) => from),
    feeds.map(({ key }) => key),
    feeds.map(({ result }) => result),
    id,
    feeds.map(({ validity }) => validity.from ?? '-infinity'),
    feeds.map(({ validity }) => validity.to ?? 'infinity'),
  ];
  for await (const fetched of fetchBatches<Fetched>(tx, 'import', 'keys', keysStatement(needed), values)) {
    yield fetched.map(keyRow);
  }
}

/** The breakdown of the result that a row with this breakdown serves as the operand; null where it serves none. */
function resultKey(
  key: string,
  own: ReadonlySet<string>,
  summed: ReadonlySet<string> | null,
  admitted: ReadonlySet<string>,
): string | null {
  const items = key === '' ? [] : key.split(';');
  const rest = items.filter((item) => !own.has(item) && summed?.has(item) !== true);
  if (items.length - rest.length !== own.size + (summed === null ? 0 : 1)) return null;
  return rest.every((item) => admitted.has(item.slice(0, item.indexOf('=')))) ? rest.join(';') : null;
}

/** When the category that a row stands for in a sum is valid. */
function validityIn(key: string, over: string, categoriesOf: Categories): Validity {
  const item = key.split(';').find((one) => one.startsWith(`${over}=`));
  return item === undefined ? UNBOUNDED : categoriesOf.validityOf(over, item.slice(over.length + 1));
}

/** How many categories of a dimension are valid at the end of the period of a group, as SQL. */
function countSql(dimension: string, categoriesOf: Categories): string {
  const spans = countCombinations([
    categoriesOf(dimension).map((category) => categoriesOf.validityOf(dimension, category)),
  ]);
  // A sum over nothing is no sum: where a dimension has no category, the operand is missing.
  const counts = spans.map(({ to, count }) => ({ to, count: String(Math.max(1, count)) }));
  const [first] = counts;
  if (counts.length === 1 && first !== undefined) return first.count;
  const cases = counts.map(({ to, count }) =>
    to === null ? `else ${count}` : `when min(s.period_end) <= '${to}' then ${count}`,
  );
  return `case ${cases.join(' ')} end`;
}

const categorySets = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Made once for a dimension, whatever the number of sums over it. */
function categorySet(dimension: string, categories: readonly string[]): ReadonlySet<string> {
  const known = categorySets.get(categories);
  if (known !== undefined) return known;
  const set = new Set(categories.map((category) => categoryKey(dimension, category)));
  categorySets.set(categories, set);
  return set;
}

/** `needed` says how many rows each operand has for one key when all are there, as SQL. */
const keysStatement = (needed: readonly string[]): string => {
  const each = (aggregate: string) => needed.map((_, index) => `${aggregate} filter (where k.operand = ${index})`);
  const lacking = (aggregate: string) =>
    each(aggregate)
      .map((count, index) => `${count} < ${needed[index]}`)
      .join(' or ');
  return `select * from (
  select s.region_id, k.result_key as breakdown_key, s.period, min(s.period_start)::text as period_start,
    min(s.period_end)::text as period_end, min(s.frequency)::text as frequency,
    ${lacking('count(*)')} as missing,
    ${lacking('count(s.value)')} as valueless,
    array[${each('sum(s.value)').join(', ')}]::text as operands,
    coalesce(bool_or('ESTIMATED' = any(s.flags)), false) as estimated,
    coalesce(bool_or('PROVISIONAL' = any(s.flags)), false) as provisional,
    string_agg(nullif(array_to_string(s.citation_ids, ','), ''), ',') as citations
  from unnest($1::int[], $2::int[], $3::text[], $4::text[], $6::text[]::date[], $7::text[]::date[]) as k(operand, metric_id, row_key, result_key, first, last)
  join stage_observation s on s.metric_id = k.metric_id and s.breakdown_key = k.row_key and s.period_end between k.first and k.last
  group by s.region_id, k.result_key, s.period
) g
where not exists (
  select 1 from stage_observation p
  where p.metric_id = $5::int and p.region_id = g.region_id and p.breakdown_key = g.breakdown_key and p.period = g.period
)`;
};

interface Fetched extends Omit<KeyRow, 'values' | 'flags' | 'citation_ids'> {
  readonly operands: string;
  readonly estimated: boolean;
  readonly provisional: boolean;
  readonly citations: string | null;
}

/** Written out, because it is done for every row: taking the row apart would cost as much as the arithmetic. */
const keyRow = (row: Fetched): KeyRow => ({
  region_id: row.region_id,
  breakdown_key: row.breakdown_key,
  period: row.period,
  period_start: row.period_start,
  period_end: row.period_end,
  frequency: row.frequency,
  missing: row.missing,
  valueless: row.valueless,
  values: row.operands.slice(1, -1).split(','),
  flags: [...(row.estimated ? ['ESTIMATED'] : []), ...(row.provisional ? ['PROVISIONAL'] : [])],
  citation_ids: row.citations === null ? [] : uniqueIds(row.citations),
});

const uniqueIds = (text: string): number[] => [...new Set(text.split(',').map(Number))].sort((a, b) => a - b);
