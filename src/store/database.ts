import { openEmbedded } from './embedded.ts';
import type { DatabaseConfig, DatabaseOptions, Engine } from './engine.ts';
import { PrismaClient } from './generated/prisma/client.ts';
import { migrate } from './migrate.ts';
import { openPostgres } from './postgres.ts';
import type { Sql } from './sql.ts';

/** The open database: Prisma for the catalogue, plain SQL for what grows. */
export interface Database extends Sql {
  readonly prisma: PrismaClient;
  /** Everything in `work` happens or nothing does. */
  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens and migrates the database. Fails with CONFLICT when another process holds the directory, UNAVAILABLE when the server cannot be reached. */
export async function openDatabase(config: DatabaseConfig, options: DatabaseOptions = {}): Promise<Database> {
  const engine = config.kind === 'embedded' ? await openEmbedded(config) : await openPostgres(config, options);
  try {
    await migrate(engine);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return databaseOver(engine, options);
}

/** The database over an engine that is open and migrated. */
export function databaseOver(engine: Engine, { onStatement }: DatabaseOptions = {}): Database {
  const prisma = new PrismaClient({
    adapter: engine.adapter,
    ...(onStatement ? { log: [{ emit: 'event', level: 'query' }] } : {}),
  });
  if (onStatement) {
    (prisma as PrismaClient<'query'>).$on('query', (event) => onStatement(event.query));
  }
  return {
    prisma,
    query: (text, values) => {
      onStatement?.(text);
      return engine.query(text, values);
    },
    transaction: (work) => engine.transaction(work),
    close: async () => {
      await prisma.$disconnect();
      await engine.close();
    },
  };
}
