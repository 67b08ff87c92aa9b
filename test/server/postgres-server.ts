import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../support/port.ts';

const PROGRAMS = '/usr/lib/postgresql/15/bin';
const execute = promisify(execFile);

/** Where there is no PostgreSQL 15, tests of its outage are skipped. */
export const hasPostgres = existsSync(join(PROGRAMS, 'initdb'));

export interface PostgresServer {
  readonly url: string;
  readonly port: number;
  /** The folder of its socket, which the user of the server may write. */
  readonly directory: string;
  readonly data: string;
  start(): Promise<void>;
  /** Drops every connection, as a crash would. */
  stop(): Promise<void>;
  /** Ends it as an operator does, with all that is to be written or archived. */
  stopGently(): Promise<void>;
  /** Stops every process of the server without ending it: connections stay open, and nobody answers. */
  freeze(): Promise<void>;
  /** Lets a frozen server go on. */
  thaw(): Promise<void>;
  remove(): Promise<void>;
}

/** Runs a program as the user of the server: PostgreSQL refuses to run as root, so root runs it as the user postgres. */
export async function asPostgres(...command: string[]): Promise<string> {
  const asRoot = process.getuid?.() === 0;
  const [file = '', ...rest] = asRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
  return (await execute(file, rest, { cwd: tmpdir() })).stdout;
}

const program = (name: string, ...args: string[]) => asPostgres(join(PROGRAMS, name), ...args);

/** A PostgreSQL server of the test's own, on a free port. `settings` are those that it starts with, beside the address. */
export async function createPostgres(settings: Readonly<Record<string, string>> = {}): Promise<PostgresServer> {
  const directory = await ownFolder();
  const data = join(directory, 'data');
  const locale = ['--encoding', 'UTF8', '--locale', 'C'];
  await program('initdb', '--pgdata', data, '--auth', 'trust', '--username', 'postgres', '--no-sync', ...locale);
  return startIn(directory, settings);
}

/** A server that follows another by streaming, and answers whoever reads. */
export async function createStandby({ port }: PostgresServer): Promise<PostgresServer> {
  const directory = await ownFolder();
  const from = ['--host', '127.0.0.1', '--port', String(port), '--username', 'postgres'];
  const to = ['--pgdata', join(directory, 'data'), '--write-recovery-conf', '--checkpoint=fast', '--no-sync'];
  await program('pg_basebackup', ...from, ...to);
  return startIn(directory, {});
}

async function ownFolder(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'postgres-'));
  if (process.getuid?.() === 0) {
    const { stdout } = await execute('id', ['-u', 'postgres']);
    await chown(directory, Number(stdout), 0);
    await chmod(directory, 0o700);
  }
  return directory;
}

async function startIn(directory: string, settings: Readonly<Record<string, string>>): Promise<PostgresServer> {
  const data = join(directory, 'data');
  const port = await freePort();
  const options = [
    ...['-p', `${port}`, '-k', directory, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off'],
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `'${name}=${value}'`]),
  ].join(' ');
  const start = async () => {
    await program('pg_ctl', '--pgdata', data, '--wait', '--log', join(directory, 'log'), '-o', options, 'start');
  };
  const stop = async (mode = 'immediate') => {
    await program('pg_ctl', '--pgdata', data, '--wait', '--mode', mode, 'stop');
  };
  const signal = async (name: 'STOP' | 'CONT') => {
    const [main = ''] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
    const { stdout } = await execute('ps', ['-o', 'pid=', '--ppid', main]);
    for (const pid of [main, ...stdout.split('\n')]) if (pid.trim() !== '') process.kill(Number(pid), `SIG${name}`);
  };
  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    port,
    directory,
    data,
    start,
    stop: () => stop(),
    stopGently: () => stop('fast'),
    freeze: () => signal('STOP'),
    thaw: () => signal('CONT'),
    remove: async () => {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
