import { light } from '../../domain/progress/traffic-light.ts';
import { followsRatings, lightDays } from '../../read/catalogue/task-light.ts';
import { readTasksBy } from '../../read/plan/task.ts';
import { AssessmentRule, findLightRule } from '../catalogue/assessment-rule.ts';
import { loadCitations } from '../catalogue/citation.ts';
import { builder } from '../core/builder.ts';
import { listCost, pageCost, taskScan } from '../core/cost.ts';
import { requestedDay } from '../core/day.ts';
import { getColumnDescription } from '../core/description.ts';
import { Attribution, Light, RegionLevel, TaskStatus } from '../core/enum.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import {
  Citation,
  Dataset,
  MetricConnection,
  Programme,
  Region,
  Task,
  TaskConnection,
  TaskReportConnection,
  WorkingGroup,
} from '../core/ref.ts';
import { selectedNames } from '../core/selection.ts';
import { pickName } from '../core/translation.ts';
import { listedDataset } from '../core/unknown-code.ts';
import { TaskOrder, TaskWhere } from './task-filter.ts';
import { taskColumns, taskLists, tasksById } from './task-list.ts';
import { metrics, Responsibility, reports, responsibilities } from './task-part.ts';

Task.implement({
  description: 'A task of a plan, with its working group, programme, region, responsible organisations and reports.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The task's global id.", resolve: ({ id }) => globalId('Task', id) }),
    dataset: t.field({
      type: Dataset,
      description: 'The data set to which the task belongs.',
      resolve: ({ datasetId }, _args, { catalogue }) => catalogue.datasets.get(datasetId),
    }),
    code: t.exposeString('code', { description: getColumnDescription('Task', 'code') }),
    title: t.string({
      nullable: true,
      description: "The task's title. Null if the source only counts the task and gives it no title.",
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the title. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (task, { lang }, context) => pickName(task.title, lang, context, task.datasetId),
    }),
    titledInSource: t.boolean({
      description: 'True if the source gives the task a title. If false, `title` is null: no title is invented.',
      resolve: (task) => task.title !== null,
    }),
    ordinal: t.exposeInt('ordinal', { nullable: true, description: getColumnDescription('Task', 'ordinal') }),
    workingGroup: t.field({
      type: WorkingGroup,
      nullable: true,
      description: 'The working group to which the task belongs.',
      resolve: ({ workingGroupId }, _args, { catalogue }) => catalogue.workingGroups.find(workingGroupId),
    }),
    attribution: t.expose('attribution', {
      type: Attribution,
      nullable: true,
      description: getColumnDescription('Task', 'attribution'),
    }),
    programme: t.field({
      type: Programme,
      nullable: true,
      description: 'The programme to which the task belongs.',
      resolve: ({ programmeId }, _args, { catalogue }) => catalogue.programmes.find(programmeId),
    }),
    region: t.field({
      type: Region,
      description: 'The region of the task.',
      resolve: ({ regionId }, _args, { catalogue }) => catalogue.regions.get(regionId),
    }),
    parent: t.field({
      type: Task,
      nullable: true,
      description: 'The parent task.',
      resolve: ({ parentId }, _args, context, info) =>
        parentId === null ? null : context.at(info, () => tasksById(context, info)).load(parentId),
    }),
    children: t.field({
      type: TaskConnection,
      description: 'The subtasks of the task, by code.',
      args: t.arg.connectionArgs(),
      complexity: (args, context) => listCost(args, taskScan(context)),
      resolve: ({ id }, args, context, info) =>
        context.at(info, () => taskLists({ owner: 'parent' }, args, context, info)).load(id),
    }),
    responsibilities: t.field({
      type: [Responsibility],
      description: 'The responsible organisations and their roles.',
      resolve: ({ id }, _args, context, info) => context.at(info, () => responsibilities(context)).load(id),
    }),
    level: t.expose('level', { type: RegionLevel, nullable: true, description: getColumnDescription('Task', 'level') }),
    weight: t.expose('weight', {
      type: 'Decimal',
      description: "The task's weight in its parent's progress. Default 1.",
    }),
    status: t.expose('status', { type: TaskStatus, description: getColumnDescription('Task', 'status') }),
    light: t.field({
      type: Light,
      nullable: true,
      description:
        'The traffic light of the task, by `lightRule`. A completed task is GREEN, a cancelled one has null. An open one is lit by its due date, with null if it has none; or by its rating, if it has one and the data set says so in `taskLight`.',
      args: {
        on: t.arg({
          type: 'Date',
          description:
            "Day for which the due date is compared. Ratings are the present ones, as the status is. Default: today in the data set's time zone.",
        }),
      },
      resolve: ({ status, dueDate, ratingId, datasetId }, { on }, context) => {
        const { catalogue, state } = context;
        const isRated = ratingId !== null && followsRatings(datasetId, catalogue);
        const rated = isRated ? catalogue.ratings.get(ratingId).light : undefined;
        const day = requestedDay(on, context, datasetId);
        return light({ status, dueDate, rated }, day, lightDays(datasetId, catalogue, state));
      },
    }),
    lightRule: t.field({
      type: AssessmentRule,
      description:
        'The rule for the traffic light of the task: the built-in rule `rating` if the task was rated and its data set says so in `taskLight`; otherwise the rule stored by its data set, else the built-in rule `due-date`.',
      resolve: (task, _args, context) => findLightRule(task, context),
    }),
    startDate: t.expose('startDate', {
      type: 'Date',
      nullable: true,
      description: getColumnDescription('Task', 'startDate'),
    }),
    dueDate: t.expose('dueDate', {
      type: 'Date',
      nullable: true,
      description: getColumnDescription('Task', 'dueDate'),
    }),
    completedDate: t.expose('completedDate', {
      type: 'Date',
      nullable: true,
      description: getColumnDescription('Task', 'completedDate'),
    }),
    ownProgress: t.expose('ownProgress', {
      type: 'Decimal',
      nullable: true,
      description: "The task's own reported progress, 0 to 100. A COMPLETED task without a figure has 100.",
    }),
    rolledUpProgress: t.expose('rolledUpProgress', {
      type: 'Decimal',
      nullable: true,
      description:
        'The weighted mean progress of the subtasks that are not cancelled, 0 to 100. Equals `ownProgress` if there are none; null if the progress of one is unknown.',
    }),
    reports: t.field({
      type: TaskReportConnection,
      description: 'The reports on the task, the earliest first. Reports are live: they belong to no release.',
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      resolve: ({ id }, args, context, info) => context.at(info, () => reports(args, context, info)).load(id),
    }),
    metrics: t.field({
      type: MetricConnection,
      description: "The metrics that measure the task, in the publisher's order.",
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      resolve: ({ id }, args, context, info) => context.at(info, () => metrics(args, context, info)).load(id),
    }),
    citations: t.field({
      type: [Citation],
      description: 'The citations of the task: its sources and the places in them.',
      resolve: (task, _args, context, info) => loadCitations(task.citationIds, context, info),
    }),
  }),
});

