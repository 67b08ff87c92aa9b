import { Decimal as Base } from 'decimal.js';
import { badInput } from '../core/errors.ts';
import { message } from '../message/message.ts';

/** How many significant digits a quotient keeps, and the most that a given number may have. */
export const MAX_DIGITS = 60;
/** A sign and a point besides the digits. */
const MAX_LENGTH = MAX_DIGITS + 2;
const PLAIN = /^[+-]?\d+(?:\.(\d+))?$/;
const DEFAULT_SIGNIFICANT_DIGITS = 12;

/** Exact decimals, never floats on the way: 60 significant digits, half up, and text without exponents. */
export const Decimal = Base.clone({
  precision: MAX_DIGITS,
  rounding: Base.ROUND_HALF_UP,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
export type Decimal = InstanceType<typeof Decimal>;

/** The match, so that what is checked and what is read can never differ. */
function plainDecimal(text: string): RegExpExecArray {
  const match = text.length > MAX_LENGTH ? null : PLAIN.exec(text);
  if (match !== null && (text.length <= MAX_DIGITS || text.replace(/\D/g, '').length <= MAX_DIGITS)) return match;
  const shown = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  throw badInput('value', message('decimal.not-plain', { value: JSON.stringify(shown), max: MAX_DIGITS }));
}

/** The number in a plain decimal text. Throws BAD_INPUT for exponents, separators, blanks and more than 60 digits. */
export const parseDecimal = (text: string): Decimal => new Decimal(plainDecimal(text)[0]);

/** How many decimals are written in a plain decimal text: 98.40 has 2. Throws BAD_INPUT as parseDecimal does. */
export const countDecimals = (text: string): number => plainDecimal(text)[1]?.length ?? 0;

/**
 * A plain decimal for a sentence: thousands are parted by commas, as English and Chinese readers write them, a minus is the sign and no hyphen,
 * and no digit is changed.
 */
export const groupThousands = (text: string): string =>
  text.replace(/^[+-]?\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ',').replace('-', '−'));

const EXPONENT = /^([+-]?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,3})$/;

/**
 * The plain text of a number that is written with an exponent, of the same digits: 1.50E-3 is 0.00150. A text without one stays as it is,
 * and so does one whose plain text would have more than 60 digits: parseDecimal refuses it.
 */
export function expandExponent(text: string): string {
  const match = text.length > MAX_LENGTH ? null : EXPONENT.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = '', exponent = ''] = match;
  const digits = `${whole}${fraction}`;
  const point = whole.length + Number(exponent);
  if (Math.abs(point) > MAX_DIGITS) return text;
  const padded = point > 0 ? digits.padEnd(point, '0') : digits.padStart(digits.length - point + 1, '0');
  const at = point > 0 ? point : 1;
  const before = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const after = padded.slice(at);
  const plain = after === '' ? `${sign}${before}` : `${sign}${before}.${after}`;
  return PLAIN.test(plain) && before.length + after.length <= MAX_DIGITS ? plain : text;
}

/** Rounds to so many decimals, or to 12 significant digits for null; a tie goes away from zero unless told otherwise. */
export const roundTo = (
  value: Decimal,
  decimals: number | null,
  rounding: Base.Rounding = Decimal.ROUND_HALF_UP,
): Decimal =>
  decimals === null
    ? value.toSignificantDigits(DEFAULT_SIGNIFICANT_DIGITS, rounding)
    : value.toDecimalPlaces(decimals, rounding);
