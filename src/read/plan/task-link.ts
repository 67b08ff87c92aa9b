import type { ResponsibilityRole, TaskStatus } from '../../database/generated/prisma/enums.ts';
import type { Sql } from '../../database/sql.ts';
import type { Snapshot } from '../core/snapshot.ts';
import {
  isoMoment,
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
import { taskLinks } from './task-history.ts';

/** What a task's report says. */
export interface TaskReportRow {
  readonly id: number;
  readonly taskId: number;
  readonly datasetId: number;
  readonly reportedAt: string;
  readonly status: TaskStatus;
  readonly progress: string | null;
  readonly ratingId: number | null;
  readonly note: Readonly<Record<string, string>> | null;
  readonly reportedById: number | null;
  readonly citationIds: readonly number[];
}

const REPORT_COLUMNS = [
  'r.id',
  'r.task_id as "taskId"',
  't.dataset_id as "datasetId"',
  `${isoMoment('r.reported_at')} as "reportedAt"`,
  'r.status',
  'trim_scale(r.progress)::text as progress',
  'r.rating_id as "ratingId"',
  'r.note',
  'r.reported_by_id as "reportedById"',
  'r.citation_ids as "citationIds"',
];
/** What a state shows of a task or metric `t`. */
const VISIBLE = visibleIn('t');
const REPORTS = 'task_report r join task t on t.id = r.task_id';

export const REPORT_KEYS: readonly SortKey[] = [
  { name: 'reportedAt', expression: 'r.reported_at', type: 'timestamptz', descending: false },
  { name: 'id', expression: 'r.id', type: 'int', descending: false },
];

/** A page of the reports of each task. */
export async function readReports(
  sql: Sql,
  taskIds: readonly number[],
  page: ListPage,
): Promise<ListRead<TaskReportRow>[]> {
  const parameters = new Parameters();
  const list = {
    name: 'task-report.list',
    keys: keyTable(taskIds, parameters),
    columns: REPORT_COLUMNS,
    from: REPORTS,
    conditions: ['r.task_id = k.key'],
  };
  return pagesByKey(await sql.query(listSql(list, page, parameters), parameters.values), taskIds);
}

/** The reports with these ids, of tasks that a state shows. */
export function readReportsById(sql: Sql, state: Snapshot, ids: readonly number[]): Promise<TaskReportRow[]> {
  const parameters = new Parameters();
  return sql.query<TaskReportRow>(
    `-- task-report.find
select ${REPORT_COLUMNS.join(', ')} from ${REPORTS} join ${seenTable(state, parameters)} on seen.dataset_id = t.dataset_id
where r.id = any(${parameters.add(ids, 'int[]')}) and ${VISIBLE}`,
    parameters.values,
  );
}

export interface TaskMetricRow {
  readonly metricId: number;
  readonly position: number;
}

export const TASK_METRIC_KEYS: readonly SortKey[] = [
  { name: 'position', expression: 'm.position', type: 'int', descending: false },
  { name: 'metricId', expression: 'm.metric_id', type: 'int', descending: false },
];

/** A page of the metrics that measure each task, in the publisher's order. */
export async function readTaskMetrics(
  sql: Sql,
  state: Snapshot,
  taskIds: readonly number[],
  page: ListPage,
): Promise<ListRead<TaskMetricRow>[]> {
  const parameters = new Parameters();
  const seen = seenTable(state, parameters);
  const list = {
    name: 'task.metrics',
    keys: keyTable(taskIds, parameters),
    columns: ['m.metric_id as "metricId"', 'm.position'],
    from: `${taskLinks('metrics', state, parameters)} m join metric t on t.id = m.metric_id join ${seen} on seen.dataset_id = t.dataset_id`,
    conditions: ['m.task_id = k.key', VISIBLE],
  };
  return pagesByKey(await sql.query(listSql(list, page, parameters), parameters.values), taskIds);
}

export interface ResponsibilityRow {
  readonly taskId: number;
  readonly organizationId: number;
  readonly role: ResponsibilityRole;
}

/** Who answers for each task, by role and in the publisher's order. */
export function readResponsibilities(
  sql: Sql,
  state: Snapshot,
  taskIds: readonly number[],
): Promise<ResponsibilityRow[]> {
  const parameters = new Parameters();
  const wanted = parameters.add(taskIds, 'int[]');
  return sql.query<ResponsibilityRow>(
    `-- task.responsibilities
select r.task_id as "taskId", r.organization_id as "organizationId", r.role
from ${taskLinks('responsibilities', state, parameters)} r where r.task_id = any(${wanted})
order by r.task_id, r.role, r.position`,
    parameters.values,
  );
}
