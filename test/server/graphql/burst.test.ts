import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { countRounds } from '../../support/rounds.ts';
import { applicationOver } from '../support.ts';

const REQUESTS = 40;
const TIMES = 4;

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('bundled');
});
afterAll(() => database.close());

/** The fewest of several times: now and then the server waits for its database meanwhile, and the loop goes round thousands of times. */
async function countFewestRounds(work: (time: number) => Promise<unknown>): Promise<number> {
  const counted: number[] = [];
  for (let time = 0; time < TIMES; time += 1) counted.push(await countRounds(() => work(time)));
  return Math.min(...counted);
}

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
  // Each is another one: what was answered before is answered at once.
  const alone = await countFewestRounds((time) => send(5 + time));
  const together = await countFewestRounds((time) =>
    Promise.all(Array.from({ length: REQUESTS }, (_, index) => send(20 + time * REQUESTS + index))),
  );
  expect(together).toBeGreaterThan(alone + 3);
});
