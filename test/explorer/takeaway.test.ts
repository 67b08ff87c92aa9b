import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, type PackageText, riverCity } from '../support/package.ts';
import { askOf } from './ask.ts';
import { hasBrowser, NEEDS, openStage, type Stage } from './browser.ts';

const REGIONS = 101;
const YEARS = 100;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** More cells than one answer holds. */
const manyCells = (): PackageText => ({
  name: 'wide',
  version: '1',
  govgraph: { region: 'W' },
  files: {
    themes: csv('code,name:en', 'wide,Wide'),
    units: csv('code,name:en', 'w-piece,piece'),
    regions: csv(
      'scheme,code,level,parent,name:en',
      'wide,W,COUNTRY,,Wide land',
      ...numbers(REGIONS).map((n) => `wide,W${n},PREFECTURE,W,Place ${n}`),
    ),
    metrics: csv(
      'code,name:en,theme,kind,basis,unit,decimals,direction,over_time,over_regions',
      'w-cases,Cases,wide,COUNT,FLOW,w-piece,0,LOWER_IS_BETTER,SUM,SUM',
    ),
    observations: csv(
      'metric,region,period,value',
      ...numbers(REGIONS).flatMap((n) => numbers(YEARS).map((year) => `w-cases,W${n},${1901 + year},${n + year}`)),
    ),
  },
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([riverCity(), manyCells()]);
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`what a cube is taken away as${NEEDS}`, () => {
  it('says where it is not the whole, on the page and in what is copied', async () => {
    const { page } = await stage.open('/cube?dataset=wide&lang=en&metrics=w-cases');
    await page.getByText('10,100 cells', { exact: true }).waitFor();
    const note = 'The GraphQL document asks for the first 10,000 of 10,100 cells.';
    expect(await page.getByText(note).count()).toBe(1);
    expect(await page.getByText('OData answers page by page.').count()).toBe(1);
    const document = (await page.getByRole('button', { name: 'GraphQL', exact: true }).getAttribute('title')) ?? '';
    expect(document.split('\n')[0]).toContain(note);
    const link = (await page.getByRole('link', { name: 'GraphiQL' }).first().getAttribute('href')) ?? '';
    expect(new URL(link).searchParams.get('query')).toBe(document);
    const { cube } = await askOf(stage, document);
    expect([cube.rows.length, cube.totalCount]).toEqual([10_000, 10_100]);
    // The rest of it is had as the note says.
    const next = document.replace('first: 10000', `first: 10000, after: "${cube.pageInfo.endCursor}"`);
    expect((await askOf(stage, next)).cube.rows).toHaveLength(100);
    await page.context().close();
  });

  it('says nothing of the kind where it is the whole', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=checks');
    await page.locator('#takeaway').waitFor();
    expect(await page.getByText('asks for the first').count()).toBe(0);
    expect(await page.getByText('page by page').count()).toBe(0);
    await page.context().close();
  });

  it('says what SQL needs wherever it is offered', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=checks');
    const need = page.getByText('The embedded database takes no connections.');
    expect(await page.getByRole('button', { name: 'SQL', exact: true }).count()).toBe(1);
    expect(await need.count()).toBe(1);
    await page.goto(`${stage.url}/cube?dataset=river-city&lang=en&metrics=checks&from=2019-01-01/2019-02-28`);
    await page.getByText('OData, SQL, Power Query know days').waitFor();
    expect(await need.count()).toBe(0);
    await page.context().close();
  });
});
