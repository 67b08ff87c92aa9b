import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { groupBy } from '../../src/domain/core/group-by.ts';
import { riverCity } from '../support/package.ts';
import { askOf, grouped } from './ask.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([{ ...riverCity(), govgraph: { publishedAt: '2025-12-31' } }]);
});
afterAll(() => stage?.close());

/** A figure as every way tells it. */
type Told = readonly [metric: string, region: string, period: string, breakdown: string, value: number | null];

const sorted = (rows: readonly Told[]) => rows.map((row) => row.join('|')).sort();
const numberOf = (value: unknown): number | null => (value === null || value === '' ? null : Number(value));

interface CubeRow {
  readonly metricCode: string;
  readonly regionCode: string;
  readonly period: string;
  readonly value: string | null;
  readonly breakdown: readonly {
    readonly dimension: { readonly code: string };
    readonly category: { readonly code: string };
  }[];
}

async function fromCube(input: object): Promise<{ rows: readonly CubeRow[]; told: Told[] }> {
  const document =
    'query ($input: CubeInput!) { cube(input: $input) { rows { metricCode regionCode period value breakdown { dimension { code } category { code } } } } }';
  const { cube } = await askOf(stage, document, { input: { first: 10_000, ...input } });
  const told = cube.rows.map((row: CubeRow): Told => {
    const key = row.breakdown.map(({ dimension, category }) => `${dimension.code}=${category.code}`).join(';');
    return [row.metricCode, row.regionCode, row.period, key, numberOf(row.value)];
  });
  return { rows: cube.rows, told };
}

/** What a button copies. */
const lineOf = async (page: Page, name: string): Promise<string> =>
  (await page.getByRole('button', { name, exact: true }).getAttribute('title')) ?? '';

/** Runs the lines of SQL: a setting of the session, which ends with a transaction here, and a query. */
async function rowsOfSql(text: string): Promise<readonly Readonly<Record<string, string | null>>[]> {
  const [, language, query] = /^set govgraph\.language = '([^']+)';\n([^;]+);$/.exec(text) ?? [];
  return stage.database.transaction(async (tx) => {
    await tx.query(`-- test.language\nselect set_config('govgraph.language', $1, true)`, [language]);
    return tx.query<Record<string, string | null>>(`-- test.recipe\n${query}`, []);
  });
}

const toldBySql = (rows: Awaited<ReturnType<typeof rowsOfSql>>): Told[] =>
  rows.map((row) => [
    `${row.metric_code}`,
    `${row.region_code}`,
    `${row.period}`,
    `${row.breakdown}`,
    numberOf(row.value),
  ]);

interface FeedRow {
  readonly datasetCode: string;
  readonly metricCode: string;
  readonly regionScheme: string;
  readonly regionCode: string;
  readonly breakdown: string;
  readonly period: string;
  readonly periodStart: string | null;
  readonly periodEnd: string;
  readonly value: number | null;
  readonly unitName: string | null;
}

async function fromFeed(address: string): Promise<readonly FeedRow[]> {
  const response = await stage.application.fetch(new Request(address));
  expect(response.status).toBe(200);
  return (await response.json()).value;
}

const toldByFeed = (rows: readonly FeedRow[]): Told[] =>
  rows.map((row) => [row.metricCode, row.regionCode, row.period, row.breakdown, row.value]);

/** What a file has that curl writes, whatever was written under its name before. */
async function fromCurl(line: string): Promise<readonly Record<string, string>[]> {
  const address = /^curl -o observations\.csv '(.*)'$/.exec(line)?.[1] ?? '';
  const csv = await (await stage.application.fetch(new Request(address))).text();
  return parse(csv, { bom: true, columns: true });
}

/** What Power Query does with its lines: they read a feed, and may keep the latest rows of each group. */
async function fromPowerQuery(text: string): Promise<Told[]> {
  const address = /OData\.Feed\("([^"]+)"/.exec(text)?.[1] ?? '';
  const rows = await fromFeed(address);
  const [, columns] = /Table\.Group\(Source, \{([^}]*)\}/.exec(text) ?? [];
  const [, count] = /Order\.Ascending\}\}\), (\d+)\)\}\}\)/.exec(text) ?? [];
  if (!columns) return toldByFeed(rows);
  const names = columns.split(', ').map((name) => JSON.parse(name) as keyof FeedRow);
  const groups = groupBy(rows, (row) => names.map((name) => row[name]).join('|'));
  const startOf = ({ periodStart }: FeedRow) => periodStart ?? '9999-12-31';
  const latest = [...groups.values()].flatMap((group) =>
    group
      .toSorted((one, other) => (one.periodEnd < other.periodEnd ? 1 : one.periodEnd > other.periodEnd ? -1 : startOf(one) < startOf(other) ? -1 : 1)) // biome-ignore format: one rule
      .slice(0, Number(count)),
  );
  return toldByFeed(latest);
}

