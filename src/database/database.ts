import type { Beginning } from './beginning.ts';
import type { ConnectionUsage, DatabaseConfig, DatabaseLog, DatabaseOptions, Engine } from './engine.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { isMigrated, migrate } from './migrate.ts';
import type { LongTransaction, Sql } from './sql.ts';

/** The open database. */
export interface Database extends Sql {
  /** Prisma's client over the same connections, made when it is first asked for: that costs a third of a second. */
  readonly prisma: PrismaClient;
  /** How many statements it can run at one time. */
  readonly connections: number;
  /** How many times as long as on a PostgreSQL server it takes to read a row, about. */
  readonly rowCost: number;
  usage(): ConnectionUsage;
  /** Whether the database answers at all, however busy its connections are. */
  isAlive(): Promise<boolean>;
  /** Whether a statement waits for a table that somebody keeps locked. */
  waitsForTable(): Promise<boolean>;
  /** Statements that look at the database itself. They wait neither for a free connection nor for a transaction, but fail. */
  readonly probe: Sql;
  /** Since when a transaction has the whole database to itself, so that every other statement waits; null: none has. */
  exclusiveSince(): Beginning | null;
  /** Since when a long transaction runs on an embedded database, of which there is one at a time; null: none, or the database is no embedded one. */
  longSince(): Beginning | null;
  /** Everything in `work` happens or nothing does. When `signal` is aborted, it is given up, whatever it is doing. */
  transaction<T>(work: (tx: Sql) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** The same for work that takes long: nobody who reads waits for it until it excludes readers. */
  longTransaction<T>(work: (tx: LongTransaction) => Promise<T>, signal?: AbortSignal): Promise<T>;
  close(): Promise<void>;
}

/** Opens and migrates the database. Fails with CONFLICT when another process holds the directory, UNAVAILABLE when the server cannot be reached. */
export async function openDatabase(config: DatabaseConfig, options: DatabaseOptions = {}): Promise<Database> {
  if (config.kind === 'embedded') {
    const { openEmbedded } = await import('./pglite.ts');
    const engine = await openEmbedded(config, options.log);
    try {
      await migrateWhole(engine, options.log);
    } catch (error) {
      await engine.close();
      throw error;
    }
    return databaseOver(engine, options);
  }
  const { openPostgres } = await import('./postgres.ts');
  // A migration takes as long as it takes, on one connection, which is what makes a transaction of it.
  const { application } = options;
  const migrating = await openPostgres({ ...config, poolSize: 1 }, application === undefined ? {} : { application });
  try {
    await migrateWhole(migrating, options.log);
  } finally {
    await migrating.close();
  }
  return databaseOver(await openPostgres(config, options), options);
}

const LOCK = "hashtext('govgraph.migrate')";

/** All that is new or nothing, and one process at a time: one that dies over a migration would leave it half done, and Prisma would refuse to go on. */
async function migrateWhole(engine: Engine, log?: DatabaseLog): Promise<void> {
  // Whoever has nothing to migrate waits for nobody.
  if (await isMigrated(engine)) return;
  await engine.query('-- migrate.begin\nbegin');
  try {
    const [lock] = await engine.query<{ isTaken: boolean }>(
      `-- migrate.lock\nselect pg_try_advisory_xact_lock(${LOCK}) as "isTaken"`,
    );
    if (!lock?.isTaken) {
      log?.warn('another process migrates the database: waiting until it is done');
      await engine.query(`-- migrate.wait\nselect pg_advisory_xact_lock(${LOCK})`);
    }
    await migrate(engine);
    await engine.query('-- migrate.commit\ncommit');
  } catch (error) {
    await engine.query('-- migrate.rollback\nrollback').catch(() => {});
    throw error;
  }
}

/** The database over an engine that is open and migrated. */
export function databaseOver(engine: Engine, { onStatement }: DatabaseOptions = {}): Database {
  let prisma: PrismaClient | undefined;
  const makePrisma = () => {
    const made = new PrismaClient({
      adapter: engine.adapter,
      ...(onStatement ? { log: [{ emit: 'event', level: 'query' }] } : {}),
    });
    if (onStatement) (made as PrismaClient<'query'>).$on('query', (event) => onStatement(event.query));
    return made;
  };
  return {
    connections: engine.connections,
    rowCost: engine.rowCost,
    usage: () => engine.usage(),
    isAlive: () => engine.isAlive(),
    waitsForTable: () => engine.waitsForTable(),
    get prisma() {
      prisma ??= makePrisma();
      return prisma;
    },
    query: (text, values) => {
      onStatement?.(text);
      return engine.query(text, values);
    },
    probe: engine.probe,
    exclusiveSince: () => engine.exclusiveSince(),
    longSince: () => engine.longSince(),
    transaction: (work, signal) => engine.transaction(work, signal),
    longTransaction: (work, signal) => engine.longTransaction(work, signal),
    close: async () => {
      await prisma?.$disconnect();
      await engine.close();
    },
  };
}

/**
 * A database to which statements have another way, and nothing else. Each request has ways of its own: an object made of another one, as its
 * prototype, would have a shape of its own too, and everything that reads it would be slow.
 */
export class RoutedDatabase implements Database {
  readonly query: Sql['query'];
  readonly #database: Database;

  constructor(database: Database, query: Sql['query']) {
    this.#database = database;
    this.query = query;
  }

  get prisma(): PrismaClient {
    return this.#database.prisma;
  }
  get connections(): number {
    return this.#database.connections;
  }
  get rowCost(): number {
    return this.#database.rowCost;
  }
  get probe(): Sql {
    return this.#database.probe;
  }
  usage(): ConnectionUsage {
    return this.#database.usage();
  }
  isAlive(): Promise<boolean> {
    return this.#database.isAlive();
  }
  waitsForTable(): Promise<boolean> {
    return this.#database.waitsForTable();
  }
  exclusiveSince(): Beginning | null {
    return this.#database.exclusiveSince();
  }
  longSince(): Beginning | null {
    return this.#database.longSince();
  }
  transaction<T>(work: (tx: Sql) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#database.transaction(work, signal);
  }
  longTransaction<T>(work: (tx: LongTransaction) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.#database.longTransaction(work, signal);
  }
  close(): Promise<void> {
    return this.#database.close();
  }
}
