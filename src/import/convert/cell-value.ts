import type { ObservationStatus } from '../../database/generated/prisma/enums.ts';
import { message } from '../../domain/message/message.ts';
import { expandExponent } from '../../domain/number/decimal.ts';
import type { NumberReading } from '../mapping/reading-schema.ts';
import type { TableMapping } from '../mapping/schema.ts';
import { Wrong } from '../package/cell.ts';
import { quoted } from '../package/problem.ts';
import { cellText, type SourceCell } from '../reader/sheet.ts';
import { withoutCurrency } from '../text/currency.ts';
import { foldWidth } from '../text/plain-text.ts';

/** What a cell says: a number, or why there is none. */
export interface CellValue {
  /** Null where there is no value. */
  readonly value: string | null;
  readonly status: readonly ObservationStatus[];
  /** The sign behind the number, which is a unit of its own. */
  readonly sign: '%' | '‰' | null;
  /** What stands behind the number and says its unit, such as 万 in 1.5万. */
  readonly unit?: string;
  /** STATUS where there is no value, and the status of the row says why. */
  readonly reason?: 'STATUS';
}

/** Reads cells as a mapping says; null for a cell that is passed over. Throws Wrong. */
export type CellValueReader = (cell: SourceCell | undefined, form: NumberReading) => CellValue | null;

type MarkMeaning = NonNullable<TableMapping['marks']>[string];
type FlagMeaning = NonNullable<TableMapping['flags']>[string];

const PLAIN = /^-?\d{1,30}(?:\.\d{1,30})?$/;
const NONE: readonly ObservationStatus[] = [];

export function cellValueReader({
  marks = {},
  flags = {},
  blank = 'SKIP',
}: Pick<TableMapping, 'marks' | 'flags' | 'blank'>): CellValueReader {
  const known = new Map<string, MarkMeaning>();
  for (const [mark, meaning] of Object.entries(marks)) known.set(mark, meaning).set(foldWidth(mark), meaning);
  // The longest first: ** is not two times *.
  const ends = Object.entries(flags).sort(([a], [b]) => b.length - a.length);
  // Most cells of a large file are plain numbers, unless a mark or a flag is a number itself.
  const isPlain = ![...Object.keys(marks), ...Object.keys(flags)].some((text) => /\d/.test(foldWidth(text)));

  return (cell, form) => {
    if (typeof cell === 'object' && cell.type === 'covered') {
      throw new Wrong(message('mapping.merged-value'), message('mapping.own-cell-expected'));
    }
    if (typeof cell === 'object' && (cell.type === 'number' || cell.type === 'percent')) {
      return { value: cell.value, status: [], sign: cell.type === 'percent' ? '%' : null };
    }
    const given = cellText(cell);
    if (isPlain && form.decimal !== ',' && form.group !== '.' && PLAIN.test(given))
      return { value: given, status: NONE, sign: null };
    const text = foldWidth(given);
    const mark = text === '' ? blank : (known.get(given.trim()) ?? known.get(text));
    if (mark === 'SKIP') return null;
    if (mark === 'STATUS') return { value: null, status: NONE, sign: null, reason: mark };
    if (mark !== undefined && isNumber(mark)) return { value: mark, status: NONE, sign: null };
    if (mark !== undefined) return { value: null, status: [mark], sign: null };
    const money = form.currency === undefined ? null : withoutCurrency(text);
    const amount = money?.sign === form.currency ? (money?.rest ?? text) : text;
    const { rest, status, unit } = withoutFlagsWithin(amount, ends);
    const sign = rest.endsWith('%') ? '%' : rest.endsWith('‰') ? '‰' : null;
    const digits = sign === null ? rest : rest.slice(0, -1).trimEnd();
    const isMarked = typeof cell === 'object' && cell.isMarked === true;
    const value = readNumber(digits, isMarked ? { ...form, decimal: '.', group: undefined } : form, given);
    return { value, status, sign, ...(unit === '' ? {} : { unit }) };
  };
}

/** Whether a mark stands for a number, as a dash does for zero. */
const isNumber = (meaning: MarkMeaning): meaning is `${number}` => PLAIN.test(meaning);

