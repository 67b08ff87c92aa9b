import PQueue from 'p-queue';
import type { Database } from './database.ts';

/** Two ways to the same connections. Statements wait in the order in which they come, on each way for itself. */
export interface Lanes {
  /** For what is answered at once. Its statements are run before those of the long lane. */
  readonly short: Database;
  /** For files, pages of OData and dear queries. Part of the connections is never theirs. */
  readonly long: Database;
}

/** Half of the connections, and one at least. */
const longShare = (connections: number): number => Math.max(1, Math.floor(connections / 2));

const SHORT = { priority: 1 } as const;
const LONG = { priority: 0 } as const;

/**
 * Lanes over a database with so many connections. Where there is one, a short statement still waits for the long one that runs, and for no
 * other: one more is let through than there are connections, so that the next is at hand when one ends.
 */
export function lanesOver(database: Database): Lanes {
  const { connections } = database;
  const all = new PQueue({ concurrency: connections === 1 ? 2 : connections });
  const long = new PQueue({ concurrency: longShare(connections) });
  const short: Database['query'] = (text, values) => all.add(() => database.query(text, values), SHORT);
  return {
    short: through(database, short),
    long: through(database, (text, values) => long.add(() => all.add(() => database.query(text, values), LONG))),
  };
}

/** The database with another way for its statements. Prisma's client stays unmade until somebody wants it. */
function through(database: Database, query: Database['query']): Database {
  return Object.create(database, { query: { value: query } }) as Database;
}
