import { dayBefore, dayOf } from './day.ts';

/** Of tasks that are still to be done. */
export const OPEN_STATUSES = ['PLANNED', 'ACCEPTED', 'IN_PROGRESS'] as const;

/**
 * What is open after its due date, of one status or of any, as the API counts it: a task with subtasks is counted by these. The API has no word for it
 * in a filter. Today is that of the data set.
 */
export const overdueWhere = (status: string | undefined, timeZone: string) => ({
  status: OPEN_STATUSES.filter((open) => status === undefined || open === status),
  dueTo: dayBefore(dayOf(new Date(), timeZone)),
  without: ['SUBTASKS' as const],
});

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
