import type { PlanSearch } from '../../address/pages.ts';
import type { CommonSearch } from '../../address/search.ts';
import {
  PlanChoicesDocument,
  PlanGroupsDocument,
  PlanTasksDocument,
  type PlanTasksQueryVariables,
  PlanTreeDocument,
  type PlanTreeQueryVariables,
  TaskDetailDocument,
  type TaskOrder,
  type TaskWhere,
} from '../../api/generated/graphql.ts';
import type { Visit } from '../../api/visit.ts';
import { defaultGroup, GROUP_KEYS, isGrouping, orderOf, whereOf } from './filter.ts';

export async function askPlan({ search, where: find, scope, ask }: Visit<PlanSearch>): Promise<void> {
  const at = await find();
  if (!at) return;
  const choices = ask(PlanChoicesDocument, { dataset: at.dataset });
  const by = search.by ?? defaultGroup(await choices);
  // Only what is overdue depends on the time zone, which the address does not say.
  const timeZone = search.due ? (await scope())?.timeZone : 'UTC';
  if (timeZone === undefined) return;
  const where = whereOf(search, at.dataset, timeZone);
  const orderBy = orderOf(search.sort);
  const list = by === 'none' && ask(PlanTasksDocument, pageVariables(where, orderBy, null));
  const tree = by === 'tree' && ask(PlanTreeDocument, firstLevel(where, orderBy));
  await Promise.all([choices, list, tree, ask(PlanGroupsDocument, groupVariables(where, by))]);
}

export const groupVariables = (where: TaskWhere, by: NonNullable<PlanSearch['by']>) => ({
  where,
  groupBy: isGrouping(by) ? [GROUP_KEYS[by]] : [],
});

/** The first page is what a reader sees; those that follow come in larger pieces. */
const FIRST_PAGE = 50;
const PAGE = 200;

export const pageVariables = (
  where: TaskWhere,
  orderBy: TaskOrder[],
  after: string | null,
): PlanTasksQueryVariables => ({ where, orderBy, first: after === null ? FIRST_PAGE : PAGE, after });

/** How many tasks of one level of the tree are read at once. */
export const TREE_PAGE = 100;

/** The tasks that are below no other. */
export const firstLevel = (where: TaskWhere, orderBy: TaskOrder[]): PlanTreeQueryVariables => ({
  where: { ...where, without: ['PARENT'] },
  orderBy,
  first: TREE_PAGE,
});

export async function askTask({ code, where, ask }: Visit<CommonSearch>): Promise<void> {
  const at = await where();
  if (at) await ask(TaskDetailDocument, { code, ...at });
}
