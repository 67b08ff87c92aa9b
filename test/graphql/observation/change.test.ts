import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  const observations = `${(riverCity().files.observations ?? '').trim()}
gauges,990000,,2017,0,,,,,,,
gauges,990000,,2018,8,,,,,,,
gauges,990100,,2019,-4,,,,,,,
gauges,990100,,2020,6,,,,,,,
gauges,990200,,2018,10,,,,,,,
gauges,990200,,2019,12,BREAK,,,,,,
gauges,990200,,2020,15,,,,,,,
checks,990100,,2019-01-01/P11M,200,,,,,,,
checks,990100,,2020-01-01/P11M,150,,,,,,,
checks,990100,,2020,900,,,,,,,
checks,990100,,2019,800,,,,,,,
checks,990100,,2019-W05,4,,,,,,,
checks,990100,,2020-W05,5,,,,,,,
checks,990100,,2020-W53,6,,,,,,,
checks,990100,,2019-02-28,1,,,,,,,
checks,990100,,2020-02-29,2,,,,,,,
checks,990100,,../2020-11,9,,,,,,,
checks,990200,,2019,,SUPPRESSED,,,,,,
checks,990200,,2020,7,,,,,,,
`;
  const targets = csv(
    'metric,region,breakdown,period,kind,value',
    'checks,990100,,2020,TARGET,1000',
    'checks,990100,,2020,BASELINE,750',
  );
  await importText(database, riverCity('1', { observations, targets }));
  ask = graphOver(database);
});
afterAll(() => database.close());

const CHANGE = 'kind baseValue absolute percent points published gap reason improvement base { period value }';
const changeOf = async (metric: string, region: string, period: string, kind: string) => {
  const data = await dataOf(
    ask(
      `query ($metric: String!, $region: String!, $period: Period!, $kind: ChangeKind!) {
        metric(code: $metric) { observations(where: { regions: [$region], from: $period, to: $period, breakdowns: [] }) {
          nodes { period change(kind: $kind) { ${CHANGE} } } } } }`,
      { metric, region, period, kind },
    ),
  );
  type Row = { period: string; change: Record<string, unknown> | null };
  return data.metric.observations.nodes.find((row: Row) => row.period === period)?.change;
};

describe('Observation.change', () => {
  test.each([
    ['leaks', '990000', '2020-01', 'YOY', { absolute: '12', percent: '1200', baseValue: '1', improvement: false }],
    ['leaks', '990000', '2020-01', 'PREVIOUS_PERIOD', { absolute: '1', percent: '8.33333333333', baseValue: '12' }],
    ['leaks', '990000', '2020-12', 'YOY', { percent: '100', published: '100', gap: '0', reason: null }],
    ['leak-rate', '990000', '2020-01', 'YOY', { percent: null, points: '10.61', absolute: '10.61', reason: null }],
    ['leaks', '990000', '2019-01', 'YOY', { percent: null, reason: 'NO_BASE', base: null, baseValue: null }],
    ['leaks', '990100', '2019-02', 'PREVIOUS_PERIOD', { percent: null, absolute: '1', reason: 'ZERO_BASE' }],
    ['gauges', '990100', '2020', 'YOY', { percent: null, absolute: '10', reason: 'NEGATIVE_BASE', improvement: null }],
    ['gauges', '990000', '2020', 'YOY', { reason: 'NO_BASE', base: { period: '2019', value: null } }],
    ['gauges', '990200', '2019', 'YOY', { reason: 'BREAK_IN_SERIES', percent: null, absolute: null, baseValue: '10' }],
    ['gauges', '990200', '2020', 'YOY', { percent: '25', reason: null }],
    [
      'checks',
      '990100',
      '2020-01-01/P11M',
      'YOY',
      { percent: '-25', base: { period: '2019-01-01/P11M', value: '200' } },
    ],
    ['checks', '990100', '2020-01-01/P11M', 'PREVIOUS_PERIOD', { percent: null, reason: 'NO_COUNTERPART' }],
    ['checks', '990100', '2020-W05', 'YOY', { percent: '25', base: { period: '2019-W05', value: '4' } }],
    ['checks', '990100', '2020-W53', 'YOY', { percent: null, reason: 'NO_COUNTERPART' }],
    ['checks', '990100', '2020-02-29', 'YOY', { percent: null, reason: 'NO_COUNTERPART' }],
    ['checks', '990100', '../2020-11', 'YOY', { percent: null, reason: 'UNKNOWN_START' }],
    ['checks', '990200', '2020', 'YOY', { percent: null, reason: 'SUPPRESSED', base: { period: '2019', value: null } }],
    ['checks', '990100', '2020', 'VS_TARGET', { percent: '-10', baseValue: '1000', base: null, improvement: false }],
    ['checks', '990100', '2020', 'VS_BASELINE', { percent: '20', absolute: '150', improvement: true }],
    ['checks', '990100', '2019', 'VS_TARGET', { percent: null, reason: 'NO_BASE' }],
  ])('of %s in %s, %s, %s', async (metric, region, period, kind, expected) => {
    expect(await changeOf(metric, region, period, kind)).toMatchObject({ kind, ...expected });
  });

  test('of what has no value has its base all the same, and nothing computed', async () => {
    expect(await changeOf('gauges', '990000', '2019', 'VS_TARGET')).toMatchObject({ reason: 'NO_BASE' });
    expect(await changeOf('gauges', '990000', '2019', 'YOY')).toMatchObject({
      baseValue: '8',
      base: { period: '2018', value: '8' },
      absolute: null,
      percent: null,
      reason: null,
    });
  });

  test('of a thousand observations, two each with what the base says, costs one statement more for each hundred', async () => {
    database.forget();
    const { observations } = await dataOf(
      ask(`{ observations(where: { metrics: ["leaks", "checks", "leak-rate"] }, first: 1000) { nodes {
        yoy: change(kind: YOY) { percent base { period citations { locator } } } previous: change(kind: PREVIOUS_PERIOD) { percent base { value region { code } } } } } }`),
    );
    expect(observations.nodes.length).toBeGreaterThan(100);
    const names = database.statements.map((text) => text.split('\n')[0]).filter((name) => name?.startsWith('-- '));
    const changes = names.filter((name) => name === '-- change.read').length;
    expect(changes).toBeLessThanOrEqual(Math.ceil(observations.nodes.length / 100));
    expect(names.filter((name) => !/version|state|citation/.test(name ?? ''))).toHaveLength(1 + changes);
  });

  test('agrees with what the series itself says, for every month', async () => {
    const { metric } = await dataOf(
      ask(`{ metric(code: "leaks") { observations(where: { regions: ["990200"], frequency: [MONTHLY] }) { nodes {
        value change(kind: PREVIOUS_PERIOD) { absolute percent reason } yoy: change(kind: YOY) { absolute } } } } }`),
    );
    const values = metric.observations.nodes.map(({ value }: { value: string }) => Number(value));
    for (const [index, { change, yoy }] of metric.observations.nodes.entries()) {
      const before = values[index - 1];
      expect(change.absolute).toBe(before === undefined ? null : String(values[index] - before));
      const percent = before ? ((values[index] - before) / before) * 100 : null;
      if (percent === null) expect(change.percent).toBeNull();
      else expect(Number(change.percent)).toBeCloseTo(percent, 8);
      expect(yoy.absolute).toBe(index < 12 ? null : String(values[index] - values[index - 12]));
    }
  });
});
