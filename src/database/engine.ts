import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import type { Logger } from 'pino';
import type { Beginning } from './beginning.ts';
import type { LongTransaction, Sql } from './sql.ts';

/**
 * Milliseconds by which a database that lives may be late to end a statement that took too long. After them it counts as silent.
 */
export const STATEMENT_GRACE = 1_000;

/** Milliseconds within which a database that lives answers a statement that does nothing. */
export const PROBE_TIMEOUT = 2_000;

/** The embedded engine runs as WebAssembly, on one processor. */
export const EMBEDDED_ROW_COST = 1.2;

export type DatabaseConfig =
  | { readonly kind: 'embedded'; readonly directory: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly poolSize: number };

export interface DatabaseOptions {
  /** Milliseconds after which a statement is given up; 0 for none. PGlite runs in this process and cannot be interrupted. */
  readonly statementTimeout?: number;
  /** The name under which a PostgreSQL server lists the connections, unless the address gives another. */
  readonly application?: string;
  /** Is told every statement, for tests that count them. */
  readonly onStatement?: (text: string) => void;
  /** Is told when an embedded database has stopped, when it goes on, and what the opening of a database waits for. */
  readonly log?: DatabaseLog;
}

export type DatabaseLog = Pick<Logger, 'warn' | 'error'>;

/** How the connections for reading are used. */
export interface ConnectionUsage {
  readonly open: number;
  readonly busy: number;
}

/** What the two engines have in common; each is opened by its own file. */
export interface Engine extends Sql {
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
  readonly adapter: SqlMigrationAwareDriverAdapterFactory;
  /** Everything in `work` happens or nothing does. When `signal` is aborted, it is given up, whatever it is doing. */
  transaction<T>(work: (tx: Sql) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** The same for work that takes long: nobody who reads waits for it until it excludes readers. */
  longTransaction<T>(work: (tx: LongTransaction) => Promise<T>, signal?: AbortSignal): Promise<T>;
  close(): Promise<void>;
}
