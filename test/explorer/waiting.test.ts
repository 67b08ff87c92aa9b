import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const { files } = riverCity();
const DAY = 86_400_000;
const DAYS = Array.from({ length: 2_600 }, (_, n) => new Date(Date.UTC(2000, 0, 1) + n * DAY).toISOString().slice(0, 10)); // biome-ignore format: one line
/** More figures than are laid out at once. */
const PACKAGE = riverCity('1', {
  metrics: `${files.metrics}${csv('tides,Tides,潮,water,,,COUNT,FLOW,piece,0,NEUTRAL,SUM,SUM,,,,,')}`,
  observations: `${files.observations}${csv(
    ...DAYS.flatMap((day, n) => [`tides,990100,,${day},${n},,,,,,,`, `tides,990200,,${day},${n},,,,,,,`]),
  )}`,
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([PACKAGE]);
});
afterAll(() => stage?.close());

const focusOf = (page: Page) =>
  page.evaluate(() => [document.activeElement?.tagName, document.activeElement?.getAttribute('aria-label')]);

describe.skipIf(!hasBrowser)(`the choice of a list for an axis${NEEDS}`, () => {
  it('keeps a focus that it is given, as a screen reader gives it', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=leaks');
    await page.locator('.axis-list [data-key="region"] select').focus();
    await settle(page);
    expect(await focusOf(page)).toEqual(['SELECT', 'Region']);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`a page that works${NEEDS}`, () => {
  it('says so before a large table is laid out anew, and keeps the focus', async () => {
    const { page, faults } = await stage.open('/cube?dataset=river-city&lang=en&metrics=tides');
    await expect.poll(() => page.locator('.cube-result [role=status]').innerText()).toBe('5,200 cells');
    await page.evaluate(() => {
      const told: (string | null)[] = [];
      Object.assign(window, { told });
      const result = document.querySelector('.cube-result');
      const note = () => told.push(`${result?.getAttribute('aria-busy')} ${result?.querySelector('[role=status]')?.textContent}`); // biome-ignore format: one line
      if (result) new MutationObserver(note).observe(result, { attributes: true });
    });
    await page.getByLabel('Region', { exact: true }).last().selectOption('columns');
    await expect.poll(() => new URL(page.url()).searchParams.get('columns')).toContain('region');
    await settle(page);
    const told = () => page.evaluate(() => (window as unknown as { told: string[] }).told);
    await expect.poll(told).toEqual(['true 5,200 cells · Loading', 'false 5,200 cells']);
    await expect.poll(() => focusOf(page)).toEqual(['SELECT', 'Region']);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says that what was read in a source is on its way', async () => {
    const { page } = await stage.open('/health');
    let answer = () => {};
    const isWanted = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route(/graphql.*SourceFigures/, async (route) => {
      await isWanted;
      await route.continue();
    });
    await page.goto(`${stage.url}/source/tianshui-2020-report?dataset=tianshui-2020&lang=en`);
    await page.locator('.places h2').first().waitFor();
    const waiting = page.locator('article .skeleton');
    await expect.poll(() => waiting.innerText()).toBe('Loading');
    answer();
    await expect.poll(() => waiting.count()).toBe(0);
    expect(await page.locator('.passage-figures').count()).toBeGreaterThan(0);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`a field of many choices${NEEDS}`, () => {
  it.each([
    ['en', 'Metrics: Leaks'],
    ['zh-Hans', '指标：渗漏'],
  ])('is heard in %s with its name and its choice', async (lang, heard) => {
    const { page } = await stage.open(`/cube?dataset=river-city&lang=${lang}&metrics=leaks`);
    expect(await page.locator('.choices summary').first().textContent()).toBe(heard);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`the address of a cube${NEEDS}`, () => {
  it('that names a part and no dimension is told so, and cleaned by one step', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=leaks&part=left');
    await page.getByText('The address asks for Part “left”, which is not here.').waitFor();
    await page.getByRole('link', { name: 'Take it out of the address' }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('part')).toBe(null);
    await expect.poll(() => page.locator('.notice').count()).toBe(0);
    await page.goto(`${stage.url}/cube?dataset=river-city&lang=en&metrics=leaks&dimension=bank&part=left`);
    await page.locator('.pivot-cell button').first().waitFor();
    expect(await page.locator('.notice').count()).toBe(0);
    await page.context().close();
  });
});
