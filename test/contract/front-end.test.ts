import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { createApplication } from '../../src/server/application.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const MODULES = join(PROJECT, 'node_modules');
/** Where the clients themselves are, once `npm ci --prefix test/clients` has installed them. */
const CLIENTS = join(PROJECT, 'test/clients/node_modules');
const run = promisify(execFile);

let database: TestDatabase;
let server: Server;
let url: string;
const folders: string[] = [];
beforeAll(async () => {
  database = await openTestDatabase('bundled');
  const { handle } = createApplication({ config: loadConfig({}), database, log: pino({ level: 'silent' }) });
  server = createServer(handle).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await database.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** The files of docs/front-end.md: each name in backticks, followed by its text. */
async function filesOfPage(): Promise<ReadonlyMap<string, string>> {
  const page = await readFile(join(PROJECT, 'docs/front-end.md'), 'utf8');
  const found = [...page.matchAll(/`([\w/.]+\.(?:tsx?|mjs|json))`:\n\n```(?:tsx?|js|json)\n([\s\S]*?)```/g)];
  return new Map(found.map(([, name = '', text = '']) => [name, text]));
}

/** A project with these files of the page, and the compiler's options. */
async function openProject(names: readonly string[], modules = MODULES) {
  const folder = await mkdtemp(join(tmpdir(), 'govgraph-front-end-'));
  folders.push(folder);
  const page = await filesOfPage();
  const write = async (name: string, text: string) => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  };
  for (const name of names) await write(name, page.get(name) ?? '');
  await write(
    'tsconfig.json',
    JSON.stringify({
      compilerOptions: {
        strict: true, target: 'es2022', module: 'esnext', moduleResolution: 'bundler', noEmit: true, skipLibCheck: true, lib: ['es2022', 'dom'], types: [],
        jsx: 'react-jsx',
      },
      include: ['src'],
    }), // biome-ignore format: one line of options
  );
  await write('package.json', JSON.stringify({ type: 'module' }));
  const link = async (target: string) => {
    await rm(join(folder, 'node_modules'), { force: true });
    await symlink(target, join(folder, 'node_modules'));
  };
  await link(modules);
  const env = { ...process.env, GOVGRAPH_URL: url };
  const node = (...args: string[]) => run(process.execPath, args, { cwd: folder, env });
  return {
    write,
    link,
    read: (name: string) => readFile(join(folder, name), 'utf8'),
    path: (name: string) => join(folder, name),
    node,
    generate: () => node(join(MODULES, '@graphql-codegen/cli/cjs/bin.js'), '--config', 'codegen.ts'),
    compile: () => node(join(MODULES, 'typescript/bin/tsc'), '-p', '.'),
    report: async (name: string): Promise<string> => {
      const module = (await import(/* @vite-ignore */ join(folder, name))) as { report(url: string): Promise<string> };
      return module.report(url);
    },
  };
}

type Project = Awaited<ReturnType<typeof openProject>>;

/** The types are those of the schema: a slip in a field's name does not pass. */
async function expectSlipRefused({ read, write, compile }: Project, name: string) {
  const text = await read(name);
  expect(text).toContain('progress.completed');
  await write(name, text.replace('progress.completed', 'progress.complete'));
  await expect(compile()).rejects.toMatchObject({ stdout: expect.stringContaining('complete') });
  await write(name, text);
}

async function setDocumentMode({ read, write }: Project, mode: string) {
  const config = await read('codegen.ts');
  expect(config).toContain("documentMode: 'string'");
  await write('codegen.ts', config.replace("documentMode: 'string'", `documentMode: '${mode}'`));
}

test('the page has these files', async () => {
  expect([...(await filesOfPage()).keys()]).toEqual([
    'codegen.ts', 'src/language.ts', 'src/progress.ts', 'src/urql.tsx', 'src/apollo.tsx', 'schema.mjs', 'relay.config.json', 'src/relay.ts',
  ]); // biome-ignore format: a list
});

test('without a client: types from a running server, checked, used', async () => {
  const project = await openProject(['codegen.ts', 'src/language.ts', 'src/progress.ts']);
  await project.generate();
  await project.compile();
  expect(await project.report('src/progress.ts')).toBe('53 of 53');
  await expectSlipRefused(project, 'src/progress.ts');
});

describe.each([
  ['urql', 'src/urql.tsx', 'urql'],
  ['Apollo Client', 'src/apollo.tsx', '@apollo/client'],
])('%s', (_, file, client) => {
  test('gets documents whose results are typed, found in .tsx', async () => {
    const project = await openProject(['codegen.ts', 'src/language.ts', file]);
    await setDocumentMode(project, 'documentNode');
    await project.generate();
    await project.write(
      'src/client.d.ts',
      await readFile(join(PROJECT, 'test/contract/front-end-client.d.ts'), 'utf8'),
    );
    await project.compile();
    await expectSlipRefused(project, file);
  });

  test.runIf(existsSync(join(CLIENTS, client)))('answers, in the one language that is set', async () => {
    const project = await openProject(['codegen.ts', 'src/language.ts', file]);
    await setDocumentMode(project, 'documentNode');
    await project.generate();
    await project.link(CLIENTS);
    await project.compile();
    await expectSlipRefused(project, file);
    expect(await project.report(file)).toMatch(/^[\x20-\x7e]+: 53$/);
  });
});

describe('Relay', () => {
  test('gets the schema of a running server in a file, with the scalars that the page maps', async () => {
    const project = await openProject(['schema.mjs', 'relay.config.json']);
    await project.node('schema.mjs');
    const schema = await project.read('schema.graphql');
    const scalars = [...schema.matchAll(/^scalar (\w+)/gm)].map(([, name]) => name);
    const { customScalarTypes } = JSON.parse(await project.read('relay.config.json'));
    expect(Object.keys(customScalarTypes).sort()).toEqual(scalars.sort());
  });

  test.runIf(existsSync(join(CLIENTS, 'relay-compiler')))('compiles and answers', async () => {
    const project = await openProject(['schema.mjs', 'relay.config.json', 'src/language.ts', 'src/relay.ts'], CLIENTS);
    await project.node('schema.mjs');
    await project.node(join(CLIENTS, 'relay-compiler/cli.js'));
    await project.compile();
    await expectSlipRefused(project, 'src/relay.ts');
    // As babel-plugin-relay does it: the artifact stands in the place of the document.
    const text = await project.read('src/relay.ts');
    const artifact = "import progress from './__generated__/relayProgressQuery.graphql';\n";
    await project.write('src/relay.ts', artifact + text.replace(/const progress = graphql`[^`]*`;/, ''));
    expect(await project.report('src/relay.ts')).toMatch(/^[\x20-\x7e]+: 53$/);
  });
});
