import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, violationsOf } from './browser.ts';

/** Three figures of one metric and one of another at one place, all of one year; the name of the second begins with a small letter. */
const ONE_PAGE = riverCity('1', {
  metrics: csv(
    'code,name:en,name:zh-Hans,theme,kind,basis,unit,decimals,dimensions',
    'leaks,Leaks,渗漏,water,COUNT,FLOW,piece,0,bank;season',
    'leak-rate,rate of leaks,渗漏率,water,COUNT,FLOW,piece,0,',
    'checks,Checks,检查,water,COUNT,FLOW,piece,0,',
    'acidity,Acidity,pH值,water,COUNT,FLOW,piece,0,',
  ),
  observations: csv(
    'metric,region,breakdown,period,value,source,locator',
    'leaks,990000,,2020,222,river-report,page 1',
    'leaks,990000,bank=left,2020,120,river-report,page 1',
    'leaks,990000,bank=right,2020,102,river-report,page 1',
    'leak-rate,990000,,2020,7,river-report,page 1',
  ),
  published_changes: csv('metric,region,breakdown,period,change,value'),
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([ONE_PAGE]);
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`names${NEEDS}`, () => {
  it.each([
    ['en', 1440, ['Leaks', 'Rate of leaks'], 'Leaks · Bank: Left bank · River City'],
    ['en', 390, ['Leaks', 'Rate of leaks'], 'Leaks · Bank: Left bank · River City'],
    ['zh-Hans', 1440, ['渗漏', '渗漏率'], '渗漏 · Bank：Left bank · 河市'],
  ])(
    'in %s at %i px stand once above the figures of one metric, and are heard at each',
    async (lang, width, names, heard) => {
      const { page, faults } = await stage.open(`/source/river-report?dataset=river-city&lang=${lang}`, { width });
      const rows = page.locator('.passage-figures li');
      const seen = await rows.locator('> a').allInnerTexts();
      expect(await rows.count()).toBe(4);
      expect(seen.toSorted()).toEqual(names.toSorted());
      const links = rows.getByRole('link');
      expect(await links.count()).toBe(4);
      const part = rows.filter({ hasText: 'Left bank' }).getByRole('link');
      expect(await part.textContent()).toContain(heard);
      // Where a row begins it does not matter whether the name stands in it.
      const edges = await rows
        .locator('small')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().left));
      expect(new Set(edges).size).toBe(1);
      const isFirstSeen = await rows
        .locator('> a')
        .first()
        .evaluate((link) => link.getBoundingClientRect().width > 1);
      expect(isFirstSeen).toBe(true);
      expect(await violationsOf(page)).toEqual([]);
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );

  it('begin with a capital where they are headings', async () => {
    const { page } = await stage.open('/metric/leak-rate?dataset=river-city&lang=en');
    const heading = page.getByRole('heading', { name: 'Rate of leaks', exact: true, level: 1 });
    await heading.waitFor();
    await page.context().close();
  });

  it.each([
    '/?dataset=tianshui-2020',
    '/plan?dataset=tianshui-2020&by=programme',
    '/task/pilot-2020-01?dataset=tianshui-2020',
    '/metric?dataset=tianshui-2020',
    '/metric/criminal-cases-filed?dataset=tianshui-2020',
    '/source/tianshui-2020-report?dataset=tianshui-2020',
  ])('begin with a capital in every heading of %s', async (path) => {
    const { page } = await stage.open(`${path}&lang=en`);
    const headings = page.locator('main').locator('h1, h2, h3, .kicker');
    expect(await headings.count()).toBeGreaterThan(0);
    const seen = await headings.evaluateAll((all) => all.map((one) => (one as HTMLElement).innerText.trim()));
    expect(seen.filter((words) => /^\p{Ll}/u.test(words))).toEqual([]);
    await page.context().close();
  });

  it('stay as they are written in Chinese headings, where a small letter may be a symbol', async () => {
    const { page } = await stage.open('/metric/acidity?dataset=river-city&lang=zh-Hans');
    expect(await page.locator('h1').innerText()).toBe('pH值');
    await page.context().close();
  });
});
