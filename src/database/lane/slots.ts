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

/**
 * The same for work of many clients, who take turns: however much one of them waits with, the others have one turn each before its next.
 * What one client waits with goes on in the order in which it came.
 */
export class Turns {
  #free: number;
  /** What each client waits with. Whoever has the next turn is first. */
  readonly #waiting = new Map<string, (() => void)[]>();
  #count = 0;

  constructor(size: number) {
    this.#free = size;
  }

  get waiting(): number {
    return this.#count;
  }

  async run<Result>(client: string, work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#queue(client, resolve));
    try {
      return await work();
    } finally {
      this.#passOn();
    }
  }

  #queue(client: string, begin: () => void): void {
    this.#count += 1;
    const own = this.#waiting.get(client);
    if (own) own.push(begin);
    else this.#waiting.set(client, [begin]);
  }

  #passOn(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free += 1;
      return;
    }
    const [client, own] = next;
    this.#count -= 1;
    // A map keeps the order in which its keys were set: the client's next turn comes after those of the others.
    this.#waiting.delete(client);
    const begin = own.shift();
    if (own.length > 0) this.#waiting.set(client, own);
    begin?.();
  }
}
