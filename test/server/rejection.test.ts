import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../support/database.ts';
import { openWithRiverCity } from '../support/river.ts';
import { applicationOver, type TestApplication } from './support.ts';

let database: TestDatabase;
let application: TestApplication;
beforeAll(async () => {
  database = await openWithRiverCity();
  application = applicationOver(database);
});
afterAll(() => database.close());

/** Node ends a process over a rejection that nobody handles, and a test run tells of it. */
test('an argument that is refused in one row of a list leaves no rejection to nobody where another row is still read', async () => {
  const rejections: unknown[] = [];
  const note = (reason: unknown) => rejections.push(reason);
  process.on('unhandledRejection', note);
  const query = '{ metrics { nodes { citations { locator } tasks(first: 1, after: "x") { totalCount } } } }';
  const { body } = await application.ask({ query });
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.off('unhandledRejection', note);
  expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_INPUT', argument: 'after' });
  expect(rejections).toEqual([]);
});
