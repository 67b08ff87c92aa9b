import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/database.ts';
import { type Ask, dataOf, graphOver, readAllPages } from '../../support/graph.ts';
import { csv, riverCity } from '../../support/package.ts';
import { importText, openWithRiverCity } from '../../support/river.ts';

let database: TestDatabase;
let ask: Ask;
beforeAll(async () => {
  database = await openWithRiverCity();
  ask = graphOver(database);
});
afterAll(() => database.close());

const checks = async (where: string, fields = 'rule verdict metric { code }', args = '') =>
  (await dataOf(ask(`{ checks(where: { ${where} }${args}) { totalCount nodes { ${fields} } } }`))).checks;

test('Query.checks filters by data set, metric, rule and verdict', async () => {
  expect((await checks('dataset: "tianshui-2020"')).totalCount).toBe(5);
  expect((await checks('dataset: "tianshui-2020", verdicts: [FAIL, WARN]')).totalCount).toBe(0);
  expect((await checks('metrics: ["leaks"], rules: [PUBLISHED_CHANGE]')).nodes).toEqual([
    { rule: 'PUBLISHED_CHANGE', verdict: 'PASS', metric: { code: 'leaks' } },
  ]);
  expect((await checks('rules: [RATIO], verdicts: [PASS]')).totalCount).toBe(2);
});

test.each([
  ['dataset: "nowhere"', 'dataset', 'There is no data set "nowhere".'],
  ['metrics: ["leeks"]', 'metrics', 'There is no metric "leeks".'],
])('Query.checks refuses %s as a slip, and says so', async (where, argument, message) => {
  const { errors } = await ask(`{ checks(where: { ${where} }) { totalCount } }`);
  expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_INPUT', argument } });
});

test('Query.checks finds that the bundled figures are what the report rounds them to', async () => {
  const fields =
    'metric { code } dataset { code } region { code } breakdown { category { code } } period expected reported difference tolerance';
  expect((await checks('rules: [RATIO]', fields)).nodes).toEqual([
    {
      metric: { code: 'criminal-clearance-rate' },
      dataset: { code: 'tianshui-2020' },
      region: { code: '620500' },
      breakdown: [],
      period: '2020-01-01/P11M',
      expected: '28.3692126216',
      reported: '28.37',
      difference: '0.0007873784',
      tolerance: '0.005',
    },
    expect.objectContaining({ expected: '98.3774135973', reported: '98.4', difference: '0.0225864027', tolerance: '0.05' }),
  ]); // biome-ignore format: a figure a line
});

const INPUTS = 'period inputs { value period region { code } breakdown { category { code } } }';
const values = ({ inputs }: { inputs: { value: string }[] }) => inputs.map(({ value }) => value);

test('Check.inputs shows what a check was computed from, in one statement for a page', async () => {
  database.forget();
  const found = await checks('dataset: "river-city"', `rule breakdown { category { code } } ${INPUTS}`, ', first: 100');
  expect(database.statements.filter((text) => text.startsWith('-- check.'))).toHaveLength(2);
  const of = (rule: string, period: string) =>
    found.nodes.filter((node: { rule: string; period: string }) => node.rule === rule && node.period === period);
  expect(of('SUM_OF_PARTS', '2020-12').map(values)).toEqual([['23', '23']]);
  expect(of('SUM_OF_PARTS', '2020-12')[0].inputs.map(({ region }: { region: { code: string } }) => region.code)).toEqual(['990100', '990200']); // biome-ignore format: short
  expect(of('SUM_OF_PARTS', '2020').map(values)).toEqual([['120', '90'], ['60']]);
  expect(of('PUBLISHED_CHANGE', '2020-12')[0].inputs).toEqual([
    { value: '12', period: '2019-12', region: { code: '990000' }, breakdown: [] },
  ]);
});

