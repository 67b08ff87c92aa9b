import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { createPages, PAGE_NAMES } from '../../../src/server/http/pages.ts';
import { openTestDatabase } from '../../support/database.ts';
import { applicationOver, type TestApplication } from '../support.ts';

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

let database: Database;
let application: TestApplication;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  application = applicationOver(database);
});
afterAll(() => database.close());

const open = (path: string, init: RequestInit = {}, server = application) =>
  server.fetch(new Request(`http://test${path}`, { headers: BROWSER, redirect: 'manual', ...init }));
const bytes = async (response: Response) => Buffer.from(await response.arrayBuffer());

/** The script that the page begins with. */
async function mainScript(): Promise<string> {
  const [, path = ''] = /src="\.(\/assets\/[^"]+\.js)"/.exec(await (await open('/')).text()) ?? [];
  return path;
}

describe('the pages of the explorer', () => {
  it('are built before the tests run', () => {
    expect(existsSync(new URL('../../../build/explorer/index.html', import.meta.url))).toBe(true);
  });

  it.each(['/', '/plan', '/metric/some-code?region=1', '/task/a%2Fb'])('are one file at %s', async (path) => {
    const response = await open(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(response.headers.get('cache-control')).toBe('no-cache');
    expect(await response.text()).toContain('<base href="/"');
  });

  it('are asked for again with an ETag, and are then not sent again', async () => {
    const etag = (await open('/')).headers.get('etag') ?? '';
    const again = await open('/', { headers: { ...BROWSER, 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('run scripts of this server alone, and none that stands in the page', async () => {
    const response = await open('/');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).toContain("default-src 'none'");
    expect(await response.text()).not.toMatch(/<script(?![^>]*src=)|<style|src="http|href="http/);
  });

  it('lie under the path of the public address, with everything that they load', async () => {
    const proxied = applicationOver(database, { PUBLIC_URL: 'https://data.test/gov' });
    const page = await (await open('/plan', {}, proxied)).text();
    expect(page).toContain('<base href="/gov/"');
    expect(page).not.toMatch(/(?:src|href)="\/(?!gov\/)/);
  });

  it.each([
    ['/plan?lang=en', /plan-.*\.js/, /en-.*\.js/],
    ['/metric/some-code?lang=zh-Hans', /metric-.*\.js/, /zh-hans-.*\.js/],
    ['/cube?lang=constructor', /cube-.*\.js/, /./],
  ])('tell a browser at %s of all files that they need, each of which is there', async (path, script, words) => {
    const page = await (await open(path)).text();
    const files = [
      ...page.matchAll(/<link rel="(?:modulepreload|stylesheet)" crossorigin href="\.(\/assets\/[^"]+)"/g),
    ].map(([, file = '']) => file);
    expect(files.join(' ')).toMatch(script);
    expect(files.join(' ')).toMatch(words);
    for (const file of files) expect([file, (await open(file)).status]).toEqual([file, 200]);
  });

  it('begin in the language of the browser where the address tells none', async () => {
    const page = async (language: string) =>
      (await open('/', { headers: { ...BROWSER, 'accept-language': language } })).text();
    expect(await page('zh-CN,zh;q=0.9,en;q=0.8')).toMatch(/zh-hans-.*\.js/);
    expect(await page('fr,en;q=0.8')).toMatch(/\/en-.*\.js/);
  });

  it('are not what a program gets: it is led to the API, or told that there is nothing', async () => {
    const root = await open('/', { headers: { accept: '*/*' } });
    expect([root.status, root.headers.get('location')]).toEqual([302, '/graphql']);
    expect((await open('/plan', { headers: { accept: 'application/json' } })).status).toBe(404);
  });

  it.each(['/', '/plan', '/plan/anything', '/health', '/ready', '/icon.svg'])(
    'and probes are read and nothing else: %s',
    async (path) => {
      for (const method of ['POST', 'PUT', 'PROPFIND', 'DELETE']) {
        const refused = await open(path, { method, headers: { accept: '*/*' } });
        expect([method, refused.status, refused.headers.get('allow')]).toEqual([method, 405, 'GET, HEAD']);
        expect(await refused.json()).toMatchObject({
          code: 'METHOD_NOT_ALLOWED',
          detail: `This address is read with GET or HEAD; got ${method}.`,
          allow: ['GET', 'HEAD'],
        });
      }
      const options = await open(path, { method: 'OPTIONS' });
      expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD']);
    },
  );

  it.each(['/nothing', '/planning', '/odata/nothing', '/files/nothing', '/assets/nothing.js'])(
    'are not at %s',
    async (path) => {
      expect((await open(path)).status).toBe(404);
    },
  );

  it('say themselves that there is none, under their own bar, where no other door of the server is', async () => {
    const page = await open('/nothing');
    expect([page.status, page.headers.get('cache-control')]).toEqual([404, 'no-cache']);
    expect(await page.text()).toContain('<div id="root">');
    const etag = page.headers.get('etag') ?? '';
    expect((await open('/nothing', { headers: { ...BROWSER, 'if-none-match': etag } })).status).toBe(404);
    for (const path of ['/odata/nothing', '/files/nothing', '/assets/nothing.js', '/metrics']) {
      expect([path, (await (await open(path)).text()).includes('id="root"')]).toEqual([path, false]);
    }
    const program = await open('/nothing', { headers: { accept: 'application/json' } });
    expect([program.status, program.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  });

  it('are those that the router of the explorer knows', () => {
    // Read as text: the explorer is compiled by options of its own.
    const pages = readFileSync(new URL('../../../src/explorer/address/pages.ts', import.meta.url), 'utf8');
    const [, list = ''] = /PAGE_SEARCHES = \{(.*?)\}/s.exec(pages) ?? [];
    const known = [...list.matchAll(/^ {2}'?(\w*)\/?'?: /gm)].map(([, name = '']) => name);
    expect([...new Set(known)].filter((name) => name !== '').sort()).toEqual([...PAGE_NAMES].sort());
  });
});

describe('a file of the build', () => {
  it('is kept for good, because its name has its hash in it', async () => {
    const response = await open(await mainScript());
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('is sent as it was compressed when it was built', async () => {
    const path = await mainScript();
    const plain = await bytes(await open(path));
    const read = async (encoding: string) => {
      const response = await open(path, { headers: { ...BROWSER, 'accept-encoding': encoding } });
      return { sent: response.headers.get('content-encoding'), body: await bytes(response) };
    };
    const smallest = await read('gzip, deflate, br');
    expect(smallest.sent).toBe('br');
    expect(brotliDecompressSync(smallest.body).equals(plain)).toBe(true);
    const zipped = await read('gzip');
    expect(zipped.sent).toBe('gzip');
    expect(gunzipSync(zipped.body).equals(plain)).toBe(true);
    expect(smallest.body.length).toBeLessThan(zipped.body.length);
  });

  it('has the same headers for HEAD, and no body', async () => {
    const response = await open(await mainScript(), { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(1_000);
    expect((await bytes(response)).length).toBe(0);
  });
});

/** The build in a folder of its own, and what a browser gets of it. */
async function copyBuild() {
  const folder = `${await mkdtemp(join(tmpdir(), 'govgraph-build-'))}/`;
  await cp(new URL('../../../build/explorer/', import.meta.url), folder, { recursive: true });
  const pages = createPages(folder);
  const get = (path: string) => pages.answer(new Request(`http://test${path}`, { headers: BROWSER }), path, '');
  return { folder, get };
}

describe('a build that is gone while its server runs', () => {
  it('is answered as it was when the server started, with all that the pages load', async () => {
    const { folder, get } = await copyBuild();
    const paths = (await readdir(join(folder, 'assets'))).map((name) => `/assets/${name}`);
    await rm(folder, { recursive: true });
    expect(get('/')?.status).toBe(200);
    expect(paths.length).toBeGreaterThan(10);
    for (const path of [...paths, '/icon.svg']) {
      const response = get(path);
      expect([path, response?.status]).toEqual([path, 200]);
      expect((await response?.arrayBuffer())?.byteLength).toBeGreaterThan(0);
    }
  });

  it('is answered so too where another build took its place', async () => {
    const { folder, get } = await copyBuild();
    const before = await get('/')?.text();
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>another</title>');
    await rm(join(folder, 'assets'), { recursive: true });
    expect(await get('/')?.text()).toBe(before);
    const [, script = ''] = /src="\.(\/assets\/[^"]+\.js)"/.exec(before ?? '') ?? [];
    expect(get(script)?.status).toBe(200);
    await rm(folder, { recursive: true });
  });

  it('is no build before it is whole', async () => {
    const { folder } = await copyBuild();
    await rm(join(folder, 'preloads.json'));
    const pages = createPages(folder);
    expect([pages.answer(new Request('http://test/', { headers: BROWSER }), '/', ''), pages.has('/plan')]).toEqual([null, false]); // biome-ignore format: one line
    await rm(folder, { recursive: true });
  });
});
