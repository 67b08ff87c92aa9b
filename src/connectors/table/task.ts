import { seenTable, shown } from '../../read/core/statement.ts';
import { taskTable } from '../../read/plan/task-history.ts';
import { column, globalId, internal, maybe, searchText } from './column.ts';
import { dayTable } from './day.ts';
import type { Table } from './table.ts';

/** src/domain/progress/traffic-light.ts in SQL: red before the days on which an open task shows yellow, green after them. */
const LIGHT = `case when t.status = 'COMPLETED' then 'GREEN' when t.status <> 'CANCELLED' then
  case when t.due_date < day.first then 'RED' when t.due_date <= day.last then 'YELLOW' when t.due_date > day.last then 'GREEN' end
end`;

export const TASKS: Table = {
  name: 'Tasks',
  rowName: 'Task',
  description:
    'What is to be done, by whom, until when, and how far it has come. What is reported is live: it waits for no release.',
  key: ['datasetCode', 'code'],
  order: ['datasetNumber', 'code'],
  from: ({ reading, parameters }) => `${taskTable(reading.state, parameters)}
join ${seenTable(reading.state, parameters)} on seen.dataset_id = t.dataset_id
join dataset d on d.id = t.dataset_id`,
  conditions: [shown('t')],
  joins: {
    workingGroup: { sql: 'left join working_group g on g.id = t.working_group_id' },
    programme: { sql: 'left join programme p on p.id = t.programme_id' },
    region: { sql: 'join region r on r.id = t.region_id' },
    parent: { sql: 'left join task u on u.id = t.parent_id' },
    day: { sql: (making) => `left join ${dayTable(making)} on day.dataset_id = t.dataset_id` },
  },
  columns: [
    globalId('Task', 't.id'),
    column.string('datasetCode', 'The data set that it belongs to.', 'd.code'),
    column.string('code', 'Its code, unique in its data set.', 't.code'),
    maybe.string('title', 'Its title; null where the source only counts it.', ({ name }) =>
      name('t.title', 'd.language'),
    ),
    column.boolean('titledInSource', 'Whether the source gives it a title.', 't.title is not null'),
    maybe.int32('ordinal', "Its place in its programme's list, where the source counts.", 't.ordinal'),
    maybe.string('workingGroupCode', 'The working group that it belongs to.', 'g.code', 'workingGroup'),
    maybe.string('programmeCode', 'The programme that it belongs to.', 'p.code', 'programme'),
    maybe.string(
      'attribution',
      'STATED where the source says that it belongs to its working group, INFERRED where we infer it; null without a group.',
      't.attribution::text',
    ),
    column.string('regionCode', 'Where it is to be done.', 'r.code', 'region'),
    maybe.string('parentCode', 'The task that it is a part of.', 'u.code', 'parent'),
    column.boolean('hasChildren', 'Whether it has parts; counts of tasks leave it out then.', 't.has_children'),
    maybe.string(
      'leadCodes',
      'The organisations that lead it, separated by a space.',
      `(select string_agg(o.code, ' ' order by o.code) from organization o where o.id = any(t.lead_ids))`,
    ),
    maybe.string('level', 'The administrative level that it is set for.', 't.level::text'),
    column.double('weight', "What it weighs in its parent's progress.", 't.weight'),
    column.string('status', 'PLANNED, ACCEPTED, IN_PROGRESS, COMPLETED or CANCELLED.', 't.status::text'),
    maybe.string(
      'light',
      'GREEN, YELLOW or RED, seen from today or from the day in the option `on`; null where it has no due date and is not completed.',
      LIGHT,
      'day',
    ),
    maybe.date('startDate', 'First day of the work.', 't.start_date'),
    maybe.date('dueDate', 'Day by which it is to be completed.', 't.due_date'),
    maybe.date('completedDate', 'Day of the report that said COMPLETED.', 't.completed_date'),
    maybe.double('ownProgress', 'What it reported of itself, 0 to 100.', 't.own_progress'),
    maybe.double(
      'rolledUpProgress',
      'Weighted over the tasks below it, 0 to 100; equal to ownProgress where it has none.',
      't.rolled_up_progress',
    ),
    internal('number', 't.id'),
    internal('datasetNumber', 't.dataset_id'),
    internal('workingGroupNumber', 't.working_group_id'),
    internal('programmeNumber', 't.programme_id'),
    internal('regionNumber', 't.region_id'),
    internal('parentNumber', 't.parent_id'),
    internal('leadNumbers', 't.lead_ids'),
    internal('organizationNumbers', 't.organization_ids'),
    searchText('t.search_text'),
  ],
};
