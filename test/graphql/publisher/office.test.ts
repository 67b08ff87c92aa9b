import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { importText } from '../../support/river.ts';
import { askCube } from '../cube/cube-answer.ts';
import { METRIC_LINES, office, PROVINCIAL, type Publication } from './office.ts';

let database: TestDatabase;
let ask: Ask;
beforeEach(async () => {
  database = await openTestDatabase('empty');
  ask = graphOver(database);
});
afterEach(() => database.close());

const publish = (publication: Publication = {}) => importText(database, office(publication));

const CHECK = 'verdict subject: period expected reported difference tolerance explanation(lang: "en")';
async function checksOf(rule: string, metric = 'gdp') {
  const { checks } = await dataOf(
    ask(`query ($where: CheckWhere) { checks(where: $where) { nodes { region { code } ${CHECK} } } }`, {
      where: { rules: [rule], metrics: [metric] },
    }),
  );
  return checks.nodes;
}
const rowsOf = async (input: object, fields = 'regionCode period value basis') =>
  (await dataOf(askCube(ask, input, fields))).cube.rows;

describe('Query.checks of provinces against their country', () => {
  const countryIs = (value: string, lines: readonly string[] = PROVINCIAL, status = '') => [
    ...lines,
    `gdp,100000,2024,${value},${status}`,
  ];

  test('do not add up to what was first published of it: reported, and not summed away', async () => {
    const { checks } = await publish();
    expect(checks.counts).toEqual([
      { rule: 'SUM_OF_PARTS', verdicts: { PASS: 0, WARN: 0, FAIL: 1, NOT_CHECKABLE: 0 } },
    ]);
    expect(await checksOf('SUM_OF_PARTS')).toEqual([
      {
        region: { code: '100000' },
        subject: '2024',
        verdict: 'FAIL',
        expected: '1337605.8',
        reported: '1349084',
        difference: '11478.2',
        tolerance: '2.05', // half of 1 of the country, and half of 0.1 of each of 31 provinces
        explanation:
          'Published is 1,349,084, and the 31 regions below it add up to 1,337,605.8: they differ by more than the 2.05 that rounding can account for.',
      },
    ]);
    expect(await rowsOf({ metrics: ['gdp'], rollUp: { toRegion: '100000' } })).toEqual([
      { regionCode: '100000', period: '2023', value: '1283801.5', basis: 'ROLLED_UP' },
      { regionCode: '100000', period: '2024', value: '1349084', basis: 'PUBLISHED' },
    ]);
  });

  test.each([
    ['1337606', 'PASS', '2.05'],
    ['1337605.8', 'PASS', '1.6'],
    ['1337607.4', 'PASS', '1.6'],
    ['1337607.5', 'FAIL', '1.6'],
    ['1337608', 'FAIL', '2.05'],
    ['1337604', 'PASS', '2.05'],
    ['1337603', 'FAIL', '2.05'],
  ])('may be away from %s by what rounding can do: %s within %s', async (value, verdict, tolerance) => {
    await publish({ observations: countryIs(value) });
    expect(await checksOf('SUM_OF_PARTS')).toMatchObject([{ verdict, tolerance, expected: '1337605.8' }]);
  });

  test('with one that is missing are a warning below the country, and wrong above it where none can be negative', async () => {
    const lines = PROVINCIAL.filter((line) => !line.startsWith('gdp,620000,2024'));
    await publish({ observations: countryIs('1349084', lines) });
    expect(await checksOf('SUM_OF_PARTS')).toMatchObject([
      { verdict: 'WARN', expected: '1324585.3', difference: '24498.7' },
    ]);
    await publish({ version: '2', observations: countryIs('1324000', lines) });
    expect(await checksOf('SUM_OF_PARTS')).toMatchObject([{ verdict: 'WARN', difference: '-585.3' }]);
    const metrics = METRIC_LINES.map((line) => (line.startsWith('gdp,') ? line.replace(/,,$/, ',0,') : line));
    await publish({ version: '3', observations: countryIs('1324000', lines), metrics });
    expect(await checksOf('SUM_OF_PARTS')).toMatchObject([{ verdict: 'FAIL', difference: '-585.3' }]);
  });
});

