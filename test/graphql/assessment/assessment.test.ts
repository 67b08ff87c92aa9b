import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

const RULES = [
  'code,metric,description:en,description:zh-Hans,compare,maintain_within,green_from,yellow_from,yellow_days',
  'leaks-yoy,leaks,Fewer than a year before.,少于上年同期。,YOY,10,100,80,',
  'checks-month,checks,More than the month before.,多于上月。,PREVIOUS_PERIOD,,90,60.5,',
  'rate-target,leak-rate,Within a point of the target.,与目标相差不超过一个百分点。,VS_TARGET,1.50,,,',
  'gauges-year,gauges,Against the year before.,与上年比较。,YOY,,100,50,',
  'early,,Yellow ten days before.,到期前十天为黄灯。,,,,,10',
] as const;
const TARGETS = csv(
  'metric,region,breakdown,period,kind,value',
  'leaks,990000,,2020-12,TARGET,20',
  'leaks,990000,,2020-06,TARGET,10',
  'leaks,990100,,2019-01,TARGET,3',
  'leaks,990200,,2020-12,TARGET,46',
  'checks,990000,,2020-12,TARGET,246',
  'leak-rate,990000,,2020-12,TARGET,21',
  'leak-rate,990000,,2020-11,TARGET,17',
);

let database: TestDatabase;
let ask: Ask;
const publish = (version: string, rules: readonly string[]) =>
  importText(database, riverCity(version, { targets: TARGETS, assessment_rules: csv(...rules) }));
beforeAll(async () => {
  database = await openTestDatabase('bundled');
  await publish('1', RULES);
  ask = graphOver(database);
});
afterAll(() => database.close());

const SHOWN = 'trend light rule { code } current { period value region { code } } reference { period value }';
const assessment = async (metric: string, args = '', shown = SHOWN) =>
  (await dataOf(ask(`{ metric(code: "${metric}") { assessment${args} { ${shown} } } }`))).metric.assessment;
/** In short: trend, light, the period, and the period that it is compared with. */
const short = async (metric: string, args: string) => {
  const found = await assessment(metric, args);
  return found && [found.trend, found.light, found.current.period, found.reference?.period ?? null];
};

describe('Metric.assessment', () => {
  test('says by which rule it came about, with all that the rule needs, in both languages', async () => {
    const rule = `code en: description(lang: "en") zh: description(lang: "zh-CN") dataset { code } metric { code }
      compare maintainWithin greenFrom yellowFrom yellowDays`;
    expect(await assessment('leaks', '(period: "2020-12")', `${SHOWN} rule { ${rule} }`)).toEqual({
      trend: 'WORSENING',
      light: 'YELLOW',
      rule: {
        code: 'leaks-yoy',
        en: 'Fewer than a year before.',
        zh: '少于上年同期。',
        dataset: { code: 'river-city' },
        metric: { code: 'leaks' },
        compare: 'YOY',
        maintainWithin: '10',
        greenFrom: '100',
        yellowFrom: '80',
        yellowDays: null,
      },
      // 24 leaks where 20 were aimed at: 83.3 per cent.
      current: { period: '2020-12', value: '24', region: { code: '990000' } },
      reference: { period: '2019-12', value: '12' },
    });
  });

  test.each([
    ['the day before a month ends', 'leaks', '2020-06-29', ['WORSENING', null, '2020-05', '2019-05']],
    ['its last day', 'leaks', '2020-06-30', ['WORSENING', 'RED', '2020-06', '2019-06']],
    ['a day without a year before it', 'leaks', '2019-07-01', ['NOT_ASSESSABLE', null, '2019-06', null]],
    ['a day before everything', 'leaks', '2018-12-31', null],
    ['more checks than the month before', 'checks', '2020-12-31', ['IMPROVING', 'RED', '2020-12', '2020-11']],
    // 24 / 123 and 23 / 122, in per cent, against 21 and 17: 1.49 better, which is no change, and 1.85 worse, which is one.
    ['a rate near its target', 'leak-rate', '2020-12-31', ['MAINTAINING', null, '2020-12', null]],
    ['a rate off its target', 'leak-rate', '2020-11-30', ['WORSENING', null, '2020-11', null]],
    ['a rate without a target', 'leak-rate', '2020-10-31', ['NOT_ASSESSABLE', null, '2020-10', null]],
    ['a metric of which neither more nor less is better', 'gauges', '2021-01-01', ['NOT_ASSESSABLE', null, '2020', '2019']],
  ])('on %s', async (_, metric, on, expected) => {
    const args = `(on: "${on}")`;
    expect(await short(metric, args)).toEqual(expected);
    expect(await short(metric, args)).toEqual(expected);
  }); // biome-ignore format: a case a line

  test('is of the period that is named, whatever the day, unless that is before its end', async () => {
    expect(await short('leaks', '(period: "2020-06")')).toEqual(['WORSENING', 'RED', '2020-06', '2019-06']);
    expect(await short('leaks', '(period: "2020-06", on: "2020-06-30")')).not.toBeNull();
    expect(await short('leaks', '(period: "2020-06", on: "2020-06-29")')).toBeNull();
    expect(await short('leaks', '(period: "2031")')).toBeNull();
  });

  test('over a break says nothing, and of equal ends takes the longest period', async () => {
    expect(await short('leaks', '(on: "2020-12-31")')).toEqual(['NOT_ASSESSABLE', null, '2020', null]);
  });

  test('is of the region that is named; no fewer than none can be aimed at', async () => {
    expect(await short('leaks', '(region: "990100", on: "2019-01-31")')).toEqual([
      'NOT_ASSESSABLE',
      'GREEN',
      '2019-01',
      null,
    ]);
    expect(await short('leaks', '(region: "990200", on: "2020-12-31")')).toEqual([
      'WORSENING',
      'GREEN',
      '2020-12',
      '2019-12',
    ]);
    const { errors } = await ask('{ metric(code: "leaks") { assessment(region: "nowhere") { trend } } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument: 'region' });
  });

  test('is null where the data set has no rule, or another data set is meant', async () => {
    expect(await assessment('grid-cells')).toBeNull();
    expect(await assessment('leaks', '(dataset: "river-city")')).not.toBeNull();
    expect(await assessment('leaks', '(dataset: "tianshui-2020")')).toBeNull();
    const { errors } = await ask('{ metric(code: "leaks") { assessment(dataset: "nowhere") { trend } } }');
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument: 'dataset' });
  });

  test('of many metrics costs a statement for what is current, and one for all that it is compared with', async () => {
    database.forget();
    const { metrics } = await dataOf(
      ask(`{ metrics(first: 100) { nodes { code assessment(on: "2020-11-30") { ${SHOWN} } } } }`),
    );
    const assessed = metrics.nodes.filter(
      ({ code, assessment }: { code: string; assessment: unknown }) =>
        assessment && ['leaks', 'checks', 'leak-rate', 'gauges'].includes(code),
    );
    expect(assessed).toHaveLength(4);
    const names = database.statements.map((text) => text.split('\n')[0]);
    expect(names.filter((name) => !/version|state|catalogue/.test(name ?? '')).sort()).toEqual([
      '-- assessment.current',
      '-- change.read',
    ]);
  });
});

