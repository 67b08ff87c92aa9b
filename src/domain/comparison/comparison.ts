import { computePercent, exact, type Fraction, minus, parseFraction, significant } from '../number/fraction.ts';
import { counterpartAYearBefore, type NoPeriod, type Period, previousPeriod } from '../period/period.ts';
import { type Direction, type ImpliedBase, impliedBase, improvement } from './change.ts';

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

export const isSuppressed = (figure: Figure | null): boolean => figure?.flags.includes('SUPPRESSED') ?? false;

/** Why a value cannot be compared with a base at all; null where it can. */
function obstacle(value: Figure, base: Figure | null, isBroken: boolean): ChangeReason | null {
  if (isSuppressed(value) || isSuppressed(base)) return 'SUPPRESSED';
  if (base === null || base.value === null) return 'NO_BASE';
  const differs = (figure: Figure) => figure.flags.includes('DEFINITION_DIFFERS');
  return isBroken || differs(value) !== differs(base) ? 'BREAK_IN_SERIES' : null;
}

/**
 * How a value stands against a base, and beside it what the source states of that. A rate changes in percentage points, anything else in
 * per cent, to 12 significant digits. Each part is worked out when it is asked for: most are asked for one or two of many.
 */
export class Comparison {
  /** Why a part is null: what was given, or what the two figures leave no other way. */
  readonly reason: ChangeReason | null;
  readonly published: string | null;
  readonly #value: Figure;
  readonly #measure: Measure;
  /** The difference, and the base that it is of; null where there is nothing to compare. */
  readonly #change: { readonly by: Fraction; readonly from: Fraction } | null;

  constructor(value: Figure, base: Figure | null, { measure, isBroken, published, given = null }: Circumstances) {
    this.published = published;
    this.#value = value;
    this.#measure = measure;
    const obstacleFound = isSuppressed(value) ? 'SUPPRESSED' : (given ?? obstacle(value, base, isBroken));
    if (obstacleFound !== null || value.value === null || base?.value == null) {
      this.#change = null;
      this.reason = obstacleFound;
      return;
    }
    const from = parseFraction(base.value);
    this.#change = { by: minus(parseFraction(value.value), from), from };
    this.reason = this.#inPoints || from.top > 0n ? null : from.top === 0n ? 'ZERO_BASE' : 'NEGATIVE_BASE';
  }

  get #inPoints(): boolean {
    return this.#measure.kind === 'RATE';
  }

  get absolute(): string | null {
    return this.#change && exact(this.#change.by);
  }

  /** Of anything but a rate. */
  get percent(): string | null {
    return this.#inPoints ? null : this.#computed && significant(this.#computed);
  }

  /** Of a rate, which is in per cent itself. */
  get points(): string | null {
    return this.#inPoints ? this.absolute : null;
  }

  /** Published minus computed. */
  get gap(): string | null {
    const computed = this.#computed;
    return this.published === null || computed === null
      ? null
      : significant(minus(parseFraction(this.published), computed));
  }

  get implied(): ImpliedBase | null {
    const { value } = this.#value;
    if (this.published === null || value === null) return null;
    const { decimals } = this.#measure;
    return impliedBase({ value, published: this.published, inPoints: this.#inPoints, decimals });
  }

  get improvement(): boolean | null {
    const change = this.absolute ?? this.published;
    return change === null ? null : improvement(change, this.#measure.direction);
  }

  /** The change as a source would state it. */
  get #computed(): Fraction | null {
    if (!this.#change) return null;
    const { by, from } = this.#change;
    if (this.#inPoints) return by;
    return from.top > 0n ? computePercent(by, from) : null;
  }
}

interface Circumstances {
  readonly measure: Measure;
  /** Whether the series is marked as broken after the base, up to the value. */
  readonly isBroken: boolean;
  readonly published: string | null;
  readonly given?: ChangeReason | null;
}

export const compare = (value: Figure, base: Figure | null, circumstances: Circumstances): Comparison =>
  new Comparison(value, base, circumstances);
