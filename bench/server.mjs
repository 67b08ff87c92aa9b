// The three servers, each a process of its own over the same database with as many connections to it.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ask } from './client.mjs';
import { freePort } from './postgres.mjs';
import { startProcess } from './process.mjs';
import { say } from './progress.mjs';
import { QUESTIONS, requestOf } from './query.mjs';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));
export const PEER = join(PROJECT, 'bench/peer');
const PEER_NODE = join(PEER, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
const POOL_SIZE = '10';

export const TITLES = { ours: 'govgraph', peer: 'PostGraphile', limit: 'limit' };

/** As `npm start` has it. */
export const NODE_FLAGS = ['--max-semi-space-size=32'];

const PROGRAMS = {
  ours: { command: process.execPath, args: [...NODE_FLAGS, join(PROJECT, 'dist/main.js'), 'serve'], folder: PROJECT },
  peer: { command: PEER_NODE, args: ['server.mjs'], folder: PEER },
  limit: { command: process.execPath, args: [...NODE_FLAGS, join(PROJECT, 'bench/limit.mjs')], folder: PROJECT },
};

/** Settings of ours that only let the load through; whatever makes it faster or slower stays as it comes. */
const OURS = { DATASETS: '', LOG_LEVEL: 'silent', REQUEST_TIMEOUT_MS: '120000' };

const read = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);

/** What the bench compares with, and the Node that PostGraphile wants, lie in a folder of their own, with their own lock file. */
export function installPeer() {
  const wanted = Object.entries(read(join(PEER, 'package.json')).dependencies);
  const isThere = ([name, version]) => read(join(PEER, 'node_modules', name, 'package.json'))?.version === version;
  if (existsSync(PEER_NODE) && wanted.every(isThere)) return;
  say('installing PostGraphile, Vega-Lite and Node 24 into bench/peer');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status, stderr } = spawnSync('npm', args, { cwd: PEER, encoding: 'utf8' });
  if (status !== 0) throw new Error(`npm ci in bench/peer failed.\n${stderr}`);
  if (!existsSync(PEER_NODE)) {
    throw new Error(`bench/peer/package.json names no Node for ${process.platform}-${process.arch}.`);
  }
}

/** @typedef {{ name: string, port: number, pid: number, memory: (what?: 'VmRSS' | 'VmHWM') => number | null, stop: () => Promise<void> }} Server */

/** Starts a server and waits for its first answer. @returns {Promise<Server & { startedIn: number }>} */
export async function startServer(name, url, flags = [], more = {}) {
  const { command, args, folder } = PROGRAMS[name];
  const port = await freePort();
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    GRAPHILE_ENV: 'production',
    DATABASE_URL: url,
    POOL_SIZE,
    ...OURS,
    ...more,
    PORT: String(port),
  };
  const { pid, startedIn, stop } = await startProcess({
    title: TITLES[name],
    command,
    args: [...flags, ...args],
    cwd: folder,
    env,
    answers: async () => (await ask(port, requestOf(QUESTIONS[0], name, 0, 1_000))).status === 200,
  });
  return { name, port, pid, startedIn, memory: (what = 'VmRSS') => memoryOf(pid, what), stop };
}

/** What Linux tells of a process's memory, in bytes: VmRSS is held now, VmHWM was the most so far. Null elsewhere. */
export function memoryOf(pid, what) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(status)[1]) * 1_024;
  } catch {
    return null;
  }
}
