import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
const TARGETS = [
  'metric,region,breakdown,period,kind,value,source,locator',
  'leaks,990000,,2020-12,TARGET,20,river-report,page 9',
  'leaks,990000,,2020-12,BASELINE,12,,',
  'leaks,990000,bank=left,2020,TARGET,100,,',
  'leaks,990100,,2020-12,TARGET,46,,',
  'checks,990000,,2020-12,TARGET,246,,',
  'checks,990000,,2021-12,TARGET,300,,',
  'gauges,990000,,2020,TARGET,5,,',
] as const;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  await importText(database, riverCity('1', { targets: csv(...TARGETS) }));
  ask = graphOver(database);
});
afterAll(() => database.close());

const ROW = 'kind period value attainment region { code } breakdown { category { code } }';
const targets = async (metric: string, args = '') =>
  (await dataOf(ask(`{ metric(code: "${metric}") { targets${args} { totalCount nodes { ${ROW} } } } }`))).metric
    .targets;

test('Metric.targets says how much of a target was reached, and turns it round where lower is better', async () => {
  expect(await targets('leaks')).toEqual({
    totalCount: 4,
    nodes: [
      {
        kind: 'TARGET',
        period: '2020',
        value: '100',
        attainment: '83.3333333333',
        region: { code: '990000' },
        breakdown: [{ category: { code: 'left' } }],
      },
      // 24 leaks in December, of which 20 were aimed at.
      { kind: 'TARGET', period: '2020-12', value: '20', attainment: '83.3333333333', region: { code: '990000' }, breakdown: [] },
      { kind: 'BASELINE', period: '2020-12', value: '12', attainment: '50', region: { code: '990000' }, breakdown: [] },
      { kind: 'TARGET', period: '2020-12', value: '46', attainment: '200', region: { code: '990100' }, breakdown: [] },
    ],
  }); // biome-ignore format: a target a line
  expect((await targets('checks')).nodes.map(({ attainment }: { attainment: string }) => attainment)).toEqual([
    '50',
    null,
  ]);
  expect((await targets('gauges')).nodes[0].attainment).toBe('0');
});

test('Metric.targets filters by region and kind, and pages', async () => {
  expect((await targets('leaks', '(region: "990100")')).totalCount).toBe(1);
  expect((await targets('leaks', '(kind: BASELINE)')).nodes).toHaveLength(1);
  const page = 'nodes { value } pageInfo { hasNextPage endCursor }';
  const first = (await dataOf(ask(`{ metric(code: "leaks") { targets(first: 3) { ${page} } } }`))).metric.targets;
  const query = `query ($after: String) { metric(code: "leaks") { targets(first: 3, after: $after) { ${page} } } }`;
  const rest = (await dataOf(ask(query, { after: first.pageInfo.endCursor }))).metric.targets;
  expect([...first.nodes, ...rest.nodes].map(({ value }) => value)).toEqual(['100', '20', '12', '46']);
  const { errors } = await ask('{ metric(code: "leaks") { targets(region: "nowhere") { totalCount } } }');
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument: 'region' });
});

test('Query.node reads a target again by its id, with its citation; a new release gives it another id', async () => {
  const query =
    '{ metric(code: "leaks") { targets(kind: TARGET, first: 2) { nodes { id citations { locator source { code } } } } } }';
  const [, target] = (await dataOf(ask(query))).metric.targets.nodes;
  expect(target.citations).toEqual([{ locator: 'page 9', source: { code: 'river-report' } }]);
  const again = async (id: string) =>
    (await dataOf(ask('query ($id: ID!) { node(id: $id) { ... on Target { value attainment } } }', { id }))).node;
  expect(await again(target.id)).toEqual({ value: '20', attainment: '83.3333333333' });
  await importText(database, riverCity('2', { targets: csv(...TARGETS).replace('TARGET,20,', 'TARGET,30,') }));
  expect(await again(target.id)).toBeNull();
  expect((await targets('leaks', '(first: 2)')).nodes.map(({ value }: { value: string }) => value)).toEqual([
    '100',
    '30',
  ]);
});

test('Metric.targets reads the targets of many metrics in one statement', async () => {
  database.forget();
  await dataOf(ask('{ metrics { nodes { targets { nodes { value attainment metric { code } } } } } }'));
  expect(database.statements.filter((text) => text.startsWith('-- target.'))).toHaveLength(1);
});

test('Target.periodLabel is its period in words', async () => {
  const { metric } = await dataOf(
    ask(
      '{ metric(code: "gauges") { targets { nodes { en: periodLabel(lang: "en") zh: periodLabel(lang: "zh-Hans") } } } }',
    ),
  );
  expect(metric.targets.nodes).toEqual([{ en: '2020', zh: '2020年' }]);
});
