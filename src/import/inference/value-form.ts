import { message, type Text } from '../../domain/message/message.ts';
import { nameKeys } from '../mapping/code-list.ts';
import type { KnownCodes } from '../mapping/known-code.ts';
import type { NumberReading } from '../mapping/reading-schema.ts';
import type { Mapping } from '../mapping/schema.ts';
import { type Inference, shownTexts } from '../question/inference.ts';
import { cellText, type SourceCell } from '../reader/sheet.ts';
import { withoutCurrency } from '../text/currency.ts';
import { readUnitMultiple } from '../text/multiplier-text.ts';
import { foldWidth } from '../text/plain-text.ts';
import { unitReadings } from '../text/unit-text.ts';

const PLAIN = /^[-+\u2212]?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?[%‰]?$/;
/** A number as people write it, and what stands behind it. */
const WRITTEN = /^((?:[-+\u2212]|[△▲▼] ?)?\d[\d.,' ]*(?:[eE][-+]?\d{1,3})?[%‰]?)\s*([^\d\s.,%‰]{0,20})$/;
/** What is longer than this is no sign behind a number, unless it is a unit. */
const MAX_FLAG = 3;
/** A dash is zero in many tables, and no figure in others. */
const MARKS = ['MISSING', 'SUPPRESSED', 'NOT_SIGNIFICANT', 'UNVALIDATED', 'LOW_RELIABILITY', 'SKIP', '0'];
const FLAGS = ['PROVISIONAL', 'ESTIMATED', 'FORECAST', 'BREAK', 'DEFINITION_DIFFERS', 'IMPUTED', 'LOW_RELIABILITY'];
const MAX_MARKS = 20;
/** No number is longer, however it is written: what is, stands in the place of one. */
const MAX_NUMBER = 100;

type Mark = NonNullable<Mapping['marks']>[string];
type Minus = NonNullable<NumberReading['minus']>;
type Flag = NonNullable<Mapping['flags']>[string];

/** How the values of a file are written. */
export type ValueForm = Pick<Mapping, 'number' | 'marks' | 'flags'>;

/** What SDMX writes where there is no value: the status of the row says why. */
const NOT_A_NUMBER = 'NaN';

/** Tells from all values how numbers are written, and asks for what stands in their place and behind them. */
export function inferValueForm(
  cells: Iterable<SourceCell>,
  { isSdmx, areCounts }: { readonly isSdmx: boolean; readonly areCounts: boolean },
  { units }: Pick<KnownCodes, 'units'>,
  inference: Inference,
): ValueForm {
  const isUnit = unitFinder(units);
  const isNoFlag = (end: string) => signedParts(end).some((part) => part.length > MAX_FLAG && !isUnit(part));
  const numbers: string[] = [];
  const marks = new Set<string>();
  const flags = new Map<string, string>();
  const brackets: string[] = [];
  const minusBehind: string[] = [];
  const currencies = new Map<string, string>();
  const triangles = new Map<Minus, string[]>();
  // A number of four digits and more that nothing groups.
  let hasLong = false;
  for (const cell of cells) {
    if (typeof cell === 'object' && cell.type !== 'text' && cell.type !== 'error') continue;
    // The workbook knows the number itself: nothing has to be told from how its digits are written.
    const isMarked = typeof cell === 'object' && cell.isMarked === true;
    const given = foldWidth(cellText(cell));
    const money = withoutCurrency(given);
    if (money !== null) currencies.set(money.sign, given);
    const text = money?.rest ?? given;
    if (text === '' || PLAIN.test(text)) {
      if (isMarked) continue;
      if (text.includes('.')) numbers.push(text.replace(/[%‰]$/, ''));
      else if (/^[-+\u2212]?\d{4,}$/.test(text)) hasLong = true;
      continue;
    }
    const [, open, body = text] = /^(\()(.*)\)$/.exec(text) ?? [];
    const [, digits, end] = (text.length <= MAX_NUMBER && WRITTEN.exec(body)) || [];
    if (digits === undefined || (end !== undefined && isNoFlag(end))) {
      marks.add(given);
      continue;
    }
    if (open !== undefined) brackets.push(text);
    const sign = /^[△▲▼]/.exec(digits)?.[0];
    if (sign !== undefined) {
      const same = triangles.get(sign as Minus) ?? [];
      same.push(text);
      triangles.set(sign as Minus, same);
    }
    if (end === '-' || end === '\u2212') minusBehind.push(text);
    else if (end) for (const part of signedParts(end)) flags.set(part, text);
    const plain = digits
      .replace(/[%‰]$/, '')
      .replace(/^[△▲▼] ?/, '-')
      .trim();
    if (!isMarked && /[.,' ]/.test(plain)) numbers.push(plain);
  }
  const number: NumberReading = {
    ...inferSeparators(numbers, { hasLong, areCounts }, inference),
    ...(brackets.length > 0 ? { parentheses: 'NEGATIVE' as const } : {}),
    ...(minusBehind.length > 0 ? { minusBehind: 'NEGATIVE' as const } : {}),
    ...askMinus(triangles, inference),
    ...inferCurrency(currencies, inference),
  };
  askNegative(
    'parentheses',
    message('inference.what-parentheses', { texts: shownTexts(brackets) }),
    brackets,
    inference,
  );
  askNegative(
    'minusBehind',
    message('inference.what-minus-behind', { texts: shownTexts(minusBehind) }),
    minusBehind,
    inference,
  );
  const known = isSdmx && marks.delete(NOT_A_NUMBER) ? { [NOT_A_NUMBER]: 'STATUS' as const } : {};
  for (const mark of [...marks].slice(0, MAX_MARKS)) {
    inference.ask(`marks.${mark}`, message('inference.what-mark', { mark: JSON.stringify(mark) }), MARKS, {
      options: MARKS,
      apply: (mapping, answer) => ({ ...mapping, marks: { ...mapping.marks, [mark]: answer as Mark } }),
    });
  }
  for (const [flag, example] of flags) {
    const question = message('inference.what-flag', { flag: JSON.stringify(flag), example: JSON.stringify(example) });
    const options = isUnit(flag) ? ['UNIT', ...FLAGS] : /\p{L}/u.test(flag) ? [...FLAGS, 'UNIT'] : FLAGS;
    inference.ask(`flags.${flag}`, question, options, {
      options,
      apply: (mapping, answer) => ({ ...mapping, flags: { ...mapping.flags, [flag]: answer as Flag } }),
    });
  }
  const questioned = Object.fromEntries([...marks].slice(0, MAX_MARKS).map((mark) => [mark, 'MISSING' as const]));
  return {
    ...(Object.keys(number).length > 0 ? { number } : {}),
    ...(marks.size > 0 || Object.keys(known).length > 0 ? { marks: { ...known, ...questioned } } : {}),
    ...(flags.size > 0
      ? { flags: Object.fromEntries([...flags.keys()].map((flag) => [flag, isUnit(flag) ? 'UNIT' : 'PROVISIONAL'])) }
      : {}),
  };
}

const SIGNED = /^(?:(\p{L}+)([*※★☆†‡#^]+)|([*※★☆†‡#^]+)(\p{L}+))$/u;

/** What stands behind a number: of 万* both the unit and the sign, each of which means something for itself. */
const signedParts = (end: string): readonly string[] =>
  SIGNED.exec(end)
    ?.slice(1)
    .filter((part) => part !== undefined) ?? [end];

/** Tells whether a text is a unit that is known, a multiple of one, or what multiplies by itself: 件, 万元, 万. */
function unitFinder(units: KnownCodes['units']): (text: string) => boolean {
  const names = nameKeys(units);
  return (text) => readUnitMultiple(text) !== null || unitReadings(text).some(({ base }) => names.has(base));
}

/** Asks whether numbers of a form are negative, where there are some. */
function askNegative(
  form: 'parentheses' | 'minusBehind',
  question: Text,
  texts: readonly string[],
  inference: Inference,
): void {
  if (texts.length === 0) return;
  const choices = ['NEGATIVE'];
  inference.ask(`number.${form}`, question, choices, {
    options: choices,
    apply: (mapping) => ({ ...mapping, number: { ...mapping.number, [form]: 'NEGATIVE' as const } }),
  });
}

/** Tells which currency stands beside numbers. Several cannot be of one metric. */
function inferCurrency(currencies: ReadonlyMap<string, string>, inference: Inference): NumberReading {
  const [first, another] = currencies.keys();
  if (first === undefined) return {};
  const texts = shownTexts([...currencies.values()]);
  if (another === undefined) inference.decide('number', message('inference.currency', { texts }), 'LIKELY');
  else inference.ask('number.currency', message('inference.several-currencies', { texts }));
  return { currency: first };
}

/** Asks whether a triangle before numbers is a minus. Where several stand there, one may be what rises and another what falls. */
function askMinus(triangles: ReadonlyMap<Minus, readonly string[]>, inference: Inference): NumberReading {
  const choices = [...triangles.keys()];
  const [minus] = choices;
  if (minus === undefined) return {};
  const texts = shownTexts([...triangles.values()].flat());
  inference.ask('number.minus', message('inference.what-triangle', { texts }), choices, {
    options: choices,
    apply: (mapping, answer) => ({ ...mapping, number: { ...mapping.number, minus: answer as Minus } }),
  });
  return { minus };
}

/** A point, or a comma, before each three digits and nowhere else: 12.345 is a number of five digits, or one with three decimals. */
const isGroupedBy = (sign: string, text: string): boolean =>
  new RegExp(`^[-+\u2212]?[1-9]\\d{0,2}(?:\\${sign}\\d{3})+$`).test(text);

/** By thousands, or by lakh and crore. */
const isGroupedTwice = (text: string): boolean => /^[-+\u2212]?\d{1,3}(?:,\d{2,3})+,\d{3}(?:\.\d+)?$/.test(text);

/** Which sign parts the decimals and which groups digits: told by a number that can be read in one way only. */
function inferSeparators(
  numbers: readonly string[],
  { hasLong, areCounts }: { readonly hasLong: boolean; readonly areCounts: boolean },
  inference: Inference,
): NumberReading {
  const separated = numbers.filter((text) => /[,' ]/.test(text));
  const points = numbers.filter((text) => text.includes('.'));
  const commas = numbers.filter((text) => text.includes(','));
  if (separated.length === 0) return inferPoints(points, hasLong, inference);
  const group = separated.some((text) => text.includes("'"))
    ? "'"
    : separated.some((text) => text.includes(' '))
      ? ' '
      : null;
  const isGroupedBoth = commas.length > 0 && commas.every((text) => /^[-+\u2212]?\d{1,3}(?:,\d{3})+$/.test(text));
  if (group !== null && isGroupedBoth)
    return askSeparator(message('inference.what-comma', { texts: shownTexts(commas) }), ',', inference);
  if (group !== null) {
    const decimal = commas.length > 0 ? ',' : '.';
    inference.decide(
      'number',
      message('inference.grouped', { group: JSON.stringify(group), decimal, texts: shownTexts(separated) }),
    );
    return { decimal, group };
  }
  const isDecimalComma = commas.some(
    (text) => (!isGroupedTwice(text) && /,(?!\d{3}(?:\D|$))/.test(text)) || /\..*,/.test(text) || /^[-+]?0,/.test(text),
  );
  const isDecimalPoint = points.some(
    (text) => /\.(?!\d{3}(?:\D|$))/.test(text) || /,.*\./.test(text) || /^[-+]?0\./.test(text),
  );
  if (isDecimalComma && !isDecimalPoint) {
    const grouped = points.length > 0;
    inference.decide('number', message('inference.decimal-comma', { texts: shownTexts(commas) }));
    return grouped ? { decimal: ',', group: '.' } : { decimal: ',' };
  }
  if ((isDecimalPoint || commas.some(isGroupedTwice)) && !isDecimalComma) {
    inference.decide('number', message('inference.grouped', { group: '","', decimal: '.', texts: shownTexts(commas) }));
    return { group: ',' };
  }
  if (areCounts && points.length === 0) {
    inference.decide('number', message('inference.counts-grouped', { texts: shownTexts(commas) }), 'LIKELY');
    return { group: ',' };
  }
  return askSeparator(message('inference.what-comma', { texts: shownTexts(commas) }), ',', inference);
}

/** Points that may group digits: nothing but groups of three stands behind them, and no longer number does without. */
function inferPoints(points: readonly string[], hasLong: boolean, inference: Inference): NumberReading {
  if (points.length === 0 || !points.every((text) => isGroupedBy('.', text))) return {};
  const texts = shownTexts(points);
  if (points.some((text) => /\..*\./.test(text))) {
    inference.decide('number', message('inference.grouped', { group: '"."', decimal: ',', texts }));
    return { decimal: ',', group: '.' };
  }
  if (hasLong) return {};
  return askSeparator(message('inference.what-point', { texts }), '.', inference);
}

const SEPARATOR_CHOICES: Readonly<Record<',' | '.', readonly string[]>> = {
  ',': ['{ "group": "," }', '{ "decimal": "," }'],
  '.': ['{ "decimal": ",", "group": "." }', '{ "decimal": "." }'],
};

/** Asks whether a sign groups digits or parts decimals. */
function askSeparator(question: Text, sign: ',' | '.', inference: Inference): NumberReading {
  const choices = SEPARATOR_CHOICES[sign];
  inference.ask('number', question, choices, {
    options: choices,
    apply: (mapping, answer) => {
      const { group: _, decimal: __, ...others } = mapping.number ?? {};
      return { ...mapping, number: { ...others, ...(JSON.parse(answer) as NumberReading) } };
    },
  });
  return JSON.parse(choices[0] ?? '{}') as NumberReading;
}
