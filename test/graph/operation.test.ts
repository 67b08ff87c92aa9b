import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Ask, dataOf, graphOver } from '../support/graph.ts';

const FOLDER = new URL('../../schema/operations/', import.meta.url).pathname;
const operations = readdirSync(FOLDER).filter((file) => file.endsWith('.graphql'));

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('bundled');
  ask = graphOver(database);
});
afterAll(() => database.close());

test('there are at least twelve examples to copy', () => {
  expect(operations.length).toBeGreaterThanOrEqual(12);
});

/** A cursor names the state and the ids of the database that made it. */
const stable = (answer: unknown) =>
  JSON.stringify(answer, (key, value) => (/Cursor$/.test(key) && value ? '<cursor>' : value), 2);

test.each(operations)('%s answers as recorded, with the recorded statements', async (file) => {
  database.forget();
  const data = await dataOf(ask(readFileSync(join(FOLDER, file), 'utf8')));
  // Sorted, because those of one level are sent at once and may be told in any order.
  const statements = [...database.statements].sort().map((text, index) => `-- statement ${index + 1}\n${text};`);
  await expect(stable(data)).toMatchFileSnapshot(`operation/${file.replace('.graphql', '.json')}`);
  await expect(`${statements.join('\n\n')}\n`).toMatchFileSnapshot(`operation/${file.replace('.graphql', '.sql')}`);
});
