import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { GivenUp } from '../../../src/domain/core/errors.ts';
import { openTestDatabase, type TestDatabase, withQuery } from '../../support/database.ts';
import { applicationOver } from '../support.ts';

const indexes = vi.hoisted(() => ({ made: 0, filled: 0 }));
vi.mock('minisearch', async (original) => {
  const { default: MiniSearch } = await original<typeof import('minisearch')>();
  return {
    default: class extends MiniSearch {
      constructor(options: ConstructorParameters<typeof MiniSearch>[0]) {
        super(options);
        indexes.made++;
      }

      override addAll(documents: readonly unknown[]) {
        indexes.filled++;
        super.addAll(documents);
      }
    },
  };
});

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('bundled and river');
  // What was loaded last was published first: in between, what is shown is no publication of its own.
  await database.query(
    "update release set published_at = '2019-01-01' where dataset_id = (select max(id) from dataset)",
  );
});
afterAll(() => database.close());

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

test('a search that is given up while it makes the index fails for nobody else, and no other that is given up makes it', async () => {
  indexes.made = 0;
  const leaving = new AbortController();
  let isBegun = false;
  let times = 0;
  const slow = withQuery(database, async (text, values) => {
    if (!text.startsWith('-- task.titles')) return database.query(text, values);
    isBegun = true;
    while (!leaving.signal.aborted) await after(1);
    if (times++ === 0) throw new Error('canceling statement due to user request');
    return database.query(text, values);
  });
  const { fetch, logged } = applicationOver(slow);
  const left = [1, 20, 20].map((many) => fetch(search('破案率', leaving.signal, many)).catch(() => null));
  await expect.poll(() => isBegun, { interval: 1, timeout: 10_000 }).toBe(true);
  const others = ['破案', '群众', '排查'].map((text) => fetch(search(text)));
  await after(50); // all wait for the index now
  leaving.abort();
  const answers = await Promise.all(others);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect([times, indexes.made]).toEqual([2, 2]);
  await Promise.all(left);
  expect(logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
});

test.each([
  ['of a moment is left as it is when nobody waits for it any more', ', asOf: "2020-01-01T00:00:00Z"', false],
  ['of a publication is made to its end, which may take longer than one answer', '', true],
] as const)('an index %s', async (_, asOf, isKept) => {
  const { fetch } = applicationOver(database);
  const ask = (signal: AbortSignal | null = null) => fetch(search('破案', signal, 1, asOf));
  const leaving = new AbortController();
  Object.assign(indexes, { made: 0, filled: 0 });
  const left = ask(leaving.signal).catch(() => null);
  await expect.poll(() => indexes.filled, { interval: 0, timeout: 10_000 }).toBeGreaterThan(0);
  leaving.abort();
  await left;
  const before = indexes.filled;
  await after(100);
  if (isKept) expect(indexes.filled).toBeGreaterThan(before + 1);
  else expect(indexes.filled).toBeLessThanOrEqual(before + 1);
  expect((await ask()).status).toBe(200);
  expect(indexes.made).toBe(isKept ? 1 : 2);
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
