import { parseDecimal, roundTo } from '../number/decimal.ts';
import type { Direction } from './change.ts';

/**
 * How much of a target was reached, per cent, to 12 significant digits: value / target, or target / value where lower is better. Null where
 * there is no value, and where what is divided by is not above zero.
 */
export function attainment(value: string | null, target: string, direction: Direction): string | null {
  if (value === null) return null;
  const [actual, aim] = [parseDecimal(value), parseDecimal(target)];
  const [top, bottom] = direction === 'LOWER_IS_BETTER' ? [aim, actual] : [actual, aim];
  return bottom.isZero() || bottom.isNegative() ? null : roundTo(top.times(100).div(bottom), null).toFixed();
}
