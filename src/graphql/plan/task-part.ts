import DataLoader from 'dataloader';
import type { GraphQLResolveInfo } from 'graphql';
import { groupBy } from '../../domain/core/group-by.ts';
import {
  REPORT_KEYS,
  type ResponsibilityRow,
  readReports,
  readResponsibilities,
  readTaskMetrics,
  TASK_METRIC_KEYS,
  type TaskMetricRow,
  type TaskReportRow,
} from '../../read/plan/task-link.ts';
import { builder } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { ResponsibilityRole } from '../core/enum.ts';
import type { PageArguments } from '../core/pagination.ts';
import { type Metric, Organization } from '../core/ref.ts';
import { listLoader } from '../core/sql-list.ts';

/** Who answers for each task. */
export const responsibilities = ({ database, state }: Context) =>
  new DataLoader<number, ResponsibilityRow[]>(async (taskIds) => {
    const byTask = groupBy(await readResponsibilities(database, state, taskIds), ({ taskId }) => taskId);
    return taskIds.map((id) => byTask.get(id) ?? []);
  });

/** Pages of what was reported of each task. */
export const reports = (args: PageArguments, context: Context, info: GraphQLResolveInfo) =>
  listLoader<number, TaskReportRow, TaskReportRow>(
    {
      keys: REPORT_KEYS,
      read: (taskIds, page) => readReports(context.database, taskIds, page),
      nodeOf: (row) => row,
    },
    args,
    context,
    info,
  );

/** Pages of the metrics that measure each task. */
export const metrics = (args: PageArguments, context: Context, info: GraphQLResolveInfo) =>
  listLoader<number, TaskMetricRow, typeof Metric.$inferType>(
    {
      keys: TASK_METRIC_KEYS,
      read: (taskIds, page, state) => readTaskMetrics(context.database, state, taskIds, page),
      nodeOf: ({ metricId }) => context.catalogue.metrics.get(metricId),
    },
    args,
    context,
    info,
  );

export const Responsibility = builder.objectRef<ResponsibilityRow>('Responsibility').implement({
  description: 'A responsibility: an organisation and its role in a task.',
  fields: (t) => ({
    organization: t.field({
      type: Organization,
      description: 'The responsible organisation.',
      resolve: ({ organizationId }, _args, { catalogue }) => catalogue.organizations.get(organizationId),
    }),
    role: t.expose('role', { type: ResponsibilityRole, description: 'The role of the organisation in the task.' }),
  }),
});
