import { existsSync } from 'node:fs';
import type { DatabaseConfig } from './engine.ts';
import { type MigrationState, readMigrationState } from './migrate.ts';
import { createdMark, openEmbedded } from './pglite.ts';
import { openPostgres } from './postgres.ts';
import type { Sql } from './sql.ts';

/** What can be seen of a database without changing it. */
export interface DatabaseInspection extends MigrationState {
  /** As PostgreSQL writes it, "15.4". */
  readonly version: string;
  readonly versionNumber: number;
  readonly isReadOnly: boolean;
  readonly canCreate: boolean;
  readonly maxConnections: number;
  readonly usedConnections: number;
  /** By how many seconds the clock of the database is ahead of the clock here. */
  readonly clockLead: number;
  /** Codes of what is published. */
  readonly datasets: readonly string[];
}

/** Looks at a database, and does not migrate it; null: there is none yet. Fails as `openDatabase` does where it cannot be opened. */
export async function inspectDatabase(config: DatabaseConfig): Promise<DatabaseInspection | null> {
  if (config.kind === 'embedded' && !existsSync(createdMark(config.directory))) return null;
  const engine =
    config.kind === 'embedded'
      ? await openEmbedded(config)
      : await openPostgres({ ...config, poolSize: 1 }, { application: 'govgraph doctor' });
  try {
    return await inspectOpen(engine);
  } finally {
    await engine.close();
  }
}

export interface ReplicaInspection {
  /** Whether it follows another server. */
  readonly follows: boolean;
  /** The number of the last publication that it holds. */
  readonly publications: number;
}

/** Looks at the server that answers at the address of the replicas. Fails where none does. */
export async function inspectReplica(url: string): Promise<ReplicaInspection> {
  const engine = await openPostgres({ kind: 'postgres', url, poolSize: 1 }, { application: 'govgraph doctor' });
  try {
    const [server] = await engine.query<{ follows: boolean; known: boolean }>(`-- inspect.replica
select pg_is_in_recovery() as follows, to_regclass('content_version') is not null as known`);
    const [content] = server?.known
      ? await engine.query<{ facts: number }>('-- inspect.replica-version\nselect facts from content_version')
      : [];
    return { follows: server?.follows ?? false, publications: content?.facts ?? 0 };
  } finally {
    await engine.close();
  }
}

interface ServerRow {
  readonly version: string;
  readonly number: number;
  readonly read_only: boolean;
  readonly can_create: boolean;
  readonly max: number;
  readonly used: number;
  readonly now: number;
}

/** The same of a database that is open. */
export async function inspectOpen(engine: Sql): Promise<DatabaseInspection> {
  const begun = Date.now();
  const [row] = await engine.query<ServerRow>(`-- inspect.server
select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
  pg_is_in_recovery() or current_setting('default_transaction_read_only')::boolean as read_only,
  has_schema_privilege('public', 'CREATE') as can_create, current_setting('max_connections')::int as max,
  (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used,
  (extract(epoch from clock_timestamp()) * 1000)::float8 as now`);
  if (!row) throw new Error('the database answered without a row');
  const here = (begun + Date.now()) / 2;
  const state = await readMigrationState(engine);
  return {
    ...state,
    version: row.version,
    versionNumber: row.number,
    isReadOnly: row.read_only,
    canCreate: row.can_create,
    maxConnections: row.max,
    usedConnections: row.used,
    clockLead: (row.now - here) / 1_000,
    datasets: await readDatasets(engine),
  };
}

async function readDatasets(engine: Sql): Promise<string[]> {
  const [table] = await engine.query<{ exists: boolean }>(
    "-- inspect.table\nselect to_regclass('dataset') is not null as exists",
  );
  if (!table?.exists) return [];
  const rows = await engine.query<{ code: string }>(
    '-- inspect.published\nselect code from dataset where current_seq > 0 order by code',
  );
  return rows.map(({ code }) => code);
}
