import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findStray, findUnknown, withoutStray } from '../../src/explorer/address/stray.ts';
import { riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle, violationsOf } from './browser.ts';

it('names and values that a page does not take are told, and empty ones are not', () => {
  const taken = { by: undefined, status: 'PLANNED', q: undefined, lang: 'en' };
  expect(findStray({ by: 'moon', status: 'PLANNED', q: '', mood: 'up', lang: 'en' }, taken)).toEqual([
    { name: 'by', value: 'moon' },
    { name: 'mood', value: 'up' },
  ]);
});

it('codes that a data set does not have are told one by one, and taken out of the address alone', () => {
  const raw = { metrics: 'leaks,nope', rows: 'metric', at: 'page 1, line 2', lang: 'en' };
  const strays = findUnknown(raw, {
    metrics: ['leaks'],
    rows: ['metric'],
    columns: ['metric'],
    at: ['page 1, line 2'],
  });
  expect(strays).toEqual([{ name: 'metrics', value: 'nope' }]);
  expect(withoutStray({ ...raw, columns: undefined }, strays)).toEqual({
    ...raw,
    metrics: 'leaks',
    columns: undefined,
  });
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([riverCity()]);
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`what an address asks for and is not here${NEEDS}`, () => {
  it.each([
    ['/?dataset=river-city&mood=up', 'mood “up”'],
    ['/?dataset=river-city&lang=fr', 'Language “fr”'],
    ['/plan?dataset=river-city&by=moon&status=NEVER', 'Group by “moon”, Status “NEVER”'],
    ['/task/dike?dataset=river-city&view=all', 'View “all”'],
    ['/metric?dataset=river-city&sort=up', 'Sort by “up”'],
    ['/metric/leaks?dataset=river-city&view=moon', 'View “moon”'],
    ['/metric/leaks?dataset=river-city&view=map', 'View “map”'],
    ['/metric/leaks?dataset=river-city&frequency=DAILY', 'Frequency “DAILY”'],
    ['/metric/leaks?dataset=river-city&period=1900', 'Period “1900”'],
    ['/cube?dataset=river-city&metrics=nope', 'Metric “nope”'],
    ['/cube?dataset=river-city&metrics=leaks,nope&rows=moon', 'Rows “moon”, Metric “nope”'],
    ['/cube?dataset=river-city&latest=-5', 'Latest periods “-5”'],
    ['/cube?dataset=river-city&latest=9999999999', 'Latest periods “9999999999”'],
    ['/sources?dataset=river-city&at=here', 'Source “here”'],
    ['/source/river-report?dataset=river-city&at=page%20999', 'Source “page 999”'],
    ['/releases?dataset=river-city&from=0', 'Release “0”'],
  ])('%s: says so once, and shows the page without it', async (path, asked) => {
    const { page, faults } = await stage.open(path.includes('lang=') ? path : `${path}&lang=en`);
    const note = page.locator('.notice', { hasText: 'The address asks for' });
    await note.first().waitFor();
    const text = (await note.allInnerTexts()).join(' ');
    for (const one of asked.split(', ')) expect(text).toContain(one);
    expect(await note.count()).toBe(1);
    expect(text).toContain('which is not here. The page is shown without it.');
    await page.getByRole('link', { name: 'Take it out of the address' }).click();
    await note.waitFor({ state: 'detached' });
    expect(new URL(page.url()).searchParams.get('dataset')).toBe('river-city');
    expect(await page.locator('main h1').count()).toBe(1);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each([
    `/cube?dataset=river-city&metrics=${'x'.repeat(1_500)}`,
    `/?dataset=${'x'.repeat(1_500)}`,
    `/plan?dataset=river-city&by=${'x'.repeat(1_500)}`,
  ])('is said within the window, however long it is', async (path) => {
    const { page } = await stage.open(`${path}&lang=en`, { width: 390 });
    await page.locator('main .notice').first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it('is said of the page that was opened, and of none that follows', async () => {
    const { page } = await stage.open('/plan?dataset=river-city&lang=en&by=moon');
    await page.getByText('The address asks for Group by “moon”').waitFor();
    await page.getByRole('link', { name: 'Cube', exact: true }).click();
    await page.locator('.pivot').waitFor();
    expect(await page.getByText('The address asks for').count()).toBe(0);
    await page.context().close();
  });

  it('is said in Chinese, and axe finds nothing wrong with it', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&metrics=nope&lang=zh-Hans');
    await page.getByText('地址中的指标“nope”不存在，本页未按其显示。').waitFor();
    // Without a metric that is there, the first one is shown, as without any.
    expect(await page.locator('.opening summary').first().innerText()).not.toContain('全部');
    expect(await page.locator('.pivot-cell .digits').count()).toBeGreaterThan(0);
    expect(await violationsOf(page)).toEqual([]);
    await page.context().close();
  });

  it.each([
    '/',
    '/plan?by=tree',
    '/metric/leaks?frequency=MONTHLY&compare=YOY&view=tiles&period=2020-05',
    '/cube?metrics=leaks&rows=metric,region&latest=5',
    '/releases',
  ])(
    // biome-ignore format: one line
    'nothing is said of %s, whose values are all known',
    async (path) => {
      const { page } = await stage.open(`${path}${path.includes('?') ? '&' : '?'}dataset=river-city&lang=en`);
      await settle(page);
      expect(await page.locator('main h1').count()).toBe(1);
      expect(await page.getByText('The address asks for').count()).toBe(0);
      await page.context().close();
    },
  );
});

describe.skipIf(!hasBrowser)(`an address without a page${NEEDS}`, () => {
  it.each(['metric', 'task', 'source'])('of a %s whose code the API refuses is told its words', async (thing) => {
    const { page } = await stage.open('/releases?dataset=river-city&lang=en');
    await page.goto(`${stage.url}/${thing}/%00?dataset=river-city&lang=en`);
    await page.locator('main .is-failed').first().waitFor();
    expect(await page.locator('main .is-gone').count()).toBe(0);
    await page.context().close();
  });

  it.each(['/nope', '/constructor', '/nope/deep?dataset=river-city', '/metric/leaks/more', '/%E0%A4%A'])(
    '%s: has the bar above, and offers the pages',
    async (path) => {
      const { page } = await stage.open(path, { locale: 'en-GB' });
      expect(await page.locator('main h1').innerText()).toBe('There is no such page');
      expect(await page.locator('.bar select').count()).toBe(1);
      expect(await page.locator('main').getByRole('link').allInnerTexts()).toEqual(
        expect.arrayContaining(['Overview', 'Plan', 'Metrics', 'Cube', 'Sources', 'Releases']),
      );
      await page.locator('main').getByRole('link', { name: 'Plan', exact: true }).click();
      await page.locator('.plan-groups').waitFor();
      await page.context().close();
    },
  );

  it.each(['/metric/%E0%A4%A', '/task/%E0%A4%A', '/source/%E0%A4%A', '/metric/100%'])(
    '%s: says that there is nothing under what is left of it',
    async (path) => {
      const { page, faults } = await stage.open(`${path}?dataset=river-city&lang=en`);
      const code = path.slice(path.lastIndexOf('/') + 1);
      expect(await page.locator('main h1').innerText()).toBe(`There is nothing under “${code}”`);
      expect(await page.locator('.bar').count()).toBe(1);
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );
});
