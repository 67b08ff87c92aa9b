// A PostgreSQL server of the bench's own, in a temporary folder, that leaves nothing behind.
import { execFileSync, spawn } from 'node:child_process';
import { appendFileSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

const DEBIAN = '/usr/lib/postgresql';
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '1GB',
  effective_cache_size: '4GB',
  work_mem: '32MB',
  maintenance_work_mem: '512MB',
  random_page_cost: '1.1',
  jit: 'off',
  // The data can be made again at any time: nothing has to survive a crash.
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '8GB',
  // Nothing may begin by itself while something is timed.
  autovacuum: 'off',
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'none', // until somebody counts
};

/** Where initdb and postgres lie side by side: on the PATH, or where Debian puts them, the newest version first. */
export function serverPrograms(names = ['initdb', 'postgres']) {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...process.env.PATH.split(delimiter), ...versions.map((version) => join(DEBIAN, version, 'bin'))];
  const folder = folders.find((path) => names.every((name) => existsSync(join(path, name))));
  if (folder) return folder;
  throw new Error(
    `The bench needs the PostgreSQL programs ${names.join(', ')} (version 15 or later): none on the PATH or under ${DEBIAN}.`,
  );
}

/** PostgreSQL refuses root; root runs it as the user that its packages make. */
export function serverUser() {
  if (process.getuid?.() !== 0) return {};
  const id = (flag) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Starts it. `folder` is the server's own, where COPY may read and write files; `more` are settings beside the usual ones, or in their place. */
export async function startPostgres(more = {}) {
  const programs = serverPrograms();
  const user = serverUser();
  const folder = mkdtempSync(join(tmpdir(), 'govgraph-bench-'));
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const flags = ['-D', data, '-U', 'bench', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
    execFileSync(join(programs, 'initdb'), flags, { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    remove();
    throw error;
  }
  const port = await freePort();
  const settings = Object.entries({ port, ...SETTINGS, ...more }).map(([name, value]) => `${name} = '${value}'\n`);
  appendFileSync(join(data, 'postgresql.conf'), settings.join(''));
  const child = spawn(join(programs, 'postgres'), ['-D', data], { ...user, cwd: folder, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  process.once('exit', () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGQUIT'); // stopped before anybody could stop it
    remove();
  });

  const url = (database) => `postgres://bench@127.0.0.1:${port}/${database}`;
  const stop = async () => {
    child.kill('SIGINT'); // fast shutdown: connections are cut
    await ended;
    remove();
  };
  try {
    await reach(url('postgres'), child);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, folder, pid: child.pid, stop };
}

/** Waits until a server answers. */
export async function reach(url, child) {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL ended with ${child.exitCode} while it was starting.`);
    try {
      return await withClient(url, () => {});
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('PostgreSQL did not answer within ten seconds.');
}

/** @template T @param {string} url @param {(client: pg.Client) => T | Promise<T>} work @returns {Promise<T>} */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
