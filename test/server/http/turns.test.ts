import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Listener, listen } from '../../../src/server/listen.ts';
import { type TestDatabase, withQuery } from '../../support/database.ts';
import { openWithRiverCity } from '../../support/river.ts';
import { applicationOver } from '../support.ts';

/** As long as a statement of the long lane takes here. */
const SLOW = 60;
const MANY = 10;

let database: TestDatabase;
let listener: Listener;
let begun = 0;
/** What Node finds odd, such as listeners that look like a leak. */
const warnings: Error[] = [];
const keepWarning = (warning: Error) => warnings.push(warning);
beforeAll(async () => {
  process.on('warning', keepWarning);
  database = await openWithRiverCity();
  const slow = withQuery(database, async (text, values) => {
    if (/^-- (?:files|odata)\.|from observation/.test(text)) {
      begun += 1;
      await after(SLOW);
    }
    return database.query(text, values);
  });
  const application = applicationOver(Object.assign(slow, { connections: 1 }), {
    TRUST_PROXY: '1',
    MAX_COMPLEXITY: '2000',
  });
  listener = await listen(application, { host: '127.0.0.1', port: 0, drainTimeout: 1_000, keepAlive: 5_000 });
});
afterAll(async () => {
  process.off('warning', keepWarning);
  await listener.close();
  await database.close();
});

const dear = encodeURIComponent(
  '{ metrics(first: 20) { nodes { code observations(first: 20) { nodes { value } totalCount } } } }',
);

/** Statements of its fields are short ones: it weighs less than a tenth of the limit. */
const light = encodeURIComponent(
  '{ a: tasks(first: 1) { totalCount } b: metrics(first: 1) { totalCount nodes { observations(first: 1) { totalCount } } } }',
);

test.each([
  ['files', '/files/observations.csv?from=20', '/files/observations.csv?from=2009', MANY / 2],
  ['OData', '/odata/v4/Observations?$top=', '/odata/v4/Regions', MANY / 2],
  // Two short statements are under way at a time, and each of the few that a query has waits for its turn.
  ['light queries', `/graphql?query=${light}%20%23`, `/graphql?query=${light}`, MANY - 2],
  ['dear queries', `/graphql?query=${dear}%20%23`, `/graphql?query=${dear}`, MANY / 2],
] as const)('%s of one client do not hold up those of another', async (_, many, one, before) => {
  const ended: string[] = [];
  const get = async (path: string, client: string) => {
    const answer = await fetch(`${listener.url}${path}`, { headers: { 'x-forwarded-for': client } });
    await answer.arrayBuffer();
    ended.push(client);
    return answer.status;
  };
  begun = 0;
  // Each asks for something of its own: what is the same may be answered from memory.
  const others = Array.from({ length: MANY }, (_, at) => get(`${many}${10 + at}`, '192.0.2.1'));
  await expect.poll(() => begun, { interval: 1 }).toBeGreaterThan(0);
  const statuses = await Promise.all([...others, get(one, '192.0.2.2')]);
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(warnings).toEqual([]);
  // In the order in which they came, all of the first would end before.
  expect(ended.indexOf('192.0.2.2')).toBeLessThan(before);
});

test('files that were given up read nothing more, and hold up no later one of their client', async () => {
  begun = 0;
  const leaving = new AbortController();
  const ask = (path: string, signal: AbortSignal | null) =>
    fetch(`${listener.url}${path}`, { signal, headers: { 'x-forwarded-for': '192.0.2.3' } });
  const left = Array.from({ length: MANY }, (_, at) =>
    ask(`/files/observations.csv?from=20${30 + at}`, leaving.signal).catch(() => null),
  );
  await expect.poll(() => begun, { interval: 1 }).toBeGreaterThan(0);
  leaving.abort();
  await Promise.all(left);
  const before = begun;
  const answer = await ask('/files/observations.csv?from=2008', null);
  expect([answer.status, (await answer.text()).length > 0]).toEqual([200, true]);
  const alone = begun;
  const another = await ask('/files/observations.csv?from=2007', null);
  await another.text();
  // As many statements as the same file takes where nobody has left.
  expect(alone - before).toBeLessThanOrEqual(begun - alone + 1);
});

test('what is left of a request whose time is over does not hold up the next one of its client', async () => {
  const slow = withQuery(database, async (text, values) => {
    if (/^-- odata\.|from observation/.test(text)) await after(40);
    return database.query(text, values);
  });
  const settings = { TRUST_PROXY: '1', MAX_COMPLEXITY: '10000', REQUEST_TIMEOUT_MS: '2000' };
  const own = await listen(applicationOver(Object.assign(slow, { connections: 1 }), settings), {
    host: '127.0.0.1',
    port: 0,
    drainTimeout: 1_000,
    keepAlive: 5_000,
  });
  const get = async (path: string, client: string) => {
    const headers = { 'x-forwarded-for': client, accept: 'application/graphql-response+json, */*;q=0.1' };
    const answer = await fetch(`${own.url}${path}`, { headers });
    return { status: answer.status, text: await answer.text() };
  };
  const queryOf = (text: string) => `/graphql?query=${encodeURIComponent(`{${text}}`)}`;
  const counts = Array.from(
    { length: 60 },
    (_, at) => `a${at}: metrics(first: 1) { nodes { observations(first: ${at + 1}) { totalCount nodes { period } } } }`,
  );
  let asks = true;
  const another = async () => {
    while (asks) await get('/odata/v4/Observations?$top=1', '192.0.2.2');
  };
  const others = [another(), another(), another()];
  // Each of its statements has its turn after one of the other client: few of them begin in time.
  expect((await get(queryOf(counts.join()), '192.0.2.1')).text).toMatch(/2,000 ms/);
  const one = 'metrics(first: 20) { nodes { observations(first: 20) { nodes { value } totalCount } } }';
  expect((await get(queryOf(one), '192.0.2.1')).status).toBe(200);
  asks = false;
  await Promise.all(others);
  await own.close();
});
