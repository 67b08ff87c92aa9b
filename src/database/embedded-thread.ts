import { setTimeout as after } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { unavailable } from '../domain/core/errors.ts';
import { message } from '../domain/message/message.ts';
import { Beginning } from './beginning.ts';
import { Calls } from './calls.ts';
import { DiskFull } from './disk-room.ts';
import { findTrouble } from './outage.ts';
import { errorFrom, type ThreadData, type ThreadReply } from './pglite-message.ts';

/** A worker runs what was built: Node reads no TypeScript, which is what this file is when tests import it. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/database/pglite-thread.js' : 'pglite-thread.js',
  import.meta.url,
);

/** Milliseconds for which a database that is closed may finish the statement that it runs. After them it is left as if the process had died. */
const CLOSE_TIMEOUT = 2_000;

/** One run of the thread in which the embedded PostgreSQL works, from its start to its end. */
export class EmbeddedThread {
  readonly calls: Calls;
  /** Settles when the database is open; rejects where it cannot be opened. */
  readonly opened: Promise<void>;
  /** Settles when the thread has ended, for whatever reason. */
  readonly ended: Promise<void>;
  /** Whether a statement has met a full disk, or somebody else has seen that it is full. */
  hasMetFullDisk = false;
  readonly #worker: Worker;
  readonly #begun = new Beginning();
  #isOpen = false;
  #isAsked = false;

  constructor(data: ThreadData) {
    const worker = new Worker(THREAD, { workerData: data });
    const calls = new Calls((call) => worker.postMessage(call));
    this.#worker = worker;
    this.calls = calls;
    this.opened = new Promise((resolve, reject) => {
      worker.on('message', (reply: ThreadReply) => {
        if ('error' in reply) this.hasMetFullDisk ||= findTrouble(errorFrom(reply.error))?.kind === 'disk-full';
        if (reply.id !== 0) return calls.settle(reply);
        if ('error' in reply) return reject(errorFrom(reply.error));
        this.#isOpen = true;
        resolve();
      });
      worker.on('error', (cause) => {
        this.#fail(new Error('the embedded database is closed: its thread has failed', { cause }));
      });
      worker.on('exit', () => {
        this.#fail(new Error('the embedded database is closed'));
        reject(this.calls.failure);
      });
    });
    this.opened.catch(() => {}); // whoever waits for it is told
    this.ended = new Promise((resolve) => worker.on('exit', () => resolve()));
  }

  /** Milliseconds for which the thread has owed an answer and said nothing. */
  get silence(): number {
    return this.#isOpen ? this.calls.silence : this.#begun.elapsed;
  }

  /** Asks for a sign of life, which a thread gives between two statements, also while a transaction is open. */
  ask(): void {
    if (this.#isAsked || !this.#isOpen) return;
    this.#isAsked = true;
    const answered = () => {
      this.#isAsked = false;
    };
    this.calls.call({ kind: 'ping' }).then(answered, answered);
  }

  /** Ends a thread that a full disk has stopped, in the middle of its statement: as if the process had died, nothing that was committed is lost. */
  async giveUp(): Promise<void> {
    this.#fail(new DiskFull('a full disk has stopped the embedded database'));
    await this.#worker.terminate();
  }

  async close(): Promise<void> {
    if (!this.calls.failure) {
      const closed = this.calls.call({ kind: 'close' }).catch(() => {}); // a thread that could not open it has ended
      await Promise.race([closed, after(CLOSE_TIMEOUT, undefined, { ref: false })]);
    }
    await this.#worker.terminate();
  }

  /** Nobody knows what came of a commit that was asked for. */
  #fail(error: Error): void {
    this.calls.fail(this.calls.isCommitting ? unavailable(message('database.ended-committing')) : error);
  }
}
