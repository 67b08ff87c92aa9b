/** Powers of ten that may lie between a quotient and its value: multipliers of units, per cent. */
const MAX_POWER = 15;

/** Digits as a whole number, and how many of them are decimals. */
function partsOf(decimal: string): { readonly digits: bigint; readonly decimals: number } {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return { digits: BigInt(whole + fraction), decimals: fraction.length };
}

interface Quotient {
  readonly value?: string | null | undefined;
  readonly basis?: string | undefined;
  readonly numerator?: string | null | undefined;
  readonly denominator?: string | null | undefined;
}

/** Numerator and denominator of a figure that was not published but computed of them, with digits left out; null of any other figure. */
export function cutQuotientOf({ value, basis, numerator, denominator }: Quotient): readonly [string, string] | null {
  if (basis === undefined || basis === 'PUBLISHED' || !value || !numerator || !denominator) return null;
  return isRoundedQuotient(value, numerator, denominator) ? [numerator, denominator] : null;
}

const absolute = (number: bigint): bigint => (number < 0n ? -number : number);

/** Whether a value is numerator by denominator, in whichever power of ten, with digits left out. Of another factor, nothing is said. */
export function isRoundedQuotient(value: string, numerator: string, denominator: string): boolean {
  const [shown, over, under] = [partsOf(value), partsOf(numerator), partsOf(denominator)];
  const product = shown.digits * under.digits;
  let isRounded = false;
  for (let power = -MAX_POWER; power <= MAX_POWER; power++) {
    const places = power + shown.decimals + under.decimals - over.decimals;
    const scale = 10n ** BigInt(Math.abs(places));
    // Multiplied on the side that keeps both whole; half a unit of the last digit grows with it.
    const [side, other, unit] =
      places >= 0 ? [product, over.digits * scale, under.digits] : [product * scale, over.digits, under.digits * scale];
    if (side === other) return false;
    if (2n * absolute(side - other) <= absolute(unit)) isRounded = true;
  }
  return isRounded;
}
