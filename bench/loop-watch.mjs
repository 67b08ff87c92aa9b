// Loaded into a server with --import: writes every second how long its event loop stood still at most, and how long at most the thread
// computed meanwhile, to the file that LOOP_FILE names. Between the two lies the time in which others had the processor.
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { computedBy } from './computed.mjs';

const EVERY_MS = 5;

if (isMainThread && process.env.LOOP_FILE) {
  let last = { at: performance.now(), computed: computedBy(process.pid) };
  let stood = 0;
  let busy = 0;
  setInterval(() => {
    const now = { at: performance.now(), computed: computedBy(process.pid) };
    stood = Math.max(stood, now.at - last.at - EVERY_MS);
    busy = Math.max(busy, now.computed - last.computed);
    last = now;
  }, EVERY_MS).unref();
  setInterval(() => {
    appendFileSync(process.env.LOOP_FILE, `${stood.toFixed(1)} ${busy.toFixed(1)}\n`);
    stood = 0;
    busy = 0;
  }, 1_000).unref();
}
