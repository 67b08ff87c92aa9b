import { isCurrency, isCurrencySign } from './currency.ts';
import type { Section } from './format-section.ts';
import { type NumberLook, PLAIN_LOOK } from './number-look.ts';

const SIGNS = /[-\u2212–－+(（▲△▼▽↑↓]/gu;
const MINUS_BEHIND = /[-\u2212–－]$/u;
const CLOSING = /^[)）]|[)）]$/u;
const FULL_STOP = /^[\s.,:;，。、：；|'’]*$/;
const withoutSigns = (text: string): string => text.replace(SIGNS, '').trim();

/** How a section shows numbers that are not below zero, or those of any sign. */
export function lookOf({ holds: _, isColoured: __, isOfText: ___, ...section }: Section): NumberLook {
  if (section.kind !== 'NUMBER') return { ...PLAIN_LOOK, kind: section.kind, pattern: section.pattern };
  const own = withoutMoney(section.before.replace(/^\+/, ''), section.behind);
  const isPercent = /^\s*[%％]$/.test(own.behind);
  const isPlain = section.shift === 0 && own.before + own.behind === '';
  if (isPlain && !section.isPercent) return PLAIN_LOOK;
  if (isPercent && !section.isPercent) return { ...PLAIN_LOOK, ...section, ...own, behind: '', isPercent };
  return { ...PLAIN_LOOK, ...section, ...own };
}

/**
 * The same for numbers below zero. `first` is the section for the others, where this one is for numbers below zero alone: what it has before
 * the digits and the first has not is the sign, and so is a colour. Without any of these, the number is shown as one above zero.
 */
export function lookBelowZero(section: Section, first?: Section): NumberLook {
  if (section.kind !== 'NUMBER') return lookOf(section);
  const before = withoutSigns(section.before);
  const isWord = first !== undefined && before !== '' && before !== first.before.trim();
  let behind = /[(（]/.test(section.before) ? section.behind.trim().replace(CLOSING, '') : section.behind.trimEnd();
  const isMinusBehind = first !== undefined && MINUS_BEHIND.test(behind);
  if (isMinusBehind) behind = behind.slice(0, -1);
  const look = lookOf({ ...section, before: isWord ? '' : before, behind });
  const hasColour = section.isColoured && first?.isColoured !== true;
  const hasSign = isWord || before !== section.before.trim() || isMinusBehind || hasColour;
  return first === undefined || hasSign ? look : { ...look, isUnsigned: true };
}

/** How a number is shown, told by what stands around its digits. */
export function lookAround(
  part: Pick<NumberLook, 'before' | 'behind' | 'isPercent' | 'shift' | 'decimals'>,
  isBelowZero: boolean,
  isColoured: boolean,
): NumberLook {
  const section = { ...PLAIN_LOOK, ...part, holds: null, isColoured, isOfText: false };
  if (!isBelowZero) return lookOf(section);
  return lookBelowZero(section, { ...section, isColoured: false, before: withoutSigns(part.before) });
}

/** Signs and words before numbers above zero say the sign, where others stand before those below it: ▲ and ▼, 上升 and 下降. */
export function withoutRise(first: Section, second: Section | undefined): Section {
  if (second === undefined || first.before.trim() === '' || second.before.trim() === '') return first;
  const [own, other] = [withoutSigns(first.before), withoutSigns(second.before)];
  const isSign = own === '' ? first.before !== second.before : other !== '' && own !== other;
  return isSign ? { ...first, before: '' } : first;
}

/** Currencies say no more than which money, and a full stop nothing. */
const withoutMoney = (before: string, behind: string): Pick<NumberLook, 'before' | 'behind'> => ({
  before: isCurrency(before.trim()) || before.trim() === '' ? '' : before.trimStart(),
  behind: isCurrencySign(behind.trim()) || FULL_STOP.test(behind) ? '' : behind.trimEnd(),
});

/** Dashes and blanks in place of zero are how zero is written, where other numbers are shown as numbers. */
export function zeroLook(section: Section, positive: NumberLook): NumberLook {
  const isShown = section.kind !== 'NUMBER' ? section.kind === 'ODD' : section.wholes + section.decimals > 0;
  if (!isShown && positive.kind === 'NUMBER') return { ...positive, before: '', behind: '' };
  return lookOf({ ...section, before: section.before.replace(/^[-\u2212–－]/u, '') });
}
