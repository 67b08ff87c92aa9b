/** The day of a moment in a time zone. */
export const dayOf = (moment: string | Date, timeZone: string): string => {
  const day = days.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  days.set(timeZone, day);
  return day.format(new Date(moment));
};

/** By time zone: a browser takes longer to make one than to draw a part of a page. */
const days = new Map<string, Intl.DateTimeFormat>();

/** The moment of which a day is: its end, unless it is today, whose end nobody can ask for yet. */
export const momentOfDay = (day: string, timeZone: string): string | null =>
  day === dayOf(new Date(), timeZone) ? null : endOfDay(day, timeZone);

/** The last second of a day in a time zone. */
export function endOfDay(day: string, timeZone: string): string {
  const asUtc = Date.parse(`${day}T23:59:59Z`);
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(asUtc);
  const offset = Date.parse(`${shown.replace(' ', 'T')}Z`) - asUtc;
  return new Date(asUtc - offset).toISOString();
}
