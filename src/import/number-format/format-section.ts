import { isNoCurrency } from './currency.ts';
import { type NumberLook, PLAIN_LOOK } from './number-look.ts';

/** PLACE is that of one digit, SLOT that of all of them, BARE a character outside quotes, OPEN the end of what is not closed. */
export interface FormatToken {
  readonly kind: 'PLACE' | 'SLOT' | 'QUOTED' | 'ESCAPED' | 'BARE' | 'BRACKET' | 'POWER' | 'END' | 'OPEN';
  readonly text: string;
}

/** What is not closed goes on to the end, so that nothing is looked through twice. Padding and filling are passed over. */
const TOKEN =
  /"(?<QUOTED>[^"]*)"|\[(?<BRACKET>[^\]]*)\]|(?<OPEN>["[].*)|[\\!](?<ESCAPED>.)|[_*].?|(?<POWER>E[-+]0*)|(?<SLOT>General|G\/(?:通用格式|標準|표준)|@)|(?<PLACE>[0#?])|(?<END>;)|(?<BARE>.)/gisu;

export function* tokensOf(format: string): Generator<FormatToken> {
  for (const { groups = {} } of format.matchAll(TOKEN))
    for (const [kind, text] of Object.entries(groups))
      if (text !== undefined) yield { kind: kind as FormatToken['kind'], text };
}

/** A part of a format that holds for some numbers. */
export interface Section extends Pick<NumberLook, 'kind' | 'shift' | 'isPercent' | 'before' | 'behind' | 'wholes' | 'decimals' | 'pattern'> {
  readonly holds: ((number: number) => boolean) | null;
  readonly isColoured: boolean;
  readonly isOfText: boolean;
} // biome-ignore format: a list

const isDigits = ({ kind }: FormatToken): boolean => kind === 'PLACE' || kind === 'SLOT';
const isBare = (token: FormatToken | undefined, text: string): boolean =>
  token?.kind === 'BARE' && text.includes(token.text);
const isLiteralPoint = (token: FormatToken): boolean => token.kind !== 'BARE' && literalOf(token) === '.';
/** Fractions, and powers that the reader of ODS files gives twice. */
const FRACTION = /[0#?] *\/ *[\d#?]|E.*\./i;
/** What groups digits, though the format calls it a text. */
const GROUPS = /^[\s'’]*$/;

export function readSection(tokens: readonly FormatToken[]): Section {
  const brackets = tokens.flatMap(({ kind, text }) => (kind === 'BRACKET' ? text : []));
  const rest = {
    holds: brackets.map(readCondition).find((condition) => condition !== null) ?? null,
    isColoured: brackets.some((text) => /^(?!DBNum|black|黑|黒)[^$<>=]+$/iu.test(text)),
    isOfText: tokens.some(({ kind, text }) => kind === 'SLOT' && text === '@'),
  };
  let first = tokens.findIndex(isDigits);
  const words = tokens.flatMap((token) => (isDigits(token) ? null : (literalOf(token) ?? [])));
  const none = { ...PLAIN_LOOK, ...rest };
  const isWhole = !tokens.some(({ kind }) => kind === 'OPEN');
  if (first < 0) return isWhole ? { ...none, kind: 'WORDS', pattern: words } : none;
  const shape = tokens.map(({ kind, text }) => (['PLACE', 'BARE', 'POWER'].includes(kind) ? text : '"')).join('');
  if (FRACTION.test(shape)) return none;
  let last = tokens.findLastIndex(isDigits);
  if (isBare(tokens[first - 1], '.')) first--;
  while (isBare(tokens[last + 1], '.,')) last++;
  const percents = tokens.filter((token) => isBare(token, '%')).length;
  const digits = readDigits(tokens.slice(first, last + 1));
  const before = textOf(tokens.slice(0, first));
  const behind = textOf(tokens.slice(last + 1));
  // A digit beside those of the number is one of them to whoever looks at the cell.
  const isOdd = digits.isOdd || percents > 1 || /\d$/.test(before) || /^[.,]?\d/.test(behind);
  const isPlaced = percents === 0 && !digits.hasPoint && digits.commas === 0 && tokens.every((token) => token.kind !== 'SLOT');
  if (isOdd) return isWhole ? { ...none, kind: 'ODD', pattern: isPlaced ? words : [] } : none;
  const { wholes, decimals } = digits;
  return { ...none, shift: digits.shift - 2 * percents, isPercent: percents > 0, before, behind, wholes, decimals };
} // biome-ignore format: a formula

/** What the places of digits say, and what stands among them. */
function readDigits(tokens: readonly FormatToken[]) {
  const found = { shift: 0, commas: 0, wholes: 0, decimals: 0, hasPoint: false, isOdd: false };
  // Commas behind the last digit before the point divide by a thousand each; others group.
  let commas = 0;
  let behindLiteral: number | null = null;
  for (const token of tokens) {
    if (isDigits(token)) {
      commas = 0;
      if (behindLiteral !== null) behindLiteral++;
      if (token.text !== '#' && token.text !== '?')
        found[found.hasPoint || behindLiteral !== null ? 'decimals' : 'wholes']++;
    } else if (isBare(token, ',')) commas++;
    else if (isBare(token, '.') && !found.hasPoint) {
      found.commas += commas;
      commas = 0;
      found.hasPoint = true;
      found.isOdd ||= behindLiteral !== null;
    } else if (isLiteralPoint(token) && !found.hasPoint && behindLiteral === null) behindLiteral = 0;
    else if (literalOf(token) !== null && !GROUPS.test(token.text)) found.isOdd = true;
  }
  found.commas += commas;
  return { ...found, shift: 3 * found.commas + (behindLiteral ?? 0) };
}

const CONDITION = /^(<=|>=|<>|<|>|=) *(-?\d{1,30}(?:\.\d{1,30})?(?:E[-+]?\d{1,3})?)$/i;

function readCondition(text: string): Section['holds'] {
  const [, sign, digits] = CONDITION.exec(text.trim()) ?? [];
  if (sign === undefined) return null;
  const bound = Number(digits);
  const isEqual = sign.includes('=');
  return (number) =>
    sign === '<>' ? number !== bound : number === bound ? isEqual : sign.includes(number < bound ? '<' : '>');
}

/** What a token shows besides digits; null for nothing. */
function literalOf({ kind, text }: FormatToken): string | null {
  if (kind === 'QUOTED' || kind === 'ESCAPED') return text;
  if (kind === 'BARE') return text === '%' || text === ',' ? null : text;
  const money = kind === 'BRACKET' ? /^\$([^-]*)/.exec(text)?.[1] : undefined;
  return money !== undefined && isNoCurrency(money) ? money : null;
}

const textOf = (tokens: readonly FormatToken[]): string => tokens.map((token) => literalOf(token) ?? '').join('');
