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

describe('Metric.name', () => {
  const names = async (query: string, acceptLanguage?: string) =>
    (await dataOf(ask(query, {}, acceptLanguage ? { 'accept-language': acceptLanguage } : {}))).metric;

  test('fall back from the argument to Accept-Language to the data set', async () => {
    expect(await names('{ metric(code: "grid-cells") { name } }')).toEqual({ name: '网格' });
    expect(await names('{ metric(code: "leaks") { name } }')).toEqual({ name: 'Leaks' });
    expect(await names('{ metric(code: "grid-cells") { name } }', 'en-GB,zh;q=0.5')).toEqual({ name: 'grid cells' });
    expect(await names('{ metric(code: "grid-cells") { name } }', 'fr, de;q=0.9')).toEqual({ name: '网格' });
    expect(await names('{ metric(code: "grid-cells") { name(lang: "en") } }', 'zh-CN')).toEqual({ name: 'grid cells' });
    expect(await names('{ metric(code: "leaks") { name } }', 'zh-CN, en;q=0.1')).toEqual({ name: '渗漏' });
    expect(await names('{ metric(code: "leaks") { name } }', 'en;q=0.1, zh-SG;q=0.2')).toEqual({ name: '渗漏' });
    expect(await names('{ metric(code: "gauges") { name(lang: "zh-Hans") definition } }')).toEqual({
      name: '水尺',
      definition: null,
    });
    expect(await names('{ metric(code: "leaks") { name } }', '***;;q=x,,,')).toEqual({ name: 'Leaks' });
  });
});

describe('Query.metrics', () => {
  test.each([
    ['codes: ["leaks", "checks"]', ['checks', 'leaks']],
    ['themes: ["safety"]', ['gauges']],
    ['workingGroups: ["banks"], kinds: [RATE]', ['leak-rate']],
    ['programmes: ["dikes"]', ['leak-rate', 'leaks']],
    ['units: ["share"]', ['leak-rate']],
    ['dimensions: ["season"]', ['leaks']],
    ['dimensions: ["bank", "group-type"], datasets: ["river-city"]', ['leaks']],
    ['dimensions: []', []],
    ['datasets: ["river-city"], kinds: [COUNT]', ['checks', 'gauges', 'leaks']],
    ['text: "渗漏"', ['leak-rate', 'leaks']],
    ['text: "GAUG"', ['gauges']],
    ['codes: []', []],
  ])('are filtered by %s', async (where, expected) => {
    const { metrics } = await dataOf(ask(`{ metrics(where: { ${where} }) { nodes { code } } }`));
    expect(metrics.nodes.map(({ code }: { code: string }) => code)).toEqual(expected);
  });

  test('say what they are, how they add up and from what they are computed', async () => {
    const { metric } = await dataOf(
      ask(`{ metric(code: "prevention-subsidy-per-member") { kind basis unit { code name(lang: "en") symbol } unitMultiplier decimals direction dataset { code }
        aggregation { overTime overRegions overBreakdowns weight { code } } formula { expression factor numerator { code unitMultiplier } denominator { code } }
        dimensions { code } latest { value basis } programmes { code } workingGroup { code } attribution citations { locator } tasks { totalCount } } }`),
    );
    expect(metric).toMatchObject({
      kind: 'RATIO',
      basis: 'FLOW',
      unit: { code: 'CNY per person' },
      unitMultiplier: 0,
      decimals: 2,
      dataset: { code: 'tianshui-2020' },
      aggregation: {
        overTime: 'WEIGHTED',
        overRegions: 'WEIGHTED',
        overBreakdowns: 'NONE',
        weight: { code: 'prevention-team-members' },
      },
      formula: {
        expression: 'prevention-team-subsidy / prevention-team-members',
        factor: '1',
        numerator: { code: 'prevention-team-subsidy', unitMultiplier: 4 },
        denominator: { code: 'prevention-team-members' },
      },
      latest: { value: '682.30', basis: 'COMPUTED' },
      programmes: [{ code: 'mass-prevention' }],
      attribution: null,
    });
  });

  test('know what there is to ask for', async () => {
    const { metric, none } = await dataOf(
      ask(`{ metric(code: "leaks") { availability { from to frequencies observationCount regions { totalCount nodes { code } } breakdowns { code categories { code } } } }
        none: metric(code: "criminal-clearance-rate") { availability { observationCount } } }`),
    );
    expect(metric.availability).toEqual({
      from: '2019-01',
      to: '2020',
      frequencies: ['ANNUAL', 'MONTHLY'],
      observationCount: 76,
      regions: { totalCount: 3, nodes: [{ code: '990000' }, { code: '990100' }, { code: '990200' }] },
      breakdowns: [
        { code: 'bank', categories: [{ code: 'left' }, { code: 'right' }] },
        { code: 'season', categories: [{ code: 'dry' }, { code: 'wet' }] },
      ],
    });
    expect(none.availability.observationCount).toBe(1);
  });

  test('have series, each with its region and breakdown', async () => {
    const { metric } = await dataOf(
      ask(`{ metric(code: "leaks") { all: series { totalCount } any: series(where: { breakdowns: [] }) { totalCount } total: series(where: { breakdowns: [{ dimension: "bank", categories: ["TOTAL"] }] }) { nodes { region { code } breakdown { category { code } } } }
        left: series(where: { regions: ["990000"], breakdowns: [{ dimension: "bank" }] }) { nodes { breakdown { category { code } } latest { value } observations(from: "2020") { totalCount } } } } }`),
    );
    expect(metric.all.totalCount).toBe(6);
    expect(metric.any.totalCount).toBe(6);
    expect(metric.total.nodes.map(({ region }: { region: { code: string } }) => region.code).sort()).toEqual([
      '990000',
      '990100',
      '990200',
    ]);
    expect(metric.left.nodes).toEqual([
      { breakdown: [{ category: { code: 'left' } }], latest: { value: '120' }, observations: { totalCount: 1 } },
      { breakdown: [{ category: { code: 'right' } }], latest: { value: '90' }, observations: { totalCount: 1 } },
    ]);
  });
});

