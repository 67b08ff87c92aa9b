import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, violationsOf } from './browser.ts';

/** Three figures of one metric and one of another at one place, all of one year. */
const ONE_PAGE = riverCity('1', {
  metrics: csv(
    'code,name:en,name:zh-Hans,theme,kind,basis,unit,decimals,dimensions',
    'leaks,Leaks,渗漏,water,COUNT,FLOW,piece,0,bank;season',
    'leak-rate,Rate of leaks,渗漏率,water,COUNT,FLOW,piece,0,',
    'checks,Checks,检查,water,COUNT,FLOW,piece,0,',
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
});
