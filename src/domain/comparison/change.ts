import { countDecimals, Decimal, parseDecimal, roundTo } from '../number/decimal.ts';

/** Whether more of a metric is better, worse, or neither. */
export type Direction = 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER' | 'NEUTRAL';

/** The base that a published change implies, as plain decimal texts in the unit of the value. */
export interface ImpliedBase {
  /** Rounded half up to the metric's decimals. */
  readonly base: string;
  /** The smallest base at those decimals that the rounding of the published figure leaves; null when it leaves none. */
  readonly low: string | null;
  /** The greatest such base; null exactly when `low` is. */
  readonly high: string | null;
}

interface Claim {
  readonly value: string;
  /** The change as published: per cent, or percentage points with `inPoints`. */
  readonly published: string;
  readonly inPoints: boolean;
  /** The metric's decimals; null keeps 12 significant digits. */
  readonly decimals: number | null;
}

/**
 * kind RATE: the change is in percentage points (value − points); otherwise per cent.
 * Null for a fall of 100 per cent or more, which no base can have. Throws BAD_INPUT for text that is no plain decimal.
 */
export function impliedBase({ value, published, inPoints, decimals }: Claim): ImpliedBase | null {
  const figure = parseDecimal(value);
  const change = parseDecimal(published);
  if (!inPoints && change.lte(-100)) return null;

  const before = (by: Decimal): Decimal => (inPoints ? figure.minus(by) : figure.times(100).div(by.plus(100)));
  const write = (number: Decimal): string => (decimals === null ? number.toFixed() : number.toFixed(decimals));
  const base = write(roundTo(before(change), decimals));

  // Both ends count as possible: sources do not say which way they round a tie.
  const half = new Decimal(10).pow(-countDecimals(published)).div(2);
  const ends = [before(change.plus(half)), before(change.minus(half))];
  // A negative value turns the order of the ends round.
  const low = roundTo(Decimal.min(...ends), decimals, Decimal.ROUND_CEIL);
  const high = roundTo(Decimal.max(...ends), decimals, Decimal.ROUND_FLOOR);
  return low.gt(high) ? { base, low: null, high: null } : { base, low: write(low), high: write(high) };
}

/** Whether a change is for the better; null where neither way is better, and for a change of zero. */
export function improvement(change: string, direction: Direction): boolean | null {
  const by = parseDecimal(change);
  if (direction === 'NEUTRAL' || by.isZero()) return null;
  return by.isPositive() === (direction === 'HIGHER_IS_BETTER');
}
