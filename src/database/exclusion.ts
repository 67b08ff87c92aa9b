import { unavailable } from '../domain/core/errors.ts';
import type { Sql } from './sql.ts';

/** Keeps since when a transaction has an embedded database to itself: it has one connection. */
export class Exclusion {
  #since: Date | null = null;

  get since(): Date | null {
    return this.#since;
  }

  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#since = new Date();
    try {
      return await work();
    } finally {
      this.#since = null;
    }
  }

  /** Statements that fail at once instead of waiting for the transaction. */
  probeOver(sql: Sql): Sql {
    return {
      query: async (text, values) => {
        if (this.#since) throw unavailable();
        return sql.query(text, values);
      },
    };
  }
}

/** Statements of which none is begun once the signal is aborted. */
export const abortable = (sql: Sql, signal: AbortSignal | undefined): Sql =>
  signal
    ? {
        query: async (text, values) => {
          signal.throwIfAborted();
          return sql.query(text, values);
        },
      }
    : sql;
