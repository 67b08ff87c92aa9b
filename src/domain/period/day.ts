import { Temporal } from 'temporal-polyfill';

/**
 * Days of the proleptic Gregorian calendar as 'YYYY-MM-DD', years 0001 to 9999, so that text order is time order.
 * Temporal reckons with them, Date does not: that reads local time and turns 30 February into 1 March without a word.
 * Functions answer null where the day does not exist or lies outside those years; they expect existing days.
 */

/** A day taken apart; month 1 to 12, day 1 to 31. */
export interface DayParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Month durations from a later day are ambiguous, because not every month has that day. */
const LAST_DAY_IN_EVERY_MONTH = 28;

/** The numbers in a day's text; the day is not checked. */
export const splitDay = (day: string): DayParts => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
  day: Number(day.slice(8)),
});

function dateOf(text: string): Temporal.PlainDate {
  const { year, month, day } = splitDay(text);
  return new Temporal.PlainDate(year, month, day);
}

const textOf = (date: Temporal.PlainDate): string | null =>
  date.year >= 1 && date.year <= 9999 ? date.toString() : null;

/** So much later, or earlier for a negative number; null beyond the years that Temporal knows, which are more than those of a day. */
function later(date: Temporal.PlainDate, by: Temporal.DurationLike): Temporal.PlainDate | null {
  try {
    return date.add(by);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The same day of the month that many months later; null where that month has no such day, and its last would be taken. */
function monthsLater(day: string, months: number): Temporal.PlainDate | null {
  const date = dateOf(day);
  const moved = later(date, { months });
  return moved?.day === date.day ? moved : null;
}

/** The day of that year, month and day of the month, whole numbers; null when there is none. */
export function dayFrom(year: number, month: number, day: number): string | null {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return null;
  const date = Temporal.PlainDate.from({ year, month, day });
  return date.day === day ? date.toString() : null;
}

/** Whether the text is 'YYYY-MM-DD' and there is such a day. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const { year, month, day } = splitDay(text);
  return dayFrom(year, month, day) === text;
}

/** That many days later, or earlier for a negative number. */
export function addDays(day: string, days: number): string | null {
  const date = later(dateOf(day), { days });
  return date && textOf(date);
}

/** The same day of the month that many months later or earlier; null where that month has no such day. */
export function addMonths(day: string, months: number): string | null {
  const date = monthsLater(day, months);
  return date && textOf(date);
}

/** The last day of so many months counted from `start`; null where the day after it cannot be told (31 January, P1M). */
export function lastDayOfMonths(start: string, months: number): string | null {
  const next = monthsLater(start, months);
  return next && textOf(next.subtract({ days: 1 }));
}

/** How many days there are from `start` to `end`, both counted. */
export const countDays = (start: string, end: string): number => dateOf(start).until(dateOf(end)).days + 1;

/** How many whole months the span is from its start day; null when it is not, or starts on a day some months lack. */
export function countMonths(start: string, end: string): number | null {
  const first = splitDay(start);
  const next = dateOf(end).add({ days: 1 });
  const months = (next.year - first.year) * 12 + next.month - first.month;
  return months > 0 && first.day === next.day && first.day <= LAST_DAY_IN_EVERY_MONTH ? months : null;
}

/** The ISO week that a day lies in. Its year is that of its Thursday: 2021-01-01 lies in week 53 of 2020. */
export function findWeek(day: string): { readonly year: number; readonly week: number } {
  const { yearOfWeek = 0, weekOfYear = 0 } = dateOf(day);
  return { year: yearOfWeek, week: weekOfYear };
}

/** The Monday of an ISO week; null for a week that the year does not have. */
export function findMonday(year: number, week: number): string | null {
  const january4 = new Temporal.PlainDate(year, 1, 4);
  const monday = january4.add({ days: (week - 1) * 7 - january4.dayOfWeek + 1 });
  return monday.yearOfWeek === year && monday.weekOfYear === week ? textOf(monday) : null;
}

/** Whether the day is a Monday. */
export const isMonday = (day: string): boolean => dateOf(day).dayOfWeek === 1;
