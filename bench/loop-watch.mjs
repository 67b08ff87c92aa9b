// Loaded into a server with --import: writes every second how long its event loop stood still at most, and how long at most the thread
// computed meanwhile, to the file that LOOP_FILE names. Between the two lies the time in which others had the processor.
import { appendFileSync, readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const EVERY_MS = 5;

/** Milliseconds that the main thread has computed; what Linux tells, and nothing elsewhere. */
function computed() {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'latin1').split(' ', 1)[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}

if (isMainThread && process.env.LOOP_FILE) {
  let last = { at: performance.now(), computed: computed() };
  let stood = 0;
  let busy = 0;
  setInterval(() => {
    const now = { at: performance.now(), computed: computed() };
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
