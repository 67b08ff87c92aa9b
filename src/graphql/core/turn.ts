import { setImmediate } from 'node:timers/promises';

/** Milliseconds for which fields may hold the process, one after the other, before everything else has its turn. */
const SLICE = 10;

let line: Promise<void> = Promise.resolve();
let begun = 0;

/**
 * Waits for a turn. A query may ask for a hundred searches, whose fields are resolved in one go: what works for milliseconds takes a turn
 * first, so that the event loop goes round between them.
 */
export function takeTurn(): Promise<void> {
  line = line.then(async () => {
    if (performance.now() - begun < SLICE) return;
    await setImmediate();
    begun = performance.now();
  });
  return line;
}
