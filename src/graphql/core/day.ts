import type { Context } from './context.ts';

/** The day that is meant: the one that is given, or today in the data set's time zone. */
export const requestedDay = (on: string | null | undefined, context: Context, datasetId: number): string =>
  on ?? context.today(context.state.datasets.find(({ id }) => id === datasetId)?.timeZone ?? 'UTC');
