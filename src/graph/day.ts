import type { Context } from './context.ts';

/** The day of a date column: YYYY-MM-DD. */
export const dayOf = (date: Date | null): string | null => date?.toISOString().slice(0, 10) ?? null;

/** The day that is meant: the one that is given, or today in the data set's time zone. */
export const dayIn = (on: string | null | undefined, context: Context, datasetId: number): string =>
  on ?? context.today(context.state.datasets.find(({ id }) => id === datasetId)?.timeZone ?? 'UTC');
