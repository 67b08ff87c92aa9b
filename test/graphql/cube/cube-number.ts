import { type Fraction, fraction, plus, size, times } from '../../support/fraction.ts';

export const ZERO = fraction(0n);

/** Reads a plain decimal, such as `-98.40`. */
export function numberOf(text: string): Fraction {
  const [whole = '', rest = ''] = text.split('.');
  return fraction(BigInt(whole + rest), 10n ** BigInt(rest.length));
}

const common = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : common(b, a % b));
export function reduced({ top, bottom }: Fraction): Fraction {
  const by = common(top, bottom);
  return { top: top / by, bottom: bottom / by };
}
export const total = (parts: readonly Fraction[]) => parts.reduce((sum, part) => reduced(plus(sum, part)), ZERO);

/** To so many decimals, which may be below zero; half away from zero. */
export function rounded(value: Fraction, decimals: number): Fraction {
  const scale = 10n ** BigInt(Math.abs(decimals));
  const shift = decimals < 0 ? fraction(1n, scale) : fraction(scale);
  const { top, bottom } = times(size(value), shift);
  const units = ((2n * top + bottom) / (2n * bottom)) * (value.top < 0n ? -1n : 1n);
  return decimals < 0 ? fraction(units * scale) : fraction(units, scale);
}

/** To so many significant digits; half away from zero. */
export function significant(value: Fraction, digits: number): Fraction {
  if (value.top === 0n) return value;
  const { top, bottom } = size(value);
  // How many digits stand before the point, or, below one, how many zeros behind it.
  let before = String(top / bottom).length;
  if (top < bottom) {
    before = 0;
    while (top * 10n ** BigInt(1 - before) < bottom) before--;
  }
  return rounded(value, digits - before);
}

/** As a decimal without needless zeros; only for what has an end as one. */
export function decimalText(value: Fraction): string {
  const { top, bottom } = reduced(value);
  let scale = 0;
  while ((10n ** BigInt(scale) * top) % bottom !== 0n) {
    if (++scale > 200) throw new Error(`${top}/${bottom} has no end as a decimal`);
  }
  const digits = String((size(value).top * 10n ** BigInt(scale)) / size(value).bottom).padStart(scale + 1, '0');
  const at = digits.length - scale;
  return `${top < 0n ? '-' : ''}${digits.slice(0, at)}${scale === 0 ? '' : `.${digits.slice(at)}`}`;
}
