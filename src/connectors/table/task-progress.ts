import { seenTable, visibleIn } from '../../read/core/statement.ts';
import { taskTable } from '../../read/plan/task-history.ts';
import { column, internal, nullableColumn } from './column.ts';
import { dayTable } from './day.ts';
import type { Table } from './table.ts';

const counted = (status: string) => `(count(*) filter (where t.status = '${status}'))::int`;

/** Every task is counted in one row alone, so that whatever rows are added up, none counts twice. Who leads is no part of it therefore. */
export const TASK_PROGRESS: Table = {
  name: 'TaskProgress',
  rowName: 'TaskProgressRow',
  description:
    'The number of tasks by status, for each working group, programme, region, level and month of the due date. Each task is counted once; a parent task is represented by its subtasks.',
  key: ['id'],
  order: ['id'],
  from: (making) => `(
  select t.dataset_id, t.working_group_id, t.programme_id, t.region_id, t.level, to_char(t.due_date, 'YYYY-MM') as due_month,
    count(*)::int as total, ${counted('PLANNED')} as planned, ${counted('ACCEPTED')} as accepted,
    ${counted('IN_PROGRESS')} as in_progress, ${counted('COMPLETED')} as completed, ${counted('CANCELLED')} as cancelled,
    (count(*) filter (where t.status not in ('COMPLETED', 'CANCELLED') and t.due_date < day.first))::int as overdue
  from ${taskTable(making.reading.state, making.parameters)}
  join ${seenTable(making.reading.state, making.parameters)} on seen.dataset_id = t.dataset_id
  left join ${dayTable(making)} on day.dataset_id = t.dataset_id
  where not t.has_children and ${visibleIn('t')}
  group by t.dataset_id, t.working_group_id, t.programme_id, t.region_id, t.level, to_char(t.due_date, 'YYYY-MM')
) k
join dataset d on d.id = k.dataset_id
join region r on r.id = k.region_id
left join working_group g on g.id = k.working_group_id
left join programme p on p.id = k.programme_id`,
  conditions: [],
  joins: {},
  columns: [
    column.string(
      'id',
      'The key of the row: data set, working group, programme, region, level and month, separated by slashes.',
      `concat_ws('/', d.code, coalesce(g.code, ''), coalesce(p.code, ''), r.scheme, r.code, coalesce(k.level::text, ''), coalesce(k.due_month, '')) collate "C"`,
    ),
    column.string('datasetCode', 'The code of the data set to which the tasks belong.', 'd.code'),
    nullableColumn.string('workingGroupCode', 'The code of the working group of the tasks.', 'g.code'),
    nullableColumn.string('programmeCode', 'The code of the programme of the tasks.', 'p.code'),
    column.string('regionCode', 'The code of the region of the tasks.', 'r.code'),
    nullableColumn.string('level', 'The administrative level for which the tasks are set.', 'k.level::text'),
    nullableColumn.string('dueMonth', 'The month in which the tasks are due, such as 2020-11.', 'k.due_month'),
    column.int32('total', 'The number of all tasks, cancelled ones included.', 'k.total'),
    column.int32('planned', 'The number of planned tasks, not yet accepted.', 'k.planned'),
    column.int32('accepted', 'The number of accepted tasks.', 'k.accepted'),
    column.int32('inProgress', 'The number of tasks in progress.', 'k.in_progress'),
    column.int32('completed', 'The number of completed tasks.', 'k.completed'),
    column.int32('cancelled', 'The number of cancelled tasks.', 'k.cancelled'),
    column.int32(
      'overdue',
      'The number of overdue tasks, today or on the day of the option `on`: past the due date, and neither completed nor cancelled.',
      'k.overdue',
    ),
    nullableColumn.double(
      'completionRate',
      'The completion rate: completed / (total - cancelled), in per cent, to two decimals. Null if there is no task to complete. Never add it up.',
      'round(k.completed * 100.0 / nullif(k.total - k.cancelled, 0), 2)',
    ),
    internal('workingGroupNumber', 'k.working_group_id'),
    internal('programmeNumber', 'k.programme_id'),
    internal('regionNumber', 'k.region_id'),
  ],
};
