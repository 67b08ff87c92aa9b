import { list, message, type Text } from '../message/message.ts';
import { Decimal, roundTo } from '../number/decimal.ts';

/** Along what values are brought together into one. */
export const AXES = ['TIME', 'REGIONS', 'BREAKDOWNS'] as const;
export type Axis = (typeof AXES)[number];
export type AggregationRule = 'SUM' | 'LAST' | 'AVERAGE' | 'WEIGHTED' | 'NONE';

/** What a metric says of how its values may be brought together. */
export interface Additive {
  readonly basis: string;
  readonly overTime: AggregationRule;
  readonly overRegions: AggregationRule;
  readonly overBreakdowns: AggregationRule;
}

const NONE_OVER = {
  TIME: 'aggregation.none-over-time',
  REGIONS: 'aggregation.none-over-regions',
  BREAKDOWNS: 'aggregation.none-over-breakdowns',
} as const;
const LAST_OVER = {
  REGIONS: 'aggregation.last-over-regions',
  BREAKDOWNS: 'aggregation.last-over-breakdowns',
} as const;
const NOT_SUM_OVER = {
  TIME: 'aggregation.not-sum-over-time',
  REGIONS: 'aggregation.not-sum-over-regions',
  BREAKDOWNS: 'aggregation.not-sum-over-breakdowns',
} as const;
const RULE_OVER = {
  TIME: 'aggregation.rule-over-time',
  REGIONS: 'aggregation.rule-over-regions',
  BREAKDOWNS: 'aggregation.rule-over-breakdowns',
} as const;

export const ruleOver = (metric: Additive, axis: Axis): AggregationRule =>
  axis === 'TIME' ? metric.overTime : axis === 'REGIONS' ? metric.overRegions : metric.overBreakdowns;

/** Why a metric's values cannot be brought together along these axes, in one sentence that names the rule; null where they can. */
export function refusal(metric: Additive, axes: readonly Axis[]): Text | null {
  for (const axis of axes) {
    const rule = ruleOver(metric, axis);
    if (rule === 'NONE') return message(NONE_OVER[axis]);
    if (rule === 'LAST' && axis !== 'TIME') return message(LAST_OVER[axis]);
    if (axis !== 'TIME' || rule !== 'SUM') continue;
    if (metric.basis === 'LEVEL') return message('aggregation.sum-of-levels');
    if (metric.basis === 'CUMULATIVE') return message('aggregation.sum-of-cumulative-values');
  }
  const rules = [...new Set(axes.map((axis) => ruleOver(metric, axis)).filter((rule) => rule !== 'LAST'))];
  if (rules.length > 1 && rules.includes('WEIGHTED')) {
    const named = axes.map((axis) => message(RULE_OVER[axis], { rule: ruleOver(metric, axis) }));
    return message('aggregation.rules-not-together', { rules: list(named) });
  }
  return null;
}

/**
 * Why a metric's values cannot be plainly added up along these axes, in one sentence that names the rule; null where they can. Of a rate or
 * ratio the numerators and denominators can be added up where it may be weighted by them.
 */
export function sumRefusal(metric: Additive, axes: readonly Axis[], of: 'value' | 'part'): Text | null {
  for (const axis of axes) {
    const rule = ruleOver(metric, axis);
    if (rule === 'NONE' || rule === 'SUM' || (of === 'part' && rule === 'WEIGHTED')) continue;
    return message(NOT_SUM_OVER[axis], { rule });
  }
  return refusal(metric, of === 'part' ? axes.filter((axis) => ruleOver(metric, axis) !== 'WEIGHTED') : axes);
}

/** The parts of a total, added up. */
export interface Sums {
  readonly sum: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  /** By how many a sum is divided where the rule is AVERAGE. */
  readonly divisor: number;
}

/** How a quotient of a metric becomes its value: by what it is multiplied, and to how many decimals it is rounded. */
export interface Quotient {
  readonly scale: string;
  /** Null: 12 significant digits. */
  readonly decimals: number | null;
}

/** A sum, a mean or Σnumerator / Σdenominator, rounded once; null where there is nothing to divide by. */
export function total(rule: AggregationRule, sums: Sums, { scale, decimals }: Quotient): string | null {
  if (rule === 'WEIGHTED') {
    if (sums.numerator === null || sums.denominator === null) return null;
    const by = new Decimal(sums.denominator);
    return by.isZero() ? null : rounded(new Decimal(sums.numerator).times(scale).div(by), decimals);
  }
  if (sums.sum === null || rule !== 'AVERAGE') return sums.sum;
  return rounded(new Decimal(sums.sum).div(sums.divisor), decimals);
}

function rounded(value: Decimal, decimals: number | null): string {
  const number = roundTo(value, decimals);
  return decimals === null ? number.toFixed() : number.toFixed(decimals);
}
