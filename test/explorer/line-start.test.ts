import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { beginLine } from '../../src/explorer/language/line-start.ts';
import { riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

test.each([
  ['leaks of dikes', 'Leaks of dikes'],
  ['e-government, share', 'E-government, share'],
  ['écoles', 'Écoles'],
  ['pH of the river', 'pH of the river'],
  ['kWh used', 'kWh used'],
  ['m² of roofs', 'm² of roofs'],
  ['co2 emitted', 'co2 emitted'],
  ['m/s', 'm/s'],
  ['Leaks', 'Leaks'],
  ['app 下载量', 'app 下载量'],
  ['渗漏', '渗漏'],
  ['', ''],
])('%s begins a line as %s', (name, line) => {
  expect(beginLine(name)).toBe(line);
});

describe.skipIf(!hasBrowser)(`names that begin a line${NEEDS}`, () => {
  let stage: Stage;
  beforeAll(async () => {
    const river = riverCity();
    const metrics = `${river.files.metrics}`.replace('leaks,Leaks,', 'leaks,leaks in dikes,').replace('checks,Checks,', 'checks,pH checks,'); // biome-ignore format: one line
    stage = await openStage([{ ...river, files: { ...river.files, metrics } }]);
  });
  afterAll(() => stage?.close());

  it('are alike in the heading, the title, lists and the cube', async () => {
    const { page } = await stage.open('/metric/leaks?dataset=river-city&lang=en');
    expect(await page.locator('h1').innerText()).toBe('Leaks in dikes');
    expect(await page.title()).toBe('Leaks in dikes · govgraph');
    await page.goto(`${stage.url}/metric/checks?dataset=river-city&lang=en`);
    await settle(page);
    expect(await page.locator('h1').innerText()).toBe('pH checks');
    expect(await page.title()).toBe('pH checks · govgraph');
    await page.goto(`${stage.url}/metric?dataset=river-city&lang=en`);
    await settle(page);
    expect((await page.locator('.metric-list h3').allInnerTexts()).sort()).toEqual(expect.arrayContaining(['Leaks in dikes', 'pH checks'])); // biome-ignore format: one line
    await page.goto(`${stage.url}/cube?dataset=river-city&lang=en&metrics=leaks,checks`);
    await settle(page);
    const rows = new Set(await page.locator('.pivot-label').allInnerTexts());
    expect(rows).toContain('pH checks');
    expect(rows).toContain('Leaks in dikes');
    await page.context().close();
  });

  it('are alike where several stand behind each other', async () => {
    const { page } = await stage.open('/metric/disputes-resolved?dataset=tianshui-2020&lang=en');
    const facts = page.locator('dl dd');
    expect(await facts.allInnerTexts()).toContain('City-wide drive on stability risks and disputes');
    await page.goto(`${stage.url}/?dataset=tianshui-2020&lang=en`);
    await settle(page);
    expect(await page.getByText('Cross-department case-handling platform · smart').count()).toBe(1);
    await page.context().close();
  });

  it('leave the first line of a heading whole', async () => {
    const { page } = await stage.open('/?dataset=none&lang=en', { width: 390 });
    expect(await page.locator('h1').innerText()).toBe('There is no data set “none”');
    const style = await page.locator('h1').evaluate((heading) => getComputedStyle(heading, '::first-letter').textTransform); // biome-ignore format: one line
    expect(style).toBe('none');
    await page.context().close();
  });
});
