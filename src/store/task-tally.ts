import type { RegionLevel, TaskStatus } from './generated/prisma/enums.ts';
import type { Sql } from './sql.ts';
import type { State } from './state.ts';
import { Parameters, seenTable } from './statement.ts';
import { taskTable } from './task.ts';
import { type TaskFilter, taskConditions } from './task-filter.ts';

/** So many tasks that agree in what they were counted by. */
export interface TallyRow {
  readonly count: number;
  readonly status: TaskStatus;
  readonly dueDate: string | null;
  readonly workingGroupId?: number | null;
  readonly programmeId?: number | null;
  readonly regionId?: number;
  readonly level?: RegionLevel | null;
  readonly leadIds?: readonly number[];
  readonly organizationIds?: readonly number[];
  readonly regionCodes?: readonly string[];
}
export type TallyKey = Exclude<keyof TallyRow, 'count' | 'status' | 'dueDate'>;

const COLUMN: Readonly<Record<TallyKey, string>> = {
  workingGroupId: 't.working_group_id',
  programmeId: 't.programme_id',
  regionId: 't.region_id',
  level: 't.level',
  leadIds: 't.lead_ids',
  organizationIds: 't.organization_ids',
  regionCodes: 't.region_codes',
};
const TYPE = {
  workingGroupId: 'int[]',
  programmeId: 'int[]',
  organizationIds: 'int[]',
  regionCodes: 'text[]',
} as const;

/** Whose tasks are counted: those of some groups or programmes, or what touches some organisations or regions. */
export interface TallyOwners {
  readonly by: keyof typeof TYPE;
  readonly keys: readonly (number | string)[];
}

/** Counts the tasks that have no parts, in one statement. Due dates are told apart only where they are wanted. */
export function tallyTasks(
  sql: Sql,
  state: State,
  keys: readonly TallyKey[],
  { owners, filter = {}, withDueDate }: { owners?: TallyOwners; filter?: TaskFilter; withDueDate: boolean },
): Promise<TallyRow[]> {
  const parameters = new Parameters();
  const seen = seenTable(state, parameters);
  const conditions = ['not t.has_children', 't.from_seq <= seen.seq and t.to_seq > seen.seq'];
  if (owners) {
    const wanted = parameters.add(owners.keys, TYPE[owners.by]);
    const column = COLUMN[owners.by];
    const many = owners.by === 'organizationIds' || owners.by === 'regionCodes';
    conditions.push(many ? `${column} && ${wanted}` : `${column} = any(${wanted})`);
  }
  conditions.push(...taskConditions(filter, parameters));
  const columns = [...new Set(keys)].map((key) => `${COLUMN[key]} as "${key}"`);
  const due = withDueDate ? 't.due_date::text' : 'null';
  return sql.query<TallyRow>(
    `-- task.tally
select ${[...columns, 't.status', `${due} as "dueDate"`, 'count(*)::int as count'].join(', ')}
from ${taskTable(state, parameters)} join ${seen} on seen.dataset_id = t.dataset_id
where ${conditions.join(' and ')}
group by ${[...columns.map((_, index) => index + 1), 't.status', ...(withDueDate ? ['t.due_date'] : [])].join(', ')}`,
    parameters.values,
  );
}
