import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Ask, dataOf, graphOver } from '../support/graph.ts';
import { expectRecorded, isOfOtherDataset, OPERATIONS, told } from './operation-case.ts';

let database: TestDatabase;
let ask: Ask;
/** What the first request reads: the state and the catalogue, which are then held until something is published. */
let opening: readonly string[];
beforeAll(async () => {
  database = await openTestDatabase('bundled');
  ask = graphOver(database);
  database.forget();
  await dataOf(ask('{ datasets { code } }'));
  opening = [...database.statements];
});
afterAll(() => database.close());

test('there are at least twelve examples to copy', () => {
  expect(OPERATIONS.length).toBeGreaterThanOrEqual(12);
});

test('the first request reads the state and the catalogue, a statement each', async () => {
  await expect(told(opening)).toMatchFileSnapshot('operation/catalogue.sql');
});

// The others are in import/demonstration.test.ts, where their data sets are.
test.each(OPERATIONS.filter((file) => !isOfOtherDataset(file)))(
  '%s answers as recorded, with the recorded statements',
  async (file) => {
    await expectRecorded(file, { database, ask }, 'operation');
  },
);
