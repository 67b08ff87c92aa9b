import type { Database } from '../../../database/database.ts';
import { badInput } from '../../../domain/core/errors.ts';
import { message } from '../../../domain/message/message.ts';
import { joinConditions, Parameters, seenTable } from '../../../read/core/statement.ts';
import { taskTable } from '../../../read/plan/task-history.ts';
import type { HandlerOptions } from '../../http/handler.ts';
import { REPORTED_ON, TASK_REPORTS } from '../../table/task-report.ts';
import type { Owners } from '../formats/batch.ts';
import type { Words } from '../request/words.ts';
import { rowFile } from './row-file.ts';
import { dayIn, selectedTaskConditions, TASK_WORDS, type TaskSelection, taskSelection } from './task-selection.ts';

/** The reports of these days, both counted, on the tasks that are selected. */
interface TaskReportSelection extends TaskSelection {
  readonly reportedFrom: string | null;
  readonly reportedTo: string | null;
}

const TASK_ORDER = 't.code, t.id';

/** The dated reports on the tasks of a data set, as a file: by task, the earliest first. */
export const TASK_REPORT_FILE = rowFile<TaskReportSelection>({
  name: 'task-reports',
  table: TASK_REPORTS,
  first: [
    'taskCode',
    'taskTitle',
    'reportedOn',
    'status',
    'progress',
    'ratingName',
    'ratingLight',
    'reportedByName',
    'note',
  ],
  sheetTitle: 'files.sheet-task-reports',
  words: [...TASK_WORDS, 'reportedFrom', 'reportedTo'],
  select: taskReportSelection,
  owners: reportedTasks,
  owner: { id: 'e.task_id', columns: new Set(['datasetCode', 'taskCode', 'taskTitle']) },
  rowsOf: (selection) => (ids, parameters) => ({
    conditions: [`e.task_id = any(${ids})`, ...reportConditions(selection, parameters)],
    order: `${TASK_ORDER}, e.reported_at, e.id`,
  }),
});

async function taskReportSelection(
  options: HandlerOptions,
  request: Request,
  words: Words,
): Promise<TaskReportSelection> {
  const [reportedFrom, reportedTo] = [dayIn(words, 'reportedFrom'), dayIn(words, 'reportedTo')];
  if (reportedFrom !== null && reportedTo !== null && reportedFrom > reportedTo) {
    const days = { reportedFrom, reportedTo };
    throw badInput('reportedFrom', message('files.reported-from-after-reported-to', days));
  }
  return { ...(await taskSelection(options, request, words)), reportedFrom, reportedTo };
}

/** The conditions on a report `e` of a data set `d`. */
function reportConditions({ reportedFrom, reportedTo }: TaskReportSelection, parameters: Parameters): string[] {
  const day = (text: string) => parameters.add(text, 'date');
  return [
    ...(reportedFrom === null ? [] : [`${REPORTED_ON} >= ${day(reportedFrom)}`]),
    ...(reportedTo === null ? [] : [`${REPORTED_ON} <= ${day(reportedTo)}`]),
  ];
}

async function reportedTasks(database: Database, selection: TaskReportSelection): Promise<Owners> {
  const { state } = selection.context;
  const parameters = new Parameters();
  const ofTask = selectedTaskConditions(selection, parameters);
  const ofReport = ['e.task_id = t.id', ...reportConditions(selection, parameters)];
  const [found] = await database.query<{ ids: readonly number[] | null; counts: readonly number[] | null }>(
    `-- files.reported-tasks
select json_agg(k.id) as ids, json_agg(k.count) as counts
from (
  select t.id, n.count
  from ${taskTable(state, parameters)}
  join ${seenTable(state, parameters)} on seen.dataset_id = t.dataset_id
  join dataset d on d.id = t.dataset_id
  cross join lateral (select count(*)::int as count from task_report e where ${joinConditions(ofReport)}) n
  where ${joinConditions(ofTask)} and n.count > 0
  order by ${TASK_ORDER}
) k`,
    parameters.values,
  );
  const counts = found?.counts ?? [];
  return { ids: found?.ids ?? [], counts, total: counts.reduce((sum, count) => sum + count, 0) };
}
