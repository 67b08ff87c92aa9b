import { light } from '../../domain/progress/traffic-light.ts';
import { readTasksBy } from '../../read/plan/task.ts';
import { AssessmentRule, lightDays, lightRuleOf } from '../catalogue/assessment-rule.ts';
import { loadCitations } from '../catalogue/citation.ts';
import { builder } from '../core/builder.ts';
import { pageCost } from '../core/connection.ts';
import { dayIn } from '../core/day.ts';
import { meaningOf } from '../core/description.ts';
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
import { TaskOrder, TaskWhere } from './task-filter.ts';
import { taskColumns, taskLists, tasksById } from './task-list.ts';
import { metrics, Responsibility, reports, responsibilities } from './task-part.ts';

Task.implement({
  description:
    'Something that is to be done: with a group, a programme, a region, those who answer for it, and what they report.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => globalId('Task', id) }),
    dataset: t.field({
      type: Dataset,
      description: 'The data set that it belongs to.',
      resolve: ({ datasetId }, _args, { catalogue }) => catalogue.datasets.get(datasetId),
    }),
    code: t.exposeString('code', { description: meaningOf('Task', 'code') }),
    title: t.string({
      nullable: true,
      description: 'Null where the source counts the task and gives it no title.',
      args: { lang: t.arg({ type: 'Language', description: 'The language of the title.' }) },
      resolve: (task, { lang }, context) => pickName(task.title, lang, context, task.datasetId),
    }),
    titledInSource: t.boolean({
      description: 'Whether the source gives it a title; where it does not, the title is null and none is invented.',
      resolve: (task) => task.title !== null,
    }),
    ordinal: t.exposeInt('ordinal', { nullable: true, description: meaningOf('Task', 'ordinal') }),
    workingGroup: t.field({
      type: WorkingGroup,
      nullable: true,
      description: 'The working group that it belongs to.',
      resolve: ({ workingGroupId }, _args, { catalogue }) => catalogue.workingGroups.find(workingGroupId),
    }),
    attribution: t.expose('attribution', {
      type: Attribution,
      nullable: true,
      description: meaningOf('Task', 'attribution'),
    }),
    programme: t.field({
      type: Programme,
      nullable: true,
      description: 'The programme that it belongs to.',
      resolve: ({ programmeId }, _args, { catalogue }) => catalogue.programmes.find(programmeId),
    }),
    region: t.field({
      type: Region,
      description: 'Where it is to be done.',
      resolve: ({ regionId }, _args, { catalogue }) => catalogue.regions.get(regionId),
    }),
    parent: t.field({
      type: Task,
      nullable: true,
      description: 'The task that it is a part of.',
      resolve: ({ parentId }, _args, context, info) =>
        parentId === null ? null : context.at(info, () => tasksById(context, info)).load(parentId),
    }),
    children: t.field({
      type: TaskConnection,
      description: 'Its parts, by code.',
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      resolve: ({ id }, args, context, info) =>
        context.at(info, () => taskLists({ owner: 'parent' }, args, context, info)).load(id),
    }),
    responsibilities: t.field({
      type: [Responsibility],
      description: 'Who answers for it.',
      resolve: ({ id }, _args, context, info) => context.at(info, () => responsibilities(context)).load(id),
    }),
    level: t.expose('level', { type: RegionLevel, nullable: true, description: meaningOf('Task', 'level') }),
    weight: t.expose('weight', {
      type: 'Decimal',
      description: "What it weighs in its parent's progress; 1 unless the publisher says otherwise.",
    }),
    status: t.expose('status', { type: TaskStatus, description: meaningOf('Task', 'status') }),
    light: t.field({
      type: Light,
      nullable: true,
      description:
        'How it stands, by `lightRule`. Null where the rule needs a due date and there is none, and the task is not completed. COMPLETED is GREEN.',
      args: {
        on: t.arg({
          type: 'Date',
          description: "Seen from this day; today in the data set's time zone, unless given.",
        }),
      },
      resolve: (task, { on }, context) =>
        light(task, dayIn(on, context, task.datasetId), lightDays(task.datasetId, context)),
    }),
    lightRule: t.field({
      type: AssessmentRule,
      description:
        'The rule that its light follows: the one that its data set stores, or else the one of every data set that stores none, `due-date`.',
      resolve: ({ datasetId }, _args, context) => lightRuleOf(datasetId, context),
    }),
    startDate: t.expose('startDate', { type: 'Date', nullable: true, description: meaningOf('Task', 'startDate') }),
    dueDate: t.expose('dueDate', { type: 'Date', nullable: true, description: meaningOf('Task', 'dueDate') }),
    completedDate: t.expose('completedDate', {
      type: 'Date',
      nullable: true,
      description: meaningOf('Task', 'completedDate'),
    }),
    ownProgress: t.expose('ownProgress', {
      type: 'Decimal',
      nullable: true,
      description: 'What this task reported of itself, 0 to 100; COMPLETED without a figure is 100.',
    }),
    rolledUpProgress: t.expose('rolledUpProgress', {
      type: 'Decimal',
      nullable: true,
      description:
        'Weighted over the tasks below it that are not cancelled; equal to ownProgress where it has none. Null where a part of it is not known.',
    }),
    reports: t.field({
      type: TaskReportConnection,
      description: 'What was reported of it, the earliest first. Reports are live: they belong to no release.',
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      resolve: ({ id }, args, context, info) => context.at(info, () => reports(args, context, info)).load(id),
    }),
    metrics: t.field({
      type: MetricConnection,
      description: 'The metrics that measure it, in the order in which the publisher names them.',
      args: t.arg.connectionArgs(),
      complexity: pageCost,
      resolve: ({ id }, args, context, info) => context.at(info, () => metrics(args, context, info)).load(id),
    }),
    citations: t.field({
      type: [Citation],
      description: 'Where it was read.',
      resolve: (task, _args, context, info) => loadCitations(task.citationIds, context, info),
    }),
  }),
});

builder.queryFields((t) => ({
  tasks: t.field({
    type: TaskConnection,
    description: 'The tasks of a data set.',
    args: {
      where: t.arg({ type: TaskWhere, description: 'Which of them.' }),
      orderBy: t.arg({ type: [TaskOrder], description: 'In which order; by code, unless given.' }),
      ...t.arg.connectionArgs(),
    },
    complexity: pageCost,
    resolve: (_root, { where, ...args }, context, info) => {
      const own = { ...args, where: where && { ...where, dataset: null } };
      return taskLists({ owner: 'dataset' }, own, context, info).load(context.datasetState(where?.dataset)?.id ?? 0);
    },
  }),
  task: t.field({
    type: Task,
    nullable: true,
    description: 'The task with this code.',
    args: {
      code: t.arg.string({ required: true, description: 'Code of a task.' }),
      dataset: t.arg.string({ description: 'Code of a data set; the default one, unless given.' }),
    },
    resolve: async (_root, { code, dataset }, context, info) => {
      const by = { datasetId: context.datasetState(dataset)?.id ?? 0, codes: [code] };
      const columns = taskColumns(selectedNames(info));
      const [task] = await readTasksBy(context.database, context.state, by, columns);
      return task ?? null;
    },
  }),
}));
