/** Work that waits for its turn. */
export interface Turn {
  /** Why the work is not to begin any more, as where nobody wants it: those behind it do not wait for it. Null: it is still wanted. */
  findObstacle(): Error | null;
  /** Called once, when the work begins. */
  begin(): void;
}

/** Begins work whose turn has come. Throws where it is wanted no more. */
export function beginTurn(turn: Turn): void {
  const obstacle = turn.findObstacle();
  if (obstacle) throw obstacle;
  turn.begin();
}

/** The turn of work that is wanted whatever comes. */
export const WANTED: Turn = { findObstacle: () => null, begin: () => {} };

interface Waiting {
  readonly turn: Turn;
  readonly start: () => void;
  readonly fail: (error: Error) => void;
}

/**
 * Lets so much work of many clients run at one time. They take turns: however much one of them waits with, the others have one turn each
 * before its next. What one client waits with goes on in the order in which it came. What is over takes no turn: a client whose requests
 * ran out of time would else wait with the next one until all that was left of them had had a turn each.
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

  /** `work` begins the turn, at once or after what else it has to wait for. */
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
      const next = this.#takeWanted(own);
      if (!next) continue;
      if (own.length > 0) this.#waiting.set(client, own);
      next.start();
      return;
    }
    this.#free += 1;
  }

  /** Takes the first that is still wanted, and ends those before it. */
  #takeWanted(own: Waiting[]): Waiting | null {
    let taken = 0;
    let wanted: Waiting | null = null;
    for (const waiting of own) {
      taken += 1;
      const obstacle = waiting.turn.findObstacle();
      if (obstacle) waiting.fail(obstacle);
      else wanted = waiting;
      if (wanted) break;
    }
    own.splice(0, taken);
    this.#count -= taken;
    return wanted;
  }
}
