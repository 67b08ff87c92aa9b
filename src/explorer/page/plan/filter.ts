import { overdueWhere } from '../../address/overdue.ts';
import type { PLAN_GROUPS, PLAN_ORDERS, PlanSearch } from '../../address/pages.ts';
import type { PlanChoicesQuery, TaskGroupKey, TaskOrder, TaskWhere } from '../../api/generated/graphql.ts';

type GroupWord = (typeof PLAN_GROUPS)[number];

/** How tasks are put into groups; a tree and one list have none. */
export type Grouping = Exclude<GroupWord, 'tree' | 'none'>;

export const isGrouping = (by: GroupWord): by is Grouping => by !== 'tree' && by !== 'none';

export const GROUP_KEYS: Readonly<Record<Grouping, TaskGroupKey>> = {
  group: 'WORKING_GROUP',
  programme: 'PROGRAMME',
  region: 'REGION',
  organ: 'LEAD_ORGANIZATION',
  status: 'STATUS',
  rating: 'RATING',
  month: 'DUE_MONTH',
};

const ORDERS: Readonly<Record<(typeof PLAN_ORDERS)[number], TaskOrder>> = {
  code: 'CODE_ASC',
  due: 'DUE_DATE_ASC',
  '-due': 'DUE_DATE_DESC',
  progress: 'PROGRESS_ASC',
  '-progress': 'PROGRESS_DESC',
  number: 'ORDINAL_ASC',
};

export const orderOf = (sort: PlanSearch['sort']): TaskOrder[] => [ORDERS[sort ?? 'code']];

/** What the address asks for, as the API takes it. What is overdue depends on the day in the data set's time zone. */
export function whereOf(search: PlanSearch, dataset: string, timeZone: string): TaskWhere {
  return {
    dataset,
    ...(search.group ? { workingGroups: [search.group] } : {}),
    ...(search.programme ? { programmes: [search.programme] } : {}),
    ...(search.region ? { region: search.region } : {}),
    ...(search.organ ? { organization: search.organ, role: search.role ?? ('LEAD' as const) } : {}),
    ...(search.status ? { status: [search.status] } : {}),
    ...(search.due ? overdueWhere(search.status, timeZone) : {}),
    ...(search.light ? { light: [search.light] } : {}),
    ...(search.rating ? { ratings: [search.rating] } : {}),
    ...(search.q ? { text: search.q } : {}),
  };
}

/** The first grouping that tells tasks apart, where the address names none. */
export function defaultGroup(choices: PlanChoicesQuery | null | undefined): Grouping {
  if (!choices) return 'status';
  if (choices.workingGroups.length > 0) return 'group';
  if (choices.programmes.some(({ programme }) => programme)) return 'programme';
  if ((choices.dataset?.ratings.length ?? 0) > 0) return 'rating';
  if (choices.organs.some(({ leadOrganization }) => leadOrganization)) return 'organ';
  return 'status';
}

/** The first and the last day of a month. */
export function daysOfMonth(month: string): { readonly dueFrom: string; readonly dueTo: string } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { dueFrom: `${month}-01`, dueTo: `${month}-${last}` };
}
