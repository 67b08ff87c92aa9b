import { addDays } from './day.ts';
import type { TaskStatus } from './progress.ts';

export type Light = 'GREEN' | 'YELLOW' | 'RED';

/** An open task that is due within so many days shows yellow. */
const YELLOW_DAYS = 30;

/** The days on which an open task that is due shows yellow, seen from `on`: earlier is red, later green. */
export const lightWindow = (on: string): { readonly first: string; readonly last: string } => ({
  first: on,
  last: addDays(on, YELLOW_DAYS) ?? on,
});

/** How a task stands on a day. COMPLETED is GREEN; null for one that was cancelled or has no due date. */
export function light(
  task: { readonly status: TaskStatus; readonly dueDate: string | null },
  on: string,
): Light | null {
  if (task.status === 'COMPLETED') return 'GREEN';
  if (task.status === 'CANCELLED' || task.dueDate === null) return null;
  const { first, last } = lightWindow(on);
  if (task.dueDate < first) return 'RED';
  return task.dueDate <= last ? 'YELLOW' : 'GREEN';
}