test('Check.explanation is in the requested language, with the name of the dimension', async () => {
  const fields = 'period en: explanation(lang: "en") zh: explanation(lang: "zh")';
  const { nodes } = await checks('metrics: ["leaks"], rules: [SUM_OF_PARTS]', fields);
  expect(nodes.filter(({ period }: { period: string }) => period === '2020')[0]).toMatchObject({
    en: 'Published is 222, and the 2 categories of Bank add up to 210: they differ by more than the 0.5 that rounding can account for.',
    zh: '公布值为222，“Bank”各类别（2个）合计为210：不符，差额超过舍入误差0.5。',
  });
});

test('Metric.checks returns, page by page, the checks of the whole list', async () => {
  const row = 'id metric { code } region { code } period rule verdict';
  const query = `query ($after: String) { checks(first: 4, after: $after) { nodes { ${row} } pageInfo { hasNextPage endCursor } } }`;
  const all = await readAllPages(ask, query, ['checks']);
  const { metrics } = await dataOf(
    ask(`{ metrics(first: 100) { nodes { checks(first: 100) { totalCount nodes { ${row} } } } } }`),
  );
  expect(metrics.nodes.flatMap(({ checks }: { checks: { nodes: unknown[] } }) => checks.nodes)).toEqual(all);
  expect(new Set(all.map((node) => (node as { id: string }).id)).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(25);
});

test('Query.node reads a check again by its id, until a release changes it', async () => {
  const { nodes } = await checks('metrics: ["leaks"], rules: [PUBLISHED_CHANGE]', 'id');
  const again = async () =>
    (
      await dataOf(
        ask('query ($id: ID!) { node(id: $id) { ... on Check { verdict reported inputs { value } } } }', { id: nodes[0].id }),
      )
    ).node; // biome-ignore format: short
  expect(await again()).toEqual({ verdict: 'PASS', reported: '100', inputs: [{ value: '12' }] });
  const page = `{ checks(first: 1, where: { dataset: "river-city" }) { pageInfo { endCursor } } }`;
  const after = (await dataOf(ask(page))).checks.pageInfo.endCursor;

  const published_changes = csv('metric,region,breakdown,period,change,value', 'leaks,990000,,2020-12,YOY,90');
  await importText(database, riverCity('2', { published_changes }));
  expect(await again()).toBeNull();
  expect((await checks('metrics: ["leaks"], rules: [PUBLISHED_CHANGE]')).nodes[0].verdict).toBe('FAIL');
  // A page that was begun before goes on as it was.
  const rest = `query ($after: String) { checks(first: 100, after: $after, where: { dataset: "river-city", rules: [PUBLISHED_CHANGE] }) { nodes { verdict } } }`;
  expect((await dataOf(ask(rest, { after }))).checks.nodes).toEqual([{ verdict: 'PASS' }]);
});

test.each(['Check:1:RATIO:1:2020', 'Check:1:NOTHING:1:2020:', 'Check:x:RATIO:1:2020:'])(
  'Query.node refuses %s, which names nothing',
  async (id) => {
    const { errors } = await ask('query ($id: ID!) { node(id: $id) { id } }', {
      id: Buffer.from(id).toString('base64'),
    });
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', argument: 'id' });
  },
);

test('Metric.minimum exposes the bounds of a metric', async () => {
  const metrics =
    riverCity()
      .files.metrics?.replace('factor\n', 'factor,minimum,maximum\n')
      .replace(/^(leak-rate.*)$/m, '$1,-0.50,250') ?? '';
  const padded = metrics.replace(/^(?!code|leak-rate)(.+)$/gm, '$1,,');
  await importText(database, riverCity('3', { metrics: padded }));
  expect(
    await dataOf(ask('{ a: metric(code: "leak-rate") { minimum maximum } b: metric(code: "leaks") { minimum } }')),
  ).toEqual({
    a: { minimum: '-0.5', maximum: '250' },
    b: { minimum: null },
  });
});
