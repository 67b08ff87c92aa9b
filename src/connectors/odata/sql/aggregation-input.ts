import type { Sql } from '../../../database/sql.ts';
import type { Rows } from './statement.ts';
import type { Value } from './value.ts';

/** What a rate was computed from. */
const PARTS: readonly string[] = ['numerator', 'denominator'];

/** One figure of each group that is a sum of published figures, to be looked at before it is worked out. */
export interface SumRequest {
  readonly property: string;
  readonly alias: string;
}

/** Figures that are to be added up, in a statement of their own, the conditions on them, and what puts them into groups. */
export interface AggregationInputs {
  readonly rows: Rows;
  readonly conditions: readonly string[];
  readonly keys: readonly Value[];
  readonly keyNames: readonly string[];
}

/** The columns that put the figures into groups, and their names. */
export function writeKeys({ rows, keys }: AggregationInputs) {
  const values = keys.map(({ write }) => write(rows.statement));
  const names = values.map((_, place) => `g${place}`);
  return {
    values,
    columns: values.map((value, place) => `${value} as g${place}`),
    by: names.length > 0 ? ` group by ${names.join(', ')}` : '',
  };
}

/** Of numerators and denominators only those are added up that stand beside each other. */
export const findNeeded = (property: string): readonly string[] => (PARTS.includes(property) ? PARTS : [property]);

export const buildInputWhere = (
  { rows, conditions }: AggregationInputs,
  { property }: SumRequest,
  ...more: readonly string[]
): string =>
  [...conditions, ...findNeeded(property).map((name) => `${rows.column(name)} is not null`), ...more].join(' and ');

export interface SumQuery {
  readonly text: string;
  readonly values: readonly unknown[];
}

export async function existsAny(sql: Sql, { text, values }: SumQuery): Promise<boolean> {
  const [found] = await sql.query<{ any: boolean }>(text, values);
  return found?.any === true;
}
