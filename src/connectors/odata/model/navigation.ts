import { periodWithin } from '../../table/period.ts';
import type { Making, Table } from '../../table/table.ts';

/** A way from the rows of one set to rows of another. */
export interface Navigation {
  readonly name: string;
  readonly target: string;
  readonly many: boolean;
  readonly description: string;
  /** The columns that it is found by, here and there. */
  readonly own: readonly string[];
  readonly other: readonly string[];
  /** Which rows there belong to a row here; both under an alias. */
  on(own: string, other: string, making: Making): string;
  /** The rows there, where a row here holds all of them itself. */
  readonly within?: (own: string) => Table;
}

/** Where the number of one is a column of the other. */
const by =
  (many: boolean) =>
  (name: string, target: string, own: string, other: string, description: string): Navigation => ({
    name,
    target,
    many,
    description,
    own: [own],
    other: [other],
    on: (here, there) => `${there}."${other}" = ${here}."${own}"`,
  });
const one = by(false);
const many = by(true);

/** Where the numbers there are an array here. */
const listed = (name: string, target: string, own: string, description: string): Navigation => ({
  ...many(name, target, own, 'number', description),
  on: (here, there) => `${there}."number" = any(${here}."${own}")`,
});
/** Where the number here is in an array there. */
const listing = (name: string, target: string, other: string, description: string): Navigation => ({
  ...many(name, target, 'number', other, description),
  on: (here, there) => `array[${here}."number"] <@ ${there}."${other}"`,
});

/** Where a table of its own says what belongs together. */
const linked = (
  name: string,
  target: string,
  link: { readonly table: string; readonly own: string; readonly other: string },
  description: string,
): Navigation => ({
  ...many(name, target, 'number', 'number', description),
  on: (here, there) =>
    `exists (select from ${link.table} l where l.${link.own} = ${here}."number" and l.${link.other} = ${there}."number")`,
});

