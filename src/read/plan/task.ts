import type {
  Attribution,
  RegionLevel,
  ResponsibilityRole,
  TaskStatus,
} from '../../database/generated/prisma/enums.ts';
import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import {
  keyTable,
  type ListPage,
  type ListRead,
  listSql,
  Parameters,
  pagesByKey,
  type SortKey,
  seenTable,
  visibleIn,
} from '../core/statement.ts';
import { type TaskFilter, taskConditions } from './task-filter.ts';
import { taskLinks, taskTable } from './task-history.ts';

/** A task, with what was wanted of it. */
export interface TaskRow {
  readonly id: number;
  readonly datasetId: number;
  readonly code: string;
  readonly ordinal: number | null;
  readonly title: Readonly<Record<string, string>> | null;
  readonly workingGroupId: number | null;
  readonly programmeId: number | null;
  readonly attribution: Attribution | null;
  readonly regionId: number;
  readonly parentId: number | null;
  readonly level: RegionLevel | null;
  readonly weight: string;
  readonly status: TaskStatus;
  readonly startDate: string | null;
  readonly dueDate: string | null;
  readonly completedDate: string | null;
  readonly ownProgress: string | null;
  readonly rolledUpProgress: string | null;
  readonly ratingId: number | null;
  readonly previousRatingId: number | null;
  readonly ratedSince: string | null;
  readonly citationIds: readonly number[];
}
export type TaskColumn = Exclude<keyof TaskRow, 'id'>;

const COLUMN: Readonly<Record<TaskColumn, string>> = {
  datasetId: 't.dataset_id',
  code: 't.code',
  ordinal: 't.ordinal',
  title: 't.title',
  workingGroupId: 't.working_group_id',
  programmeId: 't.programme_id',
  attribution: 't.attribution',
  regionId: 't.region_id',
  parentId: 't.parent_id',
  level: 't.level',
  weight: 'trim_scale(t.weight)::text',
  status: 't.status',
  startDate: 't.start_date::text',
  dueDate: 't.due_date::text',
  completedDate: 't.completed_date::text',
  ownProgress: 'trim_scale(t.own_progress)::text',
  rolledUpProgress: 'trim_scale(t.rolled_up_progress)::text',
  ratingId: 't.rating_id',
  previousRatingId: 't.previous_rating_id',
  ratedSince: 't.rated_since::text',
  citationIds: 't.citation_ids',
};

const columnList = (columns: readonly TaskColumn[]): string[] => [
  't.id',
  ...columns.map((column) => `${COLUMN[column]} as "${column}"`),
];

const BY = (name: string, expression: string, type: SortKey['type'], nullable = false): SortKey => ({
  name,
  expression,
  type,
  nullable,
  descending: false,
});
/** What tasks can be ordered by; upwards. Codes are unique in a data set only, so that an id ends each. */
export const TASK_KEYS = {
  code: BY('code', 't.code', 'text'),
  id: BY('id', 't.id', 'int'),
  ordinal: BY('ordinal', 't.ordinal', 'int', true),
  dueDate: BY('dueDate', 't.due_date', 'date', true),
  progress: BY('rolledUpProgress', 't.rolled_up_progress', 'numeric', true),
} as const;

/** What a list of tasks hangs on. */
export type TaskOwner = 'dataset' | 'workingGroup' | 'programme' | 'parent' | 'region' | 'organization' | 'metric';

const OWNED: Readonly<Record<Exclude<TaskOwner, 'metric'>, string>> = {
  dataset: 't.dataset_id = k.key',
  workingGroup: 't.working_group_id = k.key',
  programme: 't.programme_id = k.key',
  parent: 't.parent_id = k.key',
  // The codes are searched by an index, and may stand in several schemes; the path tells which is meant.
  region: `t.region_codes @> array[(select r.code from region r where r.id = k.key)]
    and exists (select from region_version v where v.region_id = t.region_id and v.path @> array[k.key])`,
  organization: 't.organization_ids @> array[k.key]',
};

const VISIBLE = visibleIn('t');

/** A page of the tasks of each owner, in one statement. `role` narrows those of an organisation. */
export async function readTasks(
  sql: Sql,
  state: Snapshot,
  of: { readonly owner: TaskOwner; readonly keys: readonly number[]; readonly role?: ResponsibilityRole | null },
  filter: TaskFilter,
  page: ListPage,
  columns: readonly TaskColumn[],
): Promise<ListRead<TaskRow>[]> {
  const parameters = new Parameters();
  const keys = keyTable(of.keys, parameters);
  const seen = seenTable(state, parameters);
  const role = of.role
    ? [
        `exists (select from ${taskLinks('responsibilities', state, parameters)} r where r.task_id = t.id and r.organization_id = k.key and r.role = ${parameters.add(of.role, '"ResponsibilityRole"')})`,
      ]
    : [];
  const owned =
    of.owner === 'metric'
      ? `t.id in (select m.task_id from ${taskLinks('metrics', state, parameters)} m where m.metric_id = k.key)`
      : OWNED[of.owner];
  const list = {
    name: 'task.list',
    keys,
    columns: columnList(columns),
    from: `${taskTable(state, parameters)} join ${seen} on seen.dataset_id = t.dataset_id`,
    conditions: [owned, VISIBLE, ...role, ...taskConditions(filter, state, parameters)],
  };
  return pagesByKey(await sql.query(listSql(list, page, parameters), parameters.values), of.keys);
}

/** The tasks with these ids, or of one data set with these codes. What the state does not show is left out. */
export function readTasksBy(
  sql: Sql,
  state: Snapshot,
  by: { readonly ids: readonly number[] } | { readonly datasetId: number; readonly codes: readonly string[] },
  columns: readonly TaskColumn[],
): Promise<TaskRow[]> {
  const parameters = new Parameters();
  const seen = seenTable(state, parameters);
  const wanted =
    'ids' in by
      ? `t.id = any(${parameters.add(by.ids, 'int[]')})`
      : `t.dataset_id = ${parameters.add(by.datasetId, 'int')} and t.code = any(${parameters.add(by.codes, 'text[]')})`;
  return sql.query<TaskRow>(
    `-- task.find
select ${columnList(columns).join(', ')}
from ${taskTable(state, parameters)} join ${seen} on seen.dataset_id = t.dataset_id
where ${wanted} and ${VISIBLE}`,
    parameters.values,
  );
}
