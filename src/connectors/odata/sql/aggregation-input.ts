import type { Sql } from '../../../database/sql.ts';
import type { Path } from '../syntax/expression.ts';
import { faultIn, type Rows } from './relation.ts';

/** What a rate was computed from. */
const PARTS: readonly string[] = ['numerator', 'denominator'];

/** One figure of each group that is a sum of published figures, to be looked at before it is worked out. */
export interface SumRequest {
  readonly property: string;
  readonly alias: string;
}

/** Figures that are to be added up, in a statement of their own, and the conditions on them. */
export interface AggregationInputs {
  readonly rows: Rows;
  readonly conditions: readonly string[];
}

/** The columns that put addends into groups, and their names. */
export function grouping({ rows }: AggregationInputs, paths: readonly Path[]) {
  const values = paths.map(({ segments }) => rows.value(segments, faultIn('$apply')).sql);
  const names = values.map((_, place) => `g${place}`);
  return {
    values,
    columns: values.map((value, place) => `${value} as g${place}`),
    by: names.length > 0 ? ` group by ${names.join(', ')}` : '',
  };
}

/** Of numerators and denominators only those are added up that stand beside each other. */
export const neededFor = (property: string): readonly string[] => (PARTS.includes(property) ? PARTS : [property]);

export const whereSql = (
  { rows, conditions }: AggregationInputs,
  { property }: SumRequest,
  ...more: readonly string[]
): string =>
  [...conditions, ...neededFor(property).map((name) => `${rows.column(name)} is not null`), ...more].join(' and ');

export interface Question {
  readonly text: string;
  readonly values: readonly unknown[];
}

export async function isAny(sql: Sql, { text, values }: Question): Promise<boolean> {
  const [found] = await sql.query<{ any: boolean }>(text, values);
  return found?.any === true;
}