test('Metric.assessment assesses the figures of two data sets by their own rules', async () => {
  await importText(database, {
    name: 'lake-city',
    version: '1',
    govgraph: { region: '990200' },
    files: {
      observations: csv(
        'metric,region,breakdown,period,value',
        'checks,990200,,2021-01,90',
        'checks,990200,,2021-02,99',
      ),
      assessment_rules: csv(RULES[0], 'lake,checks,Ten per cent.,百分之十。,PREVIOUS_PERIOD,10,,,'),
    },
  });
  const shown = 'trend rule { code dataset { code } }';
  const lake = { trend: 'MAINTAINING', rule: { code: 'lake', dataset: { code: 'lake-city' } } };
  expect(await assessment('checks', '', shown)).toEqual(lake);
  expect(await assessment('checks', '(region: "990200")', shown)).toEqual(lake);
  expect(await assessment('checks', '(dataset: "river-city")', shown)).toEqual({
    trend: 'IMPROVING',
    rule: { code: 'checks-month', dataset: { code: 'river-city' } },
  });
});

test('Dataset.assessmentRules lists rules by code, as the release has them', async () => {
  const listed = async () =>
    (await dataOf(ask('{ dataset(code: "river-city") { assessmentRules { code yellowDays maintainWithin } } }')))
      .dataset.assessmentRules;
  expect(await listed()).toEqual([
    { code: 'checks-month', yellowDays: null, maintainWithin: '0' },
    { code: 'early', yellowDays: 10, maintainWithin: null },
    { code: 'gauges-year', yellowDays: null, maintainWithin: '0' },
    { code: 'leaks-yoy', yellowDays: null, maintainWithin: '10' },
    { code: 'rate-target', yellowDays: null, maintainWithin: '1.5' },
  ]);
  const wider = RULES.map((line) => line.replace('YOY,10,', 'YOY,200,')).filter((line) => !line.startsWith('early'));
  expect(await publish('2', wider)).toMatchObject({ changes: { opened: 0, closed: 1, updated: 1 } });
  expect((await assessment('leaks', '(on: "2020-06-30")')).trend).toBe('MAINTAINING');
  expect((await listed()).map(({ code }: { code: string }) => code)).not.toContain('early');
});
