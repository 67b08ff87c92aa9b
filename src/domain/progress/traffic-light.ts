import { addDays } from '../period/day.ts';
import type { TaskStatus } from './progress.ts';

export type Light = 'GREEN' | 'YELLOW' | 'RED';

/** What is followed where a data set stores no rule of its own: in words, and as a number of days. */
export const DEFAULT_LIGHT_RULE = {
  code: 'due-date',
  yellowDays: 30,
  description: {
    en: 'A completed task is green. An open one is red past its due date, yellow when it is due within 30 days, else green. Without a due date, and cancelled, it has no light.',
    'zh-Hans':
      '已办结的任务为绿灯。未办结的任务：超过完成期限为红灯，30 天内到期为黄灯，其余为绿灯。没有完成期限或已取消的任务不亮灯。',
  },
} as const;

/** What is followed where a task has a rating and the data set's lights follow ratings. */
export const RATING_LIGHT_RULE = {
  code: 'rating',
  description: {
    en: 'A completed task is green. An open one shows the light of its rating, which may have none. A cancelled one has no light.',
    'zh-Hans': '已办结的任务为绿灯。未办结的任务按其评级亮灯，评级可以不亮灯。已取消的任务不亮灯。',
  },
} as const;

/** The days on which an open task that is due shows yellow, seen from `on`: earlier is red, later green. */
export const lightWindow = (on: string, yellowDays: number): { readonly first: string; readonly last: string } => ({
  first: on,
  last: addDays(on, yellowDays) ?? LAST_DAY,
});

const LAST_DAY = '9999-12-31';

/**
 * How a task stands on a day, where an open one that is due within so many days is yellow. COMPLETED is GREEN; null for one that was
 * cancelled or has no due date. Where the lights follow ratings and the task was rated, `rated` is the light of its rating: an open task
 * shows that one, whatever the day.
 */
export function light(
  task: { readonly status: TaskStatus; readonly dueDate: string | null; readonly rated?: Light | null | undefined },
  on: string,
  yellowDays: number,
): Light | null {
  if (task.status === 'COMPLETED') return 'GREEN';
  if (task.status === 'CANCELLED') return null;
  if (task.rated !== undefined) return task.rated;
  if (task.dueDate === null) return null;
  const { first, last } = lightWindow(on, yellowDays);
  if (task.dueDate < first) return 'RED';
  return task.dueDate <= last ? 'YELLOW' : 'GREEN';
}
