/**
 * Days of the proleptic Gregorian calendar as 'YYYY-MM-DD', years 0001 to 9999, so that text order is time order.
 * Date is not used: it reads local time and turns 30 February into 1 March without a word.
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

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

/** Days since 1 March of the year 0. Years are counted from March, so that the leap day comes last. */
function serialOf({ year, month, day }: DayParts): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return 365 * marchYear + leapDays + Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
}

function partsAt(serial: number): DayParts {
  const era = Math.floor(serial / 146097);
  const inEra = serial - era * 146097;
  const leapDays = Math.floor(inEra / 1460) - Math.floor(inEra / 36524) + Math.floor(inEra / 146096);
  const yearOfEra = Math.floor((inEra - leapDays) / 365);
  const inYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * inYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = inYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return { year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day };
}

const dayAt = (serial: number): string | null => {
  const { year, month, day } = partsAt(serial);
  return dayFrom(year, month, day);
};

/** The serial of 1 March of the year 0, a Wednesday, is 0. */
const daysSinceMonday = (serial: number): number => (serial + 2) % 7;

const shifted = ({ year, month, day }: DayParts, months: number): DayParts => {
  const index = year * 12 + month - 1 + months;
  const shiftedYear = Math.floor(index / 12);
  return { year: shiftedYear, month: index - shiftedYear * 12 + 1, day };
};

/** The day of that year, month and day of the month; null when there is none. */
export function dayFrom(year: number, month: number, day: number): string | null {
  const exists = year >= 1 && year <= 9999 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}` : null;
}

/** The numbers in a day's text; the day is not checked. */
export const partsOf = (day: string): DayParts => ({
  year: Number(day.slice(0, 4)),
  month: Number(day.slice(5, 7)),
  day: Number(day.slice(8)),
});

/** Whether the text is 'YYYY-MM-DD' and there is such a day. */
export function isDay(text: string): boolean {
  const { year, month, day } = partsOf(text);
  return dayFrom(year, month, day) === text;
}

/** That many days later, or earlier for a negative number. */
export const addDays = (day: string, days: number): string | null => dayAt(serialOf(partsOf(day)) + days);

/** The same day of the month that many months later or earlier; null where that month has no such day. */
export function addMonths(day: string, months: number): string | null {
  const target = shifted(partsOf(day), months);
  return dayFrom(target.year, target.month, target.day);
}

/** The last day of so many months counted from `start`; null where the day after it cannot be told (31 January, P1M). */
export function lastDayOfMonths(start: string, months: number): string | null {
  const next = shifted(partsOf(start), months);
  return next.day <= daysInMonth(next.year, next.month) ? dayAt(serialOf(next) - 1) : null;
}

/** How many days there are from `start` to `end`, both counted. */
export const countDays = (start: string, end: string): number => serialOf(partsOf(end)) - serialOf(partsOf(start)) + 1;

/** How many whole months the span is from its start day; null when it is not, or starts on a day some months lack. */
export function countMonths(start: string, end: string): number | null {
  const first = partsOf(start);
  const next = partsAt(serialOf(partsOf(end)) + 1);
  const months = (next.year - first.year) * 12 + next.month - first.month;
  return months > 0 && first.day === next.day && first.day <= LAST_DAY_IN_EVERY_MONTH ? months : null;
}

/** The ISO week that a day lies in. Its year is that of its Thursday: 2021-01-01 lies in week 53 of 2020. */
export function weekOf(day: string): { readonly year: number; readonly week: number } {
  const serial = serialOf(partsOf(day));
  const thursday = serial - daysSinceMonday(serial) + 3;
  const { year } = partsAt(thursday);
  return { year, week: Math.floor((thursday - serialOf({ year, month: 1, day: 1 })) / 7) + 1 };
}

/** The Monday of an ISO week; null for a week that the year does not have. */
export function mondayOf(year: number, week: number): string | null {
  const january4 = serialOf({ year, month: 1, day: 4 });
  const monday = dayAt(january4 - daysSinceMonday(january4) + (week - 1) * 7);
  if (monday === null) return null;
  const found = weekOf(monday);
  return found.year === year && found.week === week ? monday : null;
}

/** Whether the day is a Monday. */
export const isMonday = (day: string): boolean => daysSinceMonday(serialOf(partsOf(day))) === 0;
