import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

const { files } = riverCity();
const SHA = 'cd'.repeat(32);
const release = (version: string, publishedAt: string, code: string) => ({
  ...riverCity(version, { sources: `${files.sources}${code},${code},${SHA}\n` }),
  govgraph: { publishedAt },
});

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  await importText(database, release('1', '2021-01-31', 'first'));
  await importText(database, release('2', '2022-01-31', 'second'));
  ask = graphOver(database);
});
afterAll(() => database.close());

const find = async (code: string, asOf?: string) => {
  const variables = { code, asOf: asOf ?? null };
  const { source } = await dataOf(
    ask(
      'query ($code: String!, $asOf: DateTime) { source(code: $code, asOf: $asOf) { code sha256 dataset { code } } }',
      variables,
    ),
  );
  return source;
};

describe('Query.source', () => {
  test('has a source that was withdrawn as of a moment at which it was published, and not now', async () => {
    expect(await find('first', '2021-06-30T00:00:00Z')).toEqual({
      code: 'first',
      sha256: SHA,
      dataset: { code: 'river-city' },
    });
    expect(await find('first')).toBeNull();
    expect(await find('first', '2022-06-30T00:00:00Z')).toBeNull();
  });

  test('has no source as of a moment before it came', async () => {
    expect(await find('second', '2021-06-30T00:00:00Z')).toBeNull();
    expect(await find('first', '2020-06-30T00:00:00Z')).toBeNull();
    expect(await find('second')).toMatchObject({ code: 'second' });
  });

  test('refuses a moment in the future', async () => {
    const answer = await ask('{ source(code: "first", asOf: "9999-01-01T00:00:00Z") { code } }');
    expect(JSON.stringify(answer)).toContain('BAD_INPUT');
  });
});
