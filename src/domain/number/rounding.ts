import { countDecimals, Decimal } from './decimal.ts';

/** A figure that something is computed from. */
export interface Input {
  readonly value: string;
  /** Whether it stands for itself alone; any other stands for whatever rounds to it. */
  readonly exact: boolean;
  /** To how many decimals it was rounded; without it, to those that are written. */
  readonly decimals?: number;
}

const ZERO = new Decimal(0);
const halves = new Map<number, Decimal>();

/** Half a unit of the last decimal that is written: 0.05 of 98.4, 0.5 of 98. */
export const halfUnit = (text: string): Decimal => halfUnitOf(countDecimals(text));

export function halfUnitOf(decimals: number): Decimal {
  const known = halves.get(decimals) ?? new Decimal(10).pow(-decimals).div(2);
  halves.set(decimals, known);
  return known;
}

/** How precisely the figures of a metric are given. */
export interface Precision {
  readonly kind: string;
  readonly unitMultiplier: number;
  /** To how many decimals; null where the metric does not say. */
  readonly decimals: number | null;
  /** Whether each stands for itself. */
  readonly exact: boolean;
}

/** Whether single things were counted, one by one; 3 of 万 件 is rounded, and so is a count that has decimals. */
export const isCounted = (metric: Pick<Precision, 'kind' | 'unitMultiplier'>, value: string): boolean =>
  metric.kind === 'COUNT' && metric.unitMultiplier === 0 && countDecimals(value) === 0;

/** A figure with its precision: what its metric declares, or else the greatest number of decimals that its series shows. */
export function preciseInput(value: string, metric: Precision, shown: number | null): Required<Input> {
  const decimals = metric.decimals ?? shown ?? countDecimals(value);
  return { value, decimals, exact: metric.exact || (decimals === 0 && isCounted(metric, value)) };
}

export const computeRounding = ({ value, exact, decimals }: Input): Decimal =>
  exact ? ZERO : halfUnitOf(decimals ?? countDecimals(value));

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