/** The ways from each set. */
export const NAVIGATIONS: Readonly<Record<string, readonly Navigation[]>> = {
  Observations: [
    one('metric', 'Metrics', 'metricNumber', 'number', 'The metric of the observation.'),
    one('region', 'Regions', 'regionNumber', 'number', 'The region of the observation.'),
    {
      ...one('periodSpan', 'Periods', 'period', 'period', 'The period of the observation.'),
      own: ['period', 'periodStart', 'periodEnd', 'frequency'],
      within: periodWithin,
    },
    one(
      'workingGroup',
      'WorkingGroups',
      'workingGroupNumber',
      'number',
      'The working group to which the metric belongs.',
    ),
    one('release', 'Releases', 'releaseNumber', 'number', 'The release that introduced this revision.'),
  ],
  Metrics: [
    one(
      'workingGroup',
      'WorkingGroups',
      'workingGroupNumber',
      'number',
      'The working group to which the metric belongs.',
    ),
    one('numerator', 'Metrics', 'numeratorNumber', 'number', 'The numerator metric of a rate or ratio.'),
    one('denominator', 'Metrics', 'denominatorNumber', 'number', 'The denominator metric of a rate or ratio.'),
    many('observations', 'Observations', 'number', 'metricNumber', 'The observations of the metric.'),
    linked(
      'programmes',
      'Programmes',
      { table: 'programme_metric', own: 'metric_id', other: 'programme_id' },
      'The programmes that the metric measures.',
    ),
    linked(
      'tasks',
      'Tasks',
      { table: 'task_metric', own: 'metric_id', other: 'task_id' },
      'The tasks that the metric measures.',
    ),
  ],
  Regions: [
    one('parent', 'Regions', 'parentNumber', 'number', 'The region directly above this one.'),
    many('children', 'Regions', 'number', 'parentNumber', 'The regions directly below this one.'),
    many('observations', 'Observations', 'number', 'regionNumber', 'The observations of the region.'),
    many('tasks', 'Tasks', 'number', 'regionNumber', 'The tasks of the region, without those of the regions below it.'),
  ],
  Tasks: [
    one(
      'workingGroup',
      'WorkingGroups',
      'workingGroupNumber',
      'number',
      'The working group to which the task belongs.',
    ),
    one('programme', 'Programmes', 'programmeNumber', 'number', 'The programme to which the task belongs.'),
    one('region', 'Regions', 'regionNumber', 'number', 'The region of the task.'),
    one('parent', 'Tasks', 'parentNumber', 'number', 'The parent task.'),
    many('children', 'Tasks', 'number', 'parentNumber', 'The subtasks of the task.'),
    listed('leads', 'Organizations', 'leadNumbers', 'The lead organisations of the task.'),
    listed(
      'organizations',
      'Organizations',
      'organizationNumbers',
      'The organisations responsible for the task, in any role.',
    ),
    linked(
      'metrics',
      'Metrics',
      { table: 'task_metric', own: 'task_id', other: 'metric_id' },
      'The metrics that measure the task.',
    ),
    many('reports', 'TaskReports', 'number', 'taskNumber', 'The reports on the task.'),
    one('ratingNow', 'Ratings', 'ratingNumber', 'number', 'The rating that the task has now.'),
  ],
  TaskReports: [
    one('task', 'Tasks', 'taskNumber', 'number', 'The reported task.'),
    one('reportedBy', 'Organizations', 'organizationNumber', 'number', 'The reporting organisation.'),
    one('ratingGiven', 'Ratings', 'ratingNumber', 'number', 'The rating that the report gives the task.'),
  ],
  Ratings: [
    many('tasks', 'Tasks', 'number', 'ratingNumber', 'The tasks that have the rating now.'),
    many('reports', 'TaskReports', 'number', 'ratingNumber', 'The reports that gave the rating.'),
  ],
  TaskProgress: [
    one('workingGroup', 'WorkingGroups', 'workingGroupNumber', 'number', 'The working group of the tasks.'),
    one('programme', 'Programmes', 'programmeNumber', 'number', 'The programme of the tasks.'),
    one('region', 'Regions', 'regionNumber', 'number', 'The region of the tasks.'),
  ],
  WorkingGroups: [
    one('leadingGroup', 'Organizations', 'leadingGroupNumber', 'number', 'The leading group above the working group.'),
    many('programmes', 'Programmes', 'number', 'workingGroupNumber', 'The programmes of the working group.'),
    many('tasks', 'Tasks', 'number', 'workingGroupNumber', 'The tasks of the working group.'),
    many('metrics', 'Metrics', 'number', 'workingGroupNumber', 'The metrics of the working group.'),
  ],
  Programmes: [
    one(
      'workingGroup',
      'WorkingGroups',
      'workingGroupNumber',
      'number',
      'The working group to which the programme belongs.',
    ),
    linked(
      'pilotRegions',
      'Regions',
      { table: 'programme_region', own: 'programme_id', other: 'region_id' },
      'The regions in which a pilot is tried first.',
    ),
    linked(
      'metrics',
      'Metrics',
      { table: 'programme_metric', own: 'programme_id', other: 'metric_id' },
      'The metrics that measure the programme.',
    ),
    many('tasks', 'Tasks', 'number', 'programmeNumber', 'The tasks of the programme.'),
  ],
  Organizations: [
    one('parent', 'Organizations', 'parentNumber', 'number', 'The parent organisation.'),
    one('region', 'Regions', 'regionNumber', 'number', 'The region in which the organisation works.'),
    linked(
      'heads',
      'Organizations',
      { table: 'organization_head', own: 'organization_id', other: 'head_id' },
      'The organisations that head it.',
    ),
    many(
      'workingGroups',
      'WorkingGroups',
      'number',
      'leadingGroupNumber',
      'The working groups under the organisation.',
    ),
    listing(
      'tasks',
      'Tasks',
      'organizationNumbers',
      'The tasks for which the organisation is responsible, in any role.',
    ),
    listing('leadTasks', 'Tasks', 'leadNumbers', 'The tasks that the organisation leads.'),
  ],
  Releases: [
    many(
      'observations',
      'Observations',
      'number',
      'releaseNumber',
      'The observations of the current release that this release introduced.',
    ),
  ],
  Periods: [many('observations', 'Observations', 'period', 'period', 'The observations of the period.')],
};
