import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const PROGRAMS = '/usr/lib/postgresql/15/bin';
const execute = promisify(execFile);

/** Where there is no PostgreSQL 15, tests of its outage are skipped. */
export const hasPostgres = existsSync(join(PROGRAMS, 'initdb'));

export interface PostgresServer {
  readonly url: string;
  start(): Promise<void>;
  /** Drops every connection, as a crash would. */
  stop(): Promise<void>;
  /** Stops every process of the server without ending it: connections stay open, and nobody answers. */
  freeze(): Promise<void>;
  /** Lets a frozen server go on. */
  thaw(): Promise<void>;
  remove(): Promise<void>;
}

/** A PostgreSQL server of the test's own, on a free port. It refuses to run as root, so root runs it as the user postgres. */
export async function createPostgres(): Promise<PostgresServer> {
  const asRoot = process.getuid?.() === 0;
  const program = async (name: string, ...args: string[]) => {
    const command = [join(PROGRAMS, name), ...args];
    const [file = '', ...rest] = asRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
    await execute(file, rest, { cwd: tmpdir() });
  };
  const directory = await mkdtemp(join(tmpdir(), 'postgres-'));
  if (asRoot) {
    const { stdout } = await execute('id', ['-u', 'postgres']);
    await chown(directory, Number(stdout), 0);
    await chmod(directory, 0o700);
  }
  const data = join(directory, 'data');
  const port = await freePort();
  const locale = ['--encoding', 'UTF8', '--locale', 'C'];
  await program('initdb', '--pgdata', data, '--auth', 'trust', '--username', 'postgres', '--no-sync', ...locale);

  const options = `-p ${port} -k ${directory} -c listen_addresses=127.0.0.1 -c fsync=off`;
  const start = () =>
    program('pg_ctl', '--pgdata', data, '--wait', '--log', join(directory, 'log'), '-o', options, 'start');
  const stop = () => program('pg_ctl', '--pgdata', data, '--wait', '--mode', 'immediate', 'stop');
  const signal = async (name: 'STOP' | 'CONT') => {
    const [main = ''] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
    const { stdout } = await execute('ps', ['-o', 'pid=', '--ppid', main]);
    for (const pid of [main, ...stdout.split('\n')]) if (pid.trim() !== '') process.kill(Number(pid), `SIG${name}`);
  };
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    start,
    stop,
    freeze: () => signal('STOP'),
    thaw: () => signal('CONT'),
    remove: async () => {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
