import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Listener, listen } from '../../../src/server/listen.ts';
import { type TestDatabase, withQuery } from '../../support/database.ts';
import { openWithRiverCity } from '../../support/river.ts';
import { applicationOver } from '../support.ts';

let database: TestDatabase;
let listener: Listener;
let release = () => {};
let holding: Promise<unknown>;

/** One client holds the only place for long requests. */
beforeAll(async () => {
  database = await openWithRiverCity();
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begin = () => {};
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const slow = withQuery(database, async (statement, values) => {
    if (statement.startsWith('-- odata.Metrics')) {
      begin();
      await held;
    }
    return database.query(statement, values);
  });
  // With several connections the long lane has room for another.
  const settings = { TRUST_PROXY: '1', MAX_CLIENT_LONG_REQUESTS: '1' };
  listener = await listen(applicationOver(Object.assign(slow, { connections: 4 }), settings), {
    host: '127.0.0.1',
    port: 0,
    drainTimeout: 1_000,
    keepAlive: 5_000,
  });
  holding = send('/odata/v4/Metrics', '192.0.2.1');
  await begun;
});
afterAll(async () => {
  release();
  await holding;
  await listener.close();
  await database.close();
});

/** The status of an answer to a request that is sent as it is written here. */
async function send(target: string, client: string, host = 'localhost'): Promise<number> {
  const { hostname, port } = new URL(listener.url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nX-Forwarded-For: ${client}\r\nConnection: close\r\n\r\n`);
  return Number((await text(socket)).slice('HTTP/1.1 '.length).slice(0, 3));
}

test.each([
  '/odata/v4/Regions',
  '/x/../odata/v4/Regions',
  '/health/../files/tasks.csv',
  '/./files/tasks.csv',
  '/%2e/files/tasks.csv',
  '/x\\..\\odata/v4/Regions?$top=1',
  '/files#x',
])('%s is counted as what it is answered as', async (target) => {
  expect(await send(target, '192.0.2.1')).toBe(503);
  // Another client has a place of its own.
  expect(await send(target, '192.0.2.2')).toBe(200);
});

test.each(['x/odata/v4/Regions?z=', 'x/graphql?query={__typename}&z=', 'x#', 'a@b', 'a b', 'http://x'])(
  'a Host %s is none',
  async (host) => {
    expect(await send('/health', '192.0.2.1', host)).toBe(400);
  },
);

test.each(['192.0.2.1', '192.0.2.1:4711', '::ffff:192.0.2.1', '[::ffff:192.0.2.1]:80'])(
  '%s is one client, however it is written',
  async (client) => {
    expect(await send('/odata/v4/Regions', client)).toBe(503);
  },
);

test('a request that comes byte by byte gives its place up', async () => {
  const application = applicationOver(database, { MAX_REQUESTS: '1' });
  const slow = await listen(application, {
    host: '127.0.0.1',
    port: 0,
    drainTimeout: 100,
    keepAlive: 5_000,
    receiveTimeout: 300,
  });
  const { hostname, port } = new URL(slow.url);
  const socket = connect(Number(port), hostname);
  const head =
    'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 26\r\n\r\n{';
  socket.write(head);
  const drip = setInterval(() => socket.write(' '), 200);
  const answer = await text(socket).finally(() => clearInterval(drip));
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect((await fetch(`${slow.url}/graphql?query={__typename}`)).status).toBe(200);
  await slow.close();
});
