import type { Metric } from '../../database/generated/prisma/client.ts';
import { buildQuotient, collectMetrics, type FormulaExpression, printFormula } from '../../domain/formula/formula.ts';
import { parseFormula } from '../../domain/formula/formula-parse.ts';
import { quotientForm } from '../../domain/formula/formula-quotient.ts';
import type { Catalogue } from '../../read/catalogue/catalogue.ts';

/** How a metric is computed, in whichever columns that was given. */
export interface MetricFormula {
  readonly expression: string;
  /** Both null unless it is a plain quotient of two metrics. */
  readonly numerator: Metric | null;
  readonly denominator: Metric | null;
  readonly factor: string | null;
  readonly operands: readonly Metric[];
}

type Columns = Pick<Metric, 'numeratorId' | 'denominatorId' | 'factor' | 'expression'>;

export function getMetricFormula(metric: Columns, catalogue: Catalogue): MetricFormula | null {
  const expression = parseExpression(metric, catalogue);
  if (expression === null) return null;
  const find = (code: string) => catalogue.metricsByCode.get(code) ?? null;
  const form = quotientForm(expression);
  const [numerator, denominator] = [form?.numerator, form?.denominator].map((part) => plainCode(part));
  const isPlain = numerator != null && denominator != null;
  return {
    expression: metric.expression ?? printFormula(expression),
    numerator: isPlain ? find(numerator) : null,
    denominator: isPlain ? find(denominator) : null,
    factor: isPlain ? (form?.factor ?? null) : null,
    operands: collectMetrics(expression).flatMap((code) => find(code) ?? []),
  };
}

/** What a metric is computed by, in whichever columns that was given; null for one that is not. */
export function parseExpression(
  { numeratorId, denominatorId, factor, expression }: Columns,
  catalogue: Catalogue,
): FormulaExpression | null {
  // What an import has checked can be read.
  if (expression !== null) return parseFormula(expression);
  const [numerator, denominator] = [numeratorId, denominatorId].map((id) => catalogue.metrics.find(id));
  return numerator && denominator ? buildQuotient(numerator.code, denominator.code, factor?.toFixed() ?? '1') : null;
}

/** The metric that a part is as a whole: neither a category of it, nor a sum over its categories. */
const plainCode = (part: FormulaExpression | undefined): string | null =>
  part?.kind === 'operand' && part.part.length === 0 && part.over === null ? part.metric : null;
