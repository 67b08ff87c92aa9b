import { type Figure, isSuppressed } from '../comparison/comparison.ts';
import { collectOperands, type FormulaExpression, type Operand } from '../formula/formula.ts';
import { evaluate } from '../formula/formula-value.ts';
import { Decimal } from '../number/decimal.ts';
import { computeRounding, type Input } from '../number/rounding.ts';
import { type Allowance, type Finding, judged, unchecked } from './check.ts';

/** The figures that an operand takes: one, or one for each category of a sum. Numbers are in the metric's unit × 10^multiplier. */
export interface OperandInput {
  readonly figures: readonly Input[];
  readonly multiplier: number;
  /** Whether one of them is suppressed, and whether one has no value or is not there. */
  readonly suppressed: boolean;
  readonly missing: boolean;
}

/** Between which values something lies. */
interface Range {
  readonly low: Decimal;
  readonly high: Decimal;
}

/** A published figure against its formula, worked out from the figures of the operands. */
export function checkFormula(
  reported: Figure,
  expression: FormulaExpression,
  inputOf: (operand: Operand) => OperandInput,
  { unitMultiplier, ...allowance }: Allowance & { readonly unitMultiplier: number },
): Finding {
  const inputs = collectOperands(expression).map(inputOf);
  if (isSuppressed(reported) || inputs.some(({ suppressed }) => suppressed))
    return unchecked(reported.value, 'SUPPRESSED');
  if (reported.value === null) return unchecked(null, 'NO_VALUE');
  if (inputs.some(({ missing }) => missing)) return unchecked(reported.value, 'NO_OPERAND');
  const exact = evaluate(expression, (operand) => {
    const { figures, multiplier } = inputOf(operand);
    return { value: sumOf(figures.map(({ value }) => new Decimal(value))).toFixed(), multiplier };
  });
  if (exact === null) return unchecked(reported.value, 'ZERO_DENOMINATOR');
  const shift = new Decimal(10).pow(-unitMultiplier);
  const expected = new Decimal(`${exact.top}`).div(`${exact.bottom}`).times(shift);
  if (inputs.every(({ figures }) => figures.every((figure) => figure.exact)))
    return judged(reported.value, expected, new Decimal(0), allowance);
  const range = rangeOf(expression, inputOf);
  if (range === null) return unchecked(reported.value, 'VAGUE_DENOMINATOR');
  const [below, above] = [expected.minus(range.low.times(shift)), range.high.times(shift).minus(expected)];
  return judged(reported.value, expected, Decimal.max(below, above, 0), allowance);
}

const sumOf = (values: readonly Decimal[]): Decimal => values.reduce((sum, value) => sum.plus(value), new Decimal(0));

/**
 * Where the rounding of the operands can carry the result. An operand that stands twice counts as if each were rounded by itself: the range is
 * rather too wide than too narrow. Null where a divisor may be zero.
 */
function rangeOf(expression: FormulaExpression, inputOf: (operand: Operand) => OperandInput): Range | null {
  switch (expression.kind) {
    case 'number':
      return { low: new Decimal(expression.text), high: new Decimal(expression.text) };
    case 'operand': {
      const { figures, multiplier } = inputOf(expression);
      const shift = new Decimal(10).pow(multiplier);
      const value = sumOf(figures.map((figure) => new Decimal(figure.value)));
      const rounding = sumOf(figures.map(computeRounding));
      return { low: value.minus(rounding).times(shift), high: value.plus(rounding).times(shift) };
    }
    case 'negative': {
      const of = rangeOf(expression.of, inputOf);
      return of && { low: of.high.negated(), high: of.low.negated() };
    }
    case 'binary': {
      const [left, right] = [rangeOf(expression.left, inputOf), rangeOf(expression.right, inputOf)];
      return left && right && combined(expression.operator, left, right);
    }
  }
}

function combined(operator: '+' | '−' | '×' | '/', left: Range, right: Range): Range | null {
  if (operator === '+') return { low: left.low.plus(right.low), high: left.high.plus(right.high) };
  if (operator === '−') return { low: left.low.minus(right.high), high: left.high.minus(right.low) };
  if (operator === '/' && right.low.lte(0) && right.high.gte(0)) return null;
  const corners = [left.low, left.high].flatMap((a) =>
    [right.low, right.high].map((b) => (operator === '×' ? a.times(b) : a.div(b))),
  );
  return { low: Decimal.min(...corners), high: Decimal.max(...corners) };
}
