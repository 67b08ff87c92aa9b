import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { importText } from '../support/river.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const { files } = riverCity();
/** Regions that differ in frequency and in period, with equal figures among them, and targets that are stated in a report. */
const PACKAGE = riverCity('1', {
  regions: `${files.regions}${csv(
    'test,990300,COUNTY,990000,Third District,三区,,,',
    'test,990400,COUNTY,990000,Fourth District,四区,,,',
    'test,990500,COUNTY,990000,Fifth District,五区,,,',
  )}`,
  observations: `${files.observations}${csv(
    ...[2017, 2018, 2019, 2020].map((year) => `gauges,990100,,${year},${year - 2013},,,,,,river-report,page 30`),
    'gauges,990200,,2020,7,,,,,,,',
    'gauges,990300,,2019,5,,,,,,,',
    'gauges,990300,,2020,3,,,,,,,',
    'gauges,990400,,2018,50,,,,,,,',
    'gauges,990500,,2020-06,90,,,,,,,',
    'checks,990100,,2020,5,,,,,,,',
  )}`,
  targets: csv(
    'metric,region,breakdown,period,kind,value,source,locator',
    'gauges,990100,,2020,TARGET,8,river-report,page 31',
    'gauges,990100,,2025,TARGET,12,river-report,page 32',
  ),
});

/** Figures with as many digits as the indicators of the World Bank have. */
const LATER = PACKAGE.files.observations?.replace(/(?<=gauges,990\d00,,\d{4},)(\d+)/g, '-$1.484351125911234') ?? '';
const LONG_TITLE = 'Government Major Projects Portfolio of the United Kingdom and of River City';

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([PACKAGE]);
});
afterAll(() => stage?.close());

const open = async (path: string, width = 1440) =>
  (await stage.open(`${path}${path.includes('?') ? '&' : '?'}dataset=river-city&lang=en`, { width })).page;

const rows = (page: Page, part: string) => page.locator(part).allInnerTexts();

