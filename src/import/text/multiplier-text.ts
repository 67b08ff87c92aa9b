import { wholeMultiple } from './multiple.ts';
import { nameKey } from './plain-text.ts';

/** What a number says that multiplies values: the power of ten, as 3 for thousands, or the factor itself, as 1000. */
export type MultiplierDigits = 'POWER' | 'FACTOR';

const MAX_POWER = 15;
const MIN_UNIT_POWER = 3;

/** Ten to which power a text in place of a unit multiplies by, such as thousand, in millions or 000s; null where it may be a unit as well, as 个 is. */
export function readUnitMultiple(text: string): number | null {
  const key = nameKey(text).replace(/^(?:in|en) (?=\S)|^['’](?=0)/, '');
  // A distance as well, of which nobody writes thousands so in a column of multipliers.
  const power = /^-?\d{1,2}$/.test(key) || key === 'miles' ? null : readMultiplier(key);
  return power !== null && power >= MIN_UNIT_POWER ? power : null;
}

/** Ten to which power a text multiplies by; null where it does not say, or may say two things as 10 may: ten, or ten to the tenth power. */
export function readMultiplier(text: string, digits?: MultiplierDigits): number | null {
  const word = wholeMultiple(text);
  if (word !== null) return word;
  const key = nameKey(text).replace(/^[x×]\s*(?=\d)/, '');
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
