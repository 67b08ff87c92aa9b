import { nameKey } from './plain-text.ts';

/** A unit as a header names it: what is counted, and ten to which power of it. */
export interface UnitName {
  readonly base: string;
  readonly exponent: number;
}

const CHINESE: readonly (readonly [string, number])[] = [
  ['万亿', 12], ['千亿', 11], ['百亿', 10], ['十亿', 9], ['亿', 8], ['千万', 7], ['百万', 6], ['十万', 5], ['万', 4], ['千', 3], ['百', 2],
]; // biome-ignore format: a table
const ENGLISH: readonly (readonly [RegExp, number])[] = [
  [/\b(?:trillions?|trn)\b/, 12],
  [/\b(?:billions?|bn)\b/, 9],
  [/\b(?:millions?|mn|mio)\b/, 6],
  [/\b(?:thousands?|000s?)\b/, 3],
];

/** Every reading of a unit's text, the plainest first: 千克 may be a unit of its own, or a thousand of 克. */
export function unitReadings(text: string): readonly UnitName[] {
  const given = nameKey(text).replace(/^(?:单位|计量单位|unit)\s*[::]\s*/, '');
  const found: UnitName[] = [{ base: given, exponent: 0 }];
  for (const [prefix, exponent] of CHINESE) {
    if (given.startsWith(prefix) && given.length > prefix.length) {
      found.push({ base: given.slice(prefix.length), exponent });
      break;
    }
  }
  for (const [word, exponent] of ENGLISH) {
    if (!word.test(given)) continue;
    const base = given.replace(word, ' ').replace(/\bof\b/, ' ').replace(/\s+/g, ' ').trim(); // biome-ignore format: a chain
    if (base !== '') found.push({ base, exponent });
    break;
  }
  return found;
}
