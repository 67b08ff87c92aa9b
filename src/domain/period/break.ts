import type { Frequency } from './period.ts';

/** The period of a figure from which on a series is not comparable with what was before. */
export interface Break {
  readonly frequency: Frequency;
  readonly start: string | null;
  readonly end: string;
}

/** Between what a break may lie. */
export interface Between {
  /** The period of the base. */
  readonly base: Break;
  /** The last day of what is compared with it. */
  readonly until: string;
  /** Whether the metric takes a longer period for its last part, so that a figure is one of its last day. */
  readonly isLast: boolean;
}

/**
 * Whether a break divides the two, whatever their frequencies: the base begins before the marked figure, and what is compared with it does not
 * end before that begins. Spans run on from one start, so that of them figures follow each other by their last days too, and where the last
 * day alone counts, by nothing else. The database knows the same rule as breaks_series.
 */
export function divides({ frequency, start, end }: Break, { base, until, isLast }: Between): boolean {
  const beginsLater = start !== null && base.start !== null && start > base.start;
  const endsLater = end > base.end;
  if (isLast) return endsLater && end <= until;
  if (frequency === 'SPAN' || base.frequency === 'SPAN') return (endsLater || beginsLater) && end <= until;
  return beginsLater && start <= until;
}
