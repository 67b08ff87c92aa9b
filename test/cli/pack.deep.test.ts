import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Folder, query, temporaryFolder } from './process.ts';

const run = promisify(execFile);
/** What npm and a shell need, and nothing of this process's configuration. */
const ENV = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };
const ONE_FIGURE = '{ metric(code: "criminal-cases-filed") { latest { value citations { locator } } } }';

/** npm looks for advice and for its own newer version otherwise. */
const QUIETLY = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier'];

/** Milliseconds for an install that asks nobody; npm gives up a question after 300,000. */
const MAX_TIME = 200_000;

let folder: Folder;
/** Where somebody installed the package, and nothing else lies. */
let place: string;
let installed: string;
let tarball: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  place = join(folder.path, 'place');
  installed = join(place, 'node_modules/govgraph');
  await mkdir(place);
  const { stdout } = await run(process.execPath, ['scripts/pack.mjs', folder.path], { env: ENV });
  tarball = stdout.trim().split('\n').at(-1) ?? '';
  const options = ['--offline', '--cache', join(folder.path, 'cache'), ...QUIETLY];
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

  test('is installed and run without a question to the registry, with --offline and without', async () => {
    const asked: string[] = [];
    // Whoever asks waits for ever, as behind a firewall that drops what it gets.
    const registry = createServer(({ url = '' }) => void asked.push(url)).listen(0, '127.0.0.1');
    await once(registry, 'listening');
    const env = { ...ENV, npm_config_registry: `http://127.0.0.1:${(registry.address() as AddressInfo).port}/` };
    const ask = async (name: string, command: string, args: readonly string[]) => {
      const cwd = join(folder.path, name);
      await mkdir(cwd);
      return run(command, [...args, ...QUIETLY], { cwd, env, timeout: MAX_TIME });
    };
    try {
      const cache = (name: string) => ['--cache', join(folder.path, `cache-${name}`)];
      await ask('plain', 'npm', ['install', tarball, ...cache('plain')]);
      const packed = ['exec', '--yes', `--package=${tarball}`, ...cache('exec'), '--call=govgraph --version'];
      expect((await ask('exec', 'npm', packed)).stdout).toContain('0.1.0');
      await run('npm', ['install', '--offline', ...cache('offline'), tarball], {
        cwd: join(folder.path, 'exec'),
        env,
        timeout: MAX_TIME,
      });
      expect(asked).toEqual([]);
    } finally {
      registry.closeAllConnections();
      registry.close();
    }
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
