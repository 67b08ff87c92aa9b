import { expandExponent } from '../../domain/number/decimal.ts';
import type { NumberLook } from './number-look.ts';

/** Excel computes with 15 digits and shows no more. */
const DIGITS = 15;

/**
 * The number of a cell, divided by ten to the power of `shift`, in plain digits: what it holds, not what its format leaves of it. Zeros that the
 * format shows at the end are kept, because 98.40 was published with two decimals.
 */
export function numberText(number: number, shift: number, decimals: number): string {
  const isShort = Number.isInteger(number) && Math.abs(number) < 10 ** DIGITS;
  const exact = isShort ? String(number) : expandExponent(Number(number.toPrecision(DIGITS)).toString());
  const plain = shift === 0 ? exact : expandExponent(`${exact}e${-shift}`);
  const [whole = '', fraction = ''] = plain.split('.');
  const trimmed = shift === 0 ? fraction : fraction.replace(/0+$/, '');
  const isShown = decimals > trimmed.length && whole.length + decimals <= DIGITS;
  if (!isShown) return trimmed === '' ? whole : `${whole}.${trimmed}`;
  return `${whole}.${trimmed.padEnd(decimals, '0')}`;
}

/** The digits of a whole number in their places, the first of which takes those that are left. */
export function placeDigits(number: number, pattern: NumberLook['pattern']): string {
  const first = pattern.indexOf(null);
  let rest = numberText(Math.round(Math.abs(number)), 0, 0);
  const placed = pattern.map((part) => part ?? '');
  for (let at = pattern.length - 1; at >= first && first >= 0; at--) {
    if (pattern[at] !== null) continue;
    placed[at] = (at === first ? rest : rest.slice(-1)) || '0';
    rest = rest.slice(0, -1);
  }
  return `${number < 0 && first >= 0 ? '-' : ''}${placed.join('')}`.trim();
}
