import type { Fraction } from '../../support/fraction.ts';
import type { Version } from './cube-tree.ts';

/** What a metric says of its totals. */
export interface Rule {
  readonly code: string;
  readonly kind: string;
  readonly decimals: number | null;
  readonly overTime: string;
  readonly overRegions: string;
  readonly overBreakdowns: string;
  readonly dimensions: readonly string[];
  /** By what Σnumerator / Σdenominator is multiplied, and by how many tens beside. */
  readonly factor: string;
  readonly shift: number;
}
export interface Fact {
  readonly metric: string;
  readonly region: string;
  readonly breakdown: string;
  readonly period: string;
  readonly value: Fraction | null;
  readonly flags: readonly string[];
  readonly numerator: Fraction | null;
  readonly denominator: Fraction | null;
  readonly basis: string;
}
export interface RollUp {
  readonly toLevel?: string;
  readonly toRegion?: string;
  readonly overTime?: string;
  readonly overBreakdowns?: readonly string[];
  readonly allowPartial?: boolean;
}
/** A fact, stored or brought together. */
export interface Cell extends Fact {
  readonly coverage: { readonly expected: number; readonly reported: number } | null;
  /** Which of the parts that it should have are in it, by where in the whole they stand. */
  readonly parts: readonly string[];
  /** Which of them are defined in another way: none, ALL, or these. */
  readonly differing: string;
}
/** All that the totals of one data set are worked out from. */
export interface Ground {
  readonly dataset: string;
  /** What the source states of changes, and what is aimed at or was started from, by kind of comparison and place. */
  readonly stated: ReadonlyMap<string, Fraction>;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly versions: readonly Version[];
  readonly dimensions: Readonly<Record<string, readonly string[]>>;
}
export interface Scope {
  readonly rollUp: RollUp;
  readonly isUsed: (region: string) => boolean;
  readonly frequencies: readonly string[] | null;
}

export const placeOf = (metric: string, region: string, breakdown: string, period: string) =>
  [metric, region, breakdown, period].join(' ');
export const statedKey = (kind: string, place: string) => `${kind} ${place}`;
export const isSuppressed = (fact: Fact | null) => fact?.value === null && fact.flags.includes('SUPPRESSED');
export const itemsOf = (breakdown: string): string[] => (breakdown === '' ? [] : breakdown.split(';'));
