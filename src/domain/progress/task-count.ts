import { Decimal, roundTo } from '../number/decimal.ts';
import type { TaskStatus } from './progress.ts';

/** The number of tasks that have the same status, the same due date, and the same day of the latest report. */
export interface TaskTally {
  readonly status: TaskStatus;
  readonly dueDate: string | null;
  /** Null without a report, and not there where nobody wants to know. */
  readonly reportedOn?: string | null;
  readonly count: number;
}

export interface TaskCounts {
  total: number;
  planned: number;
  accepted: number;
  inProgress: number;
  completed: number;
  cancelled: number;
  overdue: number;
  /** The day of the latest report on any of them, and how many were reported on that day. */
  lastReportedOn: string | null;
  reportedThen: number;
}

const COUNT_OF = {
  PLANNED: 'planned',
  ACCEPTED: 'accepted',
  IN_PROGRESS: 'inProgress',
  COMPLETED: 'completed',
  CANCELLED: 'cancelled',
} as const;

/** Adds tallies up. Overdue: past its due date on `on`, and neither completed nor cancelled. */
export function countTasks(tallies: Iterable<TaskTally>, on: string): TaskCounts {
  const counts: TaskCounts = {
    ...{ total: 0, planned: 0, accepted: 0, inProgress: 0, completed: 0, cancelled: 0, overdue: 0 },
    ...{ lastReportedOn: null, reportedThen: 0 },
  };
  for (const { status, dueDate, reportedOn, count } of tallies) {
    counts.total += count;
    counts[COUNT_OF[status]] += count;
    const open = status !== 'COMPLETED' && status !== 'CANCELLED';
    if (open && dueDate !== null && dueDate < on) counts.overdue += count;
    if (!reportedOn || reportedOn < (counts.lastReportedOn ?? '')) continue;
    counts.reportedThen = (reportedOn === counts.lastReportedOn ? counts.reportedThen : 0) + count;
    counts.lastReportedOn = reportedOn;
  }
  return counts;
}

/** Completed of those that were not cancelled, per cent, to two decimals half up; null where there are none. */
export function completionRate({ completed, total, cancelled }: TaskCounts): string | null {
  const counted = total - cancelled;
  return counted === 0 ? null : roundTo(new Decimal(completed).times(100).div(counted), 2).toString();
}
