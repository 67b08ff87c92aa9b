import type { Duplex } from 'node:stream';
import type { Database } from '../database.ts';
import { plainError, type ThreadCall, type ThreadReply, type ThreadRequest } from '../pglite-message.ts';
import type { LongTransaction, Sql } from '../sql.ts';
import { readFrames, writeFrame } from './frame.ts';

/** Milliseconds for which a transaction may stay open without a statement. A program that was stopped would keep everybody waiting. */
const MAX_IDLE = 60_000;

interface OpenTransaction {
  readonly tx: LongTransaction | Sql;
  readonly commit: () => void;
  readonly rollback: (reason: Error) => void;
  /** Settles when the database has ended it. */
  readonly ended: Promise<void>;
}

/** What of a database another program uses. */
export type ServedDatabase = Pick<Database, 'query' | 'transaction' | 'longTransaction'>;

const ROLLBACK = new Error('the transaction was rolled back');

/** Lets another program at the other end of `socket` use this database as if it had it open. When it leaves, its transactions are rolled back. */
export async function serveDatabase(database: ServedDatabase, socket: Duplex, maxIdle = MAX_IDLE): Promise<void> {
  const client = new ServedClient(database);
  const idle = setTimeout(() => client.hasTransaction && !client.isBusy && socket.destroy(), maxIdle).unref();
  try {
    for await (const given of readFrames(socket)) {
      const { id, request } = given as ThreadCall;
      client.run(request).then(
        (result) => reply({ id, result }),
        (error: unknown) => reply({ id, error: plainError(error) }),
      );
    }
  } catch {
    // It was killed, or is no program of ours: either way it has left.
  } finally {
    clearTimeout(idle);
    client.leave();
    socket.destroy();
  }

  function reply(answer: ThreadReply): void {
    idle.refresh();
    if (!socket.destroyed) writeFrame(socket, answer);
  }
}

/** What one program has open. */
class ServedClient {
  readonly #database: ServedDatabase;
  readonly #transactions = new Map<number, OpenTransaction>();
  readonly #gone = new AbortController();
  #last = 0;
  #running = 0;

  constructor(database: ServedDatabase) {
    this.#database = database;
  }

  get hasTransaction(): boolean {
    return this.#transactions.size > 0;
  }

  get isBusy(): boolean {
    return this.#running > 0;
  }

  async run(request: ThreadRequest): Promise<unknown> {
    this.#running += 1;
    try {
      return await this.#answer(request);
    } finally {
      this.#running -= 1;
    }
  }

  leave(): void {
    this.#gone.abort();
    this.#transactions.clear();
  }

  async #answer(request: ThreadRequest): Promise<unknown> {
    switch (request.kind) {
      case 'query': {
        const on = request.tx === null ? this.#database : this.#find(request.tx).tx;
        return on.query(request.text, request.values);
      }
      case 'begin': {
        const opened = await this.#begin(request.admitsReaders);
        const number = ++this.#last;
        this.#transactions.set(number, opened);
        return number;
      }
      case 'readers': {
        const { tx } = this.#find(request.tx);
        if (!('admitReaders' in tx)) return;
        return request.admitted ? tx.admitReaders() : tx.excludeReaders();
      }
      case 'end': {
        const { commit, rollback, ended } = this.#find(request.tx);
        this.#transactions.delete(request.tx);
        if (request.commit) commit();
        else rollback(ROLLBACK);
        return ended;
      }
      default:
        throw new Error(`${request.kind} is no request of another program`);
    }
  }

  /** Waits until the database has begun a transaction. */
  #begin(admitsReaders: boolean): Promise<OpenTransaction> {
    return new Promise((resolve, reject) => {
      const { signal } = this.#gone;
      const work = (tx: LongTransaction | Sql) =>
        new Promise<void>((commit, rollback) => {
          signal.addEventListener('abort', () => rollback(ROLLBACK), { once: true });
          // `ended` is there by then.
          queueMicrotask(() => resolve({ tx, commit, rollback, ended }));
        });
      const database = this.#database;
      const begun = admitsReaders ? database.longTransaction(work, signal) : database.transaction(work, signal);
      const ended = begun.catch((error: unknown) => {
        if (error !== ROLLBACK) throw error;
      });
      ended.catch(reject); // where it could not begin; otherwise whoever ends it is told
    });
  }

  #find(tx: number): OpenTransaction {
    const found = this.#transactions.get(tx);
    if (found === undefined) throw new Error(`there is no open transaction ${tx}`);
    return found;
  }
}
