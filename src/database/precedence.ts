import { setTimeout as after } from 'node:timers/promises';

/** Milliseconds within which a request that was given rows sends its next statement. */
const FOLLOWS_WITHIN = 4;
/** Milliseconds after which a long statement has its turn, however many short ones come. */
const PATIENCE = 40;

/**
 * Who goes first on one connection. A short statement waits for the long one that runs, and for no other. A request of several statements
 * would wait for a long one after each of its own: so the next long one pauses until no short one runs or follows.
 */
export class Precedence {
  #running = 0;
  #ended = 0;

  get running(): number {
    return this.#running;
  }

  /** Runs a short statement. */
  async first<Result>(run: () => Promise<Result>): Promise<Result> {
    this.#running += 1;
    try {
      return await run();
    } finally {
      this.#running -= 1;
      this.#ended = performance.now();
    }
  }

  /** Waits before a long statement. */
  async pause(): Promise<void> {
    const patience = performance.now() + PATIENCE;
    for (;;) {
      const now = performance.now();
      const left = Math.min(patience, this.#running > 0 ? now + FOLLOWS_WITHIN : this.#ended + FOLLOWS_WITHIN) - now;
      if (left <= 0) return;
      await after(Math.ceil(left));
    }
  }
}
