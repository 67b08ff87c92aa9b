import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Folder, query, temporaryFolder } from './process.ts';

const run = promisify(execFile);
/** What npm and a shell need, and nothing of this process's configuration. */
const ENV = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };
const ONE_FIGURE = '{ metric(code: "criminal-cases-filed") { latest { value citations { locator } } } }';

let folder: Folder;
/** Where somebody installed the package, and nothing else lies. */
let place: string;
let installed: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  place = join(folder.path, 'place');
  installed = join(place, 'node_modules/govgraph');
  await mkdir(place);
  const { stdout } = await run(process.execPath, ['scripts/pack.mjs', folder.path], { env: ENV });
  const tarball = stdout.trim().split('\n').at(-1) ?? '';
  // Neither a registry nor what npm has kept of one.
  const options = ['--offline', '--cache', join(folder.path, 'cache'), '--ignore-scripts', '--no-audit', '--no-fund'];
  await run('npm', ['install', ...options, tarball], { cwd: place, env: ENV });
});
afterAll(() => folder[Symbol.asyncDispose]());

describe('the package', () => {
  test('serves the bundled report from an empty folder, and keeps its data there', async () => {
    const child = spawn(join(place, 'node_modules/.bin/govgraph'), ['serve'], {
      cwd: place,
      env: { ...ENV, PORT: '0' },
    });
    try {
      let out = '';
      child.stdout.setEncoding('utf8').on('data', (chunk) => {
        out += chunk;
      });
      const address = /API {7}(http:\S+)\/graphql/;
      while (!address.test(out)) {
        if (child.exitCode !== null) throw new Error(`ended early:\n${out}`);
        await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
      }
      const url = address.exec(out)?.[1] ?? '';
      expect((await query(url, ONE_FIGURE)).data).toMatchObject({ metric: { latest: { value: '6782' } } });
      const page = await fetch(`${url}/graphql`, { headers: { accept: 'text/html' } });
      expect(await page.text()).toContain('criminal-cases-filed');
      const file = await fetch(`${url}/files/observations.csv?metrics=criminal-cases-filed`);
      expect(await file.text()).toContain('6782');
      expect((await fetch(`${url}/odata/v4/Metrics?$top=1`)).status).toBe(200);
    } finally {
      child.kill('SIGTERM');
      await once(child, 'close');
    }
    expect(existsSync(join(place, '.data/pg'))).toBe(true);
    expect(existsSync(join(installed, '.data'))).toBe(false);
  });

  test('holds what the lock file has for production, and no compiler and no generator', async () => {
    const all = JSON.parse(await readFile('package-lock.json', 'utf8')).packages;
    const held = await readdir(join(installed, 'node_modules'), { recursive: true });
    const manifests = held.filter((path) => /(?:^|node_modules\/)(?:@[^/]+\/)?[^/]+\/package\.json$/.test(path));
    expect(manifests.length).toBeGreaterThan(100);
    for (const path of manifests) {
      const { name, version } = JSON.parse(await readFile(join(installed, 'node_modules', path), 'utf8'));
      const known = all[`node_modules/${path.replace(/\/package\.json$/, '')}`];
      expect([name, known?.version, known?.dev ?? false]).toEqual([name, version, false]);
      expect(['typescript', 'prisma']).not.toContain(name);
    }
  });

  test('lists what it holds, with the licences', async () => {
    const { dependencies } = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8'));
    const bill = JSON.parse(await readFile(join(installed, 'sbom.cdx.json'), 'utf8'));
    expect(bill).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'govgraph' } } });
    const listed: string[] = bill.components.map(({ name, version }: Record<string, string>) => `${name} ${version}`);
    for (const [name, version] of Object.entries(dependencies)) expect(listed).toContain(`${name} ${version}`);
    const licences = await readFile(join(installed, 'THIRD-PARTY-LICENCES.txt'), 'utf8');
    for (const one of listed) expect(licences).toContain(`\n${one.split(' ')[0]} `);
    expect(licences).toContain('Permission is hereby granted, free of charge');
  });
});
