import { createRequire } from 'node:module';
import { DomainError } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';

/** The optional package that reads and writes Parquet, in the version that was tried. */
export const DUCKDB_PACKAGE: string = '@duckdb/node-api';
export const DUCKDB_VERSION = '1.5.6-r.1';

/** As much of DuckDB as is used here. The package is not there when the program is built for those who do not want it, so its types are not either. */
export interface DuckdbConnection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string, values?: string[]): Promise<{ getRowsJS(): unknown[][] }>;
  /** Ends the statement that runs, which fails then. */
  interrupt(): void;
  closeSync(): void;
}

export interface Duckdb {
  connect(): Promise<DuckdbConnection>;
  closeSync(): void;
}

interface DuckdbModule {
  readonly DuckDBInstance: { create(path: string, options: Readonly<Record<string, string>>): Promise<Duckdb> };
}

/** The version that is installed, which Node finds as it finds the package itself. */
export function readDuckdbVersion(): string {
  const manifest = createRequire(import.meta.url)(`${DUCKDB_PACKAGE}/package.json`) as { readonly version: string };
  return manifest.version;
}

export interface DuckdbLimits {
  readonly threads: number;
  readonly memoryMegabytes: number;
}

/** Loads the package. Fails with BAD_INPUT, which says how to install it, where it is missing. */
export async function loadDuckdb(name = DUCKDB_PACKAGE): Promise<DuckdbModule> {
  try {
    return (await import(name)) as DuckdbModule;
  } catch (error) {
    const values = { package: `${name}@${DUCKDB_VERSION}`, reason: firstLine(error) };
    throw new DomainError('BAD_INPUT', message('columnar.no-duckdb', values));
  }
}

/** Opens DuckDB in memory. It reaches the files of one folder and nothing else, and writes nothing that does not fit into memory. */
export async function openDuckdb(directory: string, { threads, memoryMegabytes }: DuckdbLimits): Promise<Duckdb> {
  const { DuckDBInstance } = await loadDuckdb();
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${memoryMegabytes}MB`,
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  await connection.run(`set allowed_directories = [${quoteText(directory)}]`);
  await connection.run('set enable_external_access = false');
  await connection.run('set lock_configuration = true');
  connection.closeSync();
  return instance;
}

/** What an error says, without where Node looked for what it did not find. */
const firstLine = (error: unknown): string => (error as Error).message.split('\n')[0] ?? '';

/** A text in a statement of DuckDB. */
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Milliseconds between two looks whether anybody still waits for a statement. */
const LOOK_INTERVAL = 50;

/** Runs a statement until it ends, or nobody waits for it: then it fails. DuckDB works in threads of its own. */
export async function runWhileWanted(
  connection: DuckdbConnection,
  { text, values }: { readonly text: string; readonly values: string[] },
  isOver: () => boolean,
): Promise<unknown[][]> {
  const looking = setInterval(() => {
    if (isOver()) connection.interrupt();
  }, LOOK_INTERVAL);
  try {
    return (await connection.runAndReadAll(text, values)).getRowsJS();
  } finally {
    clearInterval(looking);
  }
}
