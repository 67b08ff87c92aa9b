import type { RegionLevel, TaskStatus } from '../../database/generated/prisma/enums.ts';
import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import { joinConditions, Parameters, seenTable, visibleIn } from '../core/statement.ts';
import { type TaskFilter, taskConditions } from './task-filter.ts';
import { taskTable } from './task-history.ts';

/** So many tasks that agree in what they were counted by. */
export interface TallyRow {
  readonly count: number;
  readonly status: TaskStatus;
  readonly dueDate: string | null;
  readonly reportedOn?: string | null;
  readonly workingGroupId?: number | null;
  readonly programmeId?: number | null;
  readonly regionId?: number;
  readonly level?: RegionLevel | null;
  readonly ratingId?: number | null;
  readonly leadIds?: readonly number[];
  readonly organizationIds?: readonly number[];
}
export type TallyKey = Exclude<keyof TallyRow, 'count' | 'status' | 'dueDate' | 'reportedOn'>;

const COLUMN: Readonly<Record<TallyKey, string>> = {
  workingGroupId: 't.working_group_id',
  programmeId: 't.programme_id',
  regionId: 't.region_id',
  level: 't.level',
  ratingId: 't.rating_id',
  leadIds: 't.lead_ids',
  organizationIds: 't.organization_ids',
};
/** The day of the latest report on a task, in the time zone of its data set. */
const REPORTED_ON = `(select (max(r.reported_at) at time zone d.time_zone)::date::text
  from task_report r join dataset d on d.id = t.dataset_id where r.task_id = t.id group by d.time_zone)`;
const OWNED = {
  workingGroupId: (ids: string) => `t.working_group_id = any(${ids})`,
  programmeId: (ids: string) => `t.programme_id = any(${ids})`,
  organizationIds: (ids: string) => `t.organization_ids && ${ids}`,
  // The codes are searched by an index, and may stand in several schemes; the path tells which is meant.
  regionId: (ids: string) => `t.region_codes && array(select r.code from region r where r.id = any(${ids}))
  and exists (select from region_version v where v.region_id = t.region_id and v.path && ${ids})`,
} as const;

/** Whose tasks are counted: those of some groups or programmes, what touches some organisations, what lies in or below some regions. */
export interface TallyOwners {
  readonly by: keyof typeof OWNED;
  readonly ids: readonly number[];
}

/** By which days tasks are told apart, each only where it is wanted. */
export interface TallyDays {
  readonly withDueDate: boolean;
  readonly withReports: boolean;
}

/** Which days are needed for the fields of a progress. */
export const tallyDays = (fields: ReadonlySet<string>): TallyDays => ({
  withDueDate: fields.has('overdue'),
  withReports: fields.has('lastReportedOn') || fields.has('reportedThen'),
});

/** Counts the tasks that have no parts, in one statement. */
export function tallyTasks(
  sql: Sql,
  state: Snapshot,
  keys: readonly TallyKey[],
  { owners, filter = {}, withDueDate, withReports }: TallyDays & { owners?: TallyOwners; filter?: TaskFilter },
): Promise<TallyRow[]> {
  const parameters = new Parameters();
  const seen = seenTable(state, parameters);
  const conditions = ['not t.has_children', visibleIn('t')];
  if (owners) conditions.push(OWNED[owners.by](parameters.add(owners.ids, 'int[]')));
  conditions.push(...taskConditions(filter, state, parameters));
  const columns = [...new Set(keys)].map((key) => `${COLUMN[key]} as "${key}"`);
  const due = `${withDueDate ? 't.due_date::text' : 'null'} as "dueDate"`;
  const selected = [...columns, 't.status', due, ...(withReports ? [`${REPORTED_ON} as "reportedOn"`] : [])];
  const ordinals = columns.map((_, index) => `${index + 1}`);
  const days = [...(withDueDate ? ['t.due_date'] : []), ...(withReports ? [`${selected.length}`] : [])];
  return sql.query<TallyRow>(
    `-- task.tally
select ${[...selected, 'count(*)::int as count'].join(', ')}
from ${taskTable(state, parameters)} join ${seen} on seen.dataset_id = t.dataset_id
where ${joinConditions(conditions)}
group by ${[...ordinals, 't.status', ...days].join(', ')}`,
    parameters.values,
  );
}
