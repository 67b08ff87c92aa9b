import type { Light, ResponsibilityRole, TaskStatus } from '../../database/generated/prisma/enums.ts';
import type { TaskLights } from '../catalogue/task-light.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Parameters } from '../core/statement.ts';
import { citesCondition, joinConditions } from '../core/statement.ts';
import { taskLinks } from './task-history.ts';

/** What a task may be without. */
export const TASK_ATTRIBUTES = [
  'PARENT',
  'WORKING_GROUP',
  'PROGRAMME',
  'LEAD_ORGANIZATION',
  'RATING',
  'DUE_DATE',
  'SUBTASKS',
] as const;
type TaskAttribute = (typeof TASK_ATTRIBUTES)[number];

const LACKS: Readonly<Record<Exclude<TaskAttribute, 'LEAD_ORGANIZATION'>, string>> = {
  PARENT: 't.parent_id is null',
  WORKING_GROUP: 't.working_group_id is null',
  PROGRAMME: 't.programme_id is null',
  RATING: 't.rating_id is null',
  DUE_DATE: 't.due_date is null',
  SUBTASKS: 'not t.has_children',
};

/** Which tasks; an absent part lets everything through, an empty list nothing. */
export interface TaskFilter {
  readonly datasets?: readonly number[] | undefined;
  readonly status?: readonly TaskStatus[] | undefined;
  readonly lights?: { readonly wanted: readonly Light[]; readonly rules: readonly TaskLights[] };
  readonly workingGroups?: readonly number[] | undefined;
  readonly programmes?: readonly number[] | undefined;
  /** The code of a region, with everything below it. */
  readonly region?: string | undefined;
  readonly organizations?: readonly number[] | undefined;
  readonly role?: ResponsibilityRole | undefined;
  /** The code of the task that they are parts of. */
  readonly parent?: string | undefined;
  readonly without?: readonly TaskAttribute[] | undefined;
  /** Documents that they were read from. */
  readonly sources?: readonly number[] | undefined;
  readonly dueFrom?: string | undefined;
  readonly dueTo?: string | undefined;
  readonly ratings?: readonly number[] | undefined;
  readonly previousRatings?: readonly number[] | undefined;
  readonly ratedFrom?: string | undefined;
  readonly ratedTo?: string | undefined;
  /** A part of the search text, folded. */
  readonly text?: string | undefined;
}

/** The conditions on a task `t`. */
export function taskConditions(filter: TaskFilter, state: Snapshot, parameters: Parameters): string[] {
  const { datasets, status, lights, workingGroups, programmes, region, parent, dueFrom, dueTo, text } = filter;
  const { ratings, previousRatings, ratedFrom, ratedTo } = filter;
  const conditions: string[] = [];
  const anyOf = (column: string, values: readonly unknown[] | undefined, type: string) => {
    if (values) conditions.push(`${column} = any(${parameters.add(values, type)})`);
  };
  anyOf('t.dataset_id', datasets, 'int[]');
  anyOf('t.status', status, '"TaskStatus"[]');
  anyOf('t.working_group_id', workingGroups, 'int[]');
  anyOf('t.programme_id', programmes, 'int[]');
  anyOf('t.rating_id', ratings, 'int[]');
  anyOf('t.previous_rating_id', previousRatings, 'int[]');
  if (lights) conditions.push(lightCondition(lights, parameters));
  if (region !== undefined) conditions.push(`t.region_codes @> array[${parameters.add(region, 'text')}]`);
  conditions.push(...responsibilityConditions(filter, state, parameters));
  if (parent !== undefined) {
    conditions.push(`t.parent_id in (select p.id from task p where p.code = ${parameters.add(parent, 'text')})`);
  }
  conditions.push(...[...new Set(filter.without)].map((attribute) => lackCondition(attribute, state, parameters)));
  if (filter.sources) conditions.push(citesCondition('t.citation_ids', filter.sources, parameters));
  if (dueFrom !== undefined) conditions.push(`t.due_date >= ${parameters.add(dueFrom, 'date')}`);
  if (dueTo !== undefined) conditions.push(`t.due_date <= ${parameters.add(dueTo, 'date')}`);
  if (ratedFrom !== undefined) conditions.push(`t.rated_since >= ${parameters.add(ratedFrom, 'date')}`);
  if (ratedTo !== undefined) conditions.push(`t.rated_since <= ${parameters.add(ratedTo, 'date')}`);
  if (text !== undefined) conditions.push(`strpos(t.search_text, ${parameters.add(text, 'text')}) > 0`);
  return conditions;
}

function lackCondition(attribute: TaskAttribute, state: Snapshot, parameters: Parameters): string {
  if (attribute !== 'LEAD_ORGANIZATION') return LACKS[attribute];
  return `not exists (select from ${taskLinks('responsibilities', state, parameters)} r where r.task_id = t.id and r.role = 'LEAD')`;
}

function responsibilityConditions(
  { organizations, role }: TaskFilter,
  state: Snapshot,
  parameters: Parameters,
): string[] {
  const conditions: string[] = [];
  if (organizations) conditions.push(`r.organization_id = any(${parameters.add(organizations, 'int[]')})`);
  if (role) conditions.push(`r.role = ${parameters.add(role, '"ResponsibilityRole"')}`);
  if (conditions.length === 0) return [];
  return [
    `exists (select from ${taskLinks('responsibilities', state, parameters)} r where r.task_id = t.id and ${joinConditions(conditions)})`,
  ];
}

/** The domain's rule of the light as a condition, for each data set on its own day. */
function lightCondition({ wanted, rules }: NonNullable<TaskFilter['lights']>, parameters: Parameters): string {
  // A parameter that nothing reads has no type.
  if (wanted.length === 0) return 'false';
  const open = `t.status not in ('COMPLETED', 'CANCELLED')`;
  const choices = rules.flatMap(({ datasetId, first, last, ratings }) => {
    const day = (date: string) => parameters.add(date, 'date');
    const due = {
      GREEN: () => `t.due_date > ${day(last)}`,
      YELLOW: () => `t.due_date between ${day(first)} and ${day(last)}`,
      RED: () => `t.due_date < ${day(first)}`,
    };
    const shows = (light: Light) => {
      if (ratings === null) return `${open} and ${due[light]()}`;
      const ids = ratings.filter((rating) => rating.light === light).map(({ id }) => id);
      return `${open} and case when t.rating_id is null then ${due[light]()} else t.rating_id = any(${parameters.add(ids, 'int[]')}) end`;
    };
    const byLight = {
      GREEN: () => `(t.status = 'COMPLETED' or (${shows('GREEN')}))`,
      YELLOW: () => `(${shows('YELLOW')})`,
      RED: () => `(${shows('RED')})`,
    };
    const own = `t.dataset_id = ${parameters.add(datasetId, 'int')}`;
    return wanted.map((light) => `(${own} and ${byLight[light]()})`);
  });
  return choices.length === 0 ? 'false' : `(${choices.join(' or ')})`;
}
