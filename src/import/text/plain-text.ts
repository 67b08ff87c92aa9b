import { cellText, isUnderMerged, type SourceCell } from '../reader/sheet.ts';

/** Blanks of any width, and marks that have none. */
const BLANK = /[\s\u00a0\u200b\u2007\u2009\u202f\u3000\ufeff]+/g;

/** What there is to fold: hardly any cell of a large file has it. */
const FOLDED = /[\s\u00a0\u200b\u2007\u2009\u202f\u3000\ufeff\uff01-\uff5e]/;

/** A text with one blank between words, and full-width letters, digits and signs as plain ones. */
export const foldWidth = (text: string): string =>
  FOLDED.test(text)
    ? text
        .replace(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0))
        .replaceAll(BLANK, ' ')
        .trim()
    : text;

/** What a cell says itself, folded: nothing where it lies under a merged one, whose text it has. */
export const ownText = (cell: SourceCell | undefined): string => (isUnderMerged(cell) ? '' : foldWidth(cellText(cell)));

/** By which names are compared: without difference of width, case and blanks around Chinese characters. */
export const nameKey = (text: string): string =>
  foldWidth(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])/g, '');
