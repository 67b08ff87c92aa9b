// Three etcd, three PostgreSQL under Patroni, HAProxy and two govgraph nodes on this machine, as the examples of `deploy` have them.
import {
  appendFileSync,
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../bench/postgres.mjs';
import { openProgram, postgresProcesses, serverUser, until } from './process.mjs';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
export const MAIN = join(PROJECT, 'dist/main.js');
const NAMES = ['one', 'two', 'three'];

/** An example of `deploy` with what this machine has in the place of what an operator would write; each of it has to be there. */
function readExample(name, replacements) {
  let text = readFileSync(join(PROJECT, 'deploy', name), 'utf8');
  for (const [given, wanted] of replacements) {
    if (!text.includes(given)) throw new Error(`deploy/${name} has no ${given}`);
    text = text.replaceAll(given, wanted);
  }
  return text;
}

const askJson = async (url) => (await fetch(url, { signal: AbortSignal.timeout(2_000) })).json();

export async function openCluster() {
  const folder = mkdtempSync(join(tmpdir(), 'govgraph-cluster-'));
  const user = serverUser();
  chmodSync(folder, 0o755);
  const inFolder = (name) => {
    const path = join(folder, name);
    mkdirSync(path, { mode: 0o700 });
    if (user.uid !== undefined) chownSync(path, user.uid, user.gid);
    return path;
  };
  const ports = {};
  for (const name of ['primary', 'replicas']) ports[name] = await freePort();

  const etcds = [];
  for (const name of NAMES) etcds.push({ name, client: await freePort(), peer: await freePort() });
  const members = etcds.map(({ name, peer }) => `${name}=http://127.0.0.1:${peer}`).join(',');
  const etcd = etcds.map(({ name, client, peer }) =>
    openProgram({
      name: `etcd ${name}`,
      command: 'etcd',
      log: join(folder, `etcd-${name}.log`),
      args: [
        ...['--name', name, '--data-dir', join(folder, `etcd-${name}`)],
        ...[
          '--listen-client-urls',
          `http://127.0.0.1:${client}`,
          '--advertise-client-urls',
          `http://127.0.0.1:${client}`,
        ],
        ...[
          '--listen-peer-urls',
          `http://127.0.0.1:${peer}`,
          '--initial-advertise-peer-urls',
          `http://127.0.0.1:${peer}`,
        ],
        ...['--initial-cluster', members, '--heartbeat-interval', '200', '--election-timeout', '2000'],
        '--enable-v2',
      ],
    }),
  );

  const databases = [];
  for (const name of NAMES) {
    const home = inFolder(`postgres-${name}`);
    databases.push({ name, home, data: join(home, 'data'), port: await freePort(), rest: await freePort() });
  }
  const patroni = databases.map(({ name, home, data, port, rest }) => {
    const config = readExample('patroni.yaml', [
      ['name: one', `name: ${name}`],
      ['10.0.0.1:8008', `127.0.0.1:${rest}`],
      ['10.0.0.1:2379,10.0.0.2:2379,10.0.0.3:2379', etcds.map(({ client }) => `127.0.0.1:${client}`).join(',')],
      ['10.0.0.1:5432', `127.0.0.1:${port}`],
      ['10.0.0.0/24 scram-sha-256', '127.0.0.1/32 trust'],
      ['/var/lib/postgresql/15/govgraph', data],
      ['/var/lib/postgresql/patroni.pgpass', join(home, 'pgpass')],
      // What is killed here are processes: the machine goes on, and keeps what they wrote.
      [
        '        synchronous_commit:',
        `        fsync: 'off'\n        unix_socket_directories: ''\n        synchronous_commit:`,
      ],
    ]);
    const path = join(home, 'patroni.yaml');
    writeFileSync(path, config);
    return openProgram({
      name: `PostgreSQL ${name}`,
      command: 'patroni',
      args: [path],
      log: join(folder, `patroni-${name}.log`),
      user,
      others: () => postgresProcesses(data),
    });
  });

  const servers = databases.map(({ port, rest }, at) => [
    `10.0.0.${at + 1}:5432 check port 8008`,
    `127.0.0.1:${port} check port ${rest}`,
  ]);
  writeFileSync(
    join(folder, 'haproxy.cfg'),
    readExample('haproxy-postgresql.cfg', [
      ['127.0.0.1:5000', `127.0.0.1:${ports.primary}`],
      ['127.0.0.1:5001', `127.0.0.1:${ports.replicas}`],
      ...servers,
    ]),
  );
  const haproxy = openProgram({
    name: 'HAProxy',
    command: 'haproxy',
    args: ['-db', '-f', join(folder, 'haproxy.cfg')],
    log: join(folder, 'haproxy.log'),
  });

  const url = (port) => `postgres://postgres@127.0.0.1:${port}/postgres`;
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: url(ports.primary),
    DATABASE_READ_URL: url(ports.replicas),
    DATASETS: '',
    LOG_LEVEL: 'error',
  };
  const nodes = [];
  for (const [at, name] of NAMES.slice(0, 2).entries()) {
    const port = await freePort();
    const program = openProgram({
      name: `govgraph ${name}`,
      command: process.execPath,
      args: [MAIN, 'serve'],
      log: join(folder, `govgraph-${name}.log`),
      // One of them answers everything from the databases, the other what it can from memory.
      env: { ...env, PORT: String(port), ...(at === 0 ? { CACHE_MB: '0' } : {}) },
    });
    nodes.push({ ...program, url: `http://127.0.0.1:${port}`, isDown: false, kills: 0 });
  }

  /** @returns {Promise<{ name: string, role: string, state: string, lag?: number }[]>} what Patroni knows of its servers, asked of any that answers */
  const listMembers = async () => {
    const answers = await Promise.allSettled(databases.map(({ rest }) => askJson(`http://127.0.0.1:${rest}/cluster`)));
    return answers.find(({ status }) => status === 'fulfilled')?.value.members ?? [];
  };
  /** Of each server what it is: primary, sync, replica, or away. */
  const roles = () =>
    Promise.all(
      databases.map(async ({ rest }) => {
        const {
          role,
          state,
          sync_standby: isSync,
        } = await askJson(`http://127.0.0.1:${rest}/patroni`).catch(() => ({}));
        return state === 'running' ? (role === 'master' ? 'primary' : isSync ? 'sync' : role) : 'away';
      }),
    );
  /** Whether all three run, one follows synchronously, and none is far behind. */
  const isWhole = async () => {
    const found = await roles();
    const listed = await listMembers();
    return (
      found.toSorted().join() === 'primary,replica,sync' &&
      listed.length === 3 &&
      listed.every(({ state, lag = 0 }) => ['running', 'streaming'].includes(state) && Number(lag) < 2 ** 24)
    );
  };
  const isReady = async ({ url: at }) => (await fetch(`${at}/ready`, { signal: AbortSignal.timeout(5_000) })).ok;

  const all = [...etcd, ...patroni, haproxy, ...nodes];
  return {
    folder,
    env,
    etcd,
    patroni,
    nodes,
    roles,
    isWhole,
    start: async (say) => {
      for (const program of etcd) program.start();
      haproxy.start();
      say('etcd and HAProxy are started');
      for (const program of patroni) program.start();
      await until('three PostgreSQL servers of which one follows synchronously', isWhole, 120_000);
      say('three PostgreSQL servers run, one of them follows synchronously');
    },
    startNodes: async () => {
      for (const node of nodes) node.start();
      for (const node of nodes) await until(`${node.name} is ready`, () => isReady(node));
    },
    isReady,
    /** How many statements replicas have answered for a node since it was started. */
    replicaAnswers: async ({ url: at }) => {
      const text = await (await fetch(`${at}/metrics`)).text();
      return Number(/govgraph_replica_statements_total\{outcome="answered"\} (\d+)/.exec(text)?.[1] ?? 0);
    },
    /** Kills PostgreSQL and leaves Patroni. */
    killServer: (program) => {
      const { data } = databases[patroni.indexOf(program)];
      for (const pid of postgresProcesses(data)) process.kill(pid, 'SIGKILL');
    },
    /** Keeps what a command said. */
    note: (text) => appendFileSync(join(folder, 'commands.log'), text),
    stop: async (keepFolder) => {
      for (const program of all.toReversed()) {
        await program.kill();
      }
      if (!keepFolder) rmSync(folder, { recursive: true, force: true });
    },
  };
}
