import { setTimeout as after } from 'node:timers/promises';
import { unavailable } from '../domain/core/errors.ts';
import { PROBE_TIMEOUT } from './engine.ts';
import type { Sql } from './sql.ts';

/** Keeps since when a transaction has an embedded database to itself, or is next to have it: the database has one connection. */
export class Exclusion {
  #since: Date | null = null;
  #transactions = 0;

  get since(): Date | null {
    return this.#since;
  }

  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#since ??= new Date();
    this.#transactions += 1;
    try {
      return await work();
    } finally {
      this.#transactions -= 1;
      if (this.#transactions === 0) this.#since = null;
    }
  }

  /** Statements that fail instead of waiting for a transaction, or for long. */
  probeOver(sql: Sql): Sql {
    return {
      query: async <Row>(text: string, values?: readonly unknown[]): Promise<Row[]> => {
        if (this.#since) throw unavailable();
        const rows = await Promise.race([sql.query<Row>(text, values), after(PROBE_TIMEOUT, null, { ref: false })]);
        if (rows === null) throw unavailable();
        return rows;
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
