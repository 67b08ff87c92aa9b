import type { Context } from './context.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Today in a time zone: YYYY-MM-DD. */
export function todayIn(timeZone: string, now = new Date()): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format.format(now);
}

/** The day of a date column: YYYY-MM-DD. */
export const dayOf = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

/** The day that is meant: the one that is given, or today in the data set's time zone. */
export const dayIn = (on: string | null | undefined, { state }: Context, datasetId: number): string =>
  on ?? todayIn(state.datasets.find(({ id }) => id === datasetId)?.timeZone ?? 'UTC');