describe('Observation.change', () => {
  test('at constant prices do not follow from values at current ones: both stand, with the gap', async () => {
    const changes = ['gdp-so-far,100000,2024-01-01/P9M,YOY,4.8', 'gdp,620000,2024,YOY,5.8'];
    const { checks } = await publish({ changes });
    expect(checks.counts.find(({ rule }) => rule === 'PUBLISHED_CHANGE')?.verdicts).toEqual(
      { PASS: 0, WARN: 0, FAIL: 2, NOT_CHECKABLE: 0 }, // biome-ignore format: one line
    );
    expect(await checksOf('PUBLISHED_CHANGE', 'gdp-so-far')).toMatchObject([
      { verdict: 'FAIL', subject: '2024-01-01/P9M', expected: '4.02167734361', reported: '4.8' },
    ]);
    const fields = 'period changes { percent published gap reason base { period value } }';
    const asked = { metrics: ['gdp-so-far'], changes: ['YOY'], latest: 1 };
    expect(await rowsOf(asked, fields)).toEqual([
      {
        period: '2024-01-01/P9M',
        changes: [
          {
            percent: '4.02167734361',
            published: '4.8',
            gap: '0.778322656395',
            reason: null,
            base: { period: '2023-01-01/P9M', value: '913027' },
          },
        ],
      },
    ]);
  });

  test('of three quarters since January have no period before, and add up to no year', async () => {
    await publish();
    const [row] = await rowsOf(
      { metrics: ['gdp-so-far'], latest: 1, changes: ['PREVIOUS_PERIOD'] },
      'changes { percent reason }',
    );
    expect(row.changes).toEqual([{ percent: null, reason: 'NO_COUNTERPART' }]);
    const { errors } = await askCube(ask, { metrics: ['gdp-so-far'], rollUp: { overTime: 'ANNUAL' } });
    expect(errors?.[0]?.message).toContain('"gdp-so-far" cannot be rolled up: its rule over time is NONE');
  });

  test('stop at a new classification, are in points of a rate of growth, and in per cent of people', async () => {
    const { checks } = await publish();
    expect(checks.counts.map(({ rule }) => rule)).not.toContain('BOUNDS'); // -2.9 is a rate of growth
    const asked = { metrics: ['employed', 'investment-growth'], regions: { codes: ['620000'] }, changes: ['YOY'] };
    const rows = await rowsOf(asked, 'metricCode period changes { percent points reason }');
    type Row = { metricCode: string; period: string; changes: object[] };
    const told = rows.map(({ metricCode, period, changes }: Row) => [metricCode, period, changes[0]]);
    const none = { percent: null, points: null };
    expect(told).toEqual([
      ['employed', '2011', { ...none, reason: 'NO_BASE' }],
      ['employed', '2012', { ...none, reason: 'BREAK_IN_SERIES' }],
      ['employed', '2013', { ...none, percent: '21.4387127307', reason: null }],
      ['employed', '2023', { ...none, reason: 'NO_BASE' }],
      ['employed', '2024', { ...none, percent: '2.26398974797', reason: null }],
      ['investment-growth', '2023', { ...none, reason: 'NO_BASE' }],
      ['investment-growth', '2024', { ...none, points: '-7.8', reason: null }],
    ]);
  });

  test('of a rate that does not say that it may fall below zero are out of its bounds', async () => {
    const metrics = METRIC_LINES.map((line) => line.replace('-100,1000', ','));
    const { checks } = await publish({ metrics });
    expect(checks.failures.filter(({ figure }) => figure.startsWith('investment-growth'))).toMatchObject([
      {
        figure: 'investment-growth 620000 2024',
        sentence: expect.objectContaining({
          words: expect.objectContaining({ en: 'Published is −2.9, and the metric cannot be below 0.' }),
        }),
      },
    ]);
  });
});

test('Query.cube divides 亿 of yuan by 万 of persons to yuan a person, and takes the quotient of sums for two provinces', async () => {
  await publish();
  const asked = { metrics: ['gdp-per-employed'], from: '2024' };
  expect(await rowsOf(asked, 'regionCode value basis numerator denominator')).toEqual([
    { regionCode: '540000', value: '589662', basis: 'COMPUTED', numerator: '2789.1', denominator: '47.3' },
    { regionCode: '620000', value: '543881', basis: 'COMPUTED', numerator: '13020.5', denominator: '239.4' },
  ]);
  // (2,789.1 + 13,020.5) × 10⁸ over (47.3 + 239.4) × 10⁴; 29 provinces do not say.
  const rollUp = { toRegion: '100000', allowPartial: true };
  expect(await rowsOf({ ...asked, rollUp }, 'value numerator denominator coverage { expected reported }')).toEqual([
    { value: '551434', numerator: '15809.6', denominator: '286.7', coverage: { expected: 31, reported: 2 } },
  ]);
});
