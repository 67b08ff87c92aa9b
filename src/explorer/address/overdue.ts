import { dayBefore, dayOf } from './day.ts';

/** Of tasks that are still to be done. */
export const OPEN_STATUSES = ['PLANNED', 'ACCEPTED', 'IN_PROGRESS'] as const;

/**
 * What is open after its due date, of one status or of any, as the API counts it: a task with subtasks is counted by these. The API has no word for it
 * in a filter. Today is that of the data set.
 */
export const overdueWhere = (status: string | undefined, timeZone: string) => ({
  ...openWhere(status),
  dueTo: dayBefore(dayOf(new Date(), timeZone)),
});

/** What may be overdue: what is open, whenever it is due. */
export const openWhere = (status: string | undefined) => ({
  status: OPEN_STATUSES.filter((open) => status === undefined || open === status),
  without: ['SUBTASKS' as const],
});

/** No task is due later: before it is whatever states a day. */
export const LAST_DAY = '9999-12-31';

interface Bounds {
  readonly dueTo?: string | null | undefined;
  readonly without?: readonly unknown[] | null | undefined;
}

/** The filter of a group within that of the page: the earlier of two last days holds, and tasks lack what either says. */
export function narrowWhere<Where extends Bounds>(where: Where, group: Where): Where {
  const [dueTo] = [where.dueTo, group.dueTo].filter((day) => typeof day === 'string').toSorted();
  const without = [...(where.without ?? []), ...(group.without ?? [])];
  return {
    ...where,
    ...group,
    ...(dueTo === undefined ? {} : { dueTo }),
    ...(without.length === 0 ? {} : { without }),
  };
}
