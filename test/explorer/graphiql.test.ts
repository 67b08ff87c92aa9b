import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isScalarType,
} from 'graphql';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENUM_MEMBERS, TRANSLATED_FIELDS } from '../../src/explorer/api/open-document.ts';
import { riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage } from './browser.ts';

const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));

it('members of input objects whose values are names are those of the schema', () => {
  const fields = Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .flatMap((type) => Object.values(type.getFields()));
  const named = fields.filter(({ type }) => isEnumType(getNamedType(type))).map(({ name }) => name);
  const written = fields.filter(({ type }) => isScalarType(getNamedType(type))).map(({ name }) => name);
  expect([...ENUM_MEMBERS].sort()).toEqual([...new Set(named)].sort());
  expect(written.filter((name) => ENUM_MEMBERS.has(name))).toEqual([]);
});

it('fields whose words come in a language are those of the schema, and no others have their names', () => {
  const fields = Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) => (isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []))
    .filter(({ type }) => isScalarType(getNamedType(type)));
  const [translated, others] = [true, false].map((wanted) =>
    fields.filter(({ args }) => args.some(({ name }) => name === 'lang') === wanted).map(({ name }) => name),
  );
  expect([...TRANSLATED_FIELDS].sort()).toEqual([...new Set(translated)].sort());
  expect(others?.filter((name) => TRANSLATED_FIELDS.has(name))).toEqual([]);
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([{ ...riverCity(), govgraph: { publishedAt: '2025-12-31' } }]);
});
afterAll(() => stage?.close());

/** The queries that a page offers, as GraphiQL gets them. */
async function queriesOf(page: Page): Promise<string[]> {
  const links = await page.locator('main a[href*="/graphql?query="]').all();
  const hrefs = await Promise.all(links.map((link) => link.getAttribute('href')));
  return hrefs.map((href) => new URL(href ?? '').searchParams.get('query') ?? '');
}

/** What it is answered to whoever speaks a language. */
async function run(query: string, language = 'en') {
  const response = await stage.application.fetch(
    new Request(`http://test/graphql?query=${encodeURIComponent(query)}`, { headers: { 'accept-language': language } }),
  );
  return response.json();
}

/** Addresses with all that can be chosen, and what of it stands in the query. */
const ADDRESSES: readonly (readonly [path: string, ...told: string[]])[] = [
  ['/', 'tianshui-2020'],
  ['/?dataset=river-city&asOf=2026-01-01', 'river-city', '2026-01-01'],
  ['/plan?dataset=river-city', 'groupBy: [TaskGroupKey!] = [WORKING_GROUP]'],
  ['/plan?dataset=river-city&by=tree', 'without: [PARENT]', 'river-city'],
  [
    '/plan?dataset=river-city&by=none&status=IN_PROGRESS&light=RED&region=990100&organ=river-works&programme=dikes&group=banks&q=%22a%22&sort=-due',
    'status: [IN_PROGRESS]', 'light: [RED]', 'role: LEAD', String.raw`text: "\"a\""`, 'DUE_DATE_DESC',
  ],
  ['/plan?dataset=river-city&by=month&due=overdue', 'DUE_MONTH', 'dueTo: "20'],
  ['/task/dike?dataset=river-city', '"dike"'],
  ['/metric?dataset=river-city&theme=water&q=leak', 'themes: ["water"]', 'text: "leak"'],
  ['/metric/leaks?dataset=river-city&frequency=MONTHLY&region=990100', 'frequency: [MONTHLY]', '990100'],
  ['/metric/leaks?dataset=river-city&part=bank:left&asOf=2026-01-01', 'categories: ["left"]', '2026-01-01'],
  ['/cube?dataset=river-city&metrics=checks,leaks&frequency=MONTHLY&latest=5&dimension=bank', 'latest: 5', 'MONTHLY'],
  ['/cube?dataset=river-city&metrics=leaks&total=time:ANNUAL&frequency=MONTHLY', 'overTime: ANNUAL'],
  ['/cube?dataset=river-city&metrics=leaks&total=region:990000&regions=990100,990200', 'toRegion: "990000"'],
  ['/cube?dataset=river-city&metrics=checks&from=2019&to=2020&asOf=2026-01-01', 'from: "2019"', 'asOf: "2026'],
  ['/sources?dataset=river-city', 'sources'],
  ['/source/river-report?dataset=river-city', '"river-report"'],
  ['/releases?dataset=river-city', '"river-city"'],
]; // biome-ignore format: one table

describe.skipIf(!hasBrowser)(`the query that a page opens in GraphiQL${NEEDS}`, () => {
  it.each(ADDRESSES)('at %s runs as it stands, with what was chosen', async (path, ...told) => {
    const { page } = await stage.open(path + (path.includes('?') ? '&lang=en' : '?lang=en'));
    const queries = await queriesOf(page);
    expect(queries.length).toBeGreaterThan(0);
    for (const query of queries) {
      const { data, errors } = await run(query);
      expect([query, errors]).toEqual([query, undefined]);
      // Of a thing that is not there nothing would come, and no error.
      expect(Object.values(data).filter((value) => value === null)).toEqual([]);
    }
    for (const words of told) expect(queries.join('\n')).toContain(words);
    await page.context().close();
  });

  it.each([
    ['/?dataset=tianshui-2020', '平安天水：2020年治理指标', 'Safe Tianshui: governance indicators 2020'],
    ['/plan?dataset=tianshui-2020', '市域社会治理', 'municipal social governance'],
    ['/metric/criminal-cases-filed?dataset=tianshui-2020', '第12段', 'paragraph 12'],
    ['/cube?dataset=tianshui-2020&metrics=criminal-cases-filed', '2020年1—11月', 'January–November 2020'],
    [
      '/source/tianshui-2020-report?dataset=tianshui-2020',
      '关于2020年平安天水建设情况的报告',
      'building of a safe Tianshui',
    ],
  ])('at %s is answered in the language of the page, whoever runs it', async (path, chinese, english) => {
    for (const [lang, other, words] of [
      ['zh-Hans', 'en', chinese],
      ['en', 'zh-Hans', english],
    ] as const) {
      const { page } = await stage.open(`${path}&lang=${lang}`);
      const queries = await queriesOf(page);
      const answers = await Promise.all(queries.map((query) => run(query, other)));
      expect(JSON.stringify(answers)).toContain(words);
      expect(await Promise.all(queries.map((query) => run(query, lang)))).toEqual(answers);
      await page.context().close();
    }
  });

  it('is there in GraphiQL, and answered', async () => {
    const { page } = await stage.open('/plan?dataset=river-city&by=tree&lang=en');
    await page.locator('.query-link').click();
    await page.getByRole('button', { name: /Execute query/ }).waitFor();
    const [request] = await Promise.all([
      page.waitForRequest((one) => one.method() === 'POST' && one.url().endsWith('/graphql') && (one.postData() ?? '').includes('PlanTree')), // biome-ignore format: one line
      page.getByRole('button', { name: /Execute query/ }).click(),
    ]);
    const answer = await (await request.response())?.json();
    expect(answer.errors).toBeUndefined();
    expect(answer.data.tasks.nodes.length).toBeGreaterThan(0);
    await page.context().close();
  });
});
