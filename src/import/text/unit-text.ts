import { multiplesIn } from './multiple.ts';
import { nameKey } from './plain-text.ts';
import { findLabelledUnit } from './unit-label.ts';

/** A unit as a header names it: what is counted, and ten to which power of it. */
export interface UnitName {
  readonly base: string;
  readonly exponent: number;
}

/** Every reading of a unit's text, the plainest first: 千克 may be a unit of its own, or a thousand of 克. */
export function unitReadings(text: string): readonly UnitName[] {
  const key = nameKey(text);
  const labelled = findLabelledUnit(key);
  const given = labelled?.before === '' ? labelled.unit : key;
  return [{ base: given, exponent: 0 }, ...multiplesIn(given)];
}
