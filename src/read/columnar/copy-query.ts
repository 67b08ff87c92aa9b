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

/** Finds the primary keys of the observations of a page, in its order; null where a copy cannot be asked for that. */
export function findCopyRows(
  parts: readonly CopyPart[],
  selection: CopySelection,
  { keys, limit, after }: CopyPage,
): CopyStatement | null {
  const sorted = keys.flatMap((key) => {
    const expression = SORTED[key.name];
    return expression === undefined ? [] : [{ ...key, expression }];
  });
  if (sorted.length < keys.length || parts.length === 0 || !isSelectable(selection)) return null;
  const type = joinDecimalTypes(parts.map((part) => part.type));
  const isExact = sorted.every(({ type: kind }, index) => {
    const value = after?.[index] ?? null;
    return kind !== 'numeric' || value === null || holdsNumber(type, value);
  });
  if (!isExact) return null;
  const parameters = new CopyParameters(formatDecimalType(type));
  const conditions = [
    ...writeConditions(selection, parameters),
    ...(after ? [beyond(sorted, after, false, parameters)] : []),
  ];
  const text = `select series_id, period_end::varchar, period, from_seq from ${writeSource(parts, type)}
where ${joinConditions(conditions)}
order by ${orderBy(sorted, false)} limit ${limit}`;
  return { text, values: parameters.values as string[] };
}

/** Counts observations; null where a copy cannot be asked for that. */
export function countCopyRows(parts: readonly CopyPart[], selection: CopySelection): CopyStatement | null {
  if (parts.length === 0 || !isSelectable(selection)) return null;
  const type = joinDecimalTypes(parts.map((part) => part.type));
  const parameters = new CopyParameters(formatDecimalType(type));
  const conditions = writeConditions(selection, parameters);
  const text = `select count(*)::int from ${writeSource(parts, type)} where ${joinConditions(conditions)}`;
  return { text, values: parameters.values as string[] };
}

/** The rows of all files together. Files whose values have one type are one table. */
function writeSource(parts: readonly CopyPart[], type: DecimalType): string {
  const types = [...new Set(parts.map((part) => formatDecimalType(part.type)))];
  const tables = types.map((of) => {
    const alike = parts.filter((part) => formatDecimalType(part.type) === of);
    const paths = alike.map(({ path }) => quoteText(path)).join(', ');
    return `select * replace (value::${formatDecimalType(type)} as value) from read_parquet([${paths}])`;
  });
  return `(${tables.join(' union all ')}) o`;
}

function writeConditions({ metrics, filter }: CopySelection, parameters: Parameters): string[] {
  const { regions, breakdowns, firstEnd, lastEnd, frequency } = filter;
  const conditions = [isOneOf('metric_id', metrics)];
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
