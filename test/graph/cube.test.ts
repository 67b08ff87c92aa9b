import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Ask, dataOf, graphOver } from '../support/graph.ts';
import { riverCity } from '../support/package.ts';
import { importText } from '../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  await importText(database, riverCity());
  ask = graphOver(database);
});
afterAll(() => database.close());

const CELL =
  'metricCode regionCode period value basis statusFlags numerator denominator coverage { expected reported }';
const cube = async (input: object, fields = CELL) =>
  (
    await dataOf(
      ask(
        `query ($input: CubeInput!) { cube(input: $input) { rows { ${fields} } totalCount pageInfo { hasNextPage endCursor } } }`,
        { input },
      ),
    )
  ).cube;

describe('a cube', () => {
  test('has a row for each observation, with its changes', async () => {
    const { rows } = await cube(
      { metrics: ['leaks'], regions: { codes: ['990100'] }, latest: 1, changes: ['YOY'] },
      `${CELL} changes { percent }`,
    );
    expect(rows).toEqual([
      {
        metricCode: 'leaks',
        regionCode: '990100',
        period: '2020-12',
        value: '23',
        basis: 'PUBLISHED',
        statusFlags: ['NORMAL'],
        numerator: null,
        denominator: null,
        coverage: null,
        changes: [{ percent: '109.090909091' }],
      },
    ]);
  });
});