/** Takes what the mapping knows from the end of a text. Of 3万件 both 件 and 万 may be units, which are one then. */
function withoutFlags(text: string, ends: readonly (readonly [string, FlagMeaning])[]) {
  const status: ObservationStatus[] = [];
  let rest = text;
  let unit = '';
  for (let found = ends.find(([end]) => rest.endsWith(end)); found; found = ends.find(([end]) => rest.endsWith(end))) {
    const [end, flag] = found;
    rest = rest.slice(0, -end.length).trimEnd();
    if (flag === 'UNIT') unit = `${end}${unit}`;
    else if (!status.includes(flag)) status.push(flag);
  }
  return { rest, status, unit };
}

/** The same, also of what stands within parentheses: (1.5万). */
function withoutFlagsWithin(text: string, ends: Parameters<typeof withoutFlags>[1]): ReturnType<typeof withoutFlags> {
  const found = withoutFlags(text, ends);
  const inside = /^\((.*)\)$/.exec(found.rest)?.[1];
  if (inside === undefined) return found;
  const own = withoutFlags(inside, ends);
  const status = [...new Set([...own.status, ...found.status])];
  return { rest: `(${own.rest})`, status, unit: `${own.unit}${found.unit}` };
}

/** Stands for a minus in tables of East Asia, and for a change in others. */
const TRIANGLE = /^[△▲▼](?=\s*\d)/;

/** The number before a minus, as accounting programs write it, and some write a mark so; undefined for any other text. */
const beforeMinus = (text: string): string | undefined =>
  /^\d/.test(text) && /[-\u2212]$/.test(text) ? text.slice(0, -1).trimEnd() : undefined;

const GROUPED: Readonly<Record<string, RegExp>> = {
  // Also by lakh and crore: 94,29,408.
  ',': /^(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})$/,
  '.': /^\d{1,3}(?:\.\d{3})+$/,
  ' ': /^\d{1,3}(?: \d{3})+$/,
  "'": /^\d{1,3}(?:'\d{3})+$/,
};

/** A number as it is written, in plain digits. Its decimals are kept: 98.40 has two. */
export function readNumber(
  text: string,
  { decimal = '.', group, parentheses, minus, minusBehind }: NumberReading,
  given: string,
): string {
  const wrong = () =>
    new Wrong(message('import.not-a-number', { value: quoted(given) }), message('mapping.number-expected'));
  const inside = /^\((.*)\)$/.exec(text)?.[1];
  if (inside !== undefined && parentheses !== 'NEGATIVE') {
    throw new Wrong(
      message('mapping.parentheses', { value: quoted(given) }),
      message('mapping.declaration', { property: 'number.parentheses' }),
    );
  }
  const before = beforeMinus(text);
  if (before !== undefined && minusBehind !== 'NEGATIVE') {
    throw new Wrong(
      message('mapping.minus-behind', { value: quoted(given) }),
      message('mapping.declaration', { property: 'number.minusBehind' }),
    );
  }
  const triangle = TRIANGLE.exec(text)?.[0];
  if (triangle !== undefined && triangle !== minus) {
    throw new Wrong(
      message('mapping.triangle', { value: quoted(given) }),
      message('mapping.declaration', { property: 'number.minus' }),
    );
  }
  const unsigned = (inside ?? before ?? text).replace(/^[-+\u2212△▲▼]\s*/, '');
  const isNegative = inside !== undefined || before !== undefined || triangle !== undefined || /^[-\u2212]/.test(text);
  const [mantissa = '', exponent] = unsigned.split(/[eE]/, 2);
  const [whole = '', fraction, more] = mantissa.split(decimal);
  if (more !== undefined || (fraction !== undefined && !/^\d+$/.test(fraction))) throw wrong();
  if (exponent !== undefined && !/^[-+]?\d{1,3}$/.test(exponent)) throw wrong();
  const digits = group !== undefined && GROUPED[group]?.test(whole) ? whole.replaceAll(group, '') : whole;
  if (!/^\d+$/.test(digits)) {
    if (group !== undefined || !/^\d{1,3}(?:[,. ']\d{3})+$/.test(whole)) throw wrong();
    throw new Wrong(
      message('mapping.grouped', { value: quoted(given) }),
      message('mapping.declaration', { property: 'number.group' }),
    );
  }
  const plain = `${digits}${fraction === undefined ? '' : `.${fraction}`}${exponent === undefined ? '' : `e${exponent}`}`;
  return `${isNegative ? '-' : ''}${expandExponent(plain)}`;
}

/** The same number ten to the power of `places` times: 5164.45 in units of 10,000 is 51644500. */
export function shiftNumber(number: string, places: number): string {
  return places === 0 ? number : expandExponent(`${number}e${places}`);
}
