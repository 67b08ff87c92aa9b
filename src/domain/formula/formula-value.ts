import {
  type Fraction,
  fixed,
  minus,
  negated,
  over,
  parseFraction,
  plus,
  shifted,
  significant,
  times,
} from '../number/fraction.ts';
import type { FormulaExpression, Operand } from './formula.ts';

/** A value of a metric, in its unit × 10^multiplier. */
export interface Measured {
  readonly value: string;
  readonly multiplier: number;
}

/** What the expression comes to, in units without multiplier; null where something is divided by zero. */
export function evaluate(expression: FormulaExpression, measure: (operand: Operand) => Measured): Fraction | null {
  switch (expression.kind) {
    case 'number':
      return parseFraction(expression.text);
    case 'operand': {
      const { value, multiplier } = measure(expression);
      return shifted(parseFraction(value), multiplier);
    }
    case 'negative': {
      const found = evaluate(expression.of, measure);
      return found && negated(found);
    }
    case 'binary': {
      const left = evaluate(expression.left, measure);
      const right = evaluate(expression.right, measure);
      return left && right && COMBINE[expression.operator](left, right);
    }
  }
}

const COMBINE = { '+': plus, '−': minus, '×': times, '/': over } as const;

/** The fraction in units × 10^multiplier, rounded once, half up: to so many decimals, or to 12 significant digits for null. */
export function settle(value: Fraction, multiplier: number, decimals: number | null): string {
  const inUnits = shifted(value, -multiplier);
  return decimals === null ? significant(inUnits) : fixed(inUnits, decimals);
}
