import type { Frequency } from '../../api/generated/graphql.ts';

interface Days {
  readonly first: string;
  readonly last: string;
}

/** A period as the API has it: the same days have the same text, however they were written. */
interface PeriodText {
  readonly text: string;
  readonly frequency: Frequency;
}

const DAY = 86_400_000;
const MAX_LENGTH = 40;
const ORDINALS: Readonly<Record<string, number>> = { 上: 1, 下: 2, 一: 1, 二: 2, 三: 3, 四: 4 };

/** The day of that year, month and day, which may be beyond the end of their like: day 0 is the last one of the month before. */
function dateOf(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}

const isInReach = (date: Date): boolean => date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999;
const textOf = (date: Date): string => date.toISOString().slice(0, 10);
const later = (date: Date, days: number): Date => new Date(date.getTime() + days * DAY);
const span = (first: Date, last: Date): Days | null =>
  isInReach(first) && isInReach(last) ? { first: textOf(first), last: textOf(last) } : null;

/** So many months later; null where that month has no such day. */
function monthsLater(date: Date, months: number): Date | null {
  const moved = dateOf(date.getUTCFullYear(), date.getUTCMonth() + 1 + months, date.getUTCDate());
  return moved.getUTCDate() === date.getUTCDate() ? moved : null;
}

const monthsOf = (year: number, first: number, last: number): Days | null =>
  first >= 1 && first <= 12 && last >= 1 && last <= 12 ? span(dateOf(year, first, 1), dateOf(year, last + 1, 0)) : null;

const partOf = (size: number) => (year: number, n: number) => monthsOf(year, (n - 1) * size + 1, n * size);

/** The Monday of a week whose Thursday lies in the year. */
function weekOf(year: number, n: number): Days | null {
  const fourth = dateOf(year, 1, 4);
  const monday = later(fourth, (n - 1) * 7 - ((fourth.getUTCDay() + 6) % 7));
  return later(monday, 3).getUTCFullYear() === year ? span(monday, later(monday, 6)) : null;
}

function dayOf(year: number, month: number, day: number): Days | null {
  const date = dateOf(year, month, day);
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day ? span(date, date) : null;
}

/** The names that the API knows of calendar units: up to three numbers, and the days that they name. */
const NAMES: readonly (readonly [RegExp, (year: number, n: number, m: number) => Days | null])[] = [
  [/^(\d{4})(?:-?A1|年)?$/, (year) => monthsOf(year, 1, 12)],
  [/^(\d{4})-?[SH]([12])$/, partOf(6)],
  [/^(\d{4})年([上下])半年$/, partOf(6)],
  [/^(\d{4})-?T([1-3])$/, partOf(4)],
  [/^(\d{4})-?Q([1-4])$/, partOf(3)],
  [/^(\d{4})年第?([1-4一二三四])季度$/, partOf(3)],
  [/^(\d{4})年前([23二三])季度$/, (year, quarters) => monthsOf(year, 1, quarters * 3)],
  [/^(\d{4})-?M?(\d{2})$/, partOf(1)],
  [/^(\d{4})年(\d{1,2})月$/, partOf(1)],
  [/^(\d{4})年(\d{1,2})月?\/(\d{1,2})月$/, monthsOf],
  [/^(\d{4})-?W(\d{2})$/, weekOf],
  [/^(\d{4})年第(\d{1,2})周$/, weekOf],
  [/^(\d{4})-(\d{2})-(\d{2})$/, dayOf],
  [/^(\d{4})年(\d{1,2})月(\d{1,2})日$/, dayOf],
];

/** Full-width forms as plain ones; in Chinese text every dash stands between two ends, as the slash does. */
function plainForm(text: string): string {
  const ascii = text.trim().replace(/[\uFF01-\uFF5E]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));
  return ascii.includes('年') ? ascii.replace(/^截至/, '../').replace(/[-–—~至]/g, '/') : ascii;
}

function daysNamed(plain: string): Days | null {
  for (const [form, days] of NAMES) {
    const found = form.exec(plain);
    if (found === null) continue;
    const [year = 0, n = 0, m = 0] = found.slice(1).map((group) => ORDINALS[group] ?? Number(group));
    return days(year, n, m);
  }
  return null;
}

