import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { TestDatabase } from '../support/database.ts';
import { type Ask, dataOf } from '../support/graph.ts';

const FOLDER = new URL('../../schema/operations/', import.meta.url).pathname;

/** The example operations; those over other data sets than the default one begin with the name of theirs. */
export const OPERATIONS = readdirSync(FOLDER).filter((file) => file.endsWith('.graphql'));
export const isOfOtherDataset = (file: string): boolean => /^(?:wgi|uk-gmpp)-/.test(file);

/** A cursor names the state and the ids of the database that made it. */
const stable = (answer: unknown) =>
  JSON.stringify(answer, (key, value) => (/Cursor$/.test(key) && value ? '<cursor>' : value), 2);

/** Sorted, because those of one level are sent at once and may be told in any order. */
export const told = (statements: readonly string[]) =>
  `${[...statements]
    .sort()
    .map((text, index) => `-- statement ${index + 1}\n${text};`)
    .join('\n\n')}\n`;

/** Compares the answer of an example and its statements with the recorded ones. The path is seen from the test's own folder. */
export async function expectRecorded(
  file: string,
  { database, ask }: { database: TestDatabase; ask: Ask },
  path: string,
) {
  database.forget();
  const data = await dataOf(ask(readFileSync(join(FOLDER, file), 'utf8')));
  const statements = told(database.statements);
  await expect(stable(data)).toMatchFileSnapshot(`${path}/${file.replace('.graphql', '.json')}`);
  await expect(statements).toMatchFileSnapshot(`${path}/${file.replace('.graphql', '.sql')}`);
}
