import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Ask, dataOf, graphOver } from '../support/graph.ts';

const FOLDER = new URL('../../schema/operations/', import.meta.url).pathname;
const operations = readdirSync(FOLDER).filter((file) => file.endsWith('.graphql'));

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
  expect(operations.length).toBeGreaterThanOrEqual(12);
});

/** A cursor names the state and the ids of the database that made it. */
const stable = (answer: unknown) =>
  JSON.stringify(answer, (key, value) => (/Cursor$/.test(key) && value ? '<cursor>' : value), 2);

/** Sorted, because those of one level are sent at once and may be told in any order. */
const told = (statements: readonly string[]) =>
  `${[...statements]
    .sort()
    .map((text, index) => `-- statement ${index + 1}\n${text};`)
    .join('\n\n')}\n`;

test('the first request reads the state and the catalogue, a statement each', async () => {
  await expect(told(opening)).toMatchFileSnapshot('operation/catalogue.sql');
});

test.each(operations)('%s answers as recorded, with the recorded statements', async (file) => {
  database.forget();
  const data = await dataOf(ask(readFileSync(join(FOLDER, file), 'utf8')));
  const statements = told(database.statements);
  await expect(stable(data)).toMatchFileSnapshot(`operation/${file.replace('.graphql', '.json')}`);
  await expect(statements).toMatchFileSnapshot(`operation/${file.replace('.graphql', '.sql')}`);
});
