import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { openWithRiverCity } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openWithRiverCity();
  ask = graphOver(database);
});
afterAll(() => database.close());

const values = async (where: string, more = '') => {
  const data = await dataOf(
    ask(
      `{ observations(where: { metrics: ["leaks"], ${where} } ${more}) { totalCount nodes { value period region { code } } } }`,
    ),
  );
  expect(data.observations.totalCount).toBe(data.observations.nodes.length);
  return data.observations.nodes as { value: string; period: string; region: { code: string } }[];
};

describe('Query.observations(where:)', () => {
  test('by region, and an empty list matches nothing', async () => {
    expect(await values('regions: ["990100"]')).toHaveLength(24);
    expect(await values('regions: ["990100", "990200"]')).toHaveLength(48);
    expect(await values('regions: []')).toEqual([]);
    expect(await values('regions: ["test:990100"]')).toHaveLength(24);
    for (const code of ['other:990100', 'test:', ':990100', 'test:test:990100']) {
      const { errors } = await ask(
        'query ($code: String!) { observations(where: { metrics: ["leaks"], regions: [$code] }) { totalCount } }',
        { code },
      );
      expect(errors?.[0]?.extensions, code).toMatchObject({ code: 'BAD_INPUT', argument: 'regions' });
    }
  });

  test('by period: inside is whose last day lies between the bounds', async () => {
    const months = async (bounds: string) =>
      (await values(`regions: ["990100"], ${bounds}`)).map(({ period }) => period);
    expect(await months('from: "2019-11", to: "2020-02"')).toEqual(['2019-11', '2019-12', '2020-01', '2020-02']);
    expect(await months('from: "2020-Q4"')).toEqual(['2020-10', '2020-11', '2020-12']);
    expect(await months('to: "2019-01-31"')).toEqual(['2019-01']);
    expect(await months('to: "2019-01-30"')).toEqual([]);
    expect(await months('from: "2020年11月", to: "2020M11"')).toEqual(['2020-11']);
  });

  test('by source, and one that there is not is refused', async () => {
    const read = await values('sources: ["river-report"]');
    expect(read).toHaveLength(24);
    expect(new Set(read.map(({ region }) => region.code))).toEqual(new Set(['990000']));
    expect(await values('sources: ["tianshui-2020-report"]')).toEqual([]);
    expect(await values('sources: []')).toEqual([]);
    const { errors } = await ask('{ observations(where: { metrics: ["leaks"], sources: ["rumour"] }) { totalCount } }');
    expect(errors?.[0]).toMatchObject({
      message: 'There is no source "rumour".',
      extensions: { code: 'BAD_INPUT', argument: 'sources' },
    });
  });

  test('by frequency, flag and basis', async () => {
    expect(await values('frequency: [ANNUAL], breakdowns: []')).toHaveLength(4); // without any breakdown: everything
    expect((await values('statusFlags: [ESTIMATED, PROVISIONAL]')).map(({ value }) => value).sort()).toEqual([
      '222',
      '90',
    ]);
    expect(await values('statusFlags: [NORMAL], frequency: [ANNUAL]')).toHaveLength(2);
    expect(await values('basis: [COMPUTED]')).toEqual([]);
    expect(await values('basis: [ROLLED_UP]')).toEqual([]);
    expect(await values('datasets: ["tianshui-2020"]')).toEqual([]);
  });

  test('by breakdown: null is every category, TOTAL is what is not broken down, unnamed dimensions are at their total', async () => {
    const annual = async (breakdowns: string) =>
      (await values(`frequency: [ANNUAL], breakdowns: ${breakdowns}`, ', orderBy: [VALUE_DESC]')).map(
        ({ value }) => value,
      );
    expect(await annual('[{ dimension: "bank" }]')).toEqual(['120', '90']);
    expect(await annual('[{ dimension: "bank", categories: ["right"] }]')).toEqual(['90']);
    expect(await annual('[{ dimension: "bank", categories: ["TOTAL"] }]')).toEqual(['222']);
    expect(await annual('[{ dimension: "bank", categories: ["left", "TOTAL"] }]')).toEqual(['222', '120']);
    expect(await annual('[{ dimension: "bank" }, { dimension: "season" }]')).toEqual(['60']);
    expect(await annual('[{ dimension: "bank" }, { dimension: "season", categories: ["TOTAL", "wet"] }]')).toEqual([
      '120',
      '90',
      '60',
    ]);
    expect(await annual('[{ dimension: "season", categories: ["dry"] }]')).toEqual([]);
    expect(await annual('[{ dimension: "bank", categories: [] }]')).toEqual([]);
  });

  test.each([
    ['{ observations(where: { metrics: ["leeks"] }) { totalCount } }', 'metrics', 'leeks'],
    ['{ observations(where: { metrics: ["leaks"], regions: ["99"] }) { totalCount } }', 'regions', '99'],
    ['{ observations(where: { metrics: ["leaks"], datasets: ["x"] }) { totalCount } }', 'datasets', '"x"'],
    [
      '{ metric(code: "leaks") { observations(where: { breakdowns: [{ dimension: "bnk" }] }) { totalCount } } }',
      'breakdowns',
      'bnk',
    ],
    [
      '{ metric(code: "leaks") { latest(breakdown: [{ dimension: "bank", categories: ["wet"] }]) { value } } }',
      'breakdown',
      'wet',
    ],
    ['{ metric(code: "leaks") { latest(region: "1") { value } } }', 'region', '"1"'],
    ['{ observations(where: { metrics: ["leaks"], from: "2020", to: "2019" }) { totalCount } }', 'from', '2020'],
    ['{ tasks(where: { dueFrom: "2021-01-01", dueTo: "2020-01-01" }) { totalCount } }', 'dueFrom', '2021'],
  ])('refuses %s', async (query, argument, named) => {
    const { errors } = await ask(query);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument });
    expect(errors?.[0]?.message).toContain(named);
  });

  test.each([
    ['{ observations(where: { metrics: ["leaks"], from: "2020-13" }) { totalCount } }', {}, 'from'],
    [
      'query ($from: Period) { observations(where: { metrics: ["leaks"], from: $from }) { totalCount } }',
      { from: 'soon' },
      'from',
    ],
    ['{ metric(code: "leaks") { latest(asOf: "yesterday") { value } } }', {}, 'asOf'],
    ['{ regions(where: { validOn: "2020-02-30" }) { totalCount } }', {}, 'validOn'],
    ['{ metric(code: "leaks") { name(lang: "not a language") } }', {}, 'lang'],
    ['{ observations(where: { metrics: ["leaks"], statusFlags: [BROKEN] }) { totalCount } }', {}, 'statusFlags'],
  ])('a value that is none is BAD_INPUT and names the argument: %s', async (query, variables, argument) => {
    const { errors } = await ask(query, variables);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument });
  });
});

