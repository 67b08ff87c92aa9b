import { loadCitations } from '../catalogue/citation.ts';
import { meaningOf } from '../core/description.ts';
import { TaskStatus } from '../core/enum.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import { Citation, Organization, Task, TaskReport } from '../core/ref.ts';
import { pickName } from '../core/translation.ts';
import { tasksById } from './task-list.ts';

TaskReport.implement({
  description: 'What was reported of a task at a moment. The latest report says what the task is.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => globalId('TaskReport', id) }),
    task: t.field({
      type: Task,
      description: 'The task.',
      resolve: async ({ taskId }, _args, context, info) => {
        const task = await context.at(info, () => tasksById(context, info)).load(taskId);
        if (!task) throw new Error(`task ${taskId} is reported on and cannot be seen`);
        return task;
      },
    }),
    reportedAt: t.field({
      type: 'DateTime',
      description: meaningOf('TaskReport', 'reportedAt'),
      resolve: ({ reportedAt }) => new Date(reportedAt),
    }),
    reportedBy: t.field({
      type: Organization,
      nullable: true,
      description: 'Who reported it.',
      resolve: ({ reportedById }, _args, { catalogue }) => catalogue.organizations.find(reportedById),
    }),
    status: t.expose('status', { type: TaskStatus, description: meaningOf('TaskReport', 'status') }),
    progress: t.expose('progress', {
      type: 'Decimal',
      nullable: true,
      description: 'How much of it is done, 0 to 100; null where the report gives no figure.',
    }),
    note: t.string({
      nullable: true,
      description: 'What the report adds in words.',
      args: { lang: t.arg({ type: 'Language', description: 'The language of the note.' }) },
      resolve: (report, { lang }, context) => pickName(report.note, lang, context, report.datasetId),
    }),
    citations: t.field({
      type: [Citation],
      description: 'Where it was read.',
      resolve: (report, _args, context, info) => loadCitations(report.citationIds, context, info),
    }),
  }),
});
