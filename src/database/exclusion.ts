import { setTimeout as after } from 'node:timers/promises';
import { unavailable } from '../domain/core/errors.ts';
import { Beginning } from './beginning.ts';
import { PROBE_TIMEOUT } from './engine.ts';
import type { LongTransaction, Sql } from './sql.ts';

/** How many there are of something, and since when. */
class Presence {
  #since: Beginning | null = null;
  #count = 0;

  get since(): Beginning | null {
    return this.#since;
  }

  enter(): void {
    this.#since ??= new Beginning();
    this.#count += 1;
  }

  leave(): void {
    this.#count -= 1;
    if (this.#count === 0) this.#since = null;
  }
}

/** Keeps who has an embedded database to itself, or is next to have it: the database has one connection. */
export class Exclusion {
  readonly #exclusive = new Presence();
  readonly #long = new Presence();
  readonly #admitting = new Presence();

  /** Since when everybody else waits; null: nobody has to. */
  get since(): Beginning | null {
    return this.#admitting.since ? null : this.#exclusive.since;
  }

  /** Since when there is a long transaction, whether it lets readers in or not. */
  get longSince(): Beginning | null {
    return this.#long.since;
  }

  /** A transaction that has the database to itself. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#exclusive.enter();
    try {
      return await work();
    } finally {
      this.#exclusive.leave();
    }
  }

  /** A long transaction, which tells when it begins to let readers in and when it stops. */
  async duringLong<Result>(work: (stage: LongStage) => Promise<Result>): Promise<Result> {
    let present: Presence | null = null;
    const move = (to: Presence | null) => {
      present?.leave();
      to?.enter();
      present = to;
    };
    this.#long.enter();
    try {
      return await work({ admit: () => move(this.#admitting), exclude: () => move(this.#exclusive) });
    } finally {
      move(null);
      this.#long.leave();
    }
  }

  /** Statements that fail instead of waiting for a transaction, or for long. */
  probeOver(sql: Sql): Sql {
    return {
      query: async <Row>(text: string, values?: readonly unknown[]): Promise<Row[]> => {
        if (this.since) throw unavailable();
        const rows = await Promise.race([sql.query<Row>(text, values), after(PROBE_TIMEOUT, null, { ref: false })]);
        if (rows === null) throw unavailable();
        return rows;
      },
    };
  }
}

export interface LongStage {
  /** From here on readers are let in. */
  admit(): void;
  /** From here on they are not. */
  exclude(): void;
}

/** A long transaction that tells whether it lets readers in, which it does from now on. */
export function withStage(tx: LongTransaction, { admit, exclude }: LongStage): LongTransaction {
  admit();
  return {
    ...tx,
    excludeReaders: () => {
      exclude();
      return tx.excludeReaders();
    },
    admitReaders: async () => {
      await tx.admitReaders();
      admit();
    },
  };
}
