import { Decimal } from '../number/decimal.ts';
import { exact } from '../number/fraction.ts';
import { binary, collectOperands, type FormulaExpression, numeral, type Operand } from './formula.ts';
import { evaluate, type Measured } from './formula-value.ts';

/** An expression that is one quotient: numerator / denominator × factor. */
export interface QuotientForm {
  readonly numerator: FormulaExpression;
  readonly denominator: FormulaExpression;
  /** A plain decimal. */
  readonly factor: string;
}

/** An expression without the numbers that it is multiplied (`times`) and divided (`over`) by. */
interface Peeled {
  readonly core: FormulaExpression;
  readonly times: Decimal;
  readonly over: Decimal;
}

const Exact = Decimal.clone({ precision: 4_000 });
const ONE = new Exact(1);

/**
 * The quotient that an expression is, however numbers stand around it: a / b × 100, 100 × a / b and 100 × (a / b) are the same one.
 * Sums of numerators over sums of denominators, times the factor, are then its value for the whole. Null for anything else, also where only
 * a number is divided or divided by: there is nothing to add up.
 */
export function quotientForm(expression: FormulaExpression): QuotientForm | null {
  const outer = peel(expression);
  if (outer.core.kind !== 'binary' || outer.core.operator !== '/') return null;
  const top = peel(outer.core.left);
  const bottom = peel(outer.core.right);
  if (![top.core, bottom.core].every((part) => collectOperands(part).length > 0 && !divides(part))) return null;
  const times = outer.times.times(top.times).times(bottom.over);
  const over = outer.over.times(top.over).times(bottom.times);
  const factor = exactQuotient(times, over);
  // A third has no end as a decimal: there the number stays where it divides.
  if (factor !== null) return { numerator: top.core, denominator: bottom.core, factor: factor.toFixed() };
  const divisor = over.isNegative() ? over.negated() : over;
  return {
    numerator: top.core,
    denominator: binary('×', bottom.core, numeral(divisor.toFixed())),
    factor: (over.isNegative() ? times.negated() : times).toFixed(),
  };
}

function peel(expression: FormulaExpression): Peeled {
  if (expression.kind === 'negative') {
    const inner = peel(expression.of);
    return { ...inner, times: inner.times.negated() };
  }
  if (expression.kind === 'binary') {
    const { operator, left, right } = expression;
    const [before, after] = [numberIn(left), numberIn(right)];
    if (operator === '×' && after !== null) return multiplied(peel(left), after);
    if (operator === '×' && before !== null) return multiplied(peel(right), before);
    if (operator === '/' && after !== null && !after.isZero()) {
      const inner = peel(left);
      return { ...inner, over: inner.over.times(after) };
    }
  }
  return { core: expression, times: ONE, over: ONE };
}

const multiplied = (inner: Peeled, by: Decimal): Peeled => ({ ...inner, times: inner.times.times(by) });

const numberIn = (expression: FormulaExpression): Decimal | null => {
  if (expression.kind === 'number') return new Exact(expression.text);
  return expression.kind === 'negative' ? (numberIn(expression.of)?.negated() ?? null) : null;
};

function divides(expression: FormulaExpression): boolean {
  if (expression.kind === 'negative') return divides(expression.of);
  if (expression.kind !== 'binary') return false;
  return expression.operator === '/' || divides(expression.left) || divides(expression.right);
}

/** The quotient of two numbers where it ends within 30 decimals. */
function exactQuotient(dividend: Decimal, divisor: Decimal): Decimal | null {
  if (divisor.isZero()) return null;
  const quotient = new Exact(new Decimal(dividend).dividedBy(divisor).toDecimalPlaces(30));
  return quotient.times(divisor).equals(dividend) ? quotient : null;
}

/** A numerator or denominator as it is stored: of a metric as it was published, of anything else what it comes to in the plain unit. */
export function computeTerm(part: FormulaExpression, measure: (operand: Operand) => Measured): string | null {
  if (part.kind === 'operand') return measure(part).value;
  // Nothing is divided in it, so that it ends as a decimal.
  const value = evaluate(part, measure);
  return value && exact(value);
}

/** The power of ten of a stored numerator or denominator: a metric's own for a metric, as it was published; of what is worked out, none. */
const multiplierOf = (part: FormulaExpression, ofMetric: (operand: Operand) => number): number =>
  part.kind === 'operand' ? ofMetric(part) : 0;

/** What gives a quotient its value: the metric's factor, and the powers of ten of all three units. */
export interface Scale {
  readonly factor: string;
  readonly unitMultiplier: number;
  readonly numeratorMultiplier: number;
  readonly denominatorMultiplier: number;
}

/** By what numerator / denominator is multiplied to come out in the metric's own unit. */
export const computeScale = ({ factor, unitMultiplier, numeratorMultiplier, denominatorMultiplier }: Scale): string =>
  new Exact(factor).times(new Exact(`1e${numeratorMultiplier - denominatorMultiplier - unitMultiplier}`)).toFixed();

/** By what stored numerator / stored denominator is multiplied to give the value in the metric's own unit × 10^multiplier. */
export const storedFactor = (form: QuotientForm, ofMetric: (operand: Operand) => number, multiplier: number): string =>
  computeScale({
    factor: form.factor,
    unitMultiplier: multiplier,
    numeratorMultiplier: multiplierOf(form.numerator, ofMetric),
    denominatorMultiplier: multiplierOf(form.denominator, ofMetric),
  });
