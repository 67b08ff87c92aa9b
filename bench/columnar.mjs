// A server over the larger database that keeps a columnar copy of it: what the copy takes, and how fast the server answers with it.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ask, textOf } from './client.mjs';
import { note, say } from './progress.mjs';
import { startServer } from './server.mjs';

const LOOK_INTERVAL = 250;
const NAME = /^copy-[\da-f-]+$/;

/** @typedef {{ port: number, seconds: number, bytes: number, stop: () => Promise<void> }} CopyServer */

/** Starts the server and waits until the copy is made. It is made while nothing else is asked. @returns {Promise<CopyServer>} */
export async function startCopyServer(url, settings) {
  const folder = mkdtempSync(join(tmpdir(), 'govgraph-bench-columnar-'));
  say('copying into columns');
  const begin = performance.now();
  const server = await startServer('ours', url, [], { ...settings, COLUMNAR_DIR: folder });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    while (!readdirSync(folder).some((name) => NAME.test(name))) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const seconds = (performance.now() - begin) / 1_000;
  const bytes = sizeOfFolder(folder);
  note(`columnar copy made in ${seconds.toFixed(0)} s, ${(bytes / 1e9).toFixed(2)} GB`);
  return { port: server.port, seconds, bytes, stop };
}

const sizeOfFolder = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, path, name }) => sum + statSync(join(parentPath ?? path, name)).size, 0);

/** Milliseconds of a request that another server has answered. Fails where the answers differ. */
export async function askCopyServer({ port }, request, data) {
  const begin = performance.now();
  const answer = await ask(port, request);
  const milliseconds = performance.now() - begin;
  const { data: copied, errors } = JSON.parse(textOf(answer));
  if (errors || !isDeepStrictEqual(copied, data)) {
    throw new Error(`With a copy the server answers otherwise: ${JSON.stringify(errors ?? copied).slice(0, 500)}`);
  }
  return milliseconds;
}
