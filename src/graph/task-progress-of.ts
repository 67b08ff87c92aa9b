import { builder } from './builder.ts';
import { dayIn } from './day.ts';
import {
  loadProgress,
  OF_ORGANIZATION,
  OF_PROGRAMME,
  OF_REGION,
  OF_WORKING_GROUP,
  ON_DAY,
  TaskProgress,
} from './task-progress.ts';

builder.prismaObjectField('WorkingGroup', 'progress', (t) =>
  t.field({
    type: TaskProgress,
    description: 'How far its tasks have come.',
    args: { on: t.arg({ type: 'Date', description: ON_DAY }) },
    select: { datasetId: true },
    resolve: (row, { on }, context, info) =>
      loadProgress(OF_WORKING_GROUP, row.id, dayIn(on, context, row.datasetId), context, info),
  }),
);
builder.prismaObjectField('Programme', 'progress', (t) =>
  t.field({
    type: TaskProgress,
    description: 'How far its tasks have come.',
    args: { on: t.arg({ type: 'Date', description: ON_DAY }) },
    select: { datasetId: true },
    resolve: (row, { on }, context, info) =>
      loadProgress(OF_PROGRAMME, row.id, dayIn(on, context, row.datasetId), context, info),
  }),
);
builder.prismaObjectField('RegionVersion', 'progress', (t) =>
  t.field({
    type: TaskProgress,
    description: 'How far the tasks of it and of everything below it have come.',
    args: { on: t.arg({ type: 'Date', description: ON_DAY }) },
    select: { code: true, datasetId: true },
    resolve: (row, { on }, context, info) =>
      loadProgress(OF_REGION, row.code, dayIn(on, context, row.datasetId), context, info),
  }),
);
builder.prismaObjectField('Organization', 'progress', (t) =>
  t.field({
    type: TaskProgress,
    description: 'How far the tasks that it answers for have come, in whatever way it does.',
    args: { on: t.arg({ type: 'Date', description: ON_DAY }) },
    select: { datasetId: true },
    resolve: (row, { on }, context, info) =>
      loadProgress(OF_ORGANIZATION, row.id, dayIn(on, context, row.datasetId), context, info),
  }),
);
