import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, type PackageText } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle, violationsOf } from './browser.ts';

const REGIONS = 340;
const numbers = Array.from({ length: REGIONS }, (_, index) => index);

/** As many regions as China has prefectures. */
const prefectures = (): PackageText => ({
  name: 'prefectures',
  version: '1',
  govgraph: { region: 'P' },
  files: {
    themes: csv('code,name:en', 'land,Land'),
    units: csv('code,name:en', 'p-piece,piece'),
    regions: csv(
      'scheme,code,level,parent,name:en,name:zh-Hans',
      'land,P,COUNTRY,,Land,地',
      ...numbers.map((n) => `land,P${n},PREFECTURE,P,Prefecture ${n},第${n}州`),
    ),
    metrics: csv(
      'code,name:en,theme,kind,basis,unit,decimals',
      'p-cases,Cases,land,COUNT,FLOW,p-piece,0',
      'p-other,Others,land,COUNT,FLOW,p-piece,0',
    ),
    observations: csv(
      'metric,region,period,value',
      ...numbers.flatMap((n) => [`p-cases,P${n},2019,${n}`, `p-cases,P${n},2020,${n + 1_000}`]),
    ),
    tasks: csv(
      'code,title:en,status,region',
      ...numbers.slice(0, 40).map((n) => `p-task-${n},Task ${n},PLANNED,P${n}`),
    ),
  },
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([prefectures()]);
});
afterAll(() => stage?.close());

const field = (page: Page, name: string) => page.getByRole('combobox', { name });
const regionIn = (page: Page) => new URL(page.url()).searchParams.get('region');

describe.skipIf(!hasBrowser)(`a choice among 340 regions${NEEDS}`, () => {
  it.each([
    ['en', 'Region', 'fecture 33', ['Prefecture 33', ...numbers.slice(330).map((n) => `Prefecture ${n}`)]],
    ['zh-Hans', '地区', '33', ['第33州', '第133州', '第233州', ...numbers.slice(330).map((n) => `第${n}州`)]],
  ] as const)('is searched by what is written, with the keyboard alone, in %s', async (lang, label, text, names) => {
    const { page, faults } = await stage.open(`/metric/p-cases?dataset=prefectures&lang=${lang}&region=P7`);
    await page.keyboard.press('Tab');
    const region = field(page, label);
    await region.focus();
    await page.keyboard.type(text);
    const options = page.getByRole('option');
    await expect.poll(() => options.count()).toBe(names.length);
    expect((await options.allInnerTexts()).toSorted()).toEqual([...names].toSorted());
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => regionIn(page)).toBe('P33');
    await settle(page);
    expect(await region.inputValue()).toBe(names[0]);
    expect(await page.locator('.headline').innerText()).toContain('1,033');
    // What is written and not chosen chooses nothing.
    await page.keyboard.type('nothing of it');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await region.inputValue()).toBe(names[0]);
    expect(regionIn(page)).toBe('P33');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says that nothing is called so', async () => {
    const { page } = await stage.open('/metric/p-cases?dataset=prefectures&lang=en');
    await field(page, 'Region').fill('Atlantis');
    await page.getByRole('listbox').getByText('Nothing found').waitFor();
    await page.context().close();
  });

  it.each([
    [1440, 'light'],
    [390, 'dark'],
  ] as const)('opens below its field at %i pixels, in the window, by the mouse too', async (width, theme) => {
    const { page, faults } = await stage.open('/metric/p-cases?dataset=prefectures&lang=en', { width, theme });
    await field(page, 'Region').click();
    const list = page.getByRole('listbox');
    await list.waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const box = await list.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= width).toBe(true);
    await page.getByRole('option', { name: 'Prefecture 2', exact: true }).click();
    await expect.poll(() => regionIn(page)).toBe('P2');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('moves nothing when it takes the place that was held for it', async () => {
    const { page } = await stage.open('/health');
    await page.addInitScript(() => {
      const shifts = window as { layoutShift?: number };
      shifts.layoutShift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.layoutShift = (shifts.layoutShift ?? 0) + (entry as unknown as { value: number }).value; // biome-ignore format: one line
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${stage.url}/metric/p-cases?dataset=prefectures&lang=en`);
    await settle(page);
    expect(await field(page, 'Region').count()).toBe(1);
    expect(await page.evaluate(() => (window as { layoutShift?: number }).layoutShift)).toBeLessThan(0.05);
    await page.context().close();
  });

  it('gives all again where one need not be chosen', async () => {
    const { page } = await stage.open('/plan?dataset=prefectures&lang=en&by=none');
    const region = field(page, 'Region');
    expect(await region.inputValue()).toBe('All');
    await region.fill('Prefecture 12');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => regionIn(page)).toBe('P12');
    await expect.poll(() => page.locator('.task-line').count()).toBe(1);
    await region.fill('');
    await page.keyboard.press('Tab');
    await expect.poll(() => regionIn(page)).toBe(null);
    await page.context().close();
  });
});
