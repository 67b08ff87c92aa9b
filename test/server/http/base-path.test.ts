import { afterAll, beforeAll, expect, it } from 'vitest';
import { listen } from '../../../src/server/listen.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { applicationOver } from '../support.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('empty');
});
afterAll(() => database.close());

const READS = '/graphql?query=%7Bdatasets%7Bcode%7D%7D';
const address = { host: '127.0.0.1', port: 0, drainTimeout: 100, keepAlive: 65_000 };

/** The statuses of what is at the paths, for a server with this public address. */
async function statusesAt(publicUrl: string, paths: readonly string[]): Promise<number[]> {
  const server = await listen(applicationOver(database, { PUBLIC_URL: publicUrl }), address);
  try {
    const ask = async (path: string) => (await fetch(server.url + path, { redirect: 'manual' })).status;
    return await Promise.all(paths.map(ask));
  } finally {
    await server.close();
  }
}

it('a proxy may leave the path of PUBLIC_URL in addresses, or take it away', async () => {
  for (const slash of ['', '/']) {
    const paths = [`/gov/data${READS}`, READS, '/gov/data', '/gov/data/?a=1', '/gov/data?a=1', '/gov/data/odata/v4/'];
    expect(await statusesAt(`https://data.test/gov/data${slash}`, paths)).toEqual([200, 200, 302, 302, 302, 200]);
  }
});

it('what only begins like that path is another address', async () => {
  const paths = [`/gov/database${READS}`, '/gov/graphql', '/GOV/data/health', '/gov/data/gov/data/health'];
  expect(await statusesAt('https://data.test/gov/data', paths)).toEqual([404, 404, 404, 404]);
});

it('a path like an address of this server has to be taken away by the proxy', async () => {
  expect(await statusesAt('https://data.test/odata', ['/odata/v4/', '/odata/health', '/health'])).toEqual([
    200, 404, 200,
  ]);
  expect(await statusesAt('https://data.test/plan', ['/plan/health', '/health'])).toEqual([404, 200]);
});

it.each([
  [undefined, 'http://127.0.0.1:4000'],
  ['https://data.test', 'http://127.0.0.1:4000'],
  ['https://data.test/gov/data/', 'http://127.0.0.1:4000/gov/data'],
  // Here only the proxy leads to pages that find what they load.
  ['https://data.test/odata/', 'https://data.test/odata'],
])('a browser is sent to where pages find what they load: PUBLIC_URL %s', (publicUrl, address) => {
  const application = applicationOver(database, publicUrl === undefined ? {} : { PUBLIC_URL: publicUrl });
  expect(application.findBrowserAddress('http://127.0.0.1:4000')).toBe(address);
});
