import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { translate } from '../../../src/domain/message/translate.ts';
import type { CheckReport } from '../../../src/import/check/check-report.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { importText } from '../../support/river.ts';
import { askCube } from '../cube/cube-answer.ts';
import { indicators } from './indicators.ts';

let database: TestDatabase;
let ask: Ask;
let checks: CheckReport;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  ({ checks } = await importText(database, indicators(['-3.5', '3.5'])));
  ask = graphOver(database);
});
afterAll(() => database.close());

const CHANGE = 'baseValue absolute percent points reason improvement';
async function changeOf(metric: string, region: string, period: string, kind = 'YOY') {
  const fields = `regionCode period value changes { ${CHANGE} }`;
  const { cube } = await dataOf(
    askCube(
      ask,
      { metrics: [metric], regions: { codes: [region] }, from: period, to: period, changes: [kind] },
      fields,
    ),
  );
  expect(cube.rows).toHaveLength(1);
  return cube.rows[0].changes[0];
}

describe('Query.metrics of governance indicators', () => {
  test('claim nothing that could be added up, and their estimates may be negative', () => {
    expect(checks).toEqual({ counts: [], failures: [], warnings: [] });
  });

  test('keep every digit, and order below zero as above', async () => {
    const { cube } = await dataOf(
      askCube(ask, { metrics: ['CC.EST'], from: '2018', to: '2018', orderBy: ['VALUE_DESC'] }, 'regionCode value'),
    );
    expect(cube.rows).toEqual([
      { regionCode: 'DNK', value: '2.147795' },
      { regionCode: 'CHN', value: '-0.2712442' },
      { regionCode: 'SOM', value: '-1.800085' },
    ]);
  });

  test('have no period between years that were not rated, and a rank of 0 is a value', async () => {
    const periods = (metric: string, region: string) =>
      dataOf(askCube(ask, { metrics: [metric], regions: { codes: [region] } }, 'period value'));
    expect((await periods('CC.EST', 'CHN')).cube.rows.map(({ period }: { period: string }) => period)).toEqual(
      ['1996', '1998', '2000', '2017', '2018'], // biome-ignore format: one list
    );
    expect((await periods('CC.PER.RNK', 'SOM')).cube.rows).toContainEqual({ period: '2018', value: '0' });
    expect((await periods('CC.EST', 'MCO')).cube.totalCount).toBe(0);
  });
});

describe('Observation.change', () => {
  test.each([
    // From a negative base there is a difference and no percentage, also where the value comes to be positive.
    [
      'CC.EST',
      'CHN',
      '2018',
      { baseValue: '-0.2699364', absolute: '-0.0013078', percent: null, reason: 'NEGATIVE_BASE', improvement: false },
    ],
    ['RL.EST', 'IND', '2016', { absolute: '0.0184455', percent: null, reason: 'NEGATIVE_BASE', improvement: true }],
    ['RL.EST', 'IND', '2017', { absolute: '0.0336463', percent: null, reason: 'NEGATIVE_BASE', improvement: true }],
    ['RL.EST', 'IND', '2018', { absolute: '0.0214474', percent: '449.715879306', reason: null, improvement: true }],
    ['CC.EST', 'DNK', '2018', { absolute: '-0.045584', percent: '-2.07825460169', reason: null, improvement: false }],
    // A rank is in per cent and changes in points, also from zero and to it.
    ['CC.PER.RNK', 'CHN', '2018', { points: '-0.96154', percent: null, reason: null, improvement: false }],
    ['CC.PER.RNK', 'DNK', '2018', { absolute: '0', points: '0', percent: null, reason: null }],
    ['CC.PER.RNK', 'SOM', '2018', { points: '-0.4807692', percent: null, reason: null }],
    ['CC.PER.RNK', 'SOM', '2012', { points: '0', percent: null, reason: null }],
    ['CC.PER.RNK', 'SOM', '2013', { points: '0.4739336', percent: null, reason: null, improvement: true }],
    // 1997, 1999 and 2001 were not rated: two years are no year.
    ['CC.EST', 'CHN', '1998', { baseValue: null, absolute: null, percent: null, reason: 'NO_BASE', improvement: null }],
    ['CC.EST', 'CHN', '2000', { absolute: null, reason: 'NO_BASE' }],
    ['CC.EST', 'DNK', '2002', { absolute: null, reason: 'NO_BASE' }],
    ['CC.EST', 'SSD', '2010', { absolute: null, reason: 'NO_BASE' }],
    ['CC.EST', 'SSD', '2011', { absolute: '-0.5781026', percent: null, reason: 'NEGATIVE_BASE', improvement: false }],
    ['RL.EST', 'MCO', '2013', { absolute: '0.0028121', reason: null }],
    ['CC.NO.SRC', 'CHN', '2018', { absolute: null, reason: 'NO_BASE' }],
  ])('%s of %s in %s', async (metric, region, period, expected) => {
    for (const kind of ['YOY', 'PREVIOUS_PERIOD'])
      expect(await changeOf(metric, region, period, kind)).toMatchObject(expected);
  });

  test('are those of the list of observations', async () => {
    const { observations } = await dataOf(
      ask(`{ observations(where: { metrics: ["CC.EST", "RL.EST", "CC.PER.RNK"] }, first: 100) {
        nodes { metric { code } region { code } period value change(kind: YOY) { ${CHANGE} } } } }`),
    );
    for (const { metric, region, period, value, change } of observations.nodes) {
      if (value !== null) expect(await changeOf(metric.code, region.code, period)).toEqual(change);
    }
    expect(observations.nodes).toHaveLength(30);
  });
});

