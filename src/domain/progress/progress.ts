import { Decimal, roundTo } from '../number/decimal.ts';

/** How far a task has got, in the words of whoever reports it. */
export const TASK_STATUSES = ['PLANNED', 'ACCEPTED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

const PROGRESS_DECIMALS = 4;
const COMPLETE = new Decimal(100);

/** What a task reported of itself, 0 to 100; COMPLETED without a figure is 100. */
export const ownProgress = (status: TaskStatus, figure: Decimal | null): Decimal | null =>
  figure === null && status === 'COMPLETED' ? COMPLETE : figure;

export interface ChildProgress {
  readonly status: TaskStatus;
  readonly weight: Decimal;
  /** The child's own rolled-up progress. */
  readonly progress: Decimal | null;
}

/**
 * The weighted mean over the children that are not cancelled, null when any of them is unknown: an average of those that
 * happen to be known would claim more than anybody said. Without such children it is the task's own progress.
 */
export function rolledUpProgress(own: Decimal | null, children: readonly ChildProgress[]): Decimal | null {
  const counted = children.filter((child) => child.status !== 'CANCELLED');
  if (counted.length === 0) return own;
  let sum = new Decimal(0);
  let weights = new Decimal(0);
  for (const { weight, progress } of counted) {
    if (progress === null) return null;
    sum = sum.plus(progress.times(weight));
    weights = weights.plus(weight);
  }
  return roundTo(sum.dividedBy(weights), PROGRESS_DECIMALS);
}
