import { builder } from './builder.ts';
import { TaskStatus } from './enum.ts';
import { pickName } from './language.ts';
import { loadCitations } from './loader.ts';
import { globalId, nodeInterface } from './node-id.ts';
import { Citation } from './ref.ts';

builder.prismaObject('TaskReport', {
  description: 'What was reported of a task at a moment. The latest report says what the task is.',
  select: { id: true },
  interfaces: [nodeInterface],
  fields: (t) => ({
    id: t.id({ description: 'Its global id.', resolve: ({ id }) => globalId('TaskReport', id) }),
    task: t.relation('task', { description: 'The task.' }),
    reportedAt: t.expose('reportedAt', { type: 'DateTime' }),
    reportedBy: t.relation('reportedBy', { nullable: true, description: 'Who reported it.' }),
    status: t.expose('status', { type: TaskStatus }),
    progress: t.field({
      type: 'Decimal',
      nullable: true,
      description: 'How much of it is done, 0 to 100; null where the report gives no figure.',
      select: { progress: true },
      resolve: (report) => report.progress?.toString() ?? null,
    }),
    note: t.string({
      nullable: true,
      description: 'What the report adds in words.',
      args: { lang: t.arg({ type: 'Language', description: 'The language of the note.' }) },
      select: { note: true, task: { select: { datasetId: true } } },
      resolve: (report, { lang }, context) => pickName(report.note, lang, context, report.task.datasetId),
    }),
    citations: t.field({
      type: [Citation],
      description: 'Where it was read.',
      select: { citationIds: true },
      resolve: (report, _args, context, info) => loadCitations(report.citationIds, context, info),
    }),
  }),
});