describe('Query.cube', () => {
  test.each([
    ['CC.EST', { toRegion: 'WLD' }, 'its rule over regions is NONE'],
    ['CC.EST', { overTime: 'ANNUAL' }, 'its rule over time is NONE'],
    ['CC.PER.RNK', { toLevel: 'OTHER' }, 'its rule over regions is NONE'],
    ['CC.NO.SRC', { toRegion: 'WLD' }, 'its rule over regions is NONE'],
  ])('%s of %j are refused', async (metric, rollUp, rule) => {
    const { errors } = await askCube(ask, { metrics: [metric], rollUp });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument: 'input.rollUp' });
    expect(errors?.[0]?.message).toContain(`Metric "${metric}" cannot be rolled up: ${rule}`);
  });

  test('are no means of ranks: weighted by nothing that is published, there is no rank of the world', async () => {
    const weighted = await openTestDatabase('empty');
    await importText(weighted, indicators(['-3.5', '3.5'], 'WEIGHTED'));
    const asked = {
      metrics: ['CC.PER.RNK'],
      rollUp: { toRegion: 'WLD', allowPartial: true },
      from: '2018',
      to: '2018',
    };
    const { cube } = await dataOf(
      askCube(graphOver(weighted), asked, 'value basis statusFlags coverage { expected reported }'),
    );
    await weighted.close();
    expect(cube.rows).toEqual([
      { value: null, basis: 'ROLLED_UP', statusFlags: ['MISSING'], coverage: { expected: 6, reported: 0 } },
    ]);
  });
});

test('Query.checks reports estimates beyond the usual range, which stay as published', async () => {
  const narrow = await openTestDatabase('empty');
  const { checks: found } = await importText(narrow, indicators(['-2.5', '2.5']));
  expect(found.counts).toEqual([{ rule: 'BOUNDS', verdicts: { PASS: 0, WARN: 0, FAIL: 2, NOT_CHECKABLE: 0 } }]);
  expect(found.failures.map(({ figure, sentence }) => `${figure}: ${translate(sentence, 'en')}`)).toEqual([
    'PV.EST SOM 2008: Published is −3.28053, and the metric cannot be below −2.5.',
    'PV.EST SOM 2009: Published is −3.314937, and the metric cannot be below −2.5.',
  ]);
  const { metric } = await dataOf(
    graphOver(narrow)(`{ metric(code: "PV.EST") { latest(region: "SOM") { value }
      checks { nodes { rule verdict period expected reported difference } } } }`),
  );
  await narrow.close();
  expect(metric.latest.value).toBe('-3.314937');
  expect(metric.checks.nodes).toEqual([
    { rule: 'BOUNDS', verdict: 'FAIL', period: '2008', expected: '-2.5', reported: '-3.28053', difference: '-0.78053' },
    {
      rule: 'BOUNDS',
      verdict: 'FAIL',
      period: '2009',
      expected: '-2.5',
      reported: '-3.314937',
      difference: '-0.814937',
    },
  ]);
});
