import { setTimeout as after } from 'node:timers/promises';
import MiniSearch from 'minisearch';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { GivenUp } from '../../../src/domain/core/errors.ts';
import { openTestDatabase, type TestDatabase, withQuery } from '../../support/database.ts';
import { applicationOver } from '../support.ts';

const filling = vi.spyOn(MiniSearch.prototype, 'addAll');
/** What its constructor calls. */
const making = vi.spyOn(MiniSearch.prototype as unknown as { addFields(fields: string[]): void }, 'addFields');

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('bundled and river');
  // What was loaded last was published first: in between, what is shown is no publication of its own.
  await publishLastOn('2019-01-01');
});
afterAll(async () => {
  vi.restoreAllMocks();
  await database.close();
});

const publishLastOn = (day: string) =>
  database.query('update release set published_at = $1 where dataset_id = (select max(id) from dataset)', [day]);

const search = (text: string, signal: AbortSignal | null = null, times = 1, asOf = '') => {
  const searches = Array.from(
    { length: times },
    (_, at) => `s${at}: search(text: "${text}", first: 1${asOf}) { totalCount }`,
  );
  return new Request('http://test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: `{ ${searches.join(' ')} }` }),
    signal,
  });
};

test.each([
  ['of a moment is read again by whoever still waits for it', ', asOf: "2020-01-01T00:00:00Z"', 2],
  ['of what is published is read once, whoever gave it up', '', 1],
] as const)('the index %s', async (_, asOf, times) => {
  making.mockClear();
  const leaving = new AbortController();
  let read = 0;
  const slow = withQuery(database, async (text, values) => {
    if (!text.startsWith('-- task.titles')) return database.query(text, values);
    read += 1;
    while (!leaving.signal.aborted) await after(1);
    return database.query(text, values);
  });
  const { fetch, logged } = applicationOver(slow);
  const left = [1, 5, 5].map((many) => fetch(search('破案率', leaving.signal, many, asOf)).catch(() => null));
  await expect.poll(() => read, { interval: 1 }).toBe(1);
  const others = ['破案', '群众', '排查'].map((text) => fetch(search(text, null, 1, asOf)));
  await after(50); // all wait for the index now
  leaving.abort();
  const answers = await Promise.all(others);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect([read, making.mock.calls.length]).toEqual([times, times]);
  await Promise.all(left);
  expect(logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
});

test('a search waits for no statement of the heavy request that makes the index', async () => {
  let isHeld = false;
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const slow = withQuery(database, async (text, values) => {
    if (text.startsWith('-- task.list')) {
      isHeld = true;
      await released;
    }
    return database.query(text, values);
  });
  const { fetch, ask } = applicationOver(slow);
  const lists = Array.from(
    { length: 99 },
    (_, at) => `t${at}: tasks(first: 50) { totalCount nodes { code title status } }`,
  );
  const heavy = ask({ query: `{ ${lists.join(' ')} search(text: "破案", first: 1) { totalCount } }` });
  await expect.poll(() => isHeld, { interval: 1 }).toBe(true);
  expect((await fetch(search('群众'))).status).toBe(200);
  release();
  const { status, body } = await heavy;
  expect([status, body.errors]).toEqual([200, undefined]);
});

test.each([
  ['of a moment is left as it is when nobody waits for it any more', ', asOf: "2020-01-01T00:00:00Z"', false],
  ['of a publication is made to its end, which may take longer than one answer', '', true],
] as const)('an index %s', async (_, asOf, isKept) => {
  const { fetch } = applicationOver(database);
  const ask = (signal: AbortSignal | null = null) => fetch(search('破案', signal, 1, asOf));
  const leaving = new AbortController();
  making.mockClear();
  filling.mockClear();
  const left = ask(leaving.signal).catch(() => null);
  await expect.poll(() => filling.mock.calls.length, { interval: 0 }).toBeGreaterThan(0);
  leaving.abort();
  await left;
  const before = filling.mock.calls.length;
  await after(100);
  if (isKept) expect(filling.mock.calls.length).toBeGreaterThan(before + 1);
  else expect(filling.mock.calls.length).toBeLessThanOrEqual(before + 1);
  expect((await ask()).status).toBe(200);
  expect(making.mock.calls.length).toBe(isKept ? 1 : 2);
});

test('whoever waits for the index that another makes until the time is over is told that others were before', async () => {
  const slow = withQuery(database, async (text, values) => {
    if (text.startsWith('-- task.titles')) await after(1_400);
    return database.query(text, values);
  });
  const { fetch } = applicationOver(slow, { REQUEST_TIMEOUT_MS: '1000' });
  const first = fetch(search('破案'));
  await after(300);
  const waiting = await fetch(search('群众'));
  const { errors } = (await waiting.json()) as { errors: { extensions: object }[] };
  expect([waiting.status, errors[0]?.extensions]).toEqual([
    503,
    { code: 'UNAVAILABLE', limit: 'waiting', admitted: 1_000 },
  ]);
  await first;
});

test('searches of moments take no place from the index of what is published', async () => {
  const { fetch } = applicationOver(database);
  const ask = async (asOf: string) => expect((await fetch(search('破案', null, 1, asOf))).status).toBe(200);
  making.mockClear();
  await ask('');
  for (const month of ['02', '04', '06']) {
    await publishLastOn(`2019-${month}-01`);
    await ask(`, asOf: "2019-${month}-02T00:00:00Z"`);
  }
  await ask('');
  expect(making.mock.calls.length).toBe(4);
});

test('moments between which nothing was published have one index', async () => {
  const { fetch } = applicationOver(database);
  making.mockClear();
  for (const moment of ['2019-06-01T00:00:00Z', '2020-01-01T00:00:00Z', '2020-01-01T00:00:00.001Z']) {
    expect((await fetch(search('破案', null, 1, `, asOf: "${moment}"`))).status).toBe(200);
  }
  expect(making.mock.calls.length).toBe(1);
});

test('an error that stands for all fields of an answer is told as any other', async () => {
  const failure = new GivenUp();
  const failing = withQuery(database, async (text, values) => {
    if (text.startsWith('-- task.')) throw failure;
    return database.query(text, values);
  });
  const { status, body } = await applicationOver(failing).ask({ query: '{ tasks(first: 1) { nodes { code } } }' });
  expect([status, body.errors]).toEqual([200, [expect.objectContaining({ extensions: { code: 'UNAVAILABLE' } })]]);
});
