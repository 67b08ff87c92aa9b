import { beyond, joinConditions, orderBy, Parameters, type SortKey } from '../core/statement.ts';
import type { ObservationFilter } from '../observation/observation-filter.ts';
import { countDigits, type DecimalType, formatDecimalType, holdsNumber, joinDecimalTypes } from './decimal-type.ts';
import { quoteText } from './duckdb.ts';

/** This selects stored figures of metrics. Which data sets are meant is a choice of copies, and no condition. */
export interface CopySelection {
  readonly metrics: readonly number[];
  readonly filter: ObservationFilter;
}

/** Which of them are wanted, and in which order. */
export interface CopyPage {
  readonly keys: readonly SortKey[];
  readonly limit: number;
  readonly after: readonly (string | null)[] | null;
}

/** A file of a copy. */
export interface CopyPart {
  readonly path: string;
  /** The metrics that its rows belong to. */
  readonly metrics: readonly number[];
  readonly type: DecimalType;
}

/** A statement of DuckDB. */
export interface CopyStatement {
  readonly text: string;
  readonly values: string[];
}

/** The columns by the names of sort keys. What sorts by anything else is not answered from a copy. */
const SORTED: Readonly<Record<string, string>> = {
  metric: 'metric_code',
  region: 'region_code',
  breakdown: 'breakdown_key',
  series: 'series_id',
  value: 'value',
  end: 'period_end',
  period: 'period',
};

/** What is selected of a row: its primary key. */
const KEY_COLUMNS = 'series_id, period_end::varchar, period, from_seq';

/** Tells whether a copy has what this selection looks at. */
export const isSelectable = ({ filter }: CopySelection): boolean =>
  filter.regions !== 'own' &&
  (filter.breakdowns === undefined || filter.breakdowns.length === 0) &&
  filter.statusFlags === undefined &&
  filter.basis === undefined &&
  filter.sources === undefined;

/** Tells whether whatever is a number among the values of a cursor can be compared with values of these files. */
export function holdsNumbers(parts: readonly CopyPart[], values: readonly (string | null)[]): boolean {
  const type = joinDecimalTypes(parts.map((part) => part.type));
  return values.every((value) => value === null || countDigits(value) === null || holdsNumber(type, value));
}

/** Numbers are compared in the type in which they were copied. */
class CopyParameters extends Parameters {
  readonly #decimal: string;

  constructor(decimal: string) {
    super();
    this.#decimal = decimal;
  }

  override add(value: unknown, type: string): string {
    return super.add(value, type === 'numeric' ? this.#decimal : type);
  }
}

/** Finds the rows of a page in two steps, of which the first reads one column, and the second decodes few rows of the others. */
export interface CopySearch {
  /** The first sort key of the last row of the page; no row where there are fewer. */
  readonly bound: CopyStatement;
  /** The primary keys of the page's observations, in its order; none of them lies beyond the bound. */
  within(bound: string | null): CopyStatement;
}

/** Prepares the search for a page; null where a copy cannot be asked for that. */
export function searchCopyRows(
  parts: readonly CopyPart[],
  selection: CopySelection,
  { keys, limit, after }: CopyPage,
): CopySearch | null {
  const sorted = keys.flatMap((key) => {
    const expression = SORTED[key.name];
    return expression === undefined ? [] : [{ ...key, expression }];
  });
  const [first] = sorted;
  if (!first || sorted.length < keys.length || parts.length === 0 || !isSelectable(selection)) return null;
  const type = joinDecimalTypes(parts.map((part) => part.type));
  const isExact = sorted.every(({ type: kind }, index) => {
    const value = after?.[index] ?? null;
    return kind !== 'numeric' || value === null || holdsNumber(type, value);
  });
  if (!isExact) return null;
  const write = (columns: string, bound: string | null, end: string): CopyStatement => {
    const parameters = new CopyParameters(formatDecimalType(type));
    const from = writeSource(parts, selection, type);
    const conditions = writeConditions(selection, parameters);
    if (bound !== null) {
      conditions.push(`${first.expression} ${first.descending ? '>=' : '<='} ${parameters.add(bound, first.type)}`);
    }
    if (after) conditions.push(beyond(sorted, after, false, parameters));
    const text = `select ${columns} from ${from} where ${joinConditions(conditions)} ${end}`;
    return { text, values: parameters.values as string[] };
  };
  return {
    bound: write(
      `${first.expression}::varchar`,
      null,
      `order by ${orderBy([first], false)} limit 1 offset ${limit - 1}`,
    ),
    within: (bound) => write(KEY_COLUMNS, bound, `order by ${orderBy(sorted, false)} limit ${limit}`),
  };
}

/** Counts observations; null where a copy cannot be asked for that. */
export function countCopyRows(parts: readonly CopyPart[], selection: CopySelection): CopyStatement | null {
  if (parts.length === 0 || !isSelectable(selection)) return null;
  const type = joinDecimalTypes(parts.map((part) => part.type));
  const parameters = new CopyParameters(formatDecimalType(type));
  const from = writeSource(parts, selection, type);
  const conditions = writeConditions(selection, parameters);
  const text = `select count(*)::int from ${from} where ${joinConditions(conditions)}`;
  return { text, values: parameters.values as string[] };
}

/**
 * The rows of the metrics in all files together. A file of several has the columns of the first, so files whose values have another type are
 * another table. A file that has no other metrics needs no comparison, and one that has none of these is left out.
 */
function writeSource(parts: readonly CopyPart[], { metrics }: CopySelection, type: DecimalType): string {
  const wanted = new Set(metrics);
  const tables = new Map<string, string[]>();
  const add = (key: string, path: string) => tables.set(key, [...(tables.get(key) ?? []), quoteText(path)]);
  const isWanted = `metric_id in (${metrics.join(', ')})`;
  for (const part of parts) {
    const count = part.metrics.filter((id) => wanted.has(id)).length;
    const condition = count === part.metrics.length ? 'true' : isWanted;
    if (count > 0) add(`${condition} /* ${formatDecimalType(part.type)} */`, part.path);
  }
  const columns = `* replace (value::${formatDecimalType(type)} as value)`;
  const [first] = parts;
  if (tables.size === 0 && first) add('false', first.path);
  const selects = [...tables].map(
    ([condition, paths]) => `select ${columns} from read_parquet([${paths.join(', ')}]) where ${condition}`,
  );
  return `(${selects.join(' union all ')}) o`;
}

function writeConditions({ filter }: CopySelection, parameters: Parameters): string[] {
  const { regions, breakdowns, firstEnd, lastEnd, frequency } = filter;
  const conditions: string[] = [];
  if (regions && regions !== 'own') conditions.push(isOneOf('region_id', regions));
  if (breakdowns) conditions.push("breakdown_key = ''");
  if (firstEnd) conditions.push(`period_end >= ${parameters.add(firstEnd, 'date')}`);
  if (lastEnd) conditions.push(`period_end <= ${parameters.add(lastEnd, 'date')}`);
  if (frequency)
    conditions.push(frequency.length === 0 ? 'false' : `frequency in (${frequency.map(quoteText).join(', ')})`);
  return conditions;
}

/** Ids are whole numbers of the catalogue. */
const isOneOf = (column: string, ids: readonly number[]): string =>
  ids.length === 0 ? 'false' : `${column} in (${ids.join(', ')})`;
