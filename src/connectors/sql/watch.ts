import type { Logger } from 'pino';
import type { Sql } from '../../database/sql.ts';
import { MEMORY_FUNCTION } from './memory.ts';
import { isGivenDatabase, READERS } from './reader.ts';

export interface WatchOptions {
  /** Milliseconds for which a reader's statement may run, and its transaction may wait; a transaction may be open for twice as long. */
  readonly limit: number;
  /** Milliseconds between two looks. A connection takes up to two gigabytes in a second. */
  readonly every?: number;
  /** Bytes that all connections of a reader may take together. */
  readonly memory?: number;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

interface Ended {
  readonly pid: number;
  readonly role: string;
  readonly reason: string;
  readonly seconds: number;
}

/** Readers, and whether this server's role sees and may end what they do. */
const MEMBERS = `select r.oid, r.rolname::text as role,
  pg_has_role(r.oid, 'USAGE') or pg_has_role('pg_read_all_stats', 'USAGE') and pg_has_role('pg_signal_backend', 'USAGE') as watched
from pg_auth_members m join pg_roles g on g.oid = m.roleid and g.rolname = $1 join pg_roles r on r.oid = m.member and not r.rolsuper`;

/**
 * Locks of one connection that are neither on tables nor its own transaction. Whoever only reads holds none or a few; the server's lock table has
 * room for some ten thousand, and fails everybody when it is full.
 */
const MAX_LOCKS = 50;
/** Bytes that all connections of a reader may hold together, beside what the server's processes share. */
const MAX_MEMORY = 2 ** 30;

/** Of sessions that together take too much memory, the largest are ended until the others fit. A parallel worker counts for its leader. */
const MEMORY = `select a.session, sum(sum(m.bytes)) over (partition by a.role order by sum(m.bytes), a.session) > $4::float8 as over
  from activity a join ${MEMORY_FUNCTION} m using (pid) group by a.role, a.session`;
const NO_MEMORY = 'select 0 as session, $4::float8 < 0 as over';

/**
 * First a statement is cancelled; where it goes on, which a reader can bring about, its connection is ended, as is one that waits in a
 * transaction or holds an advisory lock, with which it could keep an import waiting. A transaction that is busy keeps locks on the views and
 * rows from being tidied up, and may not be open for ever either. Whatever is not idle runs: a function that is called without a statement too.
 * In a database that it was not given a reader may have rights that were taken from it here: it is ended there at once.
 */
const writeSweep = (memory: string): string => `-- reader.sweep
with locks as materialized (
  select pid, bool_or(locktype = 'advisory') as advisory,
    count(*) filter (where locktype not in ('relation', 'virtualxid') and mode <> 'SIReadLock') > ${MAX_LOCKS} as many
  from pg_locks group by pid
),
activity as materialized (
  select a.pid, coalesce(a.leader_pid, a.pid) as session, r.role, a.state, l.advisory, l.many,
    extract(epoch from clock_timestamp() - case when a.state = 'active' then a.query_start else a.state_change end)::float8 as seconds,
    extract(epoch from clock_timestamp() - a.xact_start)::float8 as age,
    not ${isGivenDatabase('r.oid', 'a.datid')} as strays
  from pg_stat_activity a join (${MEMBERS}) r on r.oid = a.usesysid and r.watched left join locks l on l.pid = a.pid
),
memory as materialized (${memory}),
found as materialized (
  select a.pid, role, greatest(seconds, age, 0) as seconds, case
    when strays then 'it was connected to another database'
    when advisory then 'it held an advisory lock'
    when many then 'it held too many locks'
    when m.over then 'it took too much memory'
    when age * 1000 > 2 * $2::float8 then 'its transaction was open too long'
    when seconds * 1000 <= $2::float8 then null
    when state not like 'idle%' then 'its statement took too long'
    when state like 'idle in transaction%' then 'its transaction waited too long'
  end as reason,
  state not like 'idle%' and seconds * 1000 <= $3::float8 and coalesce(age * 1000 <= 2 * $2::float8, true)
    and not (strays or coalesce(advisory or many, false) or coalesce(m.over, false)) as gently
  from activity a left join memory m on m.session = a.session
  where a.pid = a.session
)
select pid, role, reason, seconds, case when gently then pg_cancel_backend(pid) else pg_terminate_backend(pid) end as ended
from found where reason is not null`;
const SWEEP = writeSweep(NO_MEMORY);
const SWEEP_WITH_MEMORY = writeSweep(MEMORY);

/** How many readers there are, whose statements this server cannot see and could not end, and whether it sees their memory. */
const READINESS = `-- reader.readiness
select count(*)::int as readers, coalesce(string_agg(role, ', ' order by role) filter (where not watched), '') as hidden, current_user::text as me,
  exists (
    select from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'bi' and p.proname = 'reader_memory' and has_function_privilege(p.oid, 'EXECUTE') and has_schema_privilege(n.oid, 'USAGE')
  ) as "seesMemory"
from (${MEMBERS}) m`;

interface Readiness {
  readonly readers: number;
  readonly hidden: string;
  readonly me: string;
  readonly seesMemory: boolean;
}

/**
 * Ends what readers let run too long. A role's own settings are no fence, since whoever has the role may set them otherwise. Every server
 * watches for itself: to end twice does no harm, while a lock that lets one alone watch could be taken by a reader.
 */
export function watchReaders(
  sql: Sql,
  { limit, log, every = Math.min(500, limit), memory = MAX_MEMORY }: WatchOptions,
): { stop(): Promise<void> } {
  let stopped = false;
  let lastWarning = '';
  let isBlind = false;
  let running = Promise.resolve();
  const warn = (message: string) => {
    if (message !== lastWarning) log.warn({ watch: READERS }, message);
    lastWarning = message;
  };
  const sweep = async () => {
    try {
      const [readiness] = await sql.query<Readiness>(READINESS, [READERS]);
      if (!readiness || readiness.readers === 0) return;
      const { hidden, me, seesMemory } = readiness;
      const statement = seesMemory ? SWEEP_WITH_MEMORY : SWEEP;
      const ended = await sql.query<Ended>(statement, [READERS, limit, limit + 2 * every, memory]);
      for (const { pid, role, reason, seconds } of ended) {
        log.info({ watch: READERS, pid, role, seconds: Math.round(seconds) }, `ended a reader: ${reason}`);
      }
      if (!seesMemory && !isBlind) {
        log.info({ watch: READERS }, 'cannot see the memory of readers: run npm run bi:role again as a superuser');
      }
      isBlind = !seesMemory;
      if (hidden) warn(`cannot watch ${hidden}: grant ${hidden} to ${me}`);
      else lastWarning = '';
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
