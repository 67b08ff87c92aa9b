import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isEnumType, isInputObjectType, isScalarType } from 'graphql';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENUM_MEMBERS } from '../../src/explorer/api/open-document.ts';
import { riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage } from './browser.ts';

it('members of input objects whose values are names are those of the schema', () => {
  const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));
  const fields = Object.values(schema.getTypeMap())
    .filter(isInputObjectType)
    .flatMap((type) => Object.values(type.getFields()));
  const named = fields.filter(({ type }) => isEnumType(getNamedType(type))).map(({ name }) => name);
  const written = fields.filter(({ type }) => isScalarType(getNamedType(type))).map(({ name }) => name);
  expect([...ENUM_MEMBERS].sort()).toEqual([...new Set(named)].sort());
  expect(written.filter((name) => ENUM_MEMBERS.has(name))).toEqual([]);
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

async function run(query: string) {
  const response = await stage.application.fetch(new Request(`http://test/graphql?query=${encodeURIComponent(query)}`));
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
