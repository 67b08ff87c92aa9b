import { LRUCache } from 'lru-cache';
import { badInput, type DomainError } from '../core/errors.ts';
import { message, sentences } from '../message/message.ts';
import {
  addDays,
  addMonths,
  countDays,
  countMonths,
  dayFrom,
  findMonday,
  findWeek,
  isDay,
  isMonday,
  lastDayOfMonths,
  splitDay,
} from './day.ts';
import { parseFiscalYearName } from './fiscal-year-name.ts';

/** How often a period of its kind comes round; SPAN for every range that is no unit of a calendar. A fiscal year is one: it is ANNUAL. */
export const FREQUENCIES = ['ANNUAL', 'HALF_YEARLY', 'QUARTERLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'SPAN'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** A span of days, both ends in it. `text` is canonical: the same days always have the same text. */
export interface Period {
  readonly text: string;
  /** Null where the source does not say when it began. */
  readonly start: string | null;
  readonly end: string;
  readonly frequency: Frequency;
}

/** Whether it is a year that is not one of the calendar. */
export const isFiscalYear = ({ start, frequency }: Period): boolean =>
  frequency === 'ANNUAL' && start !== null && !start.endsWith('-01-01');

/** Why there is no period to compare with; both are values of ChangeReason. */
export interface NoPeriod {
  readonly reason: 'NO_COUNTERPART' | 'UNKNOWN_START';
}

type Span = readonly [start: string, end: string];

/** Longer text is refused before anything reads it; the longest alias, two Chinese days, has 23 characters. */
const MAX_LENGTH = 40;
const ORDINALS: Readonly<Record<string, number>> = { 上: 1, 下: 2, 一: 1, 二: 2, 三: 3, 四: 4 };

type Fault =
  | 'period.unknown'
  | 'period.fiscal-year-without-day'
  | 'period.day-may-be-missing'
  | 'period.ends-before-start'
  | 'period.no-such-day';

const faultOf = (text: string): Fault =>
  text.length <= MAX_LENGTH && parseFiscalYearName(plainForm(text))
    ? 'period.fiscal-year-without-day'
    : 'period.unknown';

const periodError = (text: string, fault: Fault = faultOf(text)): DomainError => {
  const shown = text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
  const period = JSON.stringify(shown);
  return badInput('period', sentences([message(fault, { period }), message('period.forms')]));
};

const days = (start: string | null, end: string | null): Span | null =>
  start !== null && end !== null ? [start, end] : null;

const months = (year: number, first: number, last: number): Span | null => {
  const lastStart = dayFrom(year, last, 1);
  return days(dayFrom(year, first, 1), lastStart && lastDayOfMonths(lastStart, 1));
};

const part = (size: number) => (year: number, n: number) => months(year, (n - 1) * size + 1, n * size);

const week = (year: number, n: number): Span | null => {
  const monday = findMonday(year, n);
  return days(monday, monday && addDays(monday, 6));
};

const oneDay = (year: number, month: number, day: number): Span | null => {
  const found = dayFrom(year, month, day);
  return days(found, found);
};

/** Names of calendar units and their aliases: up to three numbers, and the days that they name. */
const NAMES: readonly (readonly [RegExp, (year: number, n: number, m: number) => Span | null])[] = [
  [/^(\d{4})(?:-?A1|年)?$/, (year) => months(year, 1, 12)],
  [/^(\d{4})-?[SH]([12])$/, part(6)],
  [/^(\d{4})年([上下])半年$/, part(6)],
  [/^(\d{4})-?T([1-3])$/, part(4)],
  [/^(\d{4})-?Q([1-4])$/, part(3)],
  [/^(\d{4})年第?([1-4一二三四])季度$/, part(3)],
  [/^(\d{4})年前([23二三])季度$/, (year, quarters) => months(year, 1, quarters * 3)],
  [/^(\d{4})-?M?(\d{2})$/, part(1)],
  [/^(\d{4})年(\d{1,2})月$/, part(1)],
  [/^(\d{4})年(\d{1,2})月?\/(\d{1,2})月$/, months],
  [/^(\d{4})-?W(\d{2})$/, week],
  [/^(\d{4})年第(\d{1,2})周$/, week],
  [/^(\d{4})-(\d{2})-(\d{2})$/, oneDay],
  [/^(\d{4})年(\d{1,2})月(\d{1,2})日$/, oneDay],
];

function named(text: string): Span | null {
  for (const [pattern, span] of NAMES) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const [year = 0, n = 0, m = 0] = found.slice(1).map((group) => ORDINALS[group] ?? Number(group));
    return span(year, n, m);
  }
  return null;
}

/** Full-width forms as plain ones; in Chinese text every dash and 至 stands between two ends, as the slash does. */
export function plainForm(text: string): string {
  const ascii = text.trim().replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
  return ascii.includes('年') ? ascii.replace(/^截至/, '../').replace(/[-–—~至]/g, '/') : ascii;
}

function endOfRange(text: string, start: string, to: string): string | null {
  const duration = /^P(\d{1,7})([YMWD])$/.exec(to);
  if (duration === null) return named(to)?.[1] ?? null;
  const count = Number(duration[1]);
  if (duration[2] === 'D') return addDays(start, count - 1);
  if (duration[2] === 'W') return addDays(start, count * 7 - 1);
  const end = lastDayOfMonths(start, duration[2] === 'Y' ? count * 12 : count);
  if (end === null && splitDay(start).day > 28) throw periodError(text, 'period.day-may-be-missing');
  return end;
}

