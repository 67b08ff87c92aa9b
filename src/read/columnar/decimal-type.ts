/** A decimal type of DuckDB. Values in it are ordered as PostgreSQL orders the same numbers, and none is rounded. */
export interface DecimalType {
  readonly width: number;
  readonly scale: number;
}

/** The types in which values are copied, the cheapest first: one of 18 digits is a whole number of the processor. */
const TYPES: readonly DecimalType[] = [
  { width: 18, scale: 2 },
  { width: 18, scale: 6 },
  { width: 38, scale: 16 },
];
const WIDEST: DecimalType = { width: 38, scale: 16 };

export const formatDecimalType = ({ width, scale }: DecimalType): string => `decimal(${width}, ${scale})`;

/** Finds a type that holds numbers of so many digits before and after the point; null: none does. */
export const findDecimalType = (whole: number, decimals: number): DecimalType | null =>
  TYPES.find(({ width, scale }) => whole <= width - scale && decimals <= scale) ?? null;

/** The type in which values of several types are compared. Where a value does not fit into it, DuckDB fails and rounds nothing. */
export function joinDecimalTypes(types: readonly DecimalType[]): DecimalType {
  const [first = WIDEST] = types;
  return types.every(({ width, scale }) => width === first.width && scale === first.scale) ? first : WIDEST;
}

/** Counts the digits of a number as PostgreSQL writes it; null: it is none, as NaN and Infinity are. */
export function countDigits(text: string): { readonly whole: number; readonly decimals: number } | null {
  const [, whole, decimals = ''] = /^-?(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  return whole === undefined ? null : { whole: whole.length, decimals: decimals.length };
}

/** Tells whether a type holds a number without rounding it. */
export function holdsNumber({ width, scale }: DecimalType, text: string): boolean {
  const digits = countDigits(text);
  return digits !== null && digits.whole <= width - scale && digits.decimals <= scale;
}