describe('Query.regions', () => {
  test('form a tree, are found by what they are, and in the time that is meant', async () => {
    const data = await dataOf(
      ask(`{ city: region(code: "620500") { level path { code } parent { code } children { totalCount } descendants { totalCount } validFrom }
        counties: regions(where: { level: [COUNTY], parent: "620500" }) { totalCount }
        text: regions(where: { text: "清水" }) { nodes { code name(lang: "en") } }
        now: region(code: "990200") { name validFrom } past: region(code: "990200", validOn: "2014-12-31") { name validTo }
        before: region(code: "990100", validOn: "2009-12-31") { name } other: region(code: "990200", scheme: "GB/T 2260") { name }
        listed: regions(where: { scheme: "test", validOn: "2012-06-01" }) { nodes { code name } } }`),
    );
    expect(data).toEqual({
      city: {
        level: 'PREFECTURE',
        path: [{ code: '620000' }, { code: '620500' }],
        parent: { code: '620000' },
        children: { totalCount: 7 },
        descendants: { totalCount: 7 },
        validFrom: null,
      },
      counties: { totalCount: 7 },
      text: { nodes: [{ code: '620521', name: 'Qingshui County' }] },
      now: { name: 'Lower District', validFrom: '2015-01-01' },
      past: { name: 'Lower Land', validTo: '2014-12-31' },
      before: null,
      other: null,
      listed: {
        nodes: [
          { code: '990000', name: 'River City' },
          { code: '990100', name: 'Upper District' },
          { code: '990200', name: 'Lower Land' },
        ],
      },
    });
  });
});

describe('Query.organizations', () => {
  test('of a leading group have two heads, and groups under them', async () => {
    const { organization, organizations } = await dataOf(
      ask(`{ organization(code: "safe-tianshui-leading-group") { kind heads { code } workingGroups { ordinal } region { code } parent { code } }
        organizations(where: { kinds: [ORGAN], text: "机关" }) { nodes { code } } }`),
    );
    expect(organization).toEqual({
      kind: 'LEADING_GROUP',
      heads: [{ code: 'tianshui-party-committee' }, { code: 'tianshui-government' }],
      workingGroups: [1, 2, 3, 4, 5, 6, 7, 8].map((ordinal) => ({ ordinal })),
      region: { code: '620500' },
      parent: null,
    });
    expect(organizations.nodes.map(({ code }: { code: string }) => code)).toContain('public-security-organs');
  });
});