describe.skipIf(!hasBrowser)(`regions beside each other${NEEDS}`, () => {
  it('are of one frequency, equal ones have one rank, and one of another period has none', async () => {
    const page = await open('/metric/gauges');
    expect((await rows(page, '.bars .bar-name')).map((name) => name.trim().replace(/\s+/g, ' '))).toEqual([
      'Fourth District',
      '1 Upper District',
      '1 Lower District',
      '3 Third District',
    ]);
    expect(await page.locator('.bars li', { hasText: 'Fourth District' }).innerText()).toContain('2018');
    expect(await page.locator('main').innerText()).toContain('1 region has no figure for this selection.');
    await page.context().close();
  });

  it.each(['tiles', 'spread'])('as %s leave out another period, and say so', async (view) => {
    const page = await open(`/metric/gauges?view=${view}`);
    expect(await page.locator('.tiles li, .spread circle').count()).toBe(3);
    expect(await page.locator('main').innerText()).toContain('Not of 2020, and so left out: Fourth District (2018).');
    await page.context().close();
  });

  it('as small charts have the same time, and words with the unit', async () => {
    const page = await open('/metric/gauges?view=multiples');
    expect(await page.locator('main').innerText()).toContain('All have the same time, from 2017 to 2020.');
    const third = page.locator('.multiples li', { hasText: 'Third District' });
    expect(await third.locator('svg').getAttribute('aria-label')).toBe('From 5 pcs (2019) to 3 pcs (2020)');
    // Two years of four: the course begins right of the middle.
    const [, start = ''] = /^M([\d.]+) /.exec((await third.locator('path').getAttribute('d')) ?? '') ?? [];
    expect(Number(start)).toBeGreaterThan(96 / 2);
    expect(await page.locator('.multiples li', { hasText: 'Fourth District' }).innerText()).toContain('2018');
    await page.context().close();
  });

  it('are not ranked where there is one', async () => {
    const page = await open('/metric/checks?frequency=ANNUAL');
    expect(await page.locator('#regions').count()).toBe(0);
    const gauges = await open('/metric/gauges?frequency=MONTHLY&region=990500');
    expect(await gauges.locator('main').innerText()).toContain('Only one region has a figure');
    expect((await rows(gauges, '.rank')).join('')).toBe('');
    await page.context().close();
    await gauges.context().close();
  });

  it('as a spread are large enough on a phone', async () => {
    const page = await open('/metric/gauges?view=spread', 390);
    const sizes = await page.evaluate(() => ({
      dot: document.querySelector('.spread circle')?.getBoundingClientRect().width ?? 0,
      text: document.querySelector('.spread text')?.getBoundingClientRect().height ?? 0,
    }));
    expect(sizes.dot).toBeGreaterThanOrEqual(6);
    expect(sizes.text).toBeGreaterThanOrEqual(11);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`parts of a figure${NEEDS}`, () => {
  it('that are published only together with others are shown so, with the reason', async () => {
    const page = await open('/metric/leaks');
    const season = page.locator('section', { has: page.locator('#part-season') });
    expect(await season.innerText()).toContain('Published only together with other dimensions');
    expect(await season.locator('.bars li').count()).toBe(1);
    expect(await season.locator('.bars li').innerText()).toMatch(/Right bank[\s\S]*Wet season[\s\S]*60/);
    await page.context().close();
  });

  it('that a region has none of say so', async () => {
    const page = await open('/metric/leaks?region=990100');
    const bank = page.locator('section', { has: page.locator('#part-bank') });
    expect(await bank.innerText()).toContain('Nothing is published by Bank for this region.');
    expect(await bank.innerText()).not.toContain('Periods differ');
    await page.context().close();
  });

  it('lead to their own figures', async () => {
    const page = await open('/metric/leaks');
    await page.getByRole('link', { name: 'Left bank' }).click();
    await page.waitForFunction(() => new URL(location.href).searchParams.get('part') === 'bank:left');
    await settle(page);
    expect(await page.locator('.headline-figure .digits').innerText()).toBe('120');
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`what a figure is compared with${NEEDS}`, () => {
  it('has its value and its passage in a table', async () => {
    const page = await open('/metric/gauges?region=990100');
    const targets = page.getByRole('region', { name: 'Targets and baselines' });
    expect((await targets.locator('tbody tr').allInnerTexts()).map((row) => row.split(/\s+/).slice(0, 3))).toEqual([
      ['2020', 'target', '8'],
      ['2025', 'target', '12'],
    ]);
    await targets.locator('a.source').last().click();
    await settle(page);
    expect(await page.locator('.place.is-marked h2').innerText()).toContain('32');
    await page.context().close();
  });

  it('is offered only where there is something', async () => {
    const page = await open('/metric/gauges?region=990300');
    expect(await rows(page, '.series .switch span')).toEqual(['Values', 'Year on year', 'Index']);
    // The year before has no value, and an index of zero means nothing.
    const source = await open('/metric/gauges?region=990000');
    expect(await source.locator('.series .chart').count()).toBe(1);
    expect(await source.locator('.series .switch').count()).toBe(0);
    await page.context().close();
    await source.context().close();
  });
});

describe.skipIf(!hasBrowser)(`on a phone${NEEDS}`, () => {
  it('two releases stand beside each other, and a period on one line', async () => {
    await importText(stage.database, { ...PACKAGE, version: '2', files: { ...PACKAGE.files, observations: LATER } });
    const { page } = await stage.open('/releases?dataset=river-city&lang=zh-Hans&metric=gauges', { width: 390 });
    const table = page.locator('.is-comparison');
    const [width, whole] = await table.evaluate((element) => [element.clientWidth, element.scrollWidth]);
    expect(whole).toBe(width);
    const period = table.locator('.is-period').first();
    const lines = await period.evaluate((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return range.getClientRects().length;
    });
    expect(lines).toBe(1);
    await page.context().close();
  });

  it.each([390, 768])('the place that a page is opened at is not under the bar, %i px wide', async (width) => {
    const path = '/source/tianshui-2020-report?dataset=tianshui-2020&lang=en&at=paragraph%2012';
    const { page } = await stage.open(path, { width });
    const mark = page.locator('.place.is-marked h2');
    await page.waitForFunction(() => window.scrollY > 0);
    const [bar, head] = await Promise.all([page.locator('.bar').boundingBox(), mark.boundingBox()]);
    expect(head?.y).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
    await page.context().close();
  });

  it('the first and the last period of a table stand beside each other', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=checks', { width: 390 });
    const [from, to] = await Promise.all(
      ['From period', 'To period'].map((label) => page.getByLabel(label).boundingBox()),
    );
    expect(from?.y).toBe(to?.y);
    expect(from?.width).toBeGreaterThan(140);
    await page.context().close();
  });

  it('the whole title of the data set is there, and every page in the bar', async () => {
    const { page } = await stage.open('/?dataset=river-city&lang=en', { width: 390 });
    await page.route(/\/graphql\b.*Shell/, async (route) => {
      const response = await route.fetch();
      await route.fulfill({
        response,
        body: (await response.text()).replace('"title":"river-city"', `"title":"${LONG_TITLE}"`),
      });
    });
    await page.reload();
    await settle(page);
    const pages = page.locator('nav.pages');
    expect(await pages.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0);
    const name = page.locator('.dataset-name');
    expect(await name.innerText()).toBe(LONG_TITLE);
    const [width, whole] = await name.evaluate((element) => [element.clientWidth, element.scrollWidth]);
    expect(whole).toBeLessThanOrEqual(width ?? 0);
    await page.getByLabel('Data set').selectOption('tianshui-2020');
    await page.waitForFunction(() => new URL(location.href).searchParams.get('dataset') === 'tianshui-2020');
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`links that skip${NEEDS}`, () => {
  it('stay on their page', async () => {
    const page = await open('/cube?metrics=gauges');
    const address = page.url();
    await page.locator('.skip').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await page.locator('main .skip').focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('takeaway');
    expect(page.url()).toBe(address);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`a release that the address names${NEEDS}`, () => {
  it('is compared with the one before it, and the first with the one after it', async () => {
    await importText(stage.database, {
      ...PACKAGE,
      version: 'b',
      files: { ...PACKAGE.files, observations: `${LATER}checks,990400,,2020,6,,,,,,,\n` },
    });
    await importText(stage.database, { ...PACKAGE, version: 'c' });
    const shown = async (to: string) => {
      const { page } = await stage.open(`/releases?dataset=river-city&lang=en&to=${to}`);
      const choices = page.locator('.choices select');
      const values = await Promise.all([choices.nth(0).inputValue(), choices.nth(1).inputValue()]);
      await page.context().close();
      return values;
    };
    expect(await shown('c')).toEqual(['b', 'c']);
    expect((await shown('b'))[1]).toBe('b');
    const [first, next] = await shown('1');
    expect(first).toBe('1');
    expect(next).not.toBe('1');
  });
});
