// Programs of the cluster as processes that can be killed, stopped in the middle, and started again.
import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PLACES = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/lib/postgresql/15/bin'];

/** Program → the Debian package that has it. */
const NEEDED = {
  postgres: 'postgresql-15',
  pg_rewind: 'postgresql-15',
  patroni: 'patroni',
  etcd: 'etcd-server',
  haproxy: 'haproxy',
};

const find = (name) => PLACES.map((folder) => join(folder, name)).find((path) => existsSync(path));

/** The Debian packages that are missing. */
export const missingPackages = () => [
  ...new Set(Object.keys(NEEDED).flatMap((name) => (find(name) ? [] : [NEEDED[name]]))),
];

/** PostgreSQL refuses root; root runs it as the user that its packages make. */
export function serverUser() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/**
 * A program that may be ended and begun again. What it prints is added to `log`. `others` are processes that belong to it besides.
 * @param {{ name: string, command: string, args: string[], log: string, env?: NodeJS.ProcessEnv, user?: object, others?: () => number[] }} program
 */
export function openProgram({ name, command, args, log, env = process.env, user = {}, others = () => [] }) {
  let child = null;
  let ended = Promise.resolve();
  const isRunning = () => child !== null && child.exitCode === null && child.signalCode === null;
  const signal = (which) => {
    // The main process last when they go on, first when they end or rest: it would start others.
    const pids = [...(isRunning() ? [child.pid] : []), ...others()];
    for (const pid of which === 'SIGCONT' ? pids.reverse() : pids) {
      try {
        process.kill(pid, which);
      } catch (error) {
        if (error.code !== 'ESRCH') throw error;
      }
    }
  };
  return {
    name,
    isRunning,
    start: () => {
      const file = createWriteStream(log, { flags: 'a' });
      child = spawn(find(command) ?? command, args, {
        env,
        ...user,
        cwd: process.cwd(),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
      child.stdout.pipe(file, { end: false });
      child.stderr.pipe(file, { end: false });
    },
    kill: async () => {
      signal('SIGKILL');
      await ended;
      // What it was starting meanwhile.
      signal('SIGKILL');
    },
    /** Kills the main process and leaves what it started. */
    killAlone: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    freeze: () => signal('SIGSTOP'),
    thaw: () => signal('SIGCONT'),
    log: () => readFileSync(log, 'utf8'),
  };
}

/** The processes of the PostgreSQL server on this folder. */
export function postgresProcesses(data) {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return [];
  const main = Number(readFileSync(file, 'utf8').split('\n')[0]);
  // The number may be another's by now.
  const command = join('/proc', String(main), 'cmdline');
  if (!existsSync(command) || !readFileSync(command, 'utf8').includes(data)) return [];
  const listed = execFileSync('ps', ['-e', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const children = listed.map((line) => line.trim().split(/\s+/).map(Number)).filter(([, parent]) => parent === main);
  return [main, ...children.map(([pid]) => pid)];
}

/** Waits until `test` answers something true; a test that fails has not. Fails after `limit` milliseconds. */
export async function until(what, test, limit = 60_000) {
  const start = performance.now();
  for (;;) {
    const found = await Promise.resolve()
      .then(test)
      .catch(() => false);
    if (found) return found;
    if (performance.now() - start > limit) throw new Error(`After ${limit / 1_000} s still not: ${what}.`);
    await sleep(200);
  }
}
