import { light } from '../domain/light.ts';
import { visible } from '../store/state.ts';
import { builder } from './builder.ts';
import { listPage, pageCost, readList, relatedList } from './connection.ts';
import { dayIn, dayOf } from './day.ts';
import { Attribution, Light, RegionLevel, ResponsibilityRole, TaskStatus } from './enum.ts';
import { pickName } from './language.ts';
import { CURRENT_VERSION, loadCitations } from './loader.ts';
import { globalId, nodeInterface } from './node-id.ts';
import { findOne } from './read.ts';
import { Citation, MetricConnection, Organization, Region, Task, TaskConnection, TaskReportConnection } from './ref.ts';
import { TaskOrder, TaskWhere, taskConditionsInDataset, taskOrder } from './task-filter.ts';

const Responsibility = builder
  .objectRef<{ organization: { id: number }; role: typeof ResponsibilityRole.$inferType }>('Responsibility')
  .implement({
    description: 'An organisation that answers for a task, and in what way.',
    fields: (t) => ({
      organization: t.field({
        type: Organization,
        description: 'The organisation.',
        resolve: (row) => row.organization,
      }),
      role: t.expose('role', { type: ResponsibilityRole, description: 'In what way it answers for the task.' }),
    }),
  });

builder.prismaObject('Task', {
  description:
    'Something that is to be done: with a group, a programme, a region, those who answer for it, and what they report.',
  select: { id: true },
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => globalId('Task', id) }),
    dataset: t.relation('dataset', { description: 'The data set that it belongs to.' }),
    code: t.exposeString('code'),
    title: t.string({
      nullable: true,
      description: 'Null where the source counts the task and gives it no title.',
      args: { lang: t.arg({ type: 'Language', description: 'The language of the title.' }) },
      select: { title: true, datasetId: true },
      resolve: (task, { lang }, context) => pickName(task.title, lang, context, task.datasetId),
    }),
    titledInSource: t.boolean({
      description: 'Whether the source gives it a title; where it does not, the title is null and none is invented.',
      select: { title: true },
      resolve: (task) => task.title !== null,
    }),
    ordinal: t.exposeInt('ordinal', { nullable: true }),
    workingGroup: t.relation('workingGroup', { nullable: true, description: 'The working group that it belongs to.' }),
    attribution: t.expose('attribution', { type: Attribution, nullable: true }),
    programme: t.relation('programme', { nullable: true, description: 'The programme that it belongs to.' }),
    region: t.field({
      type: Region,
      description: 'Where it is to be done.',
      select: (_args, _context, nested) => ({
        region: { select: { versions: nested({ where: CURRENT_VERSION, take: 1 }) } },
      }),
      resolve: (task) => {
        const [region] = task.region.versions;
        if (!region) throw new Error(`task ${task.id} stands in a region without a version`);
        return region;
      },
    }),
    parent: t.relation('parent', { nullable: true, description: 'The task that it is a part of.' }),
    children: t.field({
      type: TaskConnection,
      description: 'Its parts, by code.',
      args: t.arg.connectionArgs(),
      ...relatedList({
        parent: 'task',
        relation: 'children',
        order: () => taskOrder(),
        where: (_args, _context, state) => [visible(state)],
      }),
    }),
    responsibilities: t.field({
      type: [Responsibility],
      description: 'Who answers for it.',
      select: (_args, _context, nested) => ({
        responsibilities: {
          orderBy: [{ role: 'asc' }, { position: 'asc' }],
          take: 1_000,
          select: { role: true, organization: nested({}, ['organization']) },
        },
      }),
      resolve: (task) => task.responsibilities,
    }),
    level: t.expose('level', { type: RegionLevel, nullable: true }),
    weight: t.field({
      type: 'Decimal',
      description: "What it weighs in its parent's progress; 1 unless the publisher says otherwise.",
      select: { weight: true },
      resolve: (task) => task.weight.toString(),
    }),
    status: t.expose('status', { type: TaskStatus }),
    light: t.field({
      type: Light,
      nullable: true,
      description:
        'How it stands. Null where the rule needs a due date and there is none, and the task is not completed. COMPLETED is GREEN.',
      args: {
        on: t.arg({
          type: 'Date',
          description: "Seen from this day; today in the data set's time zone, unless given.",
        }),
      },
      select: { status: true, dueDate: true, datasetId: true },
      resolve: (task, { on }, context) =>
        light({ status: task.status, dueDate: dayOf(task.dueDate) }, dayIn(on, context, task.datasetId)),
    }),
    startDate: t.expose('startDate', { type: 'Date', nullable: true }),
    dueDate: t.expose('dueDate', { type: 'Date', nullable: true }),
    completedDate: t.expose('completedDate', { type: 'Date', nullable: true }),
    ownProgress: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'What this task reported of itself, 0 to 100; COMPLETED without a figure is 100.',
      select: { ownProgress: true },
      resolve: (task) => task.ownProgress?.toString() ?? null,
    }),
    rolledUpProgress: t.field({
      type: 'Decimal',
      nullable: true,
      description:
        'Weighted over the tasks below it that are not cancelled; equal to ownProgress where it has none. Null where a part of it is not known.',
      select: { rolledUpProgress: true },
      resolve: (task) => task.rolledUpProgress?.toString() ?? null,
    }),
    reports: t.field({
      type: TaskReportConnection,
      description: 'What was reported of it, the earliest first. Reports are live: they belong to no release.',
      args: t.arg.connectionArgs(),
      ...relatedList({
        parent: 'task',
        relation: 'reports',
        order: () => [
          { field: 'reportedAt', type: 'moment' },
          { field: 'id', type: 'int' },
        ],
      }),
    }),
    metrics: t.field({
      type: MetricConnection,
      description: 'The metrics that measure it, in the order in which the publisher names them.',
      args: t.arg.connectionArgs(),
      ...relatedList({
        parent: 'task',
        relation: 'metrics',
        through: 'metric',
        order: () => [
          { field: 'position', type: 'int' },
          { field: 'metricId', type: 'int' },
        ],
        where: (_args, _context, state) => [{ metric: visible(state) }],
      }),
    }),
    citations: t.field({
      type: [Citation],
      description: 'Where it was read.',
      select: { citationIds: true },
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
    resolve: (_root, { where, orderBy, ...args }, context, info) => {
      const order = taskOrder(orderBy);
      const page = listPage(args, order, context);
      const conditions = [visible(page.state), ...taskConditionsInDataset(where, context)];
      return readList({ model: 'task', order, where: conditions }, page, context, info);
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
    resolve: (_root, { code, dataset }, context, info) =>
      findOne('task', { datasetId: context.datasetState(dataset)?.id ?? 0, code }, context, info),
  }),
}));
