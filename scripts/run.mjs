// `npm start` and its like: sets up, then runs the command line in this same process, so that a signal reaches it. `npm run import` gives young
// objects more room (package.json), because most of what an import makes is garbage at once: collecting it took a tenth of the time.
import { setUp } from './setup.mjs';

// npm passes a signal to the shell in between, and many a shell dies of it without passing it on.
const shell = process.ppid;
const watch = setInterval(() => {
  if (process.ppid === shell) return;
  clearInterval(watch);
  process.kill(process.pid, 'SIGTERM');
}, 200).unref();

await setUp({ development: false });
await import('../dist/main.js');
