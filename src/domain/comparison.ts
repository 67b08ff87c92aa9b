import { type Direction, type ImpliedBase, impliedBase, improvement } from './change.ts';
import { Decimal, parseDecimal, roundTo } from './decimal.ts';
import { counterpartAYearBefore, type NoPeriod, type Period, previousPeriod } from './period.ts';

/** Why a part of a change is null. */
export type ChangeReason =
  | 'NO_BASE'
  | 'NO_COUNTERPART'
  | 'UNKNOWN_START'
  | 'ZERO_BASE'
  | 'NEGATIVE_BASE'
  | 'BREAK_IN_SERIES'
  | 'SUPPRESSED'
  | 'UNEQUAL_COVERAGE';

export type ComparisonKind = 'YOY' | 'PREVIOUS_PERIOD' | 'VS_TARGET' | 'VS_BASELINE';

/** A value, and what is to be said of it. */
export interface Figure {
  readonly value: string | null;
  readonly flags: readonly string[];
}

/** What a metric says of how its values are compared. */
export interface Measure {
  readonly kind: string;
  readonly direction: Direction;
  readonly decimals: number | null;
}

export interface Comparison {
  readonly absolute: string | null;
  /** Of anything but a rate. */
  readonly percent: string | null;
  /** Of a rate, which is in per cent itself. */
  readonly points: string | null;
  readonly published: string | null;
  /** Published minus computed. */
  readonly gap: string | null;
  readonly implied: ImpliedBase | null;
  readonly improvement: boolean | null;
  readonly reason: ChangeReason | null;
}

/** The period whose value a period's is compared with; the period itself where it is compared with a target. */
export function basePeriod(kind: ComparisonKind, period: Period): Period | NoPeriod {
  switch (kind) {
    case 'YOY':
      return counterpartAYearBefore(period);
    case 'PREVIOUS_PERIOD':
      return previousPeriod(period);
    default:
      return period;
  }
}

const isSuppressed = (figure: Figure | null): boolean => figure?.flags.includes('SUPPRESSED') ?? false;

/** Why a value cannot be compared with a base at all; null where it can. */
function obstacle(value: Figure, base: Figure | null, isBroken: boolean): ChangeReason | null {
  if (isSuppressed(value) || isSuppressed(base)) return 'SUPPRESSED';
  if (base === null || base.value === null) return 'NO_BASE';
  const differs = (figure: Figure) => figure.flags.includes('DEFINITION_DIFFERS');
  return isBroken || differs(value) !== differs(base) ? 'BREAK_IN_SERIES' : null;
}

/**
 * How a value stands against a base, and beside it what the source states of that. A rate changes in percentage points, anything else in
 * per cent, to 12 significant digits. `reason` says why a part is null: `given` one, or what the two figures leave no other way.
 */
export function compare(
  value: Figure,
  base: Figure | null,
  {
    measure,
    isBroken,
    published,
    given = null,
  }: {
    readonly measure: Measure;
    /** Whether the series is marked as broken after the base, up to the value. */
    readonly isBroken: boolean;
    readonly published: string | null;
    readonly given?: ChangeReason | null;
  },
): Comparison {
  const inPoints = measure.kind === 'RATE';
  const stated = {
    published,
    implied:
      published === null || value.value === null
        ? null
        : impliedBase({ value: value.value, published, inPoints, decimals: measure.decimals }),
  };
  const nothing = (reason: ChangeReason | null): Comparison => ({
    ...stated,
    absolute: null,
    percent: null,
    points: null,
    gap: null,
    improvement: published === null ? null : improvement(published, measure.direction),
    reason,
  });
  const reason = isSuppressed(value) ? 'SUPPRESSED' : (given ?? obstacle(value, base, isBroken));
  if (reason !== null || value.value === null || base?.value == null) return nothing(reason);

  const from = parseDecimal(base.value);
  const by = parseDecimal(value.value).minus(from);
  const percent = from.isPositive() && !from.isZero() ? by.times(100).div(from) : null;
  const change = inPoints ? by : percent;
  return {
    ...stated,
    absolute: by.toFixed(),
    percent: inPoints || percent === null ? null : written(percent),
    points: inPoints ? by.toFixed() : null,
    gap: published === null || change === null ? null : written(parseDecimal(published).minus(change)),
    improvement: improvement(by.toFixed(), measure.direction),
    reason: inPoints || percent !== null ? null : from.isZero() ? 'ZERO_BASE' : 'NEGATIVE_BASE',
  };
}

const written = (value: Decimal): string => roundTo(new Decimal(value), null).toFixed();
