import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fiscalPackage } from '../../import/fiscal-year/fiscal-package.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { importText } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;

/** Twelve months from April 2018, and as many again. */
const MONTHS = Array.from({ length: 24 }, (_, index) => {
  const month = index + 3;
  return `${2018 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
});

const GROWTH = [100, 104, 101, 112, 114, 148, 126, 133, 134, 133, 1440, 1500];
/** Days before and after which months are longer and shorter. */
const STARTS = ['01-28', '02-28', '03-01', '04-06', '10-01', '12-28'];
const DAYS = Array.from({ length: 1096 }, (_, index) =>
  new Date(Date.UTC(2015, 0, 1 + index)).toISOString().slice(0, 10),
);

/**
 * Homicide in the United Kingdom for 100,000 people, by fiscal years (indicator 16.1.1 of the Office for National Statistics, under the Open
 * Government Licence v3.0), beside figures that are made up.
 */
beforeAll(async () => {
  database = await openTestDatabase('empty');
  await importText(
    database,
    fiscalPackage({
      metrics: [
        'homicides,RATIO,case,FLOW,,,',
        'offences,COUNT,case,FLOW,SUM,,',
        'taxes,COUNT,case,FLOW,SUM,04-06,',
        'staff,COUNT,case,LEVEL,LAST,07-01,',
        'visits,COUNT,case,FLOW,SUM,01-01,',
        'growth,COUNT,case,FLOW,SUM,10-01,',
        ...STARTS.map((start) => `days${start},COUNT,case,FLOW,SUM,${start},`),
      ],
      figures: [
        'homicides,2019/20,1.1389667266937462',
        'homicides,2020/21,0.9477605757186687',
        'homicides,2021/22,1.1654441001770202',
        ...MONTHS.map((month, index) => `offences,${month},${index + 1}`),
        ...MONTHS.map((month) => `taxes,${month},1`),
        ...MONTHS.map((month, index) => `visits,${month},${index + 1}`),
        'offences,2020/21,400',
        ...GROWTH.map((value, index) => `growth,${2001 + index}/${2002 + index},${value}`),
        ...STARTS.flatMap((start) => DAYS.map((day) => `days${start},${day},1`)),
        'staff,2018-Q2,5',
        'staff,2019-Q2,7',
        'staff,2020-S1,9',
      ],
      changes: ['homicides,2021/22,YOY,23.0'],
      targets: ['homicides,2021/22,TARGET,1'],
    }),
  );
  ask = graphOver(database);
});
afterAll(() => database.close());

describe('Observation of a fiscal year', () => {
  test('is annual, labelled as its publisher does, and compared with the year before', async () => {
    const { metric } = await dataOf(
      ask(`{ metric(code: "homicides") {
        latest { period periodLabel(lang: "en") chinese: periodLabel(lang: "zh-Hans") }
        observations(first: 5, where: { frequency: [ANNUAL] }, orderBy: [PERIOD_ASC]) { nodes {
          period value yoy: change(kind: YOY) { percent absolute published gap reason } previous: change(kind: PREVIOUS_PERIOD) { percent reason }
          target: change(kind: VS_TARGET) { absolute }
        } }
        availability { from to frequencies }
      } }`),
    );
    expect(metric.latest).toEqual({ period: '2021-04-01/P1Y', periodLabel: '2021/22', chinese: '2021/22财年' });
    expect(metric.availability).toEqual({
      from: '2019-04-01/P1Y',
      to: '2021-04-01/P1Y',
      frequencies: ['ANNUAL'],
    });
    expect(metric.observations.nodes).toEqual([
      {
        period: '2019-04-01/P1Y',
        value: '1.1389667266937462',
        yoy: { percent: null, absolute: null, published: null, gap: null, reason: 'NO_BASE' },
        previous: { percent: null, reason: 'NO_BASE' },
        target: { absolute: null },
      },
      {
        period: '2020-04-01/P1Y',
        value: '0.9477605757186687',
        yoy: {
          percent: '-16.7876854076',
          absolute: '-0.1912061509750775',
          published: null,
          gap: null,
          reason: null,
        },
        previous: { percent: '-16.7876854076', reason: null },
        target: { absolute: null },
      },
      {
        period: '2021-04-01/P1Y',
        value: '1.1654441001770202',
        yoy: {
          percent: '22.9681978799',
          absolute: '0.2176835244583515',
          published: '23.0',
          gap: '0.0318021201413',
          reason: null,
        },
        previous: { percent: '22.9681978799', reason: null },
        target: { absolute: '0.1654441001770202' },
      },
    ]);
  });

  test('is found between periods, and asked for by its canonical text alone', async () => {
    const query = `query ($from: Period!, $to: Period) { observations(
      where: { metrics: ["homicides"], from: $from, to: $to }, first: 5
    ) { nodes { period } } }`;
    const { observations } = await dataOf(ask(query, { from: '2020-04-01/P1Y', to: '2020-04-01/P1Y' }));
    expect(observations.nodes).toEqual([{ period: '2020-04-01/P1Y' }]);
    const { errors } = await ask(query, { from: '2020/21' });
    expect(errors?.[0]?.extensions.code).toBe('BAD_INPUT');
    expect(errors?.[0]?.message).toContain(
      '"2020/21" names a fiscal year, and not the day on which it begins. Give its first day, such as 2014-04-01/P1Y',
    );
  });
});

test('Query.checks compares a published change with the fiscal year before', async () => {
  const { checks } = await dataOf(
    ask(
      '{ checks(where: { rules: [PUBLISHED_CHANGE] }) { nodes { verdict period reported expected inputs { period } } } }',
    ),
  );
  expect(checks.nodes).toEqual([
    {
      verdict: 'PASS',
      period: '2021-04-01/P1Y',
      reported: '23.0',
      expected: '22.9681978799',
      inputs: [{ period: '2020-04-01/P1Y' }],
    },
  ]);
});

test('Query.checks finds a jump from one fiscal year to the next', async () => {
  const { checks } = await dataOf(
    ask('{ checks(where: { rules: [JUMP] }) { nodes { metric { code } period inputs { period value } } } }'),
  );
  expect(checks.nodes).toEqual([
    { metric: { code: 'growth' }, period: '2011-10-01/P1Y', inputs: [{ period: '2010-10-01/P1Y', value: '133' }] },
  ]);
});

describe('Query.cube', () => {
  const rows = async (input: string) => {
    const { cube } = await dataOf(
      ask(`{ cube(input: { ${input} }) { rows {
        metricCode period value basis coverage { expected reported } changes { kind absolute reason }
      } } }`),
    );
    return cube.rows;
  };

  test('shows fiscal years among annual cells, with their changes', async () => {
    expect(await rows('metrics: ["homicides"], frequency: [ANNUAL], changes: [YOY], first: 2')).toMatchObject([
      { period: '2019-04-01/P1Y', changes: [{ reason: 'NO_BASE' }] },
      { period: '2020-04-01/P1Y', basis: 'PUBLISHED', changes: [{ absolute: '-0.1912061509750775' }] },
    ]);
  });

  test('rolls months up to the years of the metric, and compares them with what is published', async () => {
    expect(
      await rows('metrics: ["offences"], rollUp: { overTime: ANNUAL }, changes: [YOY, PREVIOUS_PERIOD]'),
    ).toMatchObject([
      { period: '2018-04-01/P1Y', value: '78', basis: 'ROLLED_UP', coverage: { expected: 12, reported: 12 } },
      {
        period: '2019-04-01/P1Y',
        value: '222',
        basis: 'ROLLED_UP',
        changes: [
          { kind: 'YOY', absolute: '144' },
          { kind: 'PREVIOUS_PERIOD', absolute: '144' },
        ],
      },
      {
        period: '2020-04-01/P1Y',
        value: '400',
        basis: 'PUBLISHED',
        coverage: null,
        changes: [
          { kind: 'YOY', absolute: '178' },
          { kind: 'PREVIOUS_PERIOD', absolute: '178' },
        ],
      },
    ]);
  });

  test('gives each metric its own years in one table', async () => {
    expect(
      await rows(
        'metrics: ["offences", "visits"], from: "2019", to: "2020-Q1", rollUp: { overTime: ANNUAL, allowPartial: true }',
      ),
    ).toMatchObject([
      { metricCode: 'offences', period: '2018-04-01/P1Y', value: '78' },
      { metricCode: 'offences', period: '2019-04-01/P1Y', value: '222' },
      { metricCode: 'visits', period: '2019', value: '186', coverage: { expected: 12, reported: 12 } },
    ]);
  });

  test('takes the last part that lies within the year, and no unit that only overlaps it', async () => {
    expect(await rows('metrics: ["staff"], rollUp: { overTime: ANNUAL }')).toMatchObject([
      { period: '2017-07-01/P1Y', value: '5', basis: 'ROLLED_UP' },
      { period: '2018-07-01/P1Y', value: '7' },
      { period: '2019-07-01/P1Y', value: '9' },
    ]);
    // No month fills a year that begins on 6 April.
    expect(await rows('metrics: ["taxes"], rollUp: { overTime: ANNUAL, allowPartial: true }')).toEqual([]);
  });

  test.each(STARTS)('rolls days up to years that begin on %s', async (start) => {
    const found = await rows(`metrics: ["days${start}"], rollUp: { overTime: ANNUAL, allowPartial: true }`);
    const expected = [0, 1, 2, 3].map((n) => {
      const begin = `${2014 + n}-${start}`;
      const after = `${2015 + n}-${start}`;
      const length = (Date.parse(after) - Date.parse(begin)) / 86_400_000;
      const reported = DAYS.filter((day) => day >= begin && day < after).length;
      return { period: `${begin}/P1Y`, value: `${reported}`, coverage: { expected: length, reported } };
    });
    expect(found).toMatchObject(expected);
    expect(found).toHaveLength(4);
  });

  test('rolls shorter units up as ever', async () => {
    expect(
      await rows('metrics: ["offences"], from: "2018-Q3", to: "2018-Q3", rollUp: { overTime: QUARTERLY }'),
    ).toMatchObject([{ period: '2018-Q3', value: '15' }]);
  });
});
