import { seenTable, shown } from '../../read/core/statement.ts';
import { taskTable } from '../../read/plan/task-history.ts';
import { column, internal, maybe } from './column.ts';
import { dayTable } from './day.ts';
import type { Table } from './table.ts';

const counted = (status: string) => `(count(*) filter (where t.status = '${status}'))::int`;

/** Every task is counted in one row alone, so that whatever rows are added up, none counts twice. Who leads is no part of it therefore. */
export const TASK_PROGRESS: Table = {
  name: 'TaskProgress',
  rowName: 'TaskProgressRow',
  description:
    'How many tasks stand how, by working group, programme, region, level and month in which they are due. Each task is counted once; one with parts is its parts.',
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
  where not t.has_children and ${shown('t')}
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
      'Names the row: data set, working group, programme, region, level and month, a slash between them.',
      `concat_ws('/', d.code, coalesce(g.code, ''), coalesce(p.code, ''), r.scheme, r.code, coalesce(k.level::text, ''), coalesce(k.due_month, '')) collate "C"`,
    ),
    column.string('datasetCode', 'The data set that they belong to.', 'd.code'),
    maybe.string('workingGroupCode', 'Their working group.', 'g.code'),
    maybe.string('programmeCode', 'Their programme.', 'p.code'),
    column.string('regionCode', 'The region that they are set in.', 'r.code'),
    maybe.string('level', 'The administrative level that they are set for.', 'k.level::text'),
    maybe.string('dueMonth', 'The month in which they are due: 2020-11.', 'k.due_month'),
    column.int32('total', 'All of them.', 'k.total'),
    column.int32('planned', 'Set, and not yet taken up.', 'k.planned'),
    column.int32('accepted', 'Taken up.', 'k.accepted'),
    column.int32('inProgress', 'Being worked on.', 'k.in_progress'),
    column.int32('completed', 'Done.', 'k.completed'),
    column.int32('cancelled', 'Given up.', 'k.cancelled'),
    column.int32(
      'overdue',
      'Past their due date and neither completed nor cancelled, seen from today or from the day in the option `on`.',
      'k.overdue',
    ),
    maybe.double(
      'completionRate',
      'completed / (total - cancelled), per cent, to two decimals; null where there is nothing to complete. Never add it up.',
      'round(k.completed * 100.0 / nullif(k.total - k.cancelled, 0), 2)',
    ),
    internal('workingGroupNumber', 'k.working_group_id'),
    internal('programmeNumber', 'k.programme_id'),
    internal('regionNumber', 'k.region_id'),
  ],
};