describe('Query.search', () => {
  const found = async (text: string, more = '') => {
    const { search } = await dataOf(
      ask(
        `query ($text: String!) { search(text: $text ${more}) { totalCount edges { score node { __typename id
        ... on Metric { code } ... on Programme { code } ... on Task { code } ... on Region { code } ... on Organization { code } ... on WorkingGroup { code } } } } }`,
        { text },
      ),
    );
    const scores = search.edges.map(({ score }: { score: number }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    return search.edges.map(
      ({ node }: { node: { __typename: string; code: string } }) => `${node.__typename} ${node.code}`,
    ) as string[];
  };

  test.each([
    ['破案', 'Metric criminal-clearance-rate'],
    ['破案率', 'Metric criminal-clearance-rate'],
    ['网格', 'Metric grid-cells'],
    ['网格员', 'Metric grid-workers'],
    ['grid', 'Metric grid-cells'],
    ['dispute', 'Metric disputes-identified'],
    ['矛盾纠纷', 'Programme dispute-resolution-drive'],
    ['清水县', 'Region 620521'],
    ['政治安全', 'WorkingGroup political-security'],
    ['leading group', 'Organization safe-tianshui-leading-group'],
    ['clearence rate', 'Metric criminal-clearance-rate'],
    ['pilot-2020-07', 'Task pilot-2020-07'],
    ['special-group-5', 'WorkingGroup special-group-5'],
  ])('finds %s', async (text, expected) => {
    expect(await found(text, ', first: 50')).toContain(expected);
  });

  test('puts first what fits best, and answers nothing to nonsense', async () => {
    expect((await found('网格'))[0]).toBe('Metric grid-cells');
    expect((await found('清水县'))[0]).toBe('Region 620521');
    expect(await found('qqqqqqq')).toEqual([]);
    expect(await found('')).toEqual([]);
  });

  test('is narrowed by kind and language', async () => {
    expect(new Set((await found('grid', ', kinds: [PROGRAMME]')).map((name) => name.split(' ')[0]))).toEqual(
      new Set(['Programme']),
    );
    expect(await found('district', ', lang: "zh-Hans"')).toEqual([]);
    expect(await found('渗漏', ', lang: "zh-CN"')).toEqual(['Metric leaks', 'Metric leak-rate']);
  });
});

describe('Query.node', () => {
  test('reads anything again by its id, many in one statement a type', async () => {
    const ids = await dataOf(
      ask(`{ workingGroups { id } metrics(first: 5) { nodes { id theme { id } unit { id } citations { source { id } } } } tasks(first: 5) { nodes { id } } regions(first: 3) { nodes { id } }
        datasets { id latestRelease { id } } organizations(first: 2) { nodes { id } } programmes(first: 2) { nodes { id } }
        metric(code: "leaks") { dimensions { id categories { id } } latest { id series { id } } } task(code: "dike-a", dataset: "river-city") { reports { nodes { id } } } }`),
    );
    const all: string[] = [];
    JSON.stringify(ids, (key, value) => {
      if (key === 'id') all.push(value);
      return value;
    });
    database.forget();
    const { nodes } = await dataOf(ask('query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { ids: all }));
    expect(nodes.map(({ id }: { id: string }) => id)).toEqual(all);
    const types = new Set(nodes.map(({ __typename }: { __typename: string }) => __typename));
    expect(types.size).toBe(16);
    expect(database.statements.length).toBeLessThanOrEqual(types.size + 1);
  });

  test.each([
    ['nonsense', 'BAD_INPUT'],
    ['', 'BAD_INPUT'],
    [Buffer.from('Task:x').toString('base64'), 'BAD_INPUT'],
    [Buffer.from('Nothing:1').toString('base64'), 'BAD_INPUT'],
    [Buffer.from('Task:99999999999').toString('base64'), 'BAD_INPUT'],
    [Buffer.from('constructor:1').toString('base64'), 'BAD_INPUT'],
    [Buffer.from('__proto__:1').toString('base64'), 'BAD_INPUT'],
    [Buffer.from('Observation:x:1:2020').toString('base64'), 'BAD_INPUT'],
    [Buffer.from('Observation:1:1:xxxx').toString('base64'), 'BAD_INPUT'],
    [Buffer.from('Target:1:TARGET:1:xxxx').toString('base64'), 'BAD_INPUT'],
    [Buffer.from('Check:1:RATIO:1:xxxx:').toString('base64'), 'BAD_INPUT'],
  ])('refuses %s', async (id, code) => {
    const { errors } = await ask('query ($id: ID!) { node(id: $id) { id } }', { id });
    expect(errors?.[0]?.extensions).toMatchObject({ code, argument: 'id' });
  });

  test('answers null for what is not there', async () => {
    const id = Buffer.from('Task:999999').toString('base64');
    const observation = Buffer.from('Observation:1:99:2020').toString('base64');
    expect(
      await dataOf(
        ask('query ($id: ID!, $o: ID!) { node(id: $id) { id } o: node(id: $o) { id } }', { id, o: observation }),
      ),
    ).toEqual({
      node: null,
      o: null,
    });
  });
});
