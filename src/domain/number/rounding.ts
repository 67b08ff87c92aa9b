import { countDecimals, Decimal } from './decimal.ts';

/** A figure that something is computed from. */
export interface Input {
  readonly value: string;
  /** Whether it stands for itself alone; any other stands for whatever rounds to it. */
  readonly exact: boolean;
}

const ZERO = new Decimal(0);
const halves = new Map<number, Decimal>();

/** Half a unit of the last decimal that is written: 0.05 of 98.4, 0.5 of 98. */
export function halfUnit(text: string): Decimal {
  const decimals = countDecimals(text);
  const known = halves.get(decimals) ?? new Decimal(10).pow(-decimals).div(2);
  halves.set(decimals, known);
  return known;
}

/** Whether single things were counted, one by one; 3 of 万 件 is rounded, and so is a count that has decimals. */
export const isCounted = (metric: { readonly kind: string; readonly unitMultiplier: number }, value: string): boolean =>
  metric.kind === 'COUNT' && metric.unitMultiplier === 0 && countDecimals(value) === 0;

export const computeRounding = ({ value, exact }: Input): Decimal => (exact ? ZERO : halfUnit(value));

/**
 * How far the rounding of two figures can carry what is computed from them. `of` has to rise or fall with each of them alone, so that it is
 * farthest away at the corners of what they stand for. The second is not zero, and so nothing that it stands for is: it is at least a unit.
 */
export function reach(of: (a: Decimal, b: Decimal) => Decimal, a: Input, b: Input): Decimal {
  const [x, y] = [new Decimal(a.value), new Decimal(b.value)];
  const [dx, dy] = [computeRounding(a), computeRounding(b)];
  if (dx.isZero() && dy.isZero()) return ZERO;
  const middle = of(x, y);
  const corners = [x.minus(dx), x.plus(dx)].flatMap((top) =>
    [y.minus(dy), y.plus(dy)].map((bottom) => of(top, bottom)),
  );
  return Decimal.max(...corners.map((corner) => corner.minus(middle).abs()));
}
