import type { DatabaseConfig, DatabaseOptions, Engine } from './engine.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { migrate } from './migrate.ts';
import type { Sql } from './sql.ts';

/** The open database. */
export interface Database extends Sql {
  /** Prisma's client over the same connections, made when it is first asked for: that costs a third of a second. */
  readonly prisma: PrismaClient;
  /** How many statements it can run at one time. */
  readonly connections: number;
  /** Whether the database answers at all, however busy its connections are. */
  isAlive(): Promise<boolean>;
  /** Everything in `work` happens or nothing does. */
  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens and migrates the database. Fails with CONFLICT when another process holds the directory, UNAVAILABLE when the server cannot be reached. */
export async function openDatabase(config: DatabaseConfig, options: DatabaseOptions = {}): Promise<Database> {
  if (config.kind === 'embedded') {
    const { openEmbedded } = await import('./pglite.ts');
    const engine = await openEmbedded(config);
    try {
      await migrateWhole(engine);
    } catch (error) {
      await engine.close();
      throw error;
    }
    return databaseOver(engine, options);
  }
  const { openPostgres } = await import('./postgres.ts');
  // A migration takes as long as it takes, on one connection, which is what makes a transaction of it.
  const migrating = await openPostgres({ ...config, poolSize: 1 }, {});
  try {
    await migrateWhole(migrating);
  } finally {
    await migrating.close();
  }
  return databaseOver(await openPostgres(config, options), options);
}

/** All that is new or nothing, and one process at a time: one that dies over a migration would leave it half done, and Prisma would refuse to go on. */
async function migrateWhole(engine: Engine): Promise<void> {
  await engine.query('-- migrate.begin\nbegin');
  try {
    await engine.query("-- migrate.wait\nselect pg_advisory_xact_lock(hashtext('govgraph.migrate'))");
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
    isAlive: () => engine.isAlive(),
    get prisma() {
      prisma ??= makePrisma();
      return prisma;
    },
    query: (text, values) => {
      onStatement?.(text);
      return engine.query(text, values);
    },
    transaction: (work) => engine.transaction(work),
    close: async () => {
      await prisma?.$disconnect();
      await engine.close();
    },
  };
}
