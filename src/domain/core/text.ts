/** A text as it is compared when somebody looks for a part of it: without difference of case, or of full and half width. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase();

const SURROGATE = /[\ud800-\udfff]/;

/** By code point, as the database compares: JavaScript's own order puts what lies beyond U+FFFF before U+E000. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}
