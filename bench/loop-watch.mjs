// Loaded into a server with --import: writes every second how long its event loop stood still at most, how long at most the thread computed
// meanwhile, and how long at most it waited for a processor, to the file that LOOP_FILE names. What is left is time that the machine gave
// to others.
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
import { scheduleOf } from './computed.mjs';

const EVERY_MS = 5;

if (isMainThread && process.env.LOOP_FILE) {
  let last = { at: performance.now(), ...scheduleOf(process.pid) };
  let stood = 0;
  let busy = 0;
  let waited = 0;
  setInterval(() => {
    const now = { at: performance.now(), ...scheduleOf(process.pid) };
    stood = Math.max(stood, now.at - last.at - EVERY_MS);
    busy = Math.max(busy, now.computed - last.computed);
    waited = Math.max(waited, now.waited - last.waited);
    last = now;
  }, EVERY_MS).unref();
  setInterval(() => {
    appendFileSync(process.env.LOOP_FILE, `${[stood, busy, waited].map((time) => time.toFixed(1)).join(' ')}\n`);
    stood = 0;
    busy = 0;
    waited = 0;
  }, 1_000).unref();
}
