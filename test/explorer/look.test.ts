import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, NEEDS, openStage, type Stage, settle, violationsOf } from './browser.ts';

const WIDTHS = [390, 768, 1440] as const;
/** A4 in CSS pixels, without its margins. */
const A4 = { width: 688, height: 1000 };
/** 1280 × 1024 at 400 %. */
const ZOOMED = { width: 320, height: 256 };

const PAGES = [
  '/?dataset=tianshui-2020',
  '/?dataset=river-city',
  '/plan?dataset=river-city',
  '/plan?dataset=tianshui-2020&by=none',
  '/plan?dataset=river-city&open=banks;floods',
  '/plan?dataset=river-city&by=tree&open=dike',
  '/task/dike?dataset=river-city',
  '/metric?dataset=tianshui-2020',
  '/metric/leaks?dataset=river-city',
  '/metric/gauges?dataset=river-city&view=tiles',
  '/metric/gauges?dataset=river-city&view=map',
  '/metric/campaign-illicit-assets-seized?dataset=tianshui-2020',
  '/cube?dataset=river-city&metrics=leaks',
  '/cube?dataset=river-city&metrics=checks&latest=12',
  '/cube?dataset=river-city&metrics=leaks,checks&region=990000&period=2020&columns=metric',
  '/sources?dataset=tianshui-2020',
  '/source/tianshui-2020-report?dataset=tianshui-2020&at=paragraph%2012',
  '/releases?dataset=river-city',
] as const;

/** Borders of the districts of River City, which has none. */
async function writeBorders(): Promise<string> {
  folder = await mkdtemp(join(tmpdir(), 'govgraph-look-'));
  const ring = (west: number) => [
    [west, 30],
    [west + 1, 30],
    [west + 1, 31],
    [west, 30],
  ];
  const features = ['990100', '990200'].map((code, index) => ({
    type: 'Feature',
    properties: { code },
    geometry: { type: 'Polygon', coordinates: [ring(100 + index)] },
  }));
  const path = join(folder, 'regions.geojson');
  await writeFile(path, JSON.stringify({ type: 'FeatureCollection', attribution: 'Drawn for a test', features }));
  return path;
}

let folder: string;
let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage(undefined, { REGIONS_GEOJSON: await writeBorders() });
});
afterAll(async () => {
  await stage?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** How far a page is wider than its window. */
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

describe.skipIf(!hasBrowser)(`pages look right${NEEDS}`, () => {
  const cases = PAGES.flatMap((path) => (['en', 'zh-Hans'] as const).flatMap((lang) => (['light', 'dark'] as const).map((theme) => ({ path, lang, theme })))); // biome-ignore format: one line

  it.each(cases)(
    '$path in $lang, $theme: fits every width and paper, and axe finds nothing',
    async ({ path, lang, theme }) => {
      const { page, faults } = await stage.open(`${path}&lang=${lang}`, { theme });
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(lang);
      expect(await page.locator('h1').count()).toBe(1);
      for (const size of [...WIDTHS.map((width) => ({ width, height: 900 })), ZOOMED]) {
        await page.setViewportSize(size);
        expect([size, await overflow(page), await violationsOf(page)]).toEqual([size, 0, []]);
      }
      await page.setViewportSize(A4);
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('.bar').isVisible()).toBe(false);
      expect(await overflow(page)).toBe(0);
      expect(faults).toEqual([]);
      await page.context().close();
    },
  );
});

describe.skipIf(!hasBrowser)(`the first page${NEEDS}`, () => {
  /** What may be fetched of scripts, compressed, until the first page is usable. */
  const MAX_SCRIPT = 160 * 1_024;
  const MAX_SHIFT = 0.05;

  it('fetches less than 160 kB of script, and does not shift', async () => {
    const { page } = await stage.open('/health');
    const sizes: Promise<number>[] = [];
    page.on('requestfinished', (request) => {
      if (request.resourceType() === 'script')
        sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    });
    await page.addInitScript(() => {
      const total = { shift: 0 };
      Object.assign(window, { total });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) total.shift += (entry as unknown as { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`${stage.url}/?lang=en`);
    await settle(page);
    const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(MAX_SCRIPT);
    expect(await page.evaluate(() => (window as unknown as { total: { shift: number } }).total.shift)).toBeLessThan(
      MAX_SHIFT,
    );
    await page.context().close();
  });
});