describe('Metric.latest', () => {
  test('is that of the longest period of those that end last', async () => {
    const { metric } = await dataOf(
      ask(
        '{ metric(code: "leaks") { latest { period value } monthly: latest(frequency: [MONTHLY]) { period value } } }',
      ),
    );
    expect(metric).toEqual({ latest: { period: '2020', value: '222' }, monthly: { period: '2020-12', value: '24' } });
  });

  test("is of the data set's own region and of the total unless others are named", async () => {
    const { metric, parts } = await dataOf(
      ask(`{ metric(code: "leaks") { upper: latest(region: "990100") { period value region { code } }
          right: latest(breakdown: [{ dimension: "bank", categories: ["right"] }]) { value breakdown { dimension { code } category { code name } } } }
        parts: metric(code: "organised-crime-groups-investigated") { latest { value } } }`),
    );
    expect(metric.upper).toEqual({ period: '2020-12', value: '23', region: { code: '990100' } });
    expect(metric.right).toEqual({
      value: '90',
      breakdown: [{ dimension: { code: 'bank' }, category: { code: 'right', name: 'Right bank' } }],
    });
    expect(parts.latest).toBeNull();
  });

  test('may be zero, and may be missing with a status', async () => {
    const { metric } = await dataOf(
      ask('{ metric(code: "gauges") { observations { nodes { period value number statusFlags } } } }'),
    );
    expect(metric.observations.nodes).toEqual([
      { period: '2019', value: null, number: null, statusFlags: ['MISSING'] },
      { period: '2020', value: '0', number: 0, statusFlags: ['NORMAL'] },
    ]);
  });
});

test('Observation.value keeps the decimals that were published, whatever the size of the number', async () => {
  const { observations } = await dataOf(
    ask(`{ observations(where: { metrics: ["campaign-illicit-assets-seized", "dispute-resolution-rate", "prevention-team-subsidy"] }) {
      nodes { metric { code unit { code } unitMultiplier } value number } } }`),
  );
  expect(observations.nodes).toContainEqual({
    metric: { code: 'campaign-illicit-assets-seized', unit: { code: 'CNY' }, unitMultiplier: 4 },
    value: '5164.45',
    number: 5164.45,
  });
  expect(observations.nodes.map(({ value }: { value: string }) => value).sort()).toEqual(['424.8', '5164.45', '98.4']);
});

test('Observation.numerator lists the parts of a computed rate, and covers the same months as its inputs', async () => {
  const { metric } = await dataOf(
    ask(
      '{ metric(code: "leak-rate") { observations(first: 2) { totalCount nodes { period value basis numerator denominator } } } }',
    ),
  );
  expect(metric.observations).toEqual({
    totalCount: 24,
    nodes: [
      { period: '2019-01', value: '1.00', basis: 'COMPUTED', numerator: '1', denominator: '100' },
      { period: '2019-02', value: '1.98', basis: 'COMPUTED', numerator: '2', denominator: '101' },
    ],
  });
});

test('Observation.change states the base that a published change implies', async () => {
  const { observations } = await dataOf(
    ask(`{ observations(where: { metrics: ["leaks"], from: "2020-12", frequency: [MONTHLY], regions: ["990000"] }) {
      nodes { yoy: change(kind: YOY) { kind published impliedBase impliedBaseLow impliedBaseHigh improvement } previous: change(kind: PREVIOUS_PERIOD) { published absolute } target: change(kind: VS_TARGET) { published reason } } } }`),
  );
  expect(observations.nodes).toEqual([
    {
      yoy: {
        kind: 'YOY',
        published: '100',
        impliedBase: '12',
        impliedBaseLow: '12',
        impliedBaseHigh: '12',
        improvement: false,
      },
      previous: { published: null, absolute: '1' },
      target: { published: null, reason: 'NO_BASE' },
    },
  ]);
});

test('Observation.periodLabel follows the language', async () => {
  const { observations } = await dataOf(
    ask(
      '{ observations(where: { metrics: ["homicide-cases-filed"] }) { nodes { zh: periodLabel en: periodLabel(lang: "en") periodStart periodEnd frequency } } }',
    ),
  );
  expect(observations.nodes).toEqual([
    {
      zh: '2020年1—11月',
      en: 'January–November 2020',
      periodStart: '2020-01-01',
      periodEnd: '2020-11-30',
      frequency: 'SPAN',
    },
  ]);
});
