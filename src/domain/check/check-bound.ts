import { Decimal, parseDecimal } from '../number/decimal.ts';
import { halfUnit } from '../number/rounding.ts';
import { wholeIn } from '../number/unit.ts';
import type { Finding } from './check.ts';

/** Between which values a metric's lie; null: no bound. */
export interface MetricBounds {
  readonly minimum: string | null;
  readonly maximum: string | null;
}

/** What the metric says, or else what its kind does: a count is not negative, and a rate lies within 0 and the whole, which is 100 in per cent. */
export const resolveBounds = (
  metric: MetricBounds & { readonly kind: string; readonly unit: string },
): MetricBounds => ({
  minimum: metric.minimum ?? (metric.kind === 'COUNT' || metric.kind === 'RATE' ? '0' : null),
  maximum: metric.maximum ?? (metric.kind === 'RATE' ? wholeIn(metric.unit) : null),
});

/** How many figures of a series are below its default minimum, of how many. */
export interface SeriesBeyond {
  readonly beyond: number;
  readonly figures: number;
}

/** How many negative figures may be slips, whatever their share. */
const MAX_SLIPS = 2;
const SHARE_OF_SERIES = 1 / 4;
const SHARE_OF_METRIC = 1 / 10;

/** Whether so many figures of a metric are negative that it must be negative by nature: a balance or a rate of growth. */
export function isContradicted(series: readonly SeriesBeyond[], figures: number): boolean {
  const beyond = series.reduce((sum, one) => sum + one.beyond, 0);
  const isMany = (count: number, of: number, share: number) => count > MAX_SLIPS && count >= of * share;
  return (
    isMany(beyond, figures, SHARE_OF_METRIC) || series.some((one) => isMany(one.beyond, one.figures, SHARE_OF_SERIES))
  );
}

/** A value beyond its bounds; null within them, which claims nothing. */
export function checkBounds(
  value: string,
  { minimum, maximum }: MetricBounds,
): (Finding & { readonly bound: 'MINIMUM' | 'MAXIMUM' }) | null {
  const figure = parseDecimal(value);
  const bound = minimum !== null && figure.lt(minimum) ? 'MINIMUM' : 'MAXIMUM';
  const expected = bound === 'MINIMUM' ? minimum : maximum;
  if (expected === null) return null;
  const tolerance = halfUnit(value);
  const beyond = bound === 'MINIMUM' ? new Decimal(expected).minus(figure) : figure.minus(expected);
  if (beyond.lte(tolerance)) return null;
  return { bound, verdict: 'FAIL', expected, reported: value, tolerance: tolerance.toFixed(), reason: null };
}
