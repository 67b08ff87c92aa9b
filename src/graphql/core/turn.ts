import { setImmediate } from 'node:timers/promises';
import { beginTurn, type Turn, Turns } from '../../domain/core/turns.ts';

/** Milliseconds for which fields may hold the process, one after the other, before everything else has its turn. */
const SLICE = 4;

/** So often the event loop goes round at most before the next turn, where connections are coming in. */
const MAX_ROUNDS = 100;

const turns = new Turns(1);
let begun = 0;
let arrivals = 0;

let roundBegun: number | null = null;

/**
 * Whether a slice has passed since this was first asked in this round of the event loop: until then short work takes no turn. A hundred short
 * requests that come together would hold the process for all their time.
 */
export function isSliceSpent(): boolean {
  const now = performance.now();
  if (roundBegun !== null) return now - roundBegun >= SLICE;
  roundBegun = now;
  void setImmediate().then(() => {
    roundBegun = null;
  });
  return false;
}

/** Tells that somebody has connected. The event loop may take in one connection a round, so that a turn waits for the others. */
export function noteArrival(): void {
  arrivals++;
}

/** Waits for a turn of the request that it belongs to. What is known to work for longer than a slice begins one of its own. */
export type TakeTurn = (isLong?: boolean) => Promise<void>;

/** Waits for the work of another request. */
export type WaitFor = <Result>(work: Promise<Result>) => Promise<Result>;

/**
 * Waits for a turn, which clients have one after the other. A query may ask for a hundred searches, whose fields are resolved in one go:
 * what works for milliseconds takes a turn first, so that the event loop goes round between them. Throws where the work is wanted no more.
 */
export function takeTurn(client: string, turn: Turn, isLong = false): Promise<void> {
  return new Promise((begin, fail) => {
    const work = async () => {
      if (isLong || performance.now() - begun >= SLICE) await letOthersIn();
      beginTurn(turn);
      begin();
      // What was waiting works now. The next turn comes when it pauses.
      await new Promise<void>((resolve) => process.nextTick(resolve));
    };
    turns.run(client, turn, work).catch(fail);
  });
}

async function letOthersIn(): Promise<void> {
  for (let round = 0, known = -1; round < MAX_ROUNDS && known !== arrivals; round++) {
    known = arrivals;
    await setImmediate();
  }
  begun = performance.now();
}

/** The number of rows from which on their fields are resolved in a turn of their own. */
export const MANY_ROWS = 200;
