import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { dataOf, graphOver } from '../../support/graph.ts';
import { csv } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { openMemory } from '../fixture.ts';

let database: Database;
beforeEach(async () => {
  database = await openMemory();
});
afterEach(() => database.close());

const METRICS = {
  persons: 'COUNT,person,0,',
  thousands: 'COUNT,person,3,',
  averaged: 'COUNT,person,0,1',
  paid: 'AMOUNT,person,0,2',
  share: 'RATIO,person,0,',
};

/** What is said of figures that are written metric,period,value. */
async function findings(...figures: readonly string[]) {
  await importText(database, {
    name: 'decimals',
    version: '1',
    files: {
      themes: csv('code,name:en', 'all,All'),
      units: csv('code,name:en', 'person,Person'),
      regions: csv('scheme,code,level,parent,name:en', 'test,990000,PREFECTURE,,City'),
      metrics: csv(
        'code,name:en,theme,basis,kind,unit,unit_multiplier,decimals',
        ...Object.entries(METRICS).map(([code, rest]) => `${code},${code},all,FLOW,${rest}`),
      ),
      observations: csv('region,metric,period,value', ...figures.map((line) => `990000,${line}`)),
    },
  });
  const { checks } = await dataOf(
    graphOver(database)(
      '{ checks(where: { rules: [DECIMALS] }) { nodes { verdict metric { code } period reported expected explanation(lang: "en") inputs { value } } } }',
    ),
  );
  return checks.nodes;
}

test('a count that is no whole number is a warning, once for its series', async () => {
  expect(await findings('persons,2018,12.5', 'persons,2019,13.25', 'persons,2020,14', 'persons,2021,15.0')).toEqual([
    {
      verdict: 'WARN',
      metric: { code: 'persons' },
      period: '2019',
      reported: '13.25',
      expected: '13',
      explanation:
        'Published is 13.25, and a count is a whole number. The same is true of 1 more figure of the 4 in its series.',
      inputs: [],
    },
  ]);
});

test('so is a value with more decimals than its metric declares', async () => {
  expect(await findings('paid,2019,10.50', 'paid,2020,10.505', 'averaged,2020,2.45')).toMatchObject([
    { metric: { code: 'averaged' }, expected: '2.5', explanation: 'Published is 2.45, and the metric declares 1 decimal.' },
    { metric: { code: 'paid' }, expected: '10.51', explanation: 'Published is 10.505, and the metric declares 2 decimals.' },
  ]); // biome-ignore format: a case a line
});

test('nothing is said of thousands, of declared decimals, of zeros at the end, and of kinds that are no counts', async () => {
  const figures = [
    'persons,2020,14.00',
    'thousands,2020,14.25',
    'averaged,2020,2.50',
    'paid,2020,3',
    'share,2020,0.125',
  ];
  expect(await findings(...figures)).toEqual([]);
});
