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
    one('metric', 'Metrics', 'metricNumber', 'number', 'What it measures.'),
    one('region', 'Regions', 'regionNumber', 'number', 'The region that it is of.'),
    {
      ...one('periodSpan', 'Periods', 'period', 'period', 'The span of time that it is of.'),
      own: ['period', 'periodStart', 'periodEnd', 'frequency'],
      within: periodWithin,
    },
    one(
      'workingGroup',
      'WorkingGroups',
      'workingGroupNumber',
      'number',
      'The working group that the metric belongs to.',
    ),
    one('release', 'Releases', 'releaseNumber', 'number', 'The release that it came with.'),
  ],
  Metrics: [
    one('workingGroup', 'WorkingGroups', 'workingGroupNumber', 'number', 'The working group that it belongs to.'),
    one('numerator', 'Metrics', 'numeratorNumber', 'number', 'Of a rate or ratio: the metric of its numerator.'),
    one('denominator', 'Metrics', 'denominatorNumber', 'number', 'Of a rate or ratio: the metric of its denominator.'),
    many('observations', 'Observations', 'number', 'metricNumber', 'What was published of it.'),
    linked(
      'programmes',
      'Programmes',
      { table: 'programme_metric', own: 'metric_id', other: 'programme_id' },
      'The programmes that it measures.',
    ),
    linked(
      'tasks',
      'Tasks',
      { table: 'task_metric', own: 'metric_id', other: 'task_id' },
      'The tasks that it measures.',
    ),
  ],
  Regions: [
    one('parent', 'Regions', 'parentNumber', 'number', 'The region that it lies in.'),
    many('children', 'Regions', 'number', 'parentNumber', 'The regions right below it.'),
    many('observations', 'Observations', 'number', 'regionNumber', 'What was published of it.'),
    many('tasks', 'Tasks', 'number', 'regionNumber', 'The tasks that are set for it, without what lies below it.'),
  ],
  Tasks: [
    one('workingGroup', 'WorkingGroups', 'workingGroupNumber', 'number', 'The working group that it belongs to.'),
    one('programme', 'Programmes', 'programmeNumber', 'number', 'The programme that it belongs to.'),
    one('region', 'Regions', 'regionNumber', 'number', 'Where it is to be done.'),
    one('parent', 'Tasks', 'parentNumber', 'number', 'The task that it is a part of.'),
    many('children', 'Tasks', 'number', 'parentNumber', 'Its parts.'),
    listed('leads', 'Organizations', 'leadNumbers', 'Who leads it.'),
    listed('organizations', 'Organizations', 'organizationNumbers', 'Who answers for it, in whatever way.'),
    linked('metrics', 'Metrics', { table: 'task_metric', own: 'task_id', other: 'metric_id' }, 'What measures it.'),
  ],
  TaskProgress: [
    one('workingGroup', 'WorkingGroups', 'workingGroupNumber', 'number', 'Their working group.'),
    one('programme', 'Programmes', 'programmeNumber', 'number', 'Their programme.'),
    one('region', 'Regions', 'regionNumber', 'number', 'The region that they are set in.'),
  ],
  WorkingGroups: [
    one('leadingGroup', 'Organizations', 'leadingGroupNumber', 'number', 'The leading group that it works under.'),
    many('programmes', 'Programmes', 'number', 'workingGroupNumber', 'The programmes that belong to it.'),
    many('tasks', 'Tasks', 'number', 'workingGroupNumber', 'The tasks that belong to it.'),
    many('metrics', 'Metrics', 'number', 'workingGroupNumber', 'The metrics that belong to it.'),
  ],
  Programmes: [
    one('workingGroup', 'WorkingGroups', 'workingGroupNumber', 'number', 'The working group that it belongs to.'),
    linked(
      'pilotRegions',
      'Regions',
      { table: 'programme_region', own: 'programme_id', other: 'region_id' },
      'Where it is tried first.',
    ),
    linked(
      'metrics',
      'Metrics',
      { table: 'programme_metric', own: 'programme_id', other: 'metric_id' },
      'What measures it.',
    ),
    many('tasks', 'Tasks', 'number', 'programmeNumber', 'Its tasks.'),
  ],
  Organizations: [
    one('parent', 'Organizations', 'parentNumber', 'number', 'The body that it is a part of.'),
    one('region', 'Regions', 'regionNumber', 'number', 'Where it works.'),
    linked(
      'heads',
      'Organizations',
      { table: 'organization_head', own: 'organization_id', other: 'head_id' },
      'Who leads it.',
    ),
    many('workingGroups', 'WorkingGroups', 'number', 'leadingGroupNumber', 'The working groups under it.'),
    listing('tasks', 'Tasks', 'organizationNumbers', 'The tasks that it answers for, in whatever way.'),
    listing('leadTasks', 'Tasks', 'leadNumbers', 'The tasks that it leads.'),
  ],
  Releases: [
    many(
      'observations',
      'Observations',
      'number',
      'releaseNumber',
      'The figures of the current release that came with it.',
    ),
  ],
  Periods: [many('observations', 'Observations', 'period', 'period', 'What was published of it.')],
};
