import { OPEN, type Sql } from '../../database/sql.ts';
import { topologicalSort } from '../../domain/core/topological-sort.ts';
import { Decimal } from '../../domain/number/decimal.ts';
import { type ChildProgress, ownProgress, rolledUpProgress, type TaskStatus } from '../../domain/progress/progress.ts';
import { dayInZone } from '../package/timestamp.ts';

/** Everything of a data set, or one task with all above it. */
export type Scope = { readonly dataset: number } | { readonly task: number };

interface State {
  readonly id: number;
  readonly parent_id: number | null;
  readonly weight: string;
  readonly status: TaskStatus;
  readonly progress: string | null;
  readonly completed_at: Date | null;
  readonly rating_id: number | null;
  readonly previous_rating_id: number | null;
  readonly rated_at: Date | null;
  /** Stored, and right already, where the task is not in the scope. */
  readonly rolled_up_progress: string | null;
  readonly settle: boolean;
}

const BATCH = 5_000;

/** Readers of a report and an import wait for each other here, so that neither works on tasks that the other changes. */
export const lockTasks = (tx: Sql) => tx.query("-- task.lock\nselect pg_advisory_xact_lock(hashtext('govgraph.task'))");

/** Sets status and progress of tasks to what their latest reports say, and rolls them up. Answers how many changed. */
export async function settleTasks(tx: Sql, scope: Scope, timeZone: string): Promise<number> {
  const states = await readStates(tx, scope);
  const settled = settle(states);
  let changed = 0;
  for (let start = 0; start < settled.length; start += BATCH) {
    const batch = settled.slice(start, start + BATCH).map(({ state, own, rolledUp }) => ({
      id: state.id,
      status: state.status,
      completed_date: state.completed_at === null ? null : dayInZone(state.completed_at, timeZone),
      own_progress: own?.toFixed() ?? null,
      rolled_up_progress: rolledUp?.toFixed() ?? null,
      rating_id: state.rating_id,
      previous_rating_id: state.previous_rating_id,
      rated_since: state.rated_at === null ? null : dayInZone(state.rated_at, timeZone),
    }));
    const [count] = await tx.query<{ changed: number }>(
      `-- task.settle
with changed as (
  update task t set status = g.status, completed_date = g.completed_date, own_progress = g.own_progress,
    rolled_up_progress = g.rolled_up_progress, rating_id = g.rating_id, previous_rating_id = g.previous_rating_id,
    rated_since = g.rated_since
  from jsonb_to_recordset($1::text::jsonb) as g(id int, status "TaskStatus", completed_date date, own_progress numeric(7, 4),
    rolled_up_progress numeric(7, 4), rating_id int, previous_rating_id int, rated_since date)
  where t.id = g.id and (t.status, t.completed_date, t.own_progress, t.rolled_up_progress, t.rating_id, t.previous_rating_id, t.rated_since)
    is distinct from (g.status, g.completed_date, g.own_progress, g.rolled_up_progress, g.rating_id, g.previous_rating_id, g.rated_since)
  returning 1
)
select count(*)::int as changed from changed`,
      [JSON.stringify(batch)],
    );
    changed += count?.changed ?? 0;
  }
  return changed;
}

function settle(states: readonly State[]) {
  const childrenOf = new Map<number, State[]>();
  for (const state of states) {
    if (state.parent_id === null) continue;
    const siblings = childrenOf.get(state.parent_id);
    if (siblings === undefined) childrenOf.set(state.parent_id, [state]);
    else siblings.push(state);
  }
  const progressOf = new Map<number, Decimal | null>();
  const childProgress = (child: State): ChildProgress => ({
    status: child.status,
    weight: new Decimal(child.weight),
    progress: progressOf.get(child.id) ?? null,
  });
  return topologicalSort(states, (state) => childrenOf.get(state.id) ?? []).order.flatMap((state) => {
    if (!state.settle) {
      progressOf.set(state.id, decimalOrNull(state.rolled_up_progress));
      return [];
    }
    const own = ownProgress(state.status, decimalOrNull(state.progress));
    const rolledUp = rolledUpProgress(own, (childrenOf.get(state.id) ?? []).map(childProgress));
    progressOf.set(state.id, rolledUp);
    return [{ state, own, rolledUp }];
  });
}

const decimalOrNull = (text: string | null): Decimal | null => (text === null ? null : new Decimal(text));

/**
 * The latest report decides; of two at one time, the one that came in last. Completed: since the first that said so without a break. Of
 * ratings, reports without one say nothing: rated since the first that gave the rating after another one.
 */
function readStates(tx: Sql, scope: Scope): Promise<State[]> {
  const chosen =
    'dataset' in scope
      ? 'select id, true as settle from task where dataset_id = $1::int'
      : `select id, true as settle from up union
    select c.id, false from task c join up on up.id = c.parent_id where not exists (select 1 from up u where u.id = c.id)`;
  return tx.query<State>(
    `-- task.states
with recursive up(id, parent_id) as (
  select id, parent_id from task where id = $1::int
  union select t.id, t.parent_id from task t join up on t.id = up.parent_id
),
chosen as (${chosen})
select t.id, t.parent_id, t.weight::text, coalesce(r.status, t.stated_status) as status, r.progress::text as progress,
       c.at as completed_at, g.rating_id, p.rating_id as previous_rating_id, s.at as rated_at, t.rolled_up_progress::text, chosen.settle
from chosen join task t on t.id = chosen.id
left join lateral (
  select status, progress from task_report where task_id = t.id order by reported_at desc, id desc limit 1
) r on true
left join lateral (
  select min(reported_at) as at from task_report
  where task_id = t.id and r.status = 'COMPLETED' and status = 'COMPLETED' and reported_at >= coalesce(
    (select max(reported_at) from task_report where task_id = t.id and status <> 'COMPLETED'), '-infinity')
) c on true
left join lateral (
  select rating_id from task_report where task_id = t.id and rating_id is not null order by reported_at desc, id desc limit 1
) g on true
left join lateral (
  select rating_id, reported_at, id from task_report
  where g.rating_id is not null and task_id = t.id and rating_id <> g.rating_id order by reported_at desc, id desc limit 1
) p on true
left join lateral (
  select min(reported_at) as at from task_report
  where g.rating_id is not null and task_id = t.id and rating_id = g.rating_id
    and (p.id is null or (reported_at, id) > (p.reported_at, p.id))
) s on true
where t.to_seq = ${OPEN}`,
    ['dataset' in scope ? scope.dataset : scope.task],
  );
}
