import type { Database } from './database.ts';
import type { Sql } from './sql.ts';

/** The key of the lock that imports take, so that one waits for the other. */
const KEY = "hashtext('govgraph.import')";

const HOLDERS = `from pg_locks l join pg_stat_activity a on a.pid = l.pid
where l.locktype = 'advisory' and l.granted and l.objsubid = 1
  and l.database = (select oid from pg_database where datname = current_database())
  and (l.classid::bigint << 32 | l.objid::bigint) = ${KEY}::bigint`;

/** Who holds the lock that imports take. */
export interface LockHolder {
  /** The process on the PostgreSQL server; this process where the database is embedded. */
  readonly pid: number;
  /** The name that its program gave, as "govgraph import" does. */
  readonly application: string | null;
  /** When its transaction began, or where there is none, its connection. Null: this role may not see it. */
  readonly since: string | null;
}

/** Takes the lock until the transaction ends. `onWait` is told who holds it, where it is not free. */
export async function lockImports(tx: Sql, onWait: (holder: LockHolder | null) => void = () => {}): Promise<void> {
  const [row] = await tx.query<{ locked: boolean }>(
    `-- import.try-lock\nselect pg_try_advisory_xact_lock(${KEY}) as locked`,
  );
  if (row?.locked) return;
  onWait(await readHolder(tx));
  await tx.query(`-- import.lock\nselect pg_advisory_xact_lock(${KEY})`);
}

/** Who holds the lock now; null: nobody. */
export async function findLockHolder(database: Database): Promise<LockHolder | null> {
  const since = database.exclusiveSince() ?? database.longSince();
  if (since) return { pid: process.pid, application: null, since: since.at.toISOString() };
  return readHolder(database.probe);
}

/** Seconds for which an import has had the lock, whoever runs it; 0: none has, NaN: the database does not say. */
export async function readImportSeconds(database: Pick<Database, 'longSince' | 'probe'>): Promise<number> {
  const since = database.longSince();
  if (since) return since.elapsed / 1_000;
  try {
    const [row] = await database.probe.query<{ seconds: number | null }>(`-- import.seconds
select extract(epoch from clock_timestamp() - min(coalesce(a.xact_start, a.backend_start)))::float8 as seconds ${HOLDERS}`);
    return Math.max(0, row?.seconds ?? 0);
  } catch {
    return Number.NaN;
  }
}

async function readHolder(sql: Sql): Promise<LockHolder | null> {
  const [holder] = await sql.query<LockHolder>(`-- import.lock-holder
select a.pid, nullif(a.application_name, '') as application,
  to_char(coalesce(a.xact_start, a.backend_start) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since
${HOLDERS}`);
  return holder ?? null;
}
