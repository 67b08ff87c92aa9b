import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { createApplication } from '../../src/server/application.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

let database: TestDatabase;
let server: Server;
let url: string;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase('bundled');
  const { handle } = createApplication({ config: loadConfig({}), database, log: pino({ level: 'silent' }) });
  server = createServer(handle).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  folder = await mkdtemp(join(tmpdir(), 'govgraph-front-end-'));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** The files of docs/front-end.md: each name in backticks, followed by its text. */
async function writeProject() {
  const page = await readFile(join(PROJECT, 'docs/front-end.md'), 'utf8');
  const files = [...page.matchAll(/`([\w/.]+\.ts)`:\n\n```ts\n([\s\S]*?)```/g)];
  expect(files.map(([, name]) => name)).toEqual(['codegen.ts', 'src/progress.ts']);
  await mkdir(join(folder, 'src'));
  for (const [, name = '', text = ''] of files) await writeFile(join(folder, name), text);
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true, target: 'es2022', module: 'esnext', moduleResolution: 'bundler', noEmit: true, skipLibCheck: true, lib: ['es2022', 'dom'], types: [],
      },
      include: ['src'],
    }), // biome-ignore format: one line of options
  );
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module' }));
  await symlink(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
}

test('the page on types does what it says: types from a running server, checked, used', async () => {
  await writeProject();
  const env = { ...process.env, GOVGRAPH_URL: url };
  const tool = (name: string, ...args: string[]) =>
    run(process.execPath, [join(PROJECT, 'node_modules', name), ...args], { cwd: folder, env });
  await tool('@graphql-codegen/cli/cjs/bin.js', '--config', 'codegen.ts');
  await tool('typescript/bin/tsc', '-p', '.');

  const { report } = (await import(/* @vite-ignore */ join(folder, 'src/progress.ts'))) as {
    report(url: string): Promise<string>;
  };
  expect(await report(url)).toBe('53 of 53');

  // The types are those of the schema: a slip in a field's name does not pass.
  const progress = await readFile(join(folder, 'src/progress.ts'), 'utf8');
  await writeFile(
    join(folder, 'src/progress.ts'),
    progress.replace('programme.progress.completed', 'programme.progress.complete'),
  );
  await expect(tool('typescript/bin/tsc', '-p', '.')).rejects.toMatchObject({
    stdout: expect.stringContaining('complete'),
  });
});