builder.queryFields((t) => ({
  tasks: t.field({
    type: TaskConnection,
    description: 'The tasks of a data set.',
    args: {
      where: t.arg({ type: TaskWhere, description: 'Filters the tasks. Default: all tasks of the default data set.' }),
      orderBy: t.arg({ type: [TaskOrder], description: 'Sort order. Default: by code.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: (args, context) => listCost(args, taskScan(context)),
    resolve: (_root, { where, ...args }, context, info) => {
      const own = { ...args, where: where && { ...where, dataset: null } };
      return taskLists({ owner: 'dataset' }, own, context, info).load(listedDataset(where?.dataset, context)?.id ?? 0);
    },
  }),
  task: t.field({
    type: Task,
    nullable: true,
    description: 'The task with this code. Null if there is none.',
    args: {
      code: t.arg.string({ required: true, description: 'Code of the task.' }),
      dataset: t.arg.string({ description: 'Code of a data set. Default: the default data set of the installation.' }),
    },
    resolve: async (_root, { code, dataset }, context, info) => {
      const by = { datasetId: context.datasetState(dataset)?.id ?? 0, codes: [code] };
      const columns = taskColumns(selectedNames(info));
      const [task] = await readTasksBy(context.database, context.state, by, columns);
      return task ?? null;
    },
  }),
}));
