import { setTimeout as after } from 'node:timers/promises';
import type { Calls } from './calls.ts';
import { isFull } from './disk-room.ts';
import { EmbeddedThread } from './embedded-thread.ts';
import type { DatabaseLog } from './engine.ts';
import type { ThreadData } from './pglite-message.ts';

/** Milliseconds between two looks at a thread that works. */
const LOOK_INTERVAL = 1_000;
/** Milliseconds of silence after which a thread is asked for a sign of life. */
const ASKED_AFTER = 2_000;
/** Milliseconds of silence after which a thread that has met a full disk counts as stopped. Of a disk with room a statement may take as long as it takes. */
const MAX_SILENCE = 10_000;
const FIRST_PAUSE = 1_000;
const MAX_PAUSE = 30_000;

export interface ThreadKeeperOptions {
  /** On whose disk the database is. */
  readonly directory: string;
  readonly log: DatabaseLog | undefined;
}

/**
 * Keeps a thread working on the files of an embedded database: after one that has failed, or that a full disk has stopped, it starts another, once
 * there is room. PostgreSQL recovers from its log then, as after the death of a process. Between the two every call is refused.
 */
export class ThreadKeeper {
  readonly #data: ThreadData;
  readonly #directory: string;
  readonly #log: DatabaseLog | undefined;
  readonly #closing = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #thread: EmbeddedThread;

  private constructor(data: ThreadData, { directory, log }: ThreadKeeperOptions) {
    this.#data = data;
    this.#directory = directory;
    this.#log = log;
    this.#thread = new EmbeddedThread(data);
    this.#timer = setInterval(() => this.#look(), LOOK_INTERVAL).unref();
  }

  static async open(data: ThreadData, options: ThreadKeeperOptions): Promise<ThreadKeeper> {
    const keeper = new ThreadKeeper(data, options);
    try {
      await keeper.#thread.opened;
    } catch (error) {
      await keeper.close();
      throw error;
    }
    keeper.#keep();
    return keeper;
  }

  /** The calls to the thread that works; between two threads those of the last one, which refuse. */
  get calls(): Calls {
    return this.#thread.calls;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#timer);
    await this.#thread.close();
  }

  async #look(): Promise<void> {
    const thread = this.#thread;
    if (thread.silence === 0 || thread.calls.failure) return;
    thread.hasMetFullDisk ||= await isFull(this.#directory);
    if (thread.silence > MAX_SILENCE && thread.hasMetFullDisk) await thread.giveUp();
    else if (thread.silence > ASKED_AFTER) thread.ask();
  }

  async #keep(): Promise<void> {
    const { signal } = this.#closing;
    for (;;) {
      await this.#thread.ended;
      if (signal.aborted) return;
      this.#logFailure(
        this.#thread,
        this.#thread.calls.failure,
        'the embedded database has stopped, and is opened again',
      );
      if (!(await this.#reopen(signal))) return;
      this.#log?.warn('the embedded database is open again');
    }
  }

  /** A full disk is no bug, and needs no stack. */
  #logFailure({ hasMetFullDisk }: EmbeddedThread, error: unknown, words: string): void {
    if (hasMetFullDisk) this.#log?.warn({ reason: (error as Error).message }, words);
    else this.#log?.error({ err: error }, words);
  }

  /** Starts threads until one has opened the database; false: it is not wanted any more. */
  async #reopen(signal: AbortSignal): Promise<boolean> {
    for (let pause = FIRST_PAUSE; !signal.aborted; pause = Math.min(2 * pause, MAX_PAUSE)) {
      await after(pause, undefined, { signal }).catch(() => {});
      if (signal.aborted || (await isFull(this.#directory))) continue;
      const thread = new EmbeddedThread({ ...this.#data, beginsAs: null });
      this.#thread = thread;
      try {
        await thread.opened;
        return true;
      } catch (error) {
        this.#logFailure(thread, error, 'the embedded database cannot be opened');
        await thread.close();
      }
    }
    return false;
  }
}
