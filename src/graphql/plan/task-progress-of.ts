import type { GraphQLResolveInfo } from 'graphql';
import { countTasks, type TaskCounts } from '../../domain/progress/task-count.ts';
import type { TallyOwners } from '../../read/plan/task-tally.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { type Cost, tallyScan } from '../core/cost.ts';
import { requestedDay } from '../core/day.ts';
import { Organization, Programme, Region, WorkingGroup } from '../core/ref.ts';
import { loadProgress, ON_DAY, TaskProgress } from './task-progress.ts';

async function progress(
  by: TallyOwners['by'],
  id: number,
  on: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<TaskCounts> {
  return countTasks(await context.at(info, () => loadProgress(by, context, info)).load(id), on);
}

/** The tasks of all owners are counted in one pass over them. */
const progressCost = (_args: object, context: Context): Cost => ({ field: 1, multiplier: 1, scan: tallyScan(context) });

builder.objectField(WorkingGroup, 'progress', (t) =>
  t.field({
    type: TaskProgress,
    description: "The progress of the working group's tasks.",
    args: { on: t.arg({ type: 'Date', description: ON_DAY }) },
    complexity: progressCost,
    resolve: ({ id, datasetId }, { on }, context, info) =>
      progress('workingGroupId', id, requestedDay(on, context, datasetId), context, info),
  }),
);
builder.objectField(Programme, 'progress', (t) =>
  t.field({
    type: TaskProgress,
    description: "The progress of the programme's tasks.",
    args: { on: t.arg({ type: 'Date', description: ON_DAY }) },
    complexity: progressCost,
    resolve: ({ id, datasetId }, { on }, context, info) =>
      progress('programmeId', id, requestedDay(on, context, datasetId), context, info),
  }),
);
builder.objectField(Region, 'progress', (t) =>
  t.field({
    type: TaskProgress,
    description: 'The progress of the tasks of the region and of all regions below it.',
    args: { on: t.arg({ type: 'Date', description: ON_DAY }) },
    complexity: progressCost,
    resolve: ({ regionId, datasetId }, { on }, context, info) =>
      progress('regionId', regionId, requestedDay(on, context, datasetId), context, info),
  }),
);
builder.objectField(Organization, 'progress', (t) =>
  t.field({
    type: TaskProgress,
    description: 'The progress of the tasks for which the organisation is responsible, in any role.',
    args: { on: t.arg({ type: 'Date', description: ON_DAY }) },
    complexity: progressCost,
    resolve: ({ id, datasetId }, { on }, context, info) =>
      progress('organizationIds', id, requestedDay(on, context, datasetId), context, info),
  }),
);
