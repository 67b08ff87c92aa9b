// Servers as processes of their own, and a run that ends what it began, however it ends.
import { spawn } from 'node:child_process';

const PATIENCE_MS = 60_000;

/**
 * Starts a server and waits until it `answers`; one that ends before, or does not answer within a minute, is an error with what it told.
 * @param {{ title: string, command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv, answers: () => Promise<boolean> }} server
 * @returns {Promise<{ pid: number, startedIn: number, stop: () => Promise<void> }>}
 */
export async function startProcess({ title, command, args, cwd, env, answers }) {
  const start = performance.now();
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.on('data', (chunk) => {
    told = `${told}${chunk}`.slice(-4_000);
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.once('exit', () => child.kill());
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  while (!(await answers().catch(() => false))) {
    if (child.exitCode !== null) throw new Error(`${title} ended while it was starting.\n${told}`);
    if (performance.now() - start > PATIENCE_MS) {
      await stop();
      throw new Error(`${title} did not answer within a minute.\n${told}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return { pid: child.pid, startedIn: performance.now() - start, stop };
}

/** What has to be stopped, the last begun first. */
const running = [];
let stopping;
/** Asked twice, by a signal and by what fails because of it, it happens once. */
function stopAll() {
  stopping ??= (async () => {
    while (running.length > 0) await running.pop()();
  })();
  return stopping;
}

/** Whatever has a `stop` is stopped when the run ends. @template {{ stop: () => unknown }} One @param {One} one @returns {One} */
export function keep(one) {
  running.push(() => one.stop());
  return one;
}

/** Runs the whole program; what goes wrong is told with `tell`. */
export async function runToItsEnd(main, tell) {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, async () => {
      await stopAll().catch(() => {});
      process.exit(signal === 'SIGINT' ? 130 : 143);
    });
  }
  try {
    await main();
  } catch (error) {
    tell(error.message);
    process.exitCode = 1;
  } finally {
    await stopAll();
  }
}
