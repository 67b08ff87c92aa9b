import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unavailable } from '../../../src/domain/core/errors.ts';
import { message } from '../../../src/domain/message/message.ts';
import { openTestDatabase, type TestDatabase, withQuery } from '../../support/database.ts';
import { applicationOver } from '../support.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('bundled');
});
afterAll(() => database.close());

const search = (text: string, signal: AbortSignal | null = null) =>
  new Request('http://test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: `{ search(text: "${text}", first: 1) { totalCount } }` }),
    signal,
  });

test('a search that is given up while it makes the index fails for nobody else', async () => {
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
  const left = fetch(search('破案率', leaving.signal)).catch(() => null);
  await expect.poll(() => isBegun, { interval: 1, timeout: 10_000 }).toBe(true);
  const others = ['破案', '群众', '排查'].map((text) => fetch(search(text)));
  await after(50); // all wait for the index now
  leaving.abort();
  const answers = await Promise.all(others);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(times).toBe(2);
  await left;
  expect(logged.filter(({ level }) => Number(level) >= 50)).toEqual([]);
});

test('an error that stands for all fields of an answer is told as any other', async () => {
  const failure = Object.assign(unavailable(message('server.cancelled')), { path: [] });
  const failing = withQuery(database, async (text, values) => {
    if (text.startsWith('-- task.')) throw failure;
    return database.query(text, values);
  });
  const { status, body } = await applicationOver(failing).ask({ query: '{ tasks(first: 1) { nodes { code } } }' });
  expect([status, body.errors]).toEqual([200, [expect.objectContaining({ extensions: { code: 'UNAVAILABLE' } })]]);
});
