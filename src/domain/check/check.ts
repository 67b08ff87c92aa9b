import { type ChangeReason, compare, type Figure, isSuppressed, type Measure } from '../comparison/comparison.ts';
import { Decimal, parseDecimal, roundTo } from '../number/decimal.ts';
import { computeRounding, halfUnit, halfUnitOf, type Input, reach } from '../number/rounding.ts';

export const CHECK_RULES = [
  'RATIO',
  'SUM_OF_PARTS',
  'PUBLISHED_CHANGE',
  'BOUNDS',
  'JUMP',
  'DECIMALS',
  'DUPLICATE',
] as const;
export type CheckRule = (typeof CHECK_RULES)[number];
export const isCheckRule = (text: string | undefined): text is CheckRule => CHECK_RULES.some((rule) => rule === text);
export const VERDICTS = ['PASS', 'WARN', 'FAIL', 'NOT_CHECKABLE'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why a figure could not be recomputed. */
export type CheckReason =
  | ChangeReason
  | 'NO_VALUE'
  | 'NO_INPUT'
  | 'NO_OPERAND'
  | 'NO_FACTOR'
  | 'ZERO_DENOMINATOR'
  | 'VAGUE_DENOMINATOR';

/** What came of a check. Numbers are plain decimal texts in the unit of what is reported. */
export interface Finding {
  readonly verdict: Verdict;
  readonly expected: string | null;
  readonly reported: string | null;
  readonly tolerance: string | null;
  readonly reason: CheckReason | null;
}

/** A figure that something is computed from, and what is to be said of it. */
export type FlaggedInput = Figure & { readonly exact: boolean };

/** What a metric says of how far its published figures may be from what is computed. */
export interface Allowance {
  /** To how many decimals its figures are rounded; null where it does not say. */
  readonly decimals: number | null;
  readonly tolerance: string | null;
}

const NO_ALLOWANCE: Allowance = { decimals: null, tolerance: null };

/** Half a unit of the last decimal that is written, or that the metric declares where more are written than it declares. */
function ownRounding(reported: string, { decimals }: Allowance): Decimal {
  const written = halfUnit(reported);
  return decimals === null ? written : Decimal.max(written, halfUnitOf(decimals));
}

/** How far what is reported may be from what is computed: its own rounding and the slack of the inputs, and at least what the metric declares. */
function toleranceOf(reported: string, slack: Decimal | string, allowance: Allowance): Decimal {
  return Decimal.max(ownRounding(reported, allowance).plus(slack), allowance.tolerance ?? 0);
}

/** Whether nothing that rounds to a figure is zero, so that it can be divided by. */
const isClearOfZero = (input: Input): boolean => parseDecimal(input.value).abs().gt(computeRounding(input));

const short = (value: Decimal): string => roundTo(value, null).toFixed();

/** A figure of which nothing can be said. */
export const unchecked = (reported: string | null, reason: CheckReason): Finding => ({
  verdict: 'NOT_CHECKABLE',
  expected: null,
  reported,
  tolerance: null,
  reason,
});

/** A quotient is judged with all its digits, and told with 12. */
export function judged(
  reported: string,
  expected: Decimal,
  slack: Decimal,
  allowance: Allowance = NO_ALLOWANCE,
): Finding {
  const tolerance = toleranceOf(reported, slack, allowance);
  const agrees = parseDecimal(reported).minus(expected).abs().lte(tolerance);
  return {
    verdict: agrees ? 'PASS' : 'FAIL',
    expected: short(expected),
    reported,
    tolerance: short(tolerance),
    reason: null,
  };
}

/** A published rate or ratio against numerator / denominator × scale; null scale: it is not known by what the quotient is multiplied. */
export function checkRatio(
  reported: Figure,
  inputs: { readonly numerator: FlaggedInput | null; readonly denominator: FlaggedInput | null },
  scale: string | null,
  allowance: Allowance = NO_ALLOWANCE,
): Finding {
  const { numerator, denominator } = inputs;
  if ([reported, numerator, denominator].some(isSuppressed)) return unchecked(reported.value, 'SUPPRESSED');
  if (reported.value === null) return unchecked(null, 'NO_VALUE');
  if (numerator?.value == null || denominator?.value == null) return unchecked(reported.value, 'NO_INPUT');
  if (scale === null) return unchecked(reported.value, 'NO_FACTOR');
  if (parseDecimal(denominator.value).isZero()) return unchecked(reported.value, 'ZERO_DENOMINATOR');
  const [top, bottom] = [numerator as Input, denominator as Input];
  if (!isClearOfZero(bottom)) return unchecked(reported.value, 'VAGUE_DENOMINATOR');
  const quotient = (a: Decimal, b: Decimal) => a.times(scale).div(b);
  const expected = quotient(new Decimal(top.value), new Decimal(bottom.value));
  return judged(reported.value, expected, reach(quotient, top, bottom), allowance);
}

/** A published change against the base, by the rules of comparison: per cent, or points of a rate. */
export function checkChange(
  published: string,
  value: FlaggedInput,
  base: FlaggedInput | null,
  terms: { readonly measure: Measure; readonly isBroken: boolean; readonly given: ChangeReason | null },
): Finding {
  const { reason } = compare(value, base, { ...terms, published });
  if (reason !== null) return unchecked(published, reason);
  if (value.value === null || base?.value == null) return unchecked(published, 'NO_VALUE');
  const [now, before] = [value as Input, base as Input];
  if (terms.measure.kind === 'RATE') {
    const points = parseDecimal(now.value).minus(before.value);
    return judged(published, points, computeRounding(now).plus(computeRounding(before)));
  }
  if (!isClearOfZero(before)) return unchecked(published, 'VAGUE_DENOMINATOR');
  const percent = (a: Decimal, b: Decimal) => a.minus(b).times(100).div(b);
  const expected = percent(new Decimal(now.value), new Decimal(before.value));
  return judged(published, expected, reach(percent, now, before));
}

/** The parts of a total, added up. */
export interface Parts {
  /** Null where none has a value. */
  readonly sum: string | null;
  /** What the rounding of each can add, together. */
  readonly rounding: string;
  readonly expected: number;
  readonly reported: number;
  /** Whether one of them is suppressed. */
  readonly suppressed: boolean;
}

/** A published total against its parts. `rises`: no part can be negative, so that parts which are missing only add. Null: nothing to check. */
export function checkSumOfParts(
  total: Figure,
  parts: Parts,
  rises: boolean,
  allowance: Allowance = NO_ALLOWANCE,
): Finding | null {
  if (parts.sum === null && !parts.suppressed) return null;
  if (parts.suppressed || isSuppressed(total)) return unchecked(total.value, 'SUPPRESSED');
  if (total.value === null || parts.sum === null) return null;
  const tolerance = toleranceOf(total.value, parts.rounding, allowance);
  const beyond = parseDecimal(total.value).minus(parts.sum);
  const complete = parts.reported >= parts.expected;
  const agrees = beyond.abs().lte(tolerance);
  const impossible = rises && beyond.isNegative();
  return {
    verdict: agrees ? 'PASS' : complete || impossible ? 'FAIL' : 'WARN',
    expected: parts.sum,
    reported: total.value,
    tolerance: tolerance.toFixed(),
    reason: null,
  };
}

/** A value that is many times, or a small part of, the value of the period before, which is what is expected of it. */
export const checkJump = (reported: string, before: string): Finding => ({
  verdict: 'WARN',
  expected: before,
  reported,
  tolerance: null,
  reason: null,
});

/** A figure with more decimals than its metric has: it should be the nearest that has no more. */
export const checkDecimals = (reported: string, most: number): Finding => ({
  verdict: 'WARN',
  expected: parseDecimal(reported).toDecimalPlaces(most).toFixed(most),
  reported,
  tolerance: '0',
  reason: null,
});

/** One figure that is stated twice; null where both say the same, as far as their rounding lets them. */
export function checkDuplicate(
  reported: string,
  other: Input,
  verdict: 'WARN' | 'FAIL',
  allowance: Allowance = NO_ALLOWANCE,
): Finding | null {
  const tolerance = toleranceOf(reported, computeRounding(other), allowance);
  if (parseDecimal(reported).minus(other.value).abs().lte(tolerance)) return null;
  return { verdict, expected: other.value, reported, tolerance: tolerance.toFixed(), reason: null };
}
