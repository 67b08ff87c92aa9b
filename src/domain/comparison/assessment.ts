import { parseDecimal } from '../number/decimal.ts';
import type { Light } from '../progress/traffic-light.ts';
import { attainment } from './attainment.ts';
import { type Direction, improvement } from './change.ts';
import type { Comparison } from './comparison.ts';

/** Where a metric is going. */
export type Trend = 'IMPROVING' | 'MAINTAINING' | 'WORSENING' | 'NOT_ASSESSABLE';

/**
 * Where a change leads, by the metric's direction: a change of no more than `maintainWithin`, in percentage points of a rate and in per cent
 * of anything else, is none. What is not wholly comparable, or has no better and worse, is not assessed.
 */
export function trend(
  change: Pick<Comparison, 'percent' | 'points' | 'reason'>,
  direction: Direction,
  maintainWithin: string,
): Trend {
  const by = change.points ?? change.percent;
  if (change.reason !== null || by === null || direction === 'NEUTRAL') return 'NOT_ASSESSABLE';
  if (parseDecimal(by).abs().lte(parseDecimal(maintainWithin))) return 'MAINTAINING';
  return improvement(by, direction) ? 'IMPROVING' : 'WORSENING';
}

/** From which attainment of the target, in per cent, a metric is green, and from which it is yellow. */
export interface LightBounds {
  readonly greenFrom: string;
  readonly yellowFrom: string;
}

/** How a value stands against its target; null where there is no target, and no attainment of it. */
export function targetLight(
  value: string | null,
  target: string | null,
  direction: Direction,
  { greenFrom, yellowFrom }: LightBounds,
): Light | null {
  if (value === null || target === null) return null;
  // Nothing can be divided by zero, and yet nobody can have fewer than none of what should be few.
  const isLeast = direction === 'LOWER_IS_BETTER' && parseDecimal(value).isZero();
  if (isLeast && !parseDecimal(target).lt(0)) return 'GREEN';
  const attained = attainment(value, target, direction);
  if (attained === null) return null;
  if (parseDecimal(attained).gte(parseDecimal(greenFrom))) return 'GREEN';
  return parseDecimal(attained).gte(parseDecimal(yellowFrom)) ? 'YELLOW' : 'RED';
}