/** The days of a calendar unit, by any of its names; null of any other text. */
export const daysOf = (period: string): Days | null =>
  period.length > MAX_LENGTH ? null : daysNamed(plainForm(period));

function endOfRange(start: string, to: string): string | null {
  const [whole, digits, unit = ''] = /^P(\d{1,7})([YMWD])$/.exec(to) ?? [];
  if (whole === undefined) return daysNamed(to)?.last ?? null;
  const [first, count] = [new Date(start), Number(digits)];
  const months = unit === 'Y' ? count * 12 : count;
  const next = unit === 'D' ? later(first, count) : unit === 'W' ? later(first, count * 7) : monthsLater(first, months);
  const last = next && later(next, -1);
  return last && isInReach(last) ? textOf(last) : null;
}

/** What the API calls such a period, as src/domain/period has it; null of a text that it refuses. */
export function readPeriodText(written: string): PeriodText | null {
  if (written.length > MAX_LENGTH) return null;
  const plain = plainForm(written);
  const unit = daysNamed(plain);
  if (unit) return nameDays(unit, false);
  const [from = '', to = '', ...more] = plain.split('/');
  if (more.length > 0) return null;
  if (from === '..') {
    const last = daysNamed(to)?.last;
    return last === undefined ? null : { text: `../${nameEnd(last)}`, frequency: 'SPAN' };
  }
  const first = daysNamed(from)?.first;
  const last = first === undefined ? null : endOfRange(first, to);
  return first === undefined || last === null || first > last ? null : nameDays({ first, last }, to === 'P1Y');
}

/** The text by which a period is asked for and found; a text that names none stands as it is, and the API says what is wrong with it. */
export const canonicalPeriod = (written: string): string => readPeriodText(written)?.text ?? written;

function nameDays({ first, last }: Days, isYear: boolean): PeriodText {
  const start = new Date(first);
  const next = later(new Date(last), 1);
  const length = (next.getTime() - start.getTime()) / DAY;
  if (length === 1) return { text: first, frequency: 'DAILY' };
  if (length === 7 && start.getUTCDay() === 1) return { text: nameWeek(start), frequency: 'WEEKLY' };
  const [year, month, day] = [first.slice(0, 4), start.getUTCMonth() + 1, start.getUTCDate()];
  const count = (next.getUTCFullYear() - start.getUTCFullYear()) * 12 + next.getUTCMonth() + 1 - month;
  // Months that begin on a day which some of them lack are no unit.
  if (count <= 0 || day !== next.getUTCDate() || day > 28) return { text: `${first}/P${length}D`, frequency: 'SPAN' };
  if (day === 1 && count === 12 && month === 1) return { text: year, frequency: 'ANNUAL' };
  if (day === 1 && count === 6 && month % 6 === 1) return { text: `${year}-S${(month + 5) / 6}`, frequency: 'HALF_YEARLY' }; // biome-ignore format: one line
  if (day === 1 && count === 3 && month % 3 === 1) return { text: `${year}-Q${(month + 2) / 3}`, frequency: 'QUARTERLY' }; // biome-ignore format: one line
  if (day === 1 && count === 1) return { text: first.slice(0, 7), frequency: 'MONTHLY' };
  return isYear && count === 12 ? { text: `${first}/P1Y`, frequency: 'ANNUAL' } : { text: `${first}/P${count}M`, frequency: 'SPAN' }; // biome-ignore format: one line
}

function nameWeek(monday: Date): string {
  const thursday = later(monday, 3);
  const year = thursday.getUTCFullYear();
  const week = Math.floor((thursday.getTime() - dateOf(year, 1, 1).getTime()) / DAY / 7) + 1;
  return `${`${year}`.padStart(4, '0')}-W${`${week}`.padStart(2, '0')}`;
}

function nameEnd(last: string): string {
  if (last.endsWith('-12-31')) return last.slice(0, 4);
  return later(new Date(last), 1).getUTCDate() === 1 ? last.slice(0, 7) : last;
}
