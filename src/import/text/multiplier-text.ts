import { nameKey } from './plain-text.ts';

/** What a number says that multiplies values: the power of ten, as 3 for thousands, or the factor itself, as 1000. */
export type MultiplierDigits = 'POWER' | 'FACTOR';

const MAX_POWER = 15;
const WORDS: readonly (readonly [RegExp, number])[] = [
  [/^(?:units?|ones?|none|einheit(?:en)?|unités?|unidad(?:es)?|个|一|単位)$/, 0],
  [/^(?:tens?|dizaines?|十)$/, 1],
  [/^(?:hundreds?|centaines?|hundert|cientos|百)$/, 2],
  [/^(?:thousands?|milliers?|tausend|tsd\.?|miles|千)$/, 3],
  [/^(?:tens of thousands|ten thousands?|dizaines de milliers|万|萬)$/, 4],
  [/^(?:hundreds of thousands|hundred thousands?|centaines de milliers|十万)$/, 5],
  [/^(?:millions?|millionen|mio\.?|millones|百万)$/, 6],
  [/^(?:tens of millions|ten millions?|dizaines de millions|千万)$/, 7],
  [/^(?:hundreds of millions|hundred millions?|centaines de millions|亿|億)$/, 8],
  [/^(?:billions?|milliards?|milliarden|mrd\.?|十亿|十億)$/, 9],
  [/^(?:trillions?|万亿|兆)$/, 12],
];

/** Ten to which power a text multiplies by; null where it does not say, or may say two things as 10 may: ten, or ten to the tenth power. */
export function readMultiplier(text: string, digits?: MultiplierDigits): number | null {
  const key = nameKey(text).replace(/^[x×]\s*(?=\d)/, '');
  const word = WORDS.find(([pattern]) => pattern.test(key))?.[1];
  if (word !== undefined) return word;
  const zeros = /^10*$/.test(key.replaceAll(/[, ]/g, '')) ? key.replaceAll(/[, ]/g, '').length - 1 : null;
  const bare = /^,?(000(?:,?000)*)'?s?$/.exec(key)?.[1]?.replaceAll(',', '').length ?? null;
  const power = /^-?\d{1,2}$/.test(key) ? Number(key) : null;
  if (digits !== 'POWER' && bare !== null) return bare;
  if (digits === 'FACTOR') return zeros !== null && zeros <= MAX_POWER ? zeros : null;
  const isPower = power !== null && Math.abs(power) <= MAX_POWER;
  if (digits === 'POWER') return isPower ? power : null;
  if (zeros !== null && zeros >= 2 && zeros <= MAX_POWER) return zeros;
  return isPower && key !== '1' && key !== '10' ? power : null;
}
