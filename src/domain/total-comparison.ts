import { type CalendarUnit, UNIT_PARTS } from './calendar.ts';
import type { ChangeReason } from './comparison.ts';
import type { Frequency } from './period.ts';

/** A figure that may be a total: how many parts it should have and how many it has. Both are null of what is stored. */
export interface Total {
  readonly flags: readonly string[] | null;
  readonly expected: number | null;
  readonly reported: number | null;
  /** Alike for totals of the same parts; null where that is not told. */
  readonly fingerprint: string | null;
}

const isWhole = ({ expected, reported }: Total): boolean => expected === reported;
const isStored = (total: Total | null): boolean => total === null || total.expected === null;

/** Totals that lack a part are compared only with totals that lack the same. A base that is suppressed, or of no part, says more itself. */
export function unequal(total: Total, base: Total | null): ChangeReason | null {
  if (!base || (isWhole(total) && isWhole(base))) return null;
  if (base.reported === 0 || base.flags?.includes('SUPPRESSED')) return null;
  const isAlike = total.fingerprint !== null && total.fingerprint === base.fingerprint;
  return isWhole(total) || isWhole(base) || !isAlike ? 'UNEQUAL_COVERAGE' : null;
}

/** What is aimed at is aimed at for the whole: a total that lacks a part says nothing of it. */
export const short = (total: Total): ChangeReason | null => (isWhole(total) ? null : 'UNEQUAL_COVERAGE');

/** A figure from which on a series is not comparable with what was before. */
export interface Break {
  readonly frequency: Frequency;
  readonly end: string;
  /** Whether the series is the one that the total itself is stored in, and not one of its parts. */
  readonly own: boolean;
}

export interface Compared {
  readonly total: Total & { readonly frequency: Frequency; readonly periodEnd: string };
  readonly base: Total | null;
  /** The last day of the base. */
  readonly after: string;
  /** Of totals over time: the unit. */
  readonly overTime: CalendarUnit | null;
}

/** Whether something breaks after the base, up to the total: what both are stored in, or else anything that totals are made of. */
export function breaks(one: Break, { total, base, after, overTime }: Compared): boolean {
  if (one.end <= after || one.end > total.periodEnd) return false;
  if (isStored(total) && isStored(base)) return one.own && one.frequency === total.frequency;
  const parts: readonly Frequency[] = overTime === null ? [] : UNIT_PARTS[overTime];
  return one.frequency === total.frequency || parts.includes(one.frequency);
}
