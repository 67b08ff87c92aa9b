import { Decimal, roundTo } from '../number/decimal.ts';
import type { Expression, Operand } from './formula.ts';

/**
 * Sums and products are exact: a formula of 50 operands of 60 digits and a power of ten each has no more digits than this.
 * What is divided is kept as a fraction, and divided once, at the end.
 */
const Exact = Decimal.clone({ precision: 20_000 });
/** Cut off and not rounded: what is rounded half up later must not have been rounded up before. */
const Cut = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_DOWN });

/** A value that may have no end as a decimal. */
export interface Fraction {
  readonly dividend: Decimal;
  readonly divisor: Decimal;
}

/** A value of a metric, in its unit × 10^multiplier. */
export interface Measured {
  readonly value: string;
  readonly multiplier: number;
}

const ONE = new Exact(1);
const whole = (value: Decimal): Fraction => ({ dividend: value, divisor: ONE });
const scaled = (value: Decimal, exponent: number): Decimal =>
  exponent === 0 ? value : value.times(new Exact(`1e${exponent}`));

/** What the expression comes to, in units without multiplier; null where something is divided by zero. */
export function evaluate(expression: Expression, measure: (operand: Operand) => Measured): Fraction | null {
  switch (expression.kind) {
    case 'number':
      return whole(new Exact(expression.text));
    case 'operand': {
      const { value, multiplier } = measure(expression);
      return whole(scaled(new Exact(value), multiplier));
    }
    case 'negative': {
      const found = evaluate(expression.of, measure);
      return found && { ...found, dividend: found.dividend.negated() };
    }
    case 'binary': {
      const left = evaluate(expression.left, measure);
      const right = evaluate(expression.right, measure);
      return left && right && combine(expression.operator, left, right);
    }
  }
}

function combine(operator: '+' | '−' | '×' | '/', left: Fraction, right: Fraction): Fraction | null {
  if (operator === '×') {
    return { dividend: left.dividend.times(right.dividend), divisor: left.divisor.times(right.divisor) };
  }
  if (operator === '/') {
    if (right.dividend.isZero()) return null;
    return { dividend: left.dividend.times(right.divisor), divisor: left.divisor.times(right.dividend) };
  }
  const [a, b] = [left.dividend.times(right.divisor), right.dividend.times(left.divisor)];
  return { dividend: operator === '+' ? a.plus(b) : a.minus(b), divisor: left.divisor.times(right.divisor) };
}

/** The fraction in units × 10^multiplier, rounded once, half up: to so many decimals, or to 12 significant digits for null. */
export function settle({ dividend, divisor }: Fraction, multiplier: number, decimals: number | null): string {
  if (decimals === null) return roundTo(new Cut(scaled(dividend, -multiplier)).dividedBy(divisor), null).toFixed();
  // In units of the last decimal, so that nothing has to be divided further than that.
  const units = scaled(dividend, decimals - multiplier);
  const full = units.dividedToIntegerBy(divisor);
  const rest = units.minus(full.times(divisor)).abs();
  const isUp = rest.times(2).greaterThanOrEqualTo(divisor.abs());
  const away = isUp ? (units.isNegative() === divisor.isNegative() ? 1 : -1) : 0;
  const value = scaled(full.plus(away), -decimals);
  return (value.isZero() ? value.abs() : value).toFixed(decimals);
}
