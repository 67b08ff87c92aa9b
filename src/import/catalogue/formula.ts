import { DomainError } from '../../domain/core/errors.ts';
import {
  buildQuotient,
  collectMetrics,
  collectOperands,
  type FormulaExpression,
  printFormula,
} from '../../domain/formula/formula.ts';
import { parseFormula } from '../../domain/formula/formula-parse.ts';
import type { SharedCodeKind } from '../package/column.ts';
import { categoryKey } from './catalogue.ts';

/** A formula as the columns of metrics.csv give it. */
export interface FormulaCells {
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly factor: string | null;
  readonly expression: string | null;
}

/** The expression that a metric is computed by, in whichever columns it stands; null without one, or where it cannot be read. */
export function parseMetricFormula({
  numerator,
  denominator,
  factor,
  expression,
}: FormulaCells): FormulaExpression | null {
  if (expression !== null) return readFormula(expression);
  return numerator === null || denominator === null ? null : buildQuotient(numerator, denominator, factor ?? '1');
}

/** What cannot be read is told by `checkFormulas`. */
function readFormula(text: string): FormulaExpression | null {
  try {
    return parseFormula(text);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** The expression as it is compared: blanks and the signs that are chosen mean nothing. */
export function normalFormula(text: string | null): string | null {
  const expression = text === null ? null : readFormula(text);
  return expression === null ? text : printFormula(expression);
}

/** The metrics that a metric is computed from, also where half of its formula is missing. */
export function findInputs(cells: FormulaCells): ReadonlySet<string> {
  const expression = parseMetricFormula(cells);
  if (expression !== null) return new Set(collectMetrics(expression));
  return new Set([cells.numerator, cells.denominator].filter((code) => code !== null));
}

/** Every code that an expression names, by its kind. */
export const codesIn = (expression: FormulaExpression): readonly (readonly [SharedCodeKind, string])[] =>
  collectOperands(expression).flatMap(({ metric, part, over }) => [
    ['metric', metric] as const,
    ...(over === null ? [] : [['dimension', over] as const]),
    ...part.flatMap(({ dimension, category }) => [
      ['dimension', dimension] as const,
      ['category', categoryKey(dimension, category)] as const,
    ]),
  ]);
