import { setImmediate } from 'node:timers/promises';

/** Milliseconds for which fields may hold the process, one after the other, before everything else has its turn. */
const SLICE = 4;

/** So often the event loop goes round at most before the next turn, where connections are coming in. */
const MAX_ROUNDS = 100;

let line: Promise<void> = Promise.resolve();
let begun = 0;
let arrivals = 0;

/** Tells that somebody has connected. The event loop may take in one connection a round, so that a turn waits for the others. */
export function noteArrival(): void {
  arrivals++;
}

/**
 * Waits for a turn. A query may ask for a hundred searches, whose fields are resolved in one go: what works for milliseconds takes a turn
 * first, so that the event loop goes round between them. What is known to work for longer than a slice begins one of its own.
 */
export function takeTurn(isLong = false): Promise<void> {
  line = line.then(async () => {
    if (!isLong && performance.now() - begun < SLICE) return;
    for (let round = 0, known = -1; round < MAX_ROUNDS && known !== arrivals; round++) {
      known = arrivals;
      await setImmediate();
    }
    begun = performance.now();
  });
  return line;
}

/** The number of rows from which on their fields are resolved in a turn of their own. */
export const MANY_ROWS = 200;
