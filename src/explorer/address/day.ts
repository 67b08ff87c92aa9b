/** The day of a moment in a time zone. */
export const dayOf = (moment: string | Date, timeZone: string): string => {
  const day = days.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  days.set(timeZone, day);
  return day.format(new Date(moment));
};

/** Whether a text is a day of the calendar: 2020-02-30 is none, and no year is 0. */
export function isCalendarDay(written: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(written) || written.startsWith('0000')) return false;
  const day = new Date(`${written}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(written);
}

/** Why nothing can be shown as of what an address names; null: it is a day of the past, or today in the time zone. */
export function faultOfDay(written: string, timeZone: string): 'no-such-day' | 'day-to-come' | null {
  if (!isCalendarDay(written)) return 'no-such-day';
  return written > dayOf(new Date(), timeZone) ? 'day-to-come' : null;
}

/** The day before another. */
export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

/** By time zone: a browser takes longer to make one than to draw a part of a page. */
const days = new Map<string, Intl.DateTimeFormat>();

/** The moment of which a day is: its end, unless it is today, whose end nobody can ask for yet. */
export const momentOfDay = (day: string, timeZone: string): string | null =>
  day === dayOf(new Date(), timeZone) ? null : endOfDay(day, timeZone);

/** The last second of a day in a time zone. */
export function endOfDay(day: string, timeZone: string): string {
  const asUtc = Date.parse(`${day}T23:59:59Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(asUtc);
  // The year has as many digits as it needs, which `Date.parse` does not read: 2 for the year 2, 10000 after the last day of 9999.
  const [year = 0, month = 1, date = 1, hour, minute, second] = shown.split(/\D/).map(Number);
  const local = new Date(Date.UTC(2000, 0, 1, hour, minute, second));
  local.setUTCFullYear(year, month - 1, date);
  return new Date(asUtc - (local.getTime() - asUtc)).toISOString();
}
