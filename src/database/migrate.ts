import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlQuery,
} from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine } from '@prisma/schema-engine-wasm';
import { DomainError } from '../domain/core/errors.ts';
import { makeOnce } from '../domain/core/make-once.ts';
import { message } from '../domain/message/message.ts';
import type { Engine } from './engine.ts';
import type { Sql } from './sql.ts';

const PRISMA_FOLDER = fileURLToPath(new URL('../../prisma/', import.meta.url));
const NO_FILTER = { externalTables: [], externalEnums: [] };

/** How the migrations of a database compare with those of this program. */
export interface MigrationState {
  /** Those that the database lacks: all of them where it is empty. */
  readonly missing: readonly string[];
  /** Those that this program does not know: another version of it has migrated the database. */
  readonly unknown: readonly string[];
}

/** Reads how the database stands, and changes nothing. */
export const readMigrationState = async (engine: Sql): Promise<MigrationState> =>
  compareMigrations(engine, await readMigrationNames());

/**
 * Whether the database has every migration. Fails with CONFLICT where it has others: what this program wrote by an older model could be wrong,
 * and what it read could be half of it.
 */
export async function isMigrated(engine: Engine): Promise<boolean> {
  const { missing, unknown } = await readMigrationState(engine);
  const [first] = unknown;
  if (first !== undefined) throw new DomainError('CONFLICT', message('database.newer', { migration: first }));
  return missing.length === 0;
}

/** Brings the database to the newest migration. Prisma's own engine does it, in WebAssembly, and keeps Prisma's own table. */
export async function migrate(engine: Engine): Promise<void> {
  const migrations = await readMigrations();
  const names = migrations.migrationDirectories.map(({ path }) => path);
  if ((await compareMigrations(engine, names)).missing.length === 0) return; // loading the engine costs half a second, and most starts have nothing to do
  const failures: unknown[] = [];
  const adapter = recordFailures(engine.adapter, failures);
  const schemaEngine = await loadSchemaEngine({ adapter });
  const { setTimeout } = globalThis;
  try {
    globalThis.setTimeout = unheld(setTimeout);
    await schemaEngine.applyMigrations({ migrationsList: migrations, filters: NO_FILTER });
  } catch (error) {
    // The engine keeps the words of the database and drops its code.
    throw error instanceof Error ? Object.assign(error, { cause: failures.at(-1) }) : error;
  } finally {
    globalThis.setTimeout = setTimeout;
    schemaEngine.free();
  }
}

/** The same adapter, of whose statements those that fail are kept. */
function recordFailures(
  factory: SqlMigrationAwareDriverAdapterFactory,
  failures: unknown[],
): SqlMigrationAwareDriverAdapterFactory {
  const recorded =
    <Input, Output>(run: (input: Input) => Promise<Output>) =>
    (input: Input): Promise<Output> =>
      run(input).catch((error: unknown) => {
        failures.push(error);
        throw error;
      });
  const connect = async () => {
    const adapter = await factory.connect();
    return Object.assign(Object.create(adapter) as typeof adapter, {
      queryRaw: recorded((query: SqlQuery) => adapter.queryRaw(query)),
      executeRaw: recorded((query: SqlQuery) => adapter.executeRaw(query)),
      executeScript: recorded((script: string) => adapter.executeScript(script)),
    });
  };
  return Object.assign(Object.create(factory) as typeof factory, { connect });
}

/** The schema engine never clears the timer with which it bounds the waiting for its lock. */
const LOCK_TIMEOUT = 10_000;

/** `setTimeout` whose timers of that length keep no process alive: one that has nothing more to do would end ten seconds late. */
function unheld(setTimeout: typeof globalThis.setTimeout): typeof globalThis.setTimeout {
  const wrapped = (work: () => void, delay?: number, ...rest: []) => {
    const timer = setTimeout(work, delay, ...rest);
    return delay === LOCK_TIMEOUT ? timer.unref() : timer;
  };
  return Object.assign(wrapped, setTimeout);
}

/** The SQL that leads from the migrated database to prisma/schema.prisma: what the next migration has to hold. */
export async function nextMigration(engine: Engine): Promise<string> {
  const schemaEngine = await loadSchemaEngine(engine);
  const path = `${PRISMA_FOLDER}schema.prisma`;
  const files = [{ path, content: await readFile(path, 'utf8') }];
  const { stdout } = await schemaEngine.diff({
    from: { tag: 'schemaDatasource', files, configDir: PRISMA_FOLDER },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: NO_FILTER,
  });
  return stdout ?? '';
}

async function compareMigrations(engine: Sql, own: readonly string[]): Promise<MigrationState> {
  const [table] = await engine.query<{ exists: boolean }>(
    "-- migrate.table\nselect to_regclass('_prisma_migrations') is not null as exists",
  );
  if (!table?.exists) return { missing: own, unknown: [] };
  const done = await engine.query<{ migration_name: string }>(
    '-- migrate.applied\nselect migration_name from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  );
  const names = new Set(done.map((row) => row.migration_name));
  return {
    missing: own.filter((name) => !names.has(name)),
    unknown: [...names].filter((name) => !own.includes(name)).sort(),
  };
}

const MIGRATIONS_FOLDER = `${PRISMA_FOLDER}migrations`;

async function readMigrationNames(): Promise<string[]> {
  const entries = await readdir(MIGRATIONS_FOLDER, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

async function readMigrations(): Promise<MigrationList> {
  const baseDir = MIGRATIONS_FOLDER;
  const folders = await readMigrationNames();
  return {
    baseDir,
    lockfile: { path: 'migration_lock.toml', content: await readFile(`${baseDir}/migration_lock.toml`, 'utf8') },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      folders.sort().map(async (path) => ({
        path,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(`${baseDir}/${path}/migration.sql`, 'utf8') },
        },
      })),
    ),
  };
}

async function loadSchemaEngine(engine: Pick<Engine, 'adapter'>): Promise<SchemaEngine> {
  const { SchemaEngine } = await loadBindings();
  const adapter = bindMigrationAwareSqlAdapterFactory(engine.adapter);
  return SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
}

type Bindings = typeof import('@prisma/schema-engine-wasm/schema_engine_bg');
/** Instantiated once in a process: the bindings keep views of one memory, and a second instance would be read through the first one's. */
const loadBindings = makeOnce(instantiate);

/** The package's own entry imports its .wasm as a module, which Node does not do without a flag; so it is instantiated by hand. */
async function instantiate(): Promise<Bindings> {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const file = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm');
  const { instance } = await WebAssembly.instantiate(await readFile(file), {
    './schema_engine_bg.js': { ...glue },
  });
  (glue as Bindings & { __wbg_set_wasm(exports: WebAssembly.Exports): void }).__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return glue;
}
