import { dayBefore, dayOf } from './day.ts';

/** Of tasks that are still to be done. */
export const OPEN_STATUSES = ['PLANNED', 'ACCEPTED', 'IN_PROGRESS'] as const;

/** What is open after its due date, of one status or of any; the API has no word for it in a filter. Today is that of the data set. */
export const overdueWhere = (status: string | undefined, timeZone: string) => ({
  status: OPEN_STATUSES.filter((open) => status === undefined || open === status),
  dueTo: dayBefore(dayOf(new Date(), timeZone)),
});

interface DueWhere {
  readonly dueTo?: string | null | undefined;
}

/** The filter of a group within that of the page: the earlier of two last days holds. */
export function narrowWhere<Where extends DueWhere>(where: Where, group: Where): Where {
  const [dueTo] = [where.dueTo, group.dueTo].filter((day) => typeof day === 'string').toSorted();
  return { ...where, ...group, ...(dueTo === undefined ? {} : { dueTo }) };
}
