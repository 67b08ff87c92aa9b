import fc from 'fast-check';

/** An exact fraction over whole numbers: what decimals are held against. */
export interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

export const fraction = (top: bigint, bottom = 1n): Fraction =>
  bottom < 0n ? { top: -top, bottom: -bottom } : { top, bottom };
export const plus = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, fraction(-b.top, b.bottom));
export const times = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.top, a.bottom * b.bottom);
export const over = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.bottom, a.bottom * b.top);
export const size = ({ top, bottom }: Fraction): Fraction => fraction(top < 0n ? -top : top, bottom);
export const atMost = (a: Fraction, b: Fraction): boolean => a.top * b.bottom <= b.top * a.bottom;
export const greatest = (all: readonly Fraction[]): Fraction => all.reduce((a, b) => (atMost(a, b) ? b : a));

/** A decimal as it is written: so many digits, and so many of them behind the point. */
export interface Written {
  readonly digits: number;
  readonly decimals: number;
}
export const textOf = ({ digits, decimals }: Written): string => {
  const sign = digits < 0 ? '-' : '';
  const all = String(Math.abs(digits)).padStart(decimals + 1, '0');
  return decimals === 0 ? `${sign}${all}` : `${sign}${all.slice(0, -decimals)}.${all.slice(-decimals)}`;
};
export const fractionOf = ({ digits, decimals }: Written): Fraction =>
  fraction(BigInt(digits), 10n ** BigInt(decimals));
export const halfOf = ({ decimals }: Written): Fraction => fraction(1n, 2n * 10n ** BigInt(decimals));

export const written = (least: number, most: number): fc.Arbitrary<Written> =>
  fc.record({ digits: fc.integer({ min: least, max: most }), decimals: fc.integer({ min: 0, max: 3 }) });
