import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { applicationOver } from '../support.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('bundled and river');
});
afterAll(() => database.close());

const ROW =
  'period value note numerator statusFlags region { code name } metric { code name } citations { locator quote }';
const list = (first: number) =>
  `{ observations(first: ${first}, where: { metrics: ["leaks", "leak-rate"] }) { nodes { ${ROW} } totalCount pageInfo { hasNextPage } edges { cursor node { id } } }
     none: observations(first: ${first}, where: { metrics: ["leaks"], regions: ["620500"] }) { nodes { value } } missing: metric(code: "none") { code } }`;

it('says the same in pieces as in one', async () => {
  const { ask } = applicationOver(database);
  const long = await ask({ query: list(1000) });
  const short = await ask({ query: list(100) });
  expect(long.body.extensions.complexity.value).toBeGreaterThan(20_000);
  expect(short.body.extensions.complexity.value).toBeLessThan(20_000);
  expect(long.body.data.observations.nodes.length).toBeGreaterThan(30);
  expect(long.body.data).toEqual(short.body.data);
});