const SELECTIONS = [
  ['metrics=leaks', { metrics: ['leaks'], breakdowns: [{ dimension: 'bank', categories: ['TOTAL'] }] }],
  ['metrics=checks,leak-rate', { metrics: ['checks', 'leak-rate'] }],
  ['metrics=gauges&regions=990000', { metrics: ['gauges'], regions: { codes: ['990000'] } }],
  ['metrics=checks&from=2019-05&to=2020-02', { metrics: ['checks'], from: '2019-05', to: '2020-02' }],
  ['metrics=checks&from=2020-Q2', { metrics: ['checks'], from: '2020-Q2' }],
  ['metrics=checks&latest=2', { metrics: ['checks'], latest: 2 }],
  ['metrics=checks&latest=5&to=2020-H1', { metrics: ['checks'], latest: 5, to: '2020-H1' }],
  ['metrics=leaks&dimension=bank', { metrics: ['leaks'], breakdowns: [{ dimension: 'bank' }] }],
  ['metrics=leaks&dimension=bank&part=left', { metrics: ['leaks'], breakdowns: [{ dimension: 'bank', categories: ['left'] }] }],
  ['metrics=checks,leak-rate&metric=checks&region=990000&period=2020-11&latest=3', { metrics: ['checks'], regions: { codes: ['990000'] }, frequency: ['MONTHLY'], from: '2020-11', to: '2020-11' }],
  ['metrics=leaks&period=2020', { metrics: ['leaks'], frequency: ['ANNUAL'], from: '2020', to: '2020', breakdowns: [{ dimension: 'bank', categories: ['TOTAL'] }] }],
  ['metrics=criminal-cases-filed&period=2020-01-01/P11M', { metrics: ['criminal-cases-filed'], frequency: ['SPAN'], from: '2020-01-01/P11M', to: '2020-01-01/P11M' }],
  [
    'metrics=leaks&frequency=MONTHLY&latest=3',
    { metrics: ['leaks'], frequency: ['MONTHLY'], latest: 3, breakdowns: [{ dimension: 'bank', categories: ['TOTAL'] }] },
  ],
] as const; // biome-ignore format: one table

