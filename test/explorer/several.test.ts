import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

/** Places whose codes are in another order than their names, in either language; the county of one of them is not among the figures' regions. */
const PLACES = [
  ['9901', 'Zebra Field', '阿城', ''],
  ['990101', 'Yellow Creek', '北镇', '9901'],
  ['990102', 'Amber Hill', '重庆镇', '9901'],
  ['9902', 'Apple Valley', '中城', ''],
  ['9903', 'Middle Ford', '八城', ''],
  ['990301', 'Mill Pond', '水塘', '9903'],
] as const;
const MANY = Array.from({ length: 12 }, (_, index) => [`98${index + 10}`, `Hamlet ${index + 1}`, `村${index + 1}`, ''] as const); // biome-ignore format: one line
const REGIONS = [...PLACES, ...MANY];

const text = {
  ...riverCity(),
  files: {
    ...riverCity().files,
    regions:
      riverCity().files.regions +
      csv(...REGIONS.map(([code, en, zh, parent]) => `test,${code},COUNTY,${parent},${en},${zh},,,`)),
    observations: csv(
      'metric,region,period,value',
      ...REGIONS.filter(([code]) => code !== '9903').map(([code], index) => `gauges,${code},2020,${index}`),
    ),
    published_changes: csv('metric,region,breakdown,period,change,value'),
  },
};

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([text]);
});
afterAll(() => stage?.close());

async function openRegions(lang: string, width = 1440) {
  const opened = await stage.open(`/cube?dataset=river-city&metrics=gauges&lang=${lang}`, { width });
  const field = opened.page.locator('.opening').nth(1);
  await field.locator('summary').click();
  await field.locator('fieldset').waitFor();
  return { ...opened, field, labels: field.locator('li') };
}

describe.skipIf(!hasBrowser)(`the list of regions of the cube${NEEDS}`, () => {
  it.each([
    ['en', ['Apple Valley', 'Hamlet 1', 'Hamlet 2'], ['Zebra Field', 'Amber Hill', 'Yellow Creek']],
    ['zh-Hans', ['阿城', '北镇', '重庆镇'], ['村11', '村12', '水塘 八城', '中城']],
  ])('is in the order of names in %s, with what lies in a region below it', async (lang, first, last) => {
    const { page, labels } = await openRegions(lang);
    const names = (await labels.allInnerTexts()).map((name) => name.trim());
    expect(names.slice(0, first.length)).toEqual(first);
    expect(names.slice(-last.length)).toEqual(last);
    await page.context().close();
  });

  it('is searched by name and by code, and says how much was found', async () => {
    const { page, field, labels } = await openRegions('en');
    const search = field.getByRole('searchbox');
    await search.fill('hill');
    expect(await labels.allInnerTexts()).toEqual([expect.stringContaining('Amber Hill')]);
    expect(await field.getByRole('status').innerText()).toBe('1 hit');
    await search.fill('9901');
    expect(await labels.count()).toBe(3);
    await search.fill('nowhere');
    expect(await field.getByRole('status').innerText()).toBe('Nothing found');
    await page.context().close();
  });

  it('is closed by Escape from anywhere in it, and the focus is back on its field', async () => {
    const { page, field } = await openRegions('en');
    for (const inside of [field.getByRole('searchbox'), field.getByRole('checkbox').first()]) {
      await inside.focus();
      await page.keyboard.press('Escape');
      await page.waitForFunction(() => document.activeElement?.tagName === 'SUMMARY');
      expect(await field.locator('fieldset').count()).toBe(0);
      expect(await field.locator('summary').evaluate((summary) => summary === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      await field.locator('fieldset').waitFor();
    }
    await page.context().close();
  });

  it('is closed by whatever is done elsewhere, with the mouse or from the keyboard', async () => {
    const { page, field } = await openRegions('en');
    await page.locator('h1').click();
    await field.locator('fieldset').waitFor({ state: 'detached' });
    await field.locator('summary').click();
    await field.locator('fieldset').waitFor();
    await page.locator('.opening').first().locator('summary').focus();
    await field.locator('fieldset').waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('takes several, tells how many, and gives all of them up at once', async () => {
    const { page, field } = await openRegions('en');
    await field.getByLabel('Amber Hill').check();
    await field.getByLabel('Mill Pond').check();
    expect(await field.locator('summary').innerText()).toContain('2 chosen');
    await field.getByRole('button', { name: 'Clear the choice' }).click();
    await page.waitForFunction(() => !new URL(location.href).searchParams.has('regions'));
    expect(await field.locator('summary').innerText()).toContain('All');
    await page.context().close();
  });

  it.each([320, 390, 500, 768])('is no wider than a window of %i pixels', async (width) => {
    const { page, field } = await openRegions('en', width);
    await settle(page);
    const { x, width: own } = (await field.locator('fieldset').boundingBox()) ?? { x: -1, width: 0 };
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + own).toBeLessThanOrEqual(width);
    expect(own).toBeGreaterThan(150);
    await page.context().close();
  });
});
