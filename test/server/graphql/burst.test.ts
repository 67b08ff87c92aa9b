import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { countRounds } from '../../support/rounds.ts';
import { applicationOver } from '../support.ts';

const REQUESTS = 40;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('bundled');
});
afterAll(() => database.close());

test('of requests that come together, none of which is long, each that works for milliseconds has a turn', async () => {
  const { ask } = applicationOver(database);
  const lists = Array.from({ length: 12 }, (_, at) => `a${at}: metrics(first: $first) { nodes { code name id } }`);
  const query = `query ($first: Int!) { ${lists.join(' ')} }`;
  const send = async (first: number) => {
    const { status, body } = await ask({ query, variables: { first } });
    expect([status, body.errors]).toEqual([200, undefined]);
  };
  // The first times it is read, and then compiled.
  for (const first of [1, 2, 3, 4]) await send(first);
  const alone = await countRounds(() => send(5));
  const together = await countRounds(() =>
    Promise.all(Array.from({ length: REQUESTS }, (_, index) => send(30 + index))),
  );
  expect(together).toBeGreaterThan(alone + 3);
});
