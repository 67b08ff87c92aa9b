import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Listener, listen } from '../../src/server/listen.ts';
import { applicationOver } from '../server/support.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { freePort } from '../support/port.ts';

let database: TestDatabase;
let api: Listener;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  const place = { host: '127.0.0.1', port: 0, drainTimeout: 100, keepAlive: 1_000 };
  api = await listen(applicationOver(database), place);
});
afterAll(async () => {
  await api.close();
  await database.close();
});

/** What is answered by the server of pages that are worked on. */
async function askBeside(env: Readonly<Record<string, string>>) {
  const port = await freePort();
  const vite = spawn(
    process.execPath,
    ['node_modules/vite/bin/vite.js', '--config', 'src/explorer/vite.config.ts', '--host', '127.0.0.1', '--port', `${port}`, '--strictPort'], // biome-ignore format: one line
    { env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    let out = '';
    vite.stdout.setEncoding('utf8').on('data', (chunk) => {
      out += chunk;
    });
    while (!out.includes('Local')) {
      if (vite.exitCode !== null) throw new Error(`ended early:\n${out}`);
      await Promise.race([once(vite.stdout, 'data'), once(vite, 'close')]);
    }
    const response = await fetch(`http://127.0.0.1:${port}/graphql?query=%7Bdatasets%7Bcode%7D%7D`);
    return { status: response.status, body: await response.json() };
  } finally {
    vite.kill('SIGTERM');
    if (vite.exitCode === null) await once(vite, 'close');
  }
}

const ANSWER = { status: 200, body: { data: { datasets: [] } } };

it('pages that are worked on ask the server at PORT, as `npm start` has it', async () => {
  expect(await askBeside({ PORT: new URL(api.url).port })).toMatchObject(ANSWER);
});

it('pages that are worked on ask another server where API_URL names it', async () => {
  expect(await askBeside({ PORT: '1', API_URL: api.url })).toMatchObject(ANSWER);
});
