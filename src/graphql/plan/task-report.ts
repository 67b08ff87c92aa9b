import { loadCitations } from '../catalogue/citation.ts';
import { getColumnDescription } from '../core/description.ts';
import { TaskStatus } from '../core/enum.ts';
import { globalId, nodeInterface } from '../core/node-id.ts';
import { Citation, Organization, Rating, Task, TaskReport } from '../core/ref.ts';
import { pickName } from '../core/translation.ts';
import { tasksById } from './task-list.ts';

TaskReport.implement({
  description:
    'A report on a task at one time. The latest report sets the status and progress of the task, and the latest one with a rating its rating.',
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: "The report's global id.", resolve: ({ id }) => globalId('TaskReport', id) }),
    task: t.field({
      type: Task,
      description: 'The reported task.',
      resolve: async ({ taskId }, _args, context, info) => {
        const task = await context.at(info, () => tasksById(context, info)).load(taskId);
        if (!task) throw new Error(`task ${taskId} is reported on and cannot be seen`);
        return task;
      },
    }),
    reportedAt: t.field({
      type: 'DateTime',
      description: getColumnDescription('TaskReport', 'reportedAt'),
      resolve: ({ reportedAt }) => new Date(reportedAt),
    }),
    reportedBy: t.field({
      type: Organization,
      nullable: true,
      description: 'The reporting organisation.',
      resolve: ({ reportedById }, _args, { catalogue }) => catalogue.organizations.find(reportedById),
    }),
    status: t.expose('status', { type: TaskStatus, description: getColumnDescription('TaskReport', 'status') }),
    progress: t.expose('progress', {
      type: 'Decimal',
      nullable: true,
      description: 'The reported progress, 0 to 100. Null if the report gives no figure.',
    }),
    rating: t.field({
      type: Rating,
      nullable: true,
      description: 'The rating that the report gives the task. Null if it gives none.',
      resolve: ({ ratingId }, _args, { catalogue }) => catalogue.ratings.find(ratingId),
    }),
    note: t.string({
      nullable: true,
      description: "The report's note in words.",
      args: {
        lang: t.arg({
          type: 'Language',
          description:
            "Preferred language of the note. Default: from `Accept-Language`, else the data set's own language.",
        }),
      },
      resolve: (report, { lang }, context) => pickName(report.note, lang, context, report.datasetId),
    }),
    citations: t.field({
      type: [Citation],
      description: 'The citations of the report: its sources and the places in them.',
      resolve: (report, _args, context, info) => loadCitations(report.citationIds, context, info),
    }),
  }),
});
