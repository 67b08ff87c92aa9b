import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const textOf = (file: string) => readFileSync(join(PROJECT, file), 'utf8');
const { version, engines } = JSON.parse(textOf('package.json'));
const nodeMajor = /^>=(\d+)/.exec(engines.node)?.[1];

test('.nvmrc and the CI workflow use the oldest Node that package.json admits', () => {
  expect(textOf('.nvmrc').trim()).toBe(nodeMajor);
  expect(textOf('.github/workflows/ci.yml')).toContain(`container: node:${nodeMajor}-`);
});

test('the CI workflow runs .ci/run on pushes and pull requests', () => {
  expect(textOf('.github/workflows/ci.yml')).toMatch(/^ {2}push:\n {2}pull_request:$/m);
  expect(textOf('.github/workflows/ci.yml')).toMatch(/^ +- run: \.ci\/run$/m);
});

test('compose.yaml starts the PostgreSQL version that .ci/run tests, under the address that it names', () => {
  const [, major] = /postgresql\/(\d+)\/bin/.exec(textOf('.ci/run')) ?? [];
  const compose = textOf('compose.yaml');
  const setting = (name: string) => new RegExp(`POSTGRES_${name}: (.+)`).exec(compose)?.[1];
  expect(compose).toContain(`image: postgres:${major}-`);
  expect(compose).toContain(
    `DATABASE_URL=postgres://${setting('USER')}:${setting('PASSWORD')}@127.0.0.1:5432/${setting('DB')}\n`,
  );
});

describe('.vscode/launch.json', () => {
  const { configurations } = JSON.parse(textOf('.vscode/launch.json'));
  const { tasks } = JSON.parse(textOf('.vscode/tasks.json'));

  test('has entries for the server and for the current test file', () => {
    expect(configurations.map(({ name }: { name: string }) => name)).toEqual([
      'Debug the server',
      'Debug the current test file',
    ]);
  });

  test('starts tasks that exist and programs that exist or are built', () => {
    const labels = tasks.map(({ label }: { label: string }) => label);
    for (const { program, preLaunchTask } of configurations) {
      if (preLaunchTask !== undefined) expect(labels).toContain(preLaunchTask);
      const path = program.replace(/^\$\{workspaceFolder\}\/(dist\/)?/, (_: string, isBuilt?: string) =>
        isBuilt ? 'src/' : '',
      );
      expect([path, existsSync(join(PROJECT, path)) || existsSync(join(PROJECT, path.replace(/js$/, 'ts')))]).toEqual([
        path,
        true,
      ]);
    }
  });
});

test('CHANGELOG.md describes the version of package.json', () => {
  const versions = [...textOf('CHANGELOG.md').matchAll(/^## \[?([\d.]+)/gm)].map(([, one]) => one);
  expect(versions[0]).toBe(version);
});

test('whatever the bench, the scripts and the clients import of the build is exported by the source', () => {
  const imports = ['bench', 'scripts', 'test'].flatMap((folder) =>
    readdirSync(join(PROJECT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.mjs') && !file.includes('node_modules'))
      .flatMap((file) =>
        [
          ...readFileSync(join(PROJECT, folder, file), 'utf8').matchAll(
            /\{([^{}]*)\} (?:= await import\(|from )'(?:\.\.\/)+dist\/([\w/-]+)\.js'/g,
          ),
        ].flatMap(([, names = '', path = '']) => names.split(',').map((name) => ({ file, path, name: name.trim() }))),
      ),
  );
  expect(imports.length).toBeGreaterThan(10);
  const missing = imports.filter(
    ({ path, name }) =>
      !new RegExp(`^export (?:async )?(?:const|function\\*?|class) ${name}\\b`, 'm').test(
        readFileSync(join(PROJECT, 'src', `${path}.ts`), 'utf8'),
      ),
  );
  expect(missing).toEqual([]);
});
