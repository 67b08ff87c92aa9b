// Loaded into a server with --import: writes every second how long its event loop stood still, to the file that LOOP_FILE names.
import { appendFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.env.LOOP_FILE) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  setInterval(() => {
    appendFileSync(process.env.LOOP_FILE, `${(delay.max / 1e6).toFixed(1)}\n`);
    delay.reset();
  }, 1_000).unref();
}
