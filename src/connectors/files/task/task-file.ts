import type { Database } from '../../../database/database.ts';
import { joinConditions, Parameters, seenTable } from '../../../read/core/statement.ts';
import { taskTable } from '../../../read/plan/task-history.ts';
import { TASKS } from '../../table/task.ts';
import type { Owners } from '../formats/batch.ts';
import { rowFile } from './row-file.ts';
import { selectedTaskConditions, TASK_WORDS, type TaskSelection, taskSelection } from './task-selection.ts';

const ORDER = 't.code, t.id';

/** The tasks of a data set, as a file. */
export const TASK_FILE = rowFile<TaskSelection>({
  name: 'tasks',
  table: TASKS,
  first: [
    'code',
    'title',
    'status',
    'light',
    'startDate',
    'dueDate',
    'completedDate',
    'ownProgress',
    'rolledUpProgress',
  ],
  sheetTitle: 'files.sheet-tasks',
  words: TASK_WORDS,
  select: taskSelection,
  owners: selectedTasks,
  rowsOf: () => (ids) => ({ conditions: [`t.id = any(${ids})`], order: ORDER }),
});

async function selectedTasks(database: Database, selection: TaskSelection): Promise<Owners> {
  const { state } = selection.context;
  const parameters = new Parameters();
  const conditions = selectedTaskConditions(selection, parameters);
  const [found] = await database.query<{ ids: readonly number[] | null }>(
    `-- files.task-list
select json_agg(t.id order by ${ORDER}) as ids
from ${taskTable(state, parameters)} join ${seenTable(state, parameters)} on seen.dataset_id = t.dataset_id
where ${joinConditions(conditions)}`,
    parameters.values,
  );
  const ids = found?.ids ?? [];
  return { ids, counts: ids.map(() => 1), total: ids.length };
}
