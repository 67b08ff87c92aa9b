import type { Logger } from 'pino';
import type { Sql } from '../../database/sql.ts';
import { READERS } from './reader.ts';

export interface WatchOptions {
  /** Milliseconds for which a reader's statement may run, and its transaction may wait; a transaction may be open for twice as long. */
  readonly limit: number;
  /** Milliseconds between two looks. */
  readonly every?: number;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

interface Ended {
  readonly pid: number;
  readonly role: string;
  readonly reason: string;
  readonly seconds: number;
}

const MEMBERS = `select r.oid, r.rolname from pg_auth_members m
join pg_roles g on g.oid = m.roleid and g.rolname = $1 join pg_roles r on r.oid = m.member and not r.rolsuper`;

/**
 * First a statement is cancelled; where it goes on, which a reader can bring about, its connection is ended, as is one that waits in a
 * transaction or holds an advisory lock, with which it could keep an import waiting. A transaction that is busy keeps locks on the views and
 * rows from being tidied up, and may not be open for ever either. Whatever is not idle runs: a function that is called without a statement too.
 */
const SWEEP = `-- reader.sweep
with activity as materialized (
  select a.pid, m.rolname::text as role, a.state,
    extract(epoch from clock_timestamp() - case when a.state = 'active' then a.query_start else a.state_change end)::float8 as seconds,
    extract(epoch from clock_timestamp() - a.xact_start)::float8 as age,
    exists (select from pg_locks l where l.pid = a.pid and l.locktype = 'advisory') as locks
  from pg_stat_activity a join (${MEMBERS}) m on m.oid = a.usesysid
),
found as materialized (
  select pid, role, greatest(seconds, age) as seconds, case
    when locks then 'it held an advisory lock'
    when age * 1000 > 2 * $2::float8 then 'its transaction was open too long'
    when seconds * 1000 <= $2::float8 then null
    when state not like 'idle%' then 'its statement took too long'
    when state like 'idle in transaction%' then 'its transaction waited too long'
  end as reason,
  state not like 'idle%' and not locks and seconds * 1000 <= $3::float8 and coalesce(age * 1000 <= 2 * $2::float8, true) as gently
  from activity
)
select pid, role, reason, seconds, case when gently then pg_cancel_backend(pid) else pg_terminate_backend(pid) end as ended
from found where reason is not null`;

/** Readers whose statements this server cannot see, and could not end. */
const HIDDEN = `-- reader.hidden
select m.rolname::text as role, current_user::text as me from (${MEMBERS}) m
where not (pg_has_role(m.oid, 'USAGE') or pg_has_role('pg_read_all_stats', 'USAGE') and pg_has_role('pg_signal_backend', 'USAGE'))`;

/**
 * Ends what readers let run too long. A role's own settings are no fence, since whoever has the role may set them otherwise. Every server
 * watches for itself: to end twice does no harm, while a lock that lets one alone watch could be taken by a reader.
 */
export function watchReaders(
  sql: Sql,
  { limit, log, every = Math.min(2_000, limit) }: WatchOptions,
): { stop(): Promise<void> } {
  let stopped = false;
  let lastWarning = '';
  let running = Promise.resolve();
  const warn = (message: string) => {
    if (message !== lastWarning) log.warn({ watch: READERS }, message);
    lastWarning = message;
  };
  const sweep = async () => {
    try {
      const hidden = await sql.query<{ role: string; me: string }>(HIDDEN, [READERS]);
      for (const { pid, role, reason, seconds } of await sql.query<Ended>(SWEEP, [READERS, limit, limit + 2 * every])) {
        log.info({ watch: READERS, pid, role, seconds: Math.round(seconds) }, `ended a reader: ${reason}`);
      }
      const [first] = hidden;
      if (first) {
        const roles = hidden.map(({ role }) => role).join(', ');
        warn(`cannot watch ${roles}: grant pg_read_all_stats, pg_signal_backend to ${first.me}`);
      } else lastWarning = '';
    } catch (error) {
      warn(`could not look after readers: ${error instanceof Error ? error.message : error}`);
    }
  };
  let timer: NodeJS.Timeout;
  const next = () => {
    timer = setTimeout(() => {
      running = sweep().then(() => {
        if (!stopped) next();
      });
    }, every);
    timer.unref();
  };
  next();
  return {
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      return running;
    },
  };
}
