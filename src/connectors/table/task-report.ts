import { tableAsOf } from '../../read/core/history.ts';
import { seenTable, visibleIn } from '../../read/core/statement.ts';
import { taskTable } from '../../read/plan/task-history.ts';
import { column, globalIdColumn, internal, nullableColumn, searchTextColumn, textsSql } from './column.ts';
import type { Table } from './table.ts';

/** The day of a report `e` in the time zone of its data set `d`. */
export const REPORTED_ON = '(e.reported_at at time zone d.time_zone)::date';

export const TASK_REPORTS: Table = {
  name: 'TaskReports',
  rowName: 'TaskReport',
  description:
    'The dated reports on tasks. Reports are live: they belong to no release, and those of every task that is shown are.',
  key: ['id'],
  order: ['datasetNumber', 'taskNumber', 'reportedAt', 'number'],
  from: ({ reading, parameters }) => `task_report e
join ${taskTable(reading.state, parameters)} on t.id = e.task_id
join ${seenTable(reading.state, parameters)} on seen.dataset_id = t.dataset_id
join dataset d on d.id = t.dataset_id`,
  conditions: [visibleIn('t')],
  joins: {
    organization: { sql: 'left join organization o on o.id = e.reported_by_id' },
    rating: {
      sql: ({ reading, parameters }) =>
        `left join ${tableAsOf('rating', 'q', reading.state, parameters)} on q.id = e.rating_id`,
    },
  },
  columns: [
    globalIdColumn('TaskReport', 'e.id'),
    column.string('datasetCode', 'The code of the data set to which the task belongs.', 'd.code'),
    column.string('taskCode', 'The code of the reported task, unique in its data set.', 't.code'),
    nullableColumn.string(
      'taskTitle',
      "The task's title. Null if the source only counts the task and gives it no title.",
      ({ name }) => name('t.title', 'd.language'),
    ),
    column.dateTimeOffset('reportedAt', 'The time of the report, as a moment in UTC.', 'e.reported_at'),
    column.date('reportedOn', 'The day of the report in the time zone of the data set.', REPORTED_ON),
    column.string(
      'status',
      'The reported status: PLANNED, ACCEPTED, IN_PROGRESS, COMPLETED or CANCELLED.',
      'e.status::text',
    ),
    nullableColumn.double(
      'progress',
      'The reported progress, 0 to 100. Null if the report gives no figure.',
      'trim_scale(e.progress)',
    ),
    nullableColumn.string(
      'rating',
      'The code of the rating that the report gives the task. Null if it gives none.',
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
      'ratingLight',
      'The traffic light of the rating: GREEN, YELLOW or RED. Null without a rating, or for one that has no light.',
      'q.light::text',
      'rating',
    ),
    nullableColumn.string('reportedByCode', 'The code of the reporting organisation.', 'o.code', 'organization'),
    nullableColumn.string(
      'reportedByName',
      'The name of the reporting organisation.',
      ({ name }) => name('o.name', 'd.language'),
      'organization',
    ),
    nullableColumn.string('note', "The report's note in words.", ({ name }) => name('e.note', 'd.language')),
    internal('number', 'e.id'),
    internal('taskNumber', 'e.task_id'),
    internal('datasetNumber', 't.dataset_id'),
    internal('organizationNumber', 'e.reported_by_id'),
    internal('ratingNumber', 'e.rating_id'),
    searchTextColumn(`concat_ws(' ', t.search_text, fold_text(${textsSql('e.note')}))`),
  ],
};
