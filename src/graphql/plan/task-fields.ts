import { TASK_KEYS } from '../../read/plan/task.ts';
import { builder } from '../core/builder.ts';
import { listCost, taskScan } from '../core/cost.ts';
import { ResponsibilityRole } from '../core/enum.ts';
import { Metric, Organization, Region, TaskConnection } from '../core/ref.ts';
import { taskLists } from './task-list.ts';

/** By how many metrics, organisations or regions a task is found, about: so often it is counted where tasks are read for all of them. */
const SHARED = 10;

builder.objectField(Metric, 'tasks', (t) =>
  t.field({
    type: TaskConnection,
    description: 'The tasks that the metric measures, in import order.',
    args: t.arg.connectionArgs(),
    complexity: (args, context) => listCost(args, taskScan(context, SHARED)),
    resolve: ({ id }, args, context, info) =>
      context.at(info, () => taskLists({ owner: 'metric', keys: [TASK_KEYS.id] }, args, context, info)).load(id),
  }),
);
builder.objectField(Organization, 'tasks', (t) =>
  t.field({
    type: TaskConnection,
    description: 'The tasks for which the organisation is responsible, each once, in import order.',
    args: {
      role: t.arg({ type: ResponsibilityRole, description: 'Role of the organisation in the tasks. Default: any.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: (args, context) => listCost(args, taskScan(context, SHARED)),
    resolve: ({ id }, { role, ...args }, context, info) =>
      context
        .at(info, () => taskLists({ owner: 'organization', role, keys: [TASK_KEYS.id] }, args, context, info))
        .load(id),
  }),
);
builder.objectField(Region, 'tasks', (t) =>
  t.field({
    type: TaskConnection,
    description: 'The tasks of the region and of all regions below it, by code.',
    args: t.arg.connectionArgs(),
    complexity: (args, context) => listCost(args, taskScan(context, SHARED)),
    resolve: ({ regionId }, args, context, info) =>
      context.at(info, () => taskLists({ owner: 'region' }, args, context, info)).load(regionId),
  }),
);
