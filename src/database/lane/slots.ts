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

/** What work waits for. */
export interface Turn {
  /** Whether nobody wants the work any more: it does not begin, and those behind it do not wait for it. */
  isOver(): boolean;
  /** Called once, when the turn comes. Where it throws, as it does when the turn is over, the work does not begin. */
  begin(): void;
}

interface Waiting {
  readonly turn: Turn;
  readonly start: () => void;
  readonly fail: (error: unknown) => void;
}

/**
 * The same for work of many clients, who take turns: however much one of them waits with, the others have one turn each before its next.
 * What one client waits with goes on in the order in which it came. What is over takes no turn: a client whose requests ran out of time
 * would else wait with the next one until all that was left of them had had a turn each.
 */
export class Turns {
  #free: number;
  /** What each client waits with. Whoever has the next turn is first. */
  readonly #waiting = new Map<string, Waiting[]>();
  #count = 0;

  constructor(size: number) {
    this.#free = size;
  }

  get waiting(): number {
    return this.#count;
  }

  /** `work` calls the turn's `begin`. */
  async run<Result>(client: string, turn: Turn, work: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((start, fail) => this.#queue(client, { turn, start, fail }));
    try {
      return await work();
    } finally {
      this.#passOn();
    }
  }

  #queue(client: string, waiting: Waiting): void {
    this.#count += 1;
    const own = this.#waiting.get(client);
    if (own) own.push(waiting);
    else this.#waiting.set(client, [waiting]);
  }

  #passOn(): void {
    for (const [client, own] of this.#waiting) {
      // A map keeps the order in which its keys were set: the client's next turn comes after those of the others.
      this.#waiting.delete(client);
      const next = this.#takeLiving(own);
      if (!next) continue;
      if (own.length > 0) this.#waiting.set(client, own);
      next.start();
      return;
    }
    this.#free += 1;
  }

  /** Takes the first that is not over, and ends those before it. */
  #takeLiving(own: Waiting[]): Waiting | null {
    const at = own.findIndex(({ turn }) => !turn.isOver());
    const taken = own.splice(0, at < 0 ? own.length : at + 1);
    this.#count -= taken.length;
    const living = at < 0 ? null : (taken.pop() ?? null);
    for (const { turn, fail } of taken) {
      try {
        turn.begin();
        fail(new Error('a turn that is over has begun'));
      } catch (error) {
        fail(error);
      }
    }
    return living;
  }
}
