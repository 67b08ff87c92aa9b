import PQueue from 'p-queue';
import type { Sql } from './sql.ts';

/** Two ways to the same connections. Statements wait in the order in which they come, on each way for itself. */
export interface Lanes {
  /** For what is answered at once. Its statements are run before those of the long lane. */
  readonly short: Sql;
  /** For files, pages of OData and dear queries. Part of the connections is never theirs. */
  readonly long: Sql;
}

/** Half of the connections, and one at least. */
const longShare = (connections: number): number => Math.max(1, Math.floor(connections / 2));

const SHORT = { priority: 1 } as const;
const LONG = { priority: 0 } as const;

/**
 * Lanes over a database with so many connections. Where there is one, a short statement still waits for the long one that runs, and for no
 * other: one more is let through than there are connections, so that the next is at hand when one ends.
 */
export function lanesOver(sql: Sql, connections: number): Lanes {
  const all = new PQueue({ concurrency: connections === 1 ? 2 : connections });
  const long = new PQueue({ concurrency: longShare(connections) });
  return {
    short: { query: (text, values) => all.add(() => sql.query(text, values), SHORT) },
    long: { query: (text, values) => long.add(() => all.add(() => sql.query(text, values), LONG)) },
  };
}