describe.skipIf(!hasBrowser)(`the cube${NEEDS}`, () => {
  it.each(SELECTIONS)('of %s gives the same figures by every line that it copies', async (search, input) => {
    const { told } = await fromCube(input);
    expect(told.length).toBeGreaterThan(0);
    const { page } = await stage.open(`/cube?dataset=river-city&lang=en&${search}`);
    expect(sorted(toldBySql(await rowsOfSql(await lineOf(page, 'SQL'))))).toEqual(sorted(told));
    expect(sorted(await fromPowerQuery(await lineOf(page, 'Power Query')))).toEqual(sorted(told));
    if ('latest' in input) {
      expect(await page.getByRole('button', { name: 'OData', exact: true }).count()).toBe(0);
      expect(await page.getByText('OData cannot choose the latest periods').count()).toBe(1);
    } else {
      expect(sorted(toldByFeed(await fromFeed(await lineOf(page, 'OData'))))).toEqual(sorted(told));
    }
    const document = await lineOf(page, 'GraphQL');
    const { cube } = await askOf(stage, document);
    expect(cube.rows).toHaveLength(told.length);
    const lines = await fromCurl(await lineOf(page, 'curl'));
    const fromCsv = lines.map((row): Told => [row.metricCode ?? '', row.regionCode ?? '', row.period ?? '', row.breakdown ?? '', numberOf(row.value)]); // biome-ignore format: one row
    expect(sorted(fromCsv)).toEqual(sorted(told));
    await page.context().close();
  });

  it.each([
    ['zh-Hans', '件', '2020年1—11月'],
    ['en', 'case', 'January–November 2020'],
  ])('in %s names units and periods so by every line, whoever runs it', async (lang, unit, period) => {
    const { page } = await stage.open(`/cube?dataset=tianshui-2020&lang=${lang}&metrics=criminal-cases-filed`);
    const [row] = (await askOf(stage, await lineOf(page, 'GraphQL'), {}, lang === 'en' ? 'zh-Hans' : 'en')).cube.rows;
    expect(row.periodLabel).toBe(period);
    const [, feed] = /OData\.Feed\("([^"]+)"/.exec(await lineOf(page, 'Power Query')) ?? [];
    const units = [
      (await rowsOfSql(await lineOf(page, 'SQL')))[0]?.unit_name,
      (await fromFeed(await lineOf(page, 'OData')))[0]?.unitName,
      (await fromFeed(feed ?? ''))[0]?.unitName,
      (await fromCurl(await lineOf(page, 'curl')))[0]?.unitName,
    ];
    expect(units).toEqual([unit, unit, unit, unit]);
    await page.context().close();
  });

  it('links to files of the same selection, and each is answered', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=checks&latest=2');
    const links = await page.locator('#takeaway + .files a[download]').all();
    expect(links).toHaveLength(6);
    for (const link of links) {
      const address = (await link.getAttribute('href')) ?? '';
      expect(address).toContain('latest=2');
      expect((await stage.application.fetch(new Request(address))).status).toBe(200);
    }
    await page.context().close();
  });

  it('is headed before its cells come, which move nothing', async () => {
    const { page } = await stage.open('/health');
    await page.addInitScript(() => {
      const total = { shift: 0 };
      Object.assign(window, { total });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) total.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    let answer = () => {};
    const isWanted = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(/graphql.*CubeCells/, async (route) => {
      await isWanted;
      await route.continue();
    });
    await page.goto(`${stage.url}/cube?dataset=river-city&lang=en&metrics=checks&regions=990000`);
    await page.getByRole('heading', { name: 'Cube' }).waitFor();
    await page.waitForSelector('.axis-list');
    expect(await page.locator('#takeaway').count()).toBe(0);
    answer();
    await page.waitForSelector('.pivot-cell button');
    await settle(page);
    expect(await page.locator('#takeaway').count()).toBe(1);
    expect(await page.evaluate(() => (window as unknown as { total: { shift: number } }).total.shift)).toBeLessThan(
      0.01,
    );
    await page.context().close();
  });

  it('asks for its cells with its choices where the address says all, and once', async () => {
    const { page } = await stage.open('/health');
    const asked: string[] = [];
    let answer = () => {};
    const areWanted = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(/graphql.*CubeChoices/, async (route) => {
      await areWanted;
      await route.continue();
    });
    await page.route(/graphql.*CubeCells/, async (route) => {
      asked.push(route.request().url());
      answer();
      await route.continue();
    });
    await page.goto(`${stage.url}/cube?dataset=river-city&lang=en&metrics=leaks,leak-rate&dimension=bank`);
    await page.waitForSelector('.pivot-cell button');
    await settle(page);
    expect(asked).toHaveLength(1);
    await page.context().close();
  });

  it('says which lines there are none of, and why', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=checks&asOf=2026-01-01');
    expect(await page.getByText('OData, SQL, Power Query show what is published now').count()).toBe(1);
    await page.goto(`${stage.url}/cube?dataset=river-city&lang=en&metrics=checks&from=2019-01-01/2019-02-28`);
    await settle(page);
    expect(await page.getByText('OData, SQL, Power Query know days').count()).toBe(1);
    await page.context().close();
  });

  it('is on paper whole, with the figures of the API', async () => {
    const { rows } = await fromCube({ metrics: ['checks'] });
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=checks');
    await page.emulateMedia({ media: 'print' });
    await page.waitForSelector('.printed-pivot');
    const printed = await page.locator('.printed-pivot td .digits').allInnerTexts();
    expect(printed.sort()).toEqual(rows.map(({ value }) => grouped(value ?? '')).sort());
    const heads = await page.locator('.printed-pivot').count();
    expect(heads).toBe(Math.ceil(rows.length / 5));
    await page.emulateMedia({ media: 'screen' });
    await page.waitForSelector('.pivot');
    await page.context().close();
  });
});
