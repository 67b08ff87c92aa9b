import { boundDimensions, type Operand } from '../domain/formula.ts';
import type { Sql } from '../store/sql.ts';
import { categoryKey } from './catalogue.ts';
import type { Computed, Computing } from './compute.ts';

/** A region, breakdown and period for which at least one operand is staged and no result is published. */
export interface KeyRow {
  readonly region_id: number;
  readonly breakdown_key: string;
  readonly period: string;
  readonly period_start: string | null;
  readonly period_end: string;
  readonly frequency: string;
  /** By operand: its value, or the sum over its categories; how many rows it has here, and how many of them have a value. */
  readonly values: readonly (string | null)[];
  readonly rows: readonly number[];
  readonly given: readonly number[];
  /** What of the operands' flags holds of the result as well. */
  readonly flags: readonly string[];
  readonly citation_ids: readonly number[];
}

const BATCH = 5_000;

/** Opens a cursor over the keys, because a metric may be computed for as many rows as there are. */
export async function openKeys(
  { tx, names, breakdowns, categoriesOf }: Computing,
  metric: Computed,
  operands: readonly Operand[],
): Promise<void> {
  const bound = boundDimensions(metric.expression);
  const admitted = new Set([...metric.dimensions].filter((dimension) => !bound.has(dimension)));
  const keys = ['', ...breakdowns.met.map(({ key }) => key)];
  const feeds = operands.flatMap((operand, index) => {
    const id = names.find('metric', operand.metric);
    const summed = operand.over === null ? null : { over: operand.over, categories: categoriesOf(operand.over) };
    return keys.flatMap((key) => {
      const result = resultKey(key, operand, summed, admitted);
      return result === null || id === null ? [] : [{ index, id, key, result }];
    });
  });
  await tx.query(keysStatement(operands.length), [
    feeds.map(({ index }) => index),
    feeds.map(({ id }) => id),
    feeds.map(({ key }) => key),
    feeds.map(({ result }) => result),
    names.id('metric', metric.code),
  ]);
}

/** The breakdown of the result that a row with this breakdown serves as the operand; null where it serves none. */
function resultKey(
  key: string,
  { part }: Operand,
  summed: { readonly over: string; readonly categories: readonly string[] } | null,
  admitted: ReadonlySet<string>,
): string | null {
  const items = key === '' ? [] : key.split(';');
  const own = new Set(part.map(({ dimension, category }) => categoryKey(dimension, category)));
  const inSum = new Set(summed?.categories.map((category) => categoryKey(summed.over, category)));
  const rest = items.filter((item) => !own.has(item) && !inSum.has(item));
  if (items.length - rest.length !== own.size + (summed === null ? 0 : 1)) return null;
  return rest.every((item) => admitted.has(item.slice(0, item.indexOf('=')))) ? rest.join(';') : null;
}

const keysStatement = (operands: number): string => {
  const each = (aggregate: string) =>
    `array[${Array.from({ length: operands }, (_, index) => `${aggregate} filter (where k.operand = ${index})`).join(', ')}]::text`;
  return `-- import.keys
declare keys no scroll cursor for
select * from (
  select s.region_id, k.result_key as breakdown_key, s.period, min(s.period_start)::text as period_start,
    min(s.period_end)::text as period_end, min(s.frequency)::text as frequency,
    ${each('sum(s.value)')} as "values",
    ${each('count(*)')} as "rows",
    ${each('count(s.value)')} as given,
    coalesce(bool_or('ESTIMATED' = any(s.flags)), false) as estimated,
    coalesce(bool_or('PROVISIONAL' = any(s.flags)), false) as provisional,
    string_agg(nullif(array_to_string(s.citation_ids, ','), ''), ',') as citations
  from unnest($1::int[], $2::int[], $3::text[], $4::text[]) as k(operand, metric_id, row_key, result_key)
  join stage_observation s on s.metric_id = k.metric_id and s.breakdown_key = k.row_key
  group by s.region_id, k.result_key, s.period
) g
where not exists (
  select 1 from stage_observation p
  where p.metric_id = $5::int and p.region_id = g.region_id and p.breakdown_key = g.breakdown_key and p.period = g.period
)`;
};

interface Fetched extends Omit<KeyRow, 'values' | 'rows' | 'given' | 'flags' | 'citation_ids'> {
  readonly values: string;
  readonly rows: string;
  readonly given: string;
  readonly estimated: boolean;
  readonly provisional: boolean;
  readonly citations: string | null;
}

/** The next of them; none at the end. */
export async function fetchKeys(tx: Sql): Promise<readonly KeyRow[]> {
  const fetched = await tx.query<Fetched>(`-- import.fetch-keys\nfetch ${BATCH} from keys`);
  return fetched.map(({ values, rows, given, estimated, provisional, citations, ...key }) => ({
    ...key,
    values: itemsOf(values).map((value) => (value === 'NULL' ? null : value)),
    rows: itemsOf(rows).map(Number),
    given: itemsOf(given).map(Number),
    flags: [...(estimated ? ['ESTIMATED'] : []), ...(provisional ? ['PROVISIONAL'] : [])],
    citation_ids: [...new Set(citations?.split(',').map(Number))].sort((a, b) => a - b),
  }));
}

/** Of an array of numbers as PostgreSQL writes it. */
const itemsOf = (array: string): string[] => array.slice(1, -1).split(',');
