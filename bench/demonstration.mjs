// A server with the bundled data sets, and a browser before it.
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { freePort } from './postgres.mjs';
import { startProcess } from './process.mjs';

const PROJECT = fileURLToPath(new URL('../', import.meta.url));
const EXECUTABLE = '/usr/bin/chromium';
const ARGUMENTS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']; // biome-ignore format: one list
const PACKAGES = ['tianshui-2020', 'wgi-2019', 'wgi-2020', 'uk-gmpp'];

/** @returns {Promise<{ url: string, browser: import('playwright-core').Browser, stop: () => Promise<void> }>} */
export async function startDemonstration() {
  if (!existsSync(EXECUTABLE)) throw new Error('This needs Chromium: apt-get install chromium');
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), 'govgraph-demonstration-'));
  const url = `http://127.0.0.1:${port}`;
  const server = await startProcess({
    title: 'govgraph',
    command: process.execPath,
    args: ['dist/main.js', 'serve'],
    cwd: PROJECT,
    env: {
      PORT: `${port}`,
      DATA_DIR: directory,
      LOG_LEVEL: 'warn',
      DATASETS: PACKAGES.map((name) => `data/${name}`).join(','),
    },
    answers: () => isLoaded(url),
  });
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
  const stop = async () => {
    await browser.close();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
  return { url, browser, stop };
}

async function isLoaded(url) {
  const response = await fetch(`${url}/ready`).catch(() => null);
  return response?.ok === true && (await response.json()).loading.length === 0;
}
