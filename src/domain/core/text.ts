import { foldCharacters } from './folded-character.ts';

/** Marks on Latin, Greek and Cyrillic letters. Those of other scripts are letters of their own: が is not か. */
const ACCENTS = /[\u0300-\u036f]/g;
const ASCII = /^[\0-\x7f]*$/;

/**
 * A text as it is compared when somebody looks for a part of it: without difference of case, of accents, of full and half width, or of
 * traditional and simplified characters. The database folds in the same way (`fold_text`).
 */
export function foldText(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase();
  if (ASCII.test(lower)) return lower;
  return foldCharacters(lower.normalize('NFD').replace(ACCENTS, '').normalize('NFC'));
}

const SURROGATE = /[\ud800-\udfff]/;

/** By code point, as the database compares: JavaScript's own order puts what lies beyond U+FFFF before U+E000. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : 1;
}
