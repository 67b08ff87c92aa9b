type Priority = 'first' | 'last';

/**
 * Lets so much work run at one time. What waits goes on in the order in which it came, all that is `first` before what is `last`. It stands
 * in the way of every statement, where a general queue costs more than all that the server itself does for a repeated request.
 */
export class Slots {
  #free: number;
  readonly #waiting: Readonly<Record<Priority, (() => void)[]>> = { first: [], last: [] };

  constructor(size: number) {
    this.#free = size;
  }

  async run<Result>(work: () => Promise<Result>, priority: Priority = 'first'): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting[priority].push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.first.shift() ?? this.#waiting.last.shift();
      // Whoever is next has the slot already.
      if (next) next();
      else this.#free += 1;
    }
  }

  waiting(priority: Priority): number {
    return this.#waiting[priority].length;
  }
}
