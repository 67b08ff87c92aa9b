import { errorFrom, type ThreadCall, type ThreadReply, type ThreadRequest } from './pglite-message.ts';
import type { LongTransaction, Sql } from './sql.ts';

interface Waiting {
  readonly request: ThreadRequest;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The calls of one who uses an embedded database that runs elsewhere, in a thread or in another process, and the answers to them. */
export class Calls {
  readonly #send: (call: ThreadCall) => void;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #failure: Error | null = null;
  #heard = performance.now();

  constructor(send: (call: ThreadCall) => void) {
    this.#send = send;
  }

  /** Why nothing is answered any more; null: it is. */
  get failure(): Error | null {
    return this.#failure;
  }

  /** Milliseconds since the last answer or, where none was owed then, since the first call after it; 0: nothing is owed. */
  get silence(): number {
    return this.isBusy ? performance.now() - this.#heard : 0;
  }

  get isBusy(): boolean {
    return this.#waiting.size > 0;
  }

  /** Whether a transaction was to be committed, and nobody has said that it was. */
  get isCommitting(): boolean {
    return [...this.#waiting.values()].some(({ request }) => request.kind === 'end' && request.commit);
  }

  readonly call = <Result>(request: ThreadRequest): Promise<Result> =>
    new Promise((resolve, reject) => {
      if (this.#failure) return reject(this.#failure);
      if (!this.isBusy) this.#heard = performance.now();
      const id = ++this.#last;
      this.#waiting.set(id, { request, resolve: resolve as Waiting['resolve'], reject });
      this.#send({ id, request });
    });

  settle(reply: ThreadReply): void {
    const call = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    this.#heard = performance.now();
    if ('error' in reply) call?.reject(errorFrom(reply.error));
    else call?.resolve(reply.result);
  }

  /** Whatever waits and whatever comes is refused. */
  fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.values()) reject(this.#failure);
    this.#waiting.clear();
  }

  /** Statements of a transaction; null: of none. */
  sqlIn(tx: number | null): Sql {
    return {
      query: <Row>(text: string, values: readonly unknown[] = []) =>
        this.call<Row[]>({ kind: 'query', tx, text, values }),
    };
  }

  transaction<Result>(work: (tx: Sql) => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    return this.#during(false, work, signal);
  }

  longTransaction<Result>(work: (tx: LongTransaction) => Promise<Result>, signal?: AbortSignal): Promise<Result> {
    return this.#during(true, work, signal);
  }

  async #during<Result>(
    admitsReaders: boolean,
    work: (tx: LongTransaction) => Promise<Result>,
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    const tx = await this.call<number>({ kind: 'begin', admitsReaders });
    try {
      signal?.throwIfAborted();
      const result = await work({
        ...abortable(this.sqlIn(tx), signal),
        isShared: admitsReaders,
        excludeReaders: () => this.call({ kind: 'readers', tx, admitted: false }),
        admitReaders: () => this.call({ kind: 'readers', tx, admitted: true }),
      });
      await this.call({ kind: 'end', tx, commit: true });
      return result;
    } catch (error) {
      await this.call({ kind: 'end', tx, commit: false }).catch(() => {}); // it may have ended already
      throw error;
    }
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
