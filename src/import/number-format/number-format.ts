import { SSF } from '@e965/xlsx';
import { type FormatToken, readSection, type Section, tokensOf } from './format-section.ts';
import { type NumberLook, PLAIN_LOOK } from './number-look.ts';
import { lookBelowZero, lookOf, withoutRise, zeroLook } from './section-look.ts';

/** What a format says, as far as it decides what a cell is read as. */
export interface NumberFormat {
  readonly isDate: boolean;
  /** What stands outside quotes, escapes and brackets, in small letters. */
  readonly letters: string;
  lookAt(number: number): NumberLook;
}

/** Spreadsheets take no more than 255 characters. What is longer shows numbers as they are. */
const MAX_FORMAT = 1_000;

/** Reads each format of a workbook once. */
export function numberFormatReader(): (format: string) => NumberFormat {
  const known = new Map<string, NumberFormat>();
  return (format) => {
    const found = known.get(format) ?? readFormat(format);
    known.set(format, found);
    return found;
  };
}

function readFormat(format: string): NumberFormat {
  if (format === 'General' || format.length > MAX_FORMAT)
    return { isDate: format !== 'General' && SSF.is_date(format), letters: '', lookAt: () => PLAIN_LOOK };
  const tokens = [...tokensOf(format)];
  const sections: FormatToken[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'END') sections.push([]);
    else sections.at(-1)?.push(token);
  }
  const letters = tokens.map(({ kind, text }) => (kind === 'BARE' ? text.toLowerCase() : '')).join('');
  return { isDate: SSF.is_date(format), letters, lookAt: lookFinder(sections.map(readSection)) };
}

/** How numbers are shown by the section that holds for them. */
function lookFinder(given: readonly Section[]): NumberFormat['lookAt'] {
  const sections = given.length > 1 && given.at(-1)?.isOfText === true ? given.slice(0, -1) : given;
  const [first, second, third] = sections;
  if (first === undefined || first.isOfText) return () => PLAIN_LOOK;
  if (first.holds !== null || second?.holds) {
    const looks = new Map(sections.map((section) => [section, [lookOf(section), lookBelowZero(section)] as const]));
    const isFirst = first.holds ?? ((number: number) => (third === undefined ? number >= 0 : number > 0));
    const isSecond = second?.holds ?? ((number: number) => third === undefined || number < 0);
    return (number) => {
      const section = isFirst(number) ? first : isSecond(number) ? second : third;
      const [look, below] = (section && looks.get(section)) ?? [PLAIN_LOOK, PLAIN_LOOK];
      return number < 0 ? below : look;
    };
  }
  const risen = withoutRise(first, second);
  const positive = lookOf(risen);
  const negative = second === undefined ? positive : lookBelowZero(second, first);
  const zero = zeroLook(third ?? risen, positive);
  return (number) => (number > 0 ? positive : number < 0 ? negative : zero);
}
