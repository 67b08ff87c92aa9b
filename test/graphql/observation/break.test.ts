import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OBSERVATION_TABLE } from '../../../src/connectors/table/observation.ts';
import { tableSql } from '../../../src/connectors/table/table.ts';
import { readSnapshot } from '../../../src/read/core/snapshot.ts';
import { Parameters } from '../../../src/read/core/statement.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

const MONTHS = [2018, 2019, 2020].flatMap((year) =>
  Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`),
);
const FROM = '2019-08';
const flagged = (month: string) => (month === FROM ? 'BREAK' : '');
const before = (month: string) => (month < FROM ? 'DEFINITION_DIFFERS' : '');

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  const observations = csv(
    'metric,region,breakdown,period,value,status',
    ...MONTHS.map((month) => `leaks,990100,,${month},${month < FROM ? 100 : 200},${flagged(month)}`),
    ...MONTHS.map((month) => `leaks,990200,,${month},${month < FROM ? 100 : 200},${before(month)}`),
    ...['2018', '2019', '2020'].flatMap((year) =>
      ['-S1', '-S2', '-Q3', '-12', '', '-01-01/P11M'].map(
        (part, index) => `checks,990100,,${year}${part},${60 + index},`,
      ),
    ),
    'checks,990100,,2019-07,1,BREAK',
    ...['2018', '2019', '2020'].map((year) => `gauges,990100,,${year},7,`),
    `gauges,990100,,${FROM},7,BREAK`,
    'checks,990200,,2019,8,BREAK',
    ...['2018-03', '2019-03', '2020-03', '2018', '2020'].map((period) => `checks,990200,,${period},9,`),
    ...['2019', '2020'].flatMap((year) =>
      [5, 6, 7].map((n) => `checks,990000,,${year}-01-01/P${n}M,${n},${year === '2020' && n === 6 ? 'BREAK' : ''}`),
    ),
    'checks,990000,,2021-01-01/P5M,5,',
    'checks,990000,,2021-S1,6,',
    'checks,990000,,2021-01-01/P7M,7,',
    'checks,990000,,2021,6,',
    'checks,990000,,2020,6,',
    'checks,990000,,2019,6,',
  );
  await importText(
    database,
    riverCity('1', { observations, published_changes: csv('metric,region,breakdown,period,change,value') }),
  );
  ask = graphOver(database);
});
afterAll(() => database.close());

interface Node {
  readonly metric: { readonly code: string };
  readonly region: { readonly code: string };
  readonly period: string;
  readonly change: { readonly percent: string | null; readonly reason: string | null } | null;
}
const NODE = 'metric { code } region { code } period change(kind: YOY) { percent reason }';
const compared = async (): Promise<Map<string, Node['change']>> => {
  const where = 'metrics: ["leaks", "checks", "gauges"]';
  const { observations } = await dataOf(
    ask(`{ observations(where: { ${where} }, first: 1000) { nodes { ${NODE} } } }`),
  );
  const nodes: Node[] = observations.nodes;
  return new Map(
    nodes.map(({ metric, region, period, change }) => [`${metric.code} ${region.code} ${period}`, change]),
  );
};

describe('ObservationStatus.BREAK', () => {
  const BROKEN = 'BREAK_IN_SERIES';
  test.each([
    ['before what is marked at another frequency', 'checks 990100 2020-S1', BROKEN],
    ['that contains it', 'checks 990100 2020', BROKEN],
    ['that contains it and is a span', 'checks 990100 2020-01-01/P11M', BROKEN],
    ['that begins with it', 'checks 990100 2020-Q3', null],
    ['after it', 'checks 990100 2020-12', null],
    ['compared with what ends before it', 'checks 990100 2019-S1', null],
    ['before a year that is marked', 'checks 990200 2019-03', BROKEN],
    ['within a year that is marked', 'checks 990200 2020-03', null],
    ['that is marked itself', 'checks 990200 2020', null],
    ['whose last day counts, after it', 'gauges 990100 2020', null],
    ['whose last day counts, before it', 'gauges 990100 2019', BROKEN],
    ['that a longer span continues', 'checks 990000 2021-01-01/P5M', BROKEN],
    ['that is marked and a span goes on from', 'checks 990000 2021-S1', null],
    ['that is a span and goes on from it', 'checks 990000 2021-01-01/P7M', null],
    ['that ends before a longer span that is marked', 'checks 990000 2020-01-01/P5M', null],
    ['before the first half', 'checks 990000 2020', BROKEN],
    ['that begins with the first half', 'checks 990000 2021', null],
  ])('and a base %s', async (_, key, reason) => {
    const change = (await compared()).get(key);
    expect(change?.reason).toBe(reason);
    expect(change?.percent === null).toBe(reason !== null);
  });

  test('is told alike by the graph, the flat table and the views', async () => {
    const expected = [...(await compared())].map(([key, change]) => [
      key,
      change?.percent == null ? null : Number(change.percent),
    ]);
    const parameters = new Parameters();
    const reading = { state: await readSnapshot(database), languages: ['en'] };
    const text = tableSql(OBSERVATION_TABLE, ['metricCode', 'regionCode', 'period', 'yoyPercent'], reading, parameters);
    const asRows = (rows: readonly (readonly unknown[])[]) => rows.map((row) => JSON.stringify(row)).toSorted();
    for (const [table, metric, region, percent, values] of [
      [`(${text})`, '"metricCode"', '"regionCode"', '"yoyPercent"', parameters.values],
      ['bi.observation', 'metric_code', 'region_code', 'yoy_percent', []],
    ] as const) {
      const rows = await database.query<{ key: string; percent: number | null }>(
        `-- test.yoy\nselect ${metric} || ' ' || ${region} || ' ' || period as key, ${percent}::float8 as percent from ${table} t where ${metric} <> 'leak-rate'`,
        values,
      );
      expect(asRows(rows.map(({ key, percent }) => [key, percent]))).toEqual(asRows(expected));
    }
  });

  test.each([
    ['ANNUAL', 'YOY', { 2018: 'NO_BASE', 2019: BROKEN, 2020: BROKEN }],
    [
      'QUARTERLY',
      'YOY',
      { '2019-Q2': null, '2019-Q3': BROKEN, '2019-Q4': BROKEN, '2020-Q2': BROKEN, '2020-Q3': BROKEN, '2020-Q4': null },
    ],
    ['QUARTERLY', 'PREVIOUS_PERIOD', { '2019-Q2': null, '2019-Q3': BROKEN, '2019-Q4': BROKEN, '2020-Q1': null }],
  ])('within a total is told of it, %s, %s', async (overTime, kind, expected) => {
    for (const region of ['990100', '990200']) {
      const input = { metrics: ['leaks'], regions: { codes: [region] }, rollUp: { overTime }, changes: [kind] };
      const query = 'query ($input: CubeInput!) { cube(input: $input) { rows { period changes { percent reason } } } }';
      const { cube } = await dataOf(ask(query, { input }));
      type Row = { period: string; changes: [{ percent: string | null; reason: string | null }] };
      const reasons = Object.fromEntries(cube.rows.map(({ period, changes }: Row) => [period, changes[0].reason]));
      expect(reasons, region).toMatchObject(expected);
    }
  });
});
