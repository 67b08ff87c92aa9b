import { tableAsOf } from '../core/history.ts';
import type { Snapshot } from '../core/snapshot.ts';
import type { Parameters } from '../core/statement.ts';

/** The tasks `t` as a state knows them: in one of the past, as they were before later publications changed them. */
export const taskTable = (state: Snapshot, parameters: Parameters): string => tableAsOf('task', 't', state, parameters);

const LINKS = {
  metrics: { table: 'task_metric', columns: 'metric_id int, position int' },
  responsibilities: {
    table: 'task_responsibility',
    columns: 'organization_id int, role "ResponsibilityRole", position int',
  },
} as const;

/** The rows of `row_history` of tasks that a past snapshot saw otherwise: of each task the earliest since. */
function taskHistory({ facts }: Snapshot, parameters: Parameters): { readonly changed: string; readonly rows: string } {
  const since = parameters.add(facts, 'int');
  const changed = (alias: string) => `${alias}.kind = 'TASK' and ${alias}.until > ${since}`;
  return {
    changed: `select from row_history h where ${changed('h')} and h.id`,
    rows: `row_history h where ${changed('h')} and not exists (select from row_history g where ${changed('g')} and g.id = h.id and g.until < h.until)`,
  };
}

/** What hangs on tasks, as a state knows it. */
export function taskLinks(name: keyof typeof LINKS, state: Snapshot, parameters: Parameters): string {
  const { table, columns } = LINKS[name];
  if (!state.past) return table;
  const { changed, rows } = taskHistory(state, parameters);
  const list = columns.replaceAll(/ (int|"\w+")/g, '');
  return `(
    select l.task_id, ${list} from ${table} l where not exists (${changed} = l.task_id)
    union all
    select h.id, ${list} from (select h.id, h.row from ${rows}) h cross join lateral jsonb_to_recordset(h.row -> '${name}') as x(${columns})
  )`;
}
