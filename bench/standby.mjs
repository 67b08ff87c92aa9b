// Copies of the bench's PostgreSQL that follow it by streaming, and HAProxy before them.
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { freePort, reach, serverPrograms, serverUser } from './postgres.mjs';

/** A copy lags by what it has not replayed; nobody waits for it. */
export async function startStandby(primary, name) {
  const [programs, user, port] = [serverPrograms(['postgres', 'pg_basebackup']), serverUser(), await freePort()];
  const data = join(primary.folder, name);
  mkdirSync(data, { mode: 0o700 });
  if (user.uid !== undefined) chownSync(data, user.uid, user.gid);
  const from = ['--dbname', primary.url('postgres'), '--pgdata', data];
  const how = ['--write-recovery-conf', '--checkpoint=fast', '--no-sync'];
  execFileSync(join(programs, 'pg_basebackup'), [...from, ...how], {
    ...user,
    cwd: primary.folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const child = spawn(join(programs, 'postgres'), ['-D', data, '-p', `${port}`], {
    ...user,
    cwd: primary.folder,
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  process.once('exit', () => child.kill('SIGQUIT'));
  const url = (database) => `postgres://bench@127.0.0.1:${port}/${database}`;
  const stop = async () => {
    child.kill('SIGINT');
    await ended;
  };
  await reach(url('postgres'), child);
  return { name, url, port, stop };
}

/** HAProxy as deploy/haproxy-postgresql.cfg has it, without what asks Patroni. @param {{ name: string, port: number }[]} servers */
export async function startBalancer(folder, servers) {
  const port = await freePort();
  const path = join(folder, `haproxy-${servers.length}.cfg`);
  const lines = [
    'defaults',
    '  mode tcp',
    '  timeout connect 2s',
    '  timeout client 30m',
    '  timeout server 30m',
    'listen replicas',
    `  bind 127.0.0.1:${port}`,
    '  balance leastconn',
    ...servers.map((server) => `  server ${server.name} 127.0.0.1:${server.port}`),
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  chmodSync(path, 0o644);
  const child = spawn(findHaproxy(), ['-db', '-f', path], { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve));
  process.once('exit', () => child.kill('SIGKILL'));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  const url = (database) => `postgres://bench@127.0.0.1:${port}/${database}`;
  await reach(url('postgres'), child);
  return { url, stop };
}

function findHaproxy() {
  const folder = [...process.env.PATH.split(delimiter), '/usr/sbin'].find((path) => existsSync(join(path, 'haproxy')));
  if (folder) return join(folder, 'haproxy');
  throw new Error('The bench needs haproxy (apt-get install haproxy).');
}
