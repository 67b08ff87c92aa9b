import { type Between, type Break, divides } from '../period/break.ts';
import type { ChangeReason, Figure } from './comparison.ts';

/** A figure that may be a total: how many parts it should have and how many it has. Both are null of what is stored. */
export interface Total {
  readonly flags: readonly string[] | null;
  readonly expected: number | null;
  readonly reported: number | null;
  /** Alike for totals of the same parts; null where that is not told. */
  readonly fingerprint: string | null;
  /** Alike where the same parts are defined in another way, or all of them, or none; null in a table without a roll-up. */
  readonly definition: string | null;
}

const isWhole = ({ expected, reported }: Total): boolean => expected === reported;
const isStored = (total: Total | null): boolean => total === null || total.expected === null;

/** Totals that lack a part are compared only with totals that lack the same. A base that is suppressed, or of no part, says more itself. */
export function findCoverageReason(total: Total, base: Total | null): ChangeReason | null {
  if (!base || (isWhole(total) && isWhole(base))) return null;
  if (base.reported === 0 || base.flags?.includes('SUPPRESSED')) return null;
  const isAlike = total.fingerprint !== null && total.fingerprint === base.fingerprint;
  return isWhole(total) || isWhole(base) || !isAlike ? 'UNEQUAL_COVERAGE' : null;
}

/** Tells whether the two mix definitions, and not in the same way. */
export const mixesOtherwise = (total: Total, base: Total | null): boolean =>
  base !== null && total.definition !== base.definition;

const NO_FLAGS: readonly string[] = [];

/** A total as it is compared. The parts that are in it say how it is defined; a part that is suppressed is told in its flags alone. */
export function getComparedFigure({ value, flags, definition }: Total & Pick<Figure, 'value'>): Figure {
  if (flags === null) return { value, flags: NO_FLAGS };
  return { value, flags: definition === '' ? flags.filter((flag) => flag !== 'DEFINITION_DIFFERS') : flags };
}

/** What is aimed at is aimed at for the whole: a total that lacks a part says nothing of it. */
export const findTargetReason = (total: Total): ChangeReason | null => (isWhole(total) ? null : 'UNEQUAL_COVERAGE');

/** A break in what a cell is told from. */
export interface OwnedBreak extends Break {
  /** Whether the series is the one that the total itself is stored in, and not one of its parts. */
  readonly own: boolean;
}

/** Tells whether something breaks between the two: what both are stored in, or else anything that totals are made of. */
export const breaks = (one: OwnedBreak, total: Total, base: Total | null, between: Between): boolean =>
  (one.own || !(isStored(total) && isStored(base))) && divides(one, between);
