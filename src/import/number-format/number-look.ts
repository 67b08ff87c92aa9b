/** How a number is shown, besides being rounded and grouped. */
export interface NumberLook {
  /** WORDS stand in place of the number; ODD is one with something else between its digits, such as 2020年11月. */
  readonly kind: 'NUMBER' | 'WORDS' | 'ODD';
  /** Ten to which power the number is divided by before it is shown: -2 for a percentage. */
  readonly shift: number;
  readonly isPercent: boolean;
  /** Whether a number below zero is shown as one above it. */
  readonly isUnsigned: boolean;
  /** What stands around the digits and says more than the number: 约 and 万元 of 约1.5万元. */
  readonly before: string;
  readonly behind: string;
  /** How many digits at least stand before the point and behind it. */
  readonly wholes: number;
  readonly decimals: number;
  /** The words, or an odd number with null for each of its digits; empty where only the reader of workbooks knows what is shown. */
  readonly pattern: readonly (string | null)[];
}

export const PLAIN_LOOK: NumberLook = {
  kind: 'NUMBER', shift: 0, isPercent: false, isUnsigned: false, before: '', behind: '', wholes: 0, decimals: 0, pattern: [],
}; // biome-ignore format: a list