/** A million rows have few different periods. */
const parsed = new LRUCache<string, Period>({ max: 5_000 });

/** Reads a canonical name or an alias of it. Throws BAD_INPUT for anything else, and for days that do not exist. */
export function parsePeriod(text: string): Period {
  if (text.length > MAX_LENGTH) throw periodError(text);
  const known = parsed.get(text);
  if (known) return known;
  const period = parse(text);
  parsed.set(text, period);
  return period;
}

function parse(text: string): Period {
  const plain = plainForm(text);
  const name = named(plain);
  if (name !== null) return periodNamed(name[0], name[1], text);
  const [from = '', to = '', ...more] = plain.split('/');
  const unknownStart = from === '..';
  const start = unknownStart ? null : named(from)?.[0];
  if (start === undefined || more.length > 0) throw periodError(text);
  const end = start === null ? named(to)?.[1] : endOfRange(text, start, to);
  if (end === undefined || end === null) throw periodError(text);
  return periodNamed(start, end, text, to === 'P1Y');
}

/** Twelve months that are no calendar year are a fiscal year or a mere span: only their text tells which. */
function nameOf(start: string, end: string, isYear: boolean): readonly [text: string, frequency: Frequency] {
  const length = countDays(start, end);
  if (length === 1) return [start, 'DAILY'];
  const year = start.slice(0, 4);
  if (length === 7 && isMonday(start)) {
    const iso = findWeek(start);
    return [`${String(iso.year).padStart(4, '0')}-W${String(iso.week).padStart(2, '0')}`, 'WEEKLY'];
  }
  const count = countMonths(start, end);
  if (count === null) return [`${start}/P${length}D`, 'SPAN'];
  const { month, day } = splitDay(start);
  if (day === 1 && count === 12 && month === 1) return [year, 'ANNUAL'];
  if (day === 1 && count === 6 && month % 6 === 1) return [`${year}-S${(month + 5) / 6}`, 'HALF_YEARLY'];
  if (day === 1 && count === 3 && month % 3 === 1) return [`${year}-Q${(month + 2) / 3}`, 'QUARTERLY'];
  if (day === 1 && count === 1) return [start.slice(0, 7), 'MONTHLY'];
  return isYear && count === 12 ? [`${start}/P1Y`, 'ANNUAL'] : [`${start}/P${count}M`, 'SPAN'];
}

function nameOfEnd(end: string): string {
  if (end.endsWith('-12-31')) return end.slice(0, 4);
  return lastDayOfMonths(`${end.slice(0, 7)}-01`, 1) === end ? end.slice(0, 7) : end;
}

function periodNamed(start: string | null, end: string, original: string, isYear = false): Period {
  if (start === null) return { text: `../${nameOfEnd(end)}`, start, end, frequency: 'SPAN' };
  if (start > end) throw periodError(original, 'period.ends-before-start');
  const [text, frequency] = nameOf(start, end, isYear);
  return { text, start, end, frequency };
}

/**
 * The period of exactly these days, null for a start that is not known; with ANNUAL, any twelve months are a year. Throws BAD_INPUT when there
 * are no such days.
 */
export function buildPeriod(start: string | null, end: string, frequency?: Frequency): Period {
  for (const day of [start ?? end, end]) if (!isDay(day)) throw periodError(day, 'period.no-such-day');
  return periodNamed(start, end, `${start}/${end}`, frequency === 'ANNUAL');
}

const periodOrNone = (span: Span | null, { frequency }: Period): Period | NoPeriod =>
  span === null ? { reason: 'NO_COUNTERPART' } : buildPeriod(...span, frequency);

/**
 * The same week, day or months of the year before; a span that is not whole months has the same first and last day.
 * The reason where there is none: week 53, 29 February as a day or as an end of such a span, the year 0001.
 */
export function counterpartAYearBefore(period: Period): Period | NoPeriod {
  if (period.start === null) return { reason: 'UNKNOWN_START' };
  if (period.frequency === 'WEEKLY') {
    const iso = findWeek(period.start);
    return periodOrNone(week(iso.year - 1, iso.week), period);
  }
  const start = addMonths(period.start, -12);
  const count = countMonths(period.start, period.end);
  // By months, not by its last day: January to February ends on the 29th in one year and on the 28th in the other.
  const end = start !== null && count !== null ? lastDayOfMonths(start, count) : addMonths(period.end, -12);
  return periodOrNone(days(start, end), period);
}

/** The unit of the calendar just before. The reason where there is none: a SPAN overlaps or skips its like, so it has none. */
export function previousPeriod(period: Period): Period | NoPeriod {
  if (period.start === null) return { reason: 'UNKNOWN_START' };
  if (period.frequency === 'SPAN') return { reason: 'NO_COUNTERPART' };
  const count = countMonths(period.start, period.end);
  const start =
    count === null ? addDays(period.start, -countDays(period.start, period.end)) : addMonths(period.start, -count);
  return periodOrNone(days(start, addDays(period.start, -1)), period);
}
