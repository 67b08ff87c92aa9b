import type { InterfaceLanguage } from '../address/search.ts';

/** The digits of a decimal, grouped by thousands. Not one is added or taken away: the page rounds nothing. */
export function groupDigits(decimal: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(decimal) ?? [];
  if (whole === '') return decimal;
  return (sign && '−') + whole.replace(/\B(?=(?:\d{3})+$)/g, ',') + fraction;
}

/** A decimal whose point is moved, exactly: 5164.45 by 4 is 51644500. */
export function shiftPoint(decimal: string, places: number): string {
  const negative = decimal.startsWith('-');
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.');
  const digits = whole + fraction;
  const point = whole.length + places;
  const padded = point > digits.length ? digits.padEnd(point, '0') : digits.padStart(digits.length - point + 1, '0');
  const at = point > 0 ? point : padded.length - (digits.length - point);
  const head = padded.slice(0, at).replace(/^0+(?=\d)/, '') || '0';
  const tail = padded.slice(at);
  return (negative ? '-' : '') + head + (tail && `.${tail}`);
}

/** One decimal less another, exactly. */
export function subtractDecimal(decimal: string, less: string): string {
  const places = Math.max(...[decimal, less].map((one) => one.split('.')[1]?.length ?? 0));
  const [whole, part] = [decimal, less].map((one) => BigInt(shiftPoint(one, places)));
  return shiftPoint(`${(whole ?? 0n) - (part ?? 0n)}`, -places);
}

const CHINESE: Readonly<Record<number, string>> = {
  1: '十', 2: '百', 3: '千', 4: '万', 5: '十万', 6: '百万', 7: '千万', 8: '亿', 9: '十亿', 10: '百亿', 11: '千亿', 12: '万亿',
}; // biome-ignore format: one table
const ENGLISH: Readonly<Record<number, string>> = {
  1: 'ten', 2: 'hundred', 3: 'thousand', 4: 'ten thousand', 5: 'hundred thousand', 6: 'million', 7: 'ten million',
  8: 'hundred million', 9: 'billion', 10: 'ten billion', 11: 'hundred billion', 12: 'trillion',
}; // biome-ignore format: one table

export interface UnitWords {
  readonly code: string;
  readonly name: string;
  readonly symbol?: string | null | undefined;
}

const HAN = /\p{Script=Han}/u;
/** Words of a language, and not the letters of a symbol such as kWh. */
const LATIN_WORD = /[a-z]{5}/;

/**
 * The symbol, unless it is of another language than the page and the name is not: the API gives the symbol that there is. Letters such as CNY are of
 * any language, words such as cases are not.
 */
export function unitName({ symbol, name }: UnitWords, language: InterfaceLanguage): string {
  if (!symbol) return name;
  const isForeign = language === 'zh-Hans' ? LATIN_WORD.test(symbol) && HAN.test(name) : HAN.test(symbol);
  return isForeign ? name : symbol;
}

/** The unit of a metric with its multiplier in words: 万元, million pounds. Per cent has none and stands close to its figure. */
export function unitWords(unit: UnitWords, multiplier: number, language: InterfaceLanguage): string {
  const name = unitName(unit, language);
  if (multiplier === 0) return name;
  const word = (language === 'zh-Hans' ? CHINESE : ENGLISH)[multiplier];
  if (!word) return `${name} × 10^${multiplier}`;
  return language === 'zh-Hans' && /\p{Script=Han}/u.test(name) ? word + name : `${word} ${name}`;
}

/**
 * The unit behind a figure. What is written behind English figures is a plural where it is a word: behind the figure 1 its name stands, which is a
 * singular.
 */
export function unitAfter(decimal: string, unit: UnitWords, multiplier: number, language: InterfaceLanguage): string {
  const isOne = language === 'en' && multiplier === 0 && /^-?1$/.test(decimal);
  return isOne && /^\p{L}/u.test(unit.symbol ?? '') ? unit.name : unitWords(unit, multiplier, language);
}

/** Whether a unit is written close to its figure. */
export const isClose = (words: string): boolean => /^[%‰°]/.test(words) || /^\p{Script=Han}/u.test(words);

/** A number in words with its unit behind it. */
export const withUnit = (number: string, unit: string): string => number + (isClose(unit) ? unit : ` ${unit}`);

/** A change with its sign; a rate changes in points. */
export function signed(decimal: string): string {
  if (/^-?0*(?:\.0*)?$/.test(decimal)) return groupDigits(decimal.replace('-', ''));
  return decimal.startsWith('-') ? groupDigits(decimal) : `+${groupDigits(decimal)}`;
}

/**
 * At most this many decimals, cut by rounding half away from zero, for a computed quotient that may have 12 digits. What would become zero keeps its
 * first digit instead. Whoever shows it says `≈` and has the whole number at hand.
 */
export function roundDecimal(
  decimal: string,
  decimals: number,
): { readonly text: string; readonly isRounded: boolean } {
  const fraction = decimal.split('.')[1] ?? '';
  if (fraction.length <= decimals) return { text: decimal, isRounded: false };
  const scaled = shiftPoint(decimal, decimals);
  const [whole = '0', rest = ''] = scaled.replace('-', '').split('.');
  const rounded = BigInt(whole) + (rest.charAt(0) >= '5' ? 1n : 0n);
  const first = fraction.search(/[1-9]/);
  if (rounded === 0n && first >= decimals) return roundDecimal(decimal, first + 1);
  const sign = decimal.startsWith('-') && rounded !== 0n ? '-' : '';
  return { text: sign + shiftPoint(`${rounded}`, -decimals), isRounded: true };
}

export const countDecimals = (decimal: string): number => decimal.split('.')[1]?.length ?? 0;

/** Whether two decimals say the same, one of them perhaps with fewer digits. */
export function isSameRounded(one: string, other: string): boolean {
  const fewer = Math.min(countDecimals(one), countDecimals(other));
  return roundDecimal(one, fewer).text === roundDecimal(other, fewer).text;
}

/** A figure with more decimals than this is an estimate with the digits of a double. */
export const MAX_DECIMALS = 4;

/** A number in words of digits: one with too many decimals is cut, and says so. */
export function nearly(decimal: string): string {
  const { text, isRounded } = roundDecimal(decimal, MAX_DECIMALS);
  return (isRounded ? '≈ ' : '') + groupDigits(text);
}
