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

/** What was kept of tasks `f` that a state of the past saw otherwise: of each the earliest since. */
function formerRows({ facts }: Snapshot, parameters: Parameters): { readonly changed: string; readonly rows: string } {
  const since = parameters.add(facts, 'int');
  const changed = (f: string) => `${f}.kind = 'TASK' and ${f}.until > ${since}`;
  return {
    changed: `select from former f where ${changed('f')} and f.id`,
    rows: `former f where ${changed('f')} and not exists (select from former g where ${changed('g')} and g.id = f.id and g.until < f.until)`,
  };
}

/** What hangs on tasks, as a state knows it. */
export function taskLinks(name: keyof typeof LINKS, state: Snapshot, parameters: Parameters): string {
  const { table, columns } = LINKS[name];
  if (!state.past) return table;
  const { changed, rows } = formerRows(state, parameters);
  const list = columns.replaceAll(/ (int|"\w+")/g, '');
  return `(
    select l.task_id, ${list} from ${table} l where not exists (${changed} = l.task_id)
    union all
    select f.id, ${list} from (select f.id, f.row from ${rows}) f cross join lateral jsonb_to_recordset(f.row -> '${name}') as x(${columns})
  )`;
}
