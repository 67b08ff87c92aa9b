import { tableAsOf } from '../../read/core/history.ts';
import { seenTable, visibleIn } from '../../read/core/statement.ts';
import { taskTable } from '../../read/plan/task-history.ts';
import { column, globalIdColumn, internal, nullableColumn, searchTextColumn } from './column.ts';
import { dayTable } from './day.ts';
import type { Table } from './table.ts';

/**
 * src/domain/progress/traffic-light.ts in SQL: that of the rating, where ratings light the tasks of the data set; else red before the days on
 * which an open task shows yellow, green after them.
 */
const LIGHT = `case when t.status = 'COMPLETED' then 'GREEN' when t.status <> 'CANCELLED' then
  case when day.by_rating and t.rating_id is not null then q.light::text when t.due_date < day.first then 'RED' when t.due_date <= day.last then 'YELLOW' when t.due_date > day.last then 'GREEN' end
end`;

export const TASKS: Table = {
  name: 'Tasks',
  rowName: 'Task',
  description:
    'The tasks, with their organisations, due dates and progress. Reports are live: they belong to no release.',
  key: ['datasetCode', 'code'],
  order: ['datasetNumber', 'code'],
  from: ({ reading, parameters }) => `${taskTable(reading.state, parameters)}
join ${seenTable(reading.state, parameters)} on seen.dataset_id = t.dataset_id
join dataset d on d.id = t.dataset_id`,
  conditions: [visibleIn('t')],
  joins: {
    workingGroup: { sql: 'left join working_group g on g.id = t.working_group_id' },
    programme: { sql: 'left join programme p on p.id = t.programme_id' },
    region: { sql: 'join region r on r.id = t.region_id' },
    parent: { sql: 'left join task u on u.id = t.parent_id' },
    rating: {
      sql: ({ reading, parameters }) =>
        `left join ${tableAsOf('rating', 'q', reading.state, parameters)} on q.id = t.rating_id`,
    },
    previousRating: { sql: 'left join rating v on v.id = t.previous_rating_id' },
    day: { sql: (making) => `left join ${dayTable(making)} on day.dataset_id = t.dataset_id` },
  },
  columns: [
    globalIdColumn('Task', 't.id'),
    column.string('datasetCode', 'The code of the data set to which the task belongs.', 'd.code'),
    column.string('code', "The task's code, unique in its data set.", 't.code'),
    nullableColumn.string(
      'title',
      "The task's title. Null if the source only counts the task and gives it no title.",
      ({ name }) => name('t.title', 'd.language'),
    ),
    column.boolean('titledInSource', 'True if the source gives the task a title.', 't.title is not null'),
    nullableColumn.int32(
      'ordinal',
      'The number of the task in its programme. Null if the source does not number tasks.',
      't.ordinal',
    ),
    nullableColumn.string(
      'workingGroupCode',
      'The code of the working group to which the task belongs.',
      'g.code',
      'workingGroup',
    ),
    nullableColumn.string(
      'programmeCode',
      'The code of the programme to which the task belongs.',
      'p.code',
      'programme',
    ),
    nullableColumn.string(
      'attribution',
      'The basis for assigning the task to its working group: STATED by the source, or INFERRED. Null without a working group.',
      't.attribution::text',
    ),
    column.string('regionCode', "The code of the task's region.", 'r.code', 'region'),
    nullableColumn.string('parentCode', 'The code of the parent task.', 'u.code', 'parent'),
    column.boolean(
      'hasChildren',
      'True if the task has subtasks. Counts of tasks then leave it out.',
      't.has_children',
    ),
    nullableColumn.string(
      'leadCodes',
      'The codes of the lead organisations, separated by a space.',
      `(select string_agg(o.code, ' ' order by array_position(t.lead_ids, o.id)) from organization o where o.id = any(t.lead_ids))`,
    ),
    nullableColumn.string('level', 'The administrative level for which the task is set.', 't.level::text'),
    column.double('weight', "The task's weight in its parent's progress.", 'trim_scale(t.weight)'),
    column.string(
      'status',
      'The status of the task: PLANNED, ACCEPTED, IN_PROGRESS, COMPLETED or CANCELLED.',
      't.status::text',
    ),
    nullableColumn.string(
      'light',
      'The traffic light of the task, today or on the day of the option `on`: GREEN, YELLOW or RED, by its due date or by its rating. Null for a cancelled task, or an open one without a due date or with a rating that has no light.',
      LIGHT,
      'day',
      'rating',
    ),
    nullableColumn.date('startDate', 'The first day of the work.', 't.start_date'),
    nullableColumn.date('dueDate', 'The day by which the task is to be completed.', 't.due_date'),
    nullableColumn.date('completedDate', 'The day of the report with status COMPLETED.', 't.completed_date'),
    nullableColumn.double('ownProgress', "The task's own reported progress, 0 to 100.", 'trim_scale(t.own_progress)'),
    nullableColumn.double(
      'rolledUpProgress',
      'The weighted mean progress of the subtasks, 0 to 100. Equals ownProgress if there are none.',
      'trim_scale(t.rolled_up_progress)',
    ),
    nullableColumn.string(
      'rating',
      'The code of the rating by the latest report that gives one. Null if the task was never rated.',
      'q.code',
      'rating',
    ),
    nullableColumn.string(
      'ratingName',
      'The name of the rating.',
      ({ name }) => name('q.name', 'd.language'),
      'rating',
    ),
    nullableColumn.string(
      'previousRating',
      'The code of the rating that the task had before that one.',
      'v.code',
      'previousRating',
    ),
    nullableColumn.date('ratedSince', 'The day since which the task has had its rating.', 't.rated_since'),
    internal('number', 't.id'),
    internal('datasetNumber', 't.dataset_id'),
    internal('workingGroupNumber', 't.working_group_id'),
    internal('programmeNumber', 't.programme_id'),
    internal('regionNumber', 't.region_id'),
    internal('parentNumber', 't.parent_id'),
    internal('ratingNumber', 't.rating_id'),
    internal('leadNumbers', 't.lead_ids'),
    internal('organizationNumbers', 't.organization_ids'),
    searchTextColumn('t.search_text'),
  ],
};
