import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle, violationsOf } from './browser.ts';

const { files } = riverCity();
const YEARS = Array.from({ length: 18 }, (_, n) => `${2003 + n}`);
/** Figures of two regions over more years than a phone or a sheet has room for. */
const PACKAGE = riverCity('1', {
  metrics: `${files.metrics}${csv('tides,Tides,潮,water,,,COUNT,LEVEL,piece,0,NEUTRAL,LAST,SUM,,,,,')}`,
  observations: `${files.observations}${csv(
    ...YEARS.flatMap((year, n) => [`tides,990100,,${year},${n}000000.25,,,,,,,`, `tides,990200,,${year},${n},,,,,,,`]),
  )}`,
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([PACKAGE]);
});
afterAll(() => stage?.close());

const twinOf = (page: Page) => page.locator('section[aria-labelledby="regions"] .table-scroll');

async function openTwin(search: string, width?: number) {
  const opened = await stage.open(`/metric/tides?dataset=river-city&lang=en&${search}`, width ? { width } : {});
  await twinOf(opened.page).locator('tbody tr').first().waitFor();
  return opened;
}

describe.skipIf(!hasBrowser)(`the table of regions${NEEDS}`, () => {
  it('keeps the names of regions in sight where it is wider than the window', async () => {
    const { page } = await openTwin('view=multiples&order=-2020', 390);
    const twin = twinOf(page);
    const isHinted = () => twin.evaluate((box) => getComputedStyle(box).backgroundImage.includes('gradient'));
    expect(await isHinted()).toBe(true);
    const shadow = () =>
      twin
        .locator('tbody th')
        .first()
        .evaluate((name) => getComputedStyle(name).boxShadow);
    const before = await shadow();
    await twin.evaluate((box) => box.scrollTo(9_999, 0));
    await expect.poll(shadow).not.toBe(before);
    expect(await twin.evaluate((box) => box.scrollLeft)).toBeGreaterThan(500);
    const lefts = await twin.evaluate((box) =>
      [box, ...box.querySelectorAll('th:first-child')].map((one) => Math.round(one.getBoundingClientRect().left)),
    );
    expect(new Set(lefts).size).toBe(1);
    expect(await violationsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('is printed whole, with its names and headings again where columns do not fit', async () => {
    const { page, faults } = await openTwin('view=multiples&order=-2020');
    await page.setViewportSize({ width: 688, height: 1000 });
    await page.emulateMedia({ media: 'print' });
    // A browser repeats the heads on each sheet, unless a button is among them.
    const tables = twinOf(page).locator('table:not(:has(button))');
    await expect.poll(() => tables.count()).toBe(3);
    const heads = await tables.locator('thead tr').allInnerTexts();
    expect(heads.map((head) => head.trim().split(/\s*\t\s*/))).toEqual([
      ['Region', ...YEARS.slice(0, 6)],
      ['Region', ...YEARS.slice(6, 12)],
      ['Region', ...YEARS.slice(12)],
    ]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    const positions = await tables.locator('th').evaluateAll((all) => all.map((one) => getComputedStyle(one).position));
    expect(new Set(positions)).toEqual(new Set(['static']));
    await page.emulateMedia({ media: 'screen' });
    await expect.poll(() => twinOf(page).locator('table').count()).toBe(1);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says of an order in the address that it has no such column', async () => {
    const { page } = await openTwin('order=-height');
    const note = page.getByText('The address asks for Sort by “-height”');
    await note.waitFor();
    await page.getByRole('link', { name: 'Take it out of the address' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('order')).toBe(null);
    expect(await note.count()).toBe(0);
    await page.context().close();
  });

  it.each([
    ['-2019', null],
    ['name', 'name'],
  ])('of small charts in the order of %s keeps of it in another view what that has', async (order, kept) => {
    const { page } = await openTwin(`view=multiples&order=${order}`);
    await page.getByRole('radio', { name: 'Ranking' }).check({ force: true });
    await settle(page);
    const asked = new URL(page.url()).searchParams;
    expect([asked.get('view'), asked.get('order')]).toEqual(['ranking', kept]);
    expect(await page.locator('.notice').count()).toBe(0);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`the pages in the bar${NEEDS}`, () => {
  it.each(['en', 'zh-Hans'])('are all in a window of 320 px, in %s', async (lang) => {
    const { page } = await stage.open(`/?dataset=river-city&lang=${lang}`, { width: 320 });
    const rights = await page
      .locator('.pages a')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right));
    expect(rights.length).toBeGreaterThan(5);
    expect(Math.max(...rights)).toBeLessThanOrEqual(320);
    await page.context().close();
  });
});
