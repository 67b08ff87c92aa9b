import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, NEEDS, openStage, type Stage, settle, violationsOf } from './browser.ts';

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage();
});
afterAll(() => stage?.close());

/** What a reader opens on a page, and where. */
const OPENED: readonly (readonly [what: string, path: string, open: (page: Page) => Promise<void>])[] = [
  [
    'the search with its hits',
    '/?dataset=river-city',
    async (page) => {
      await page.keyboard.press('Control+k');
      await page.locator('.search-modal input').fill('leak');
      await page.locator('[role="option"]').first().waitFor();
    },
  ],
  [
    'both tables of a metric',
    '/metric/leaks?dataset=river-city&frequency=MONTHLY',
    async (page) => {
      await page.locator('details.twin').evaluateAll((all) => {
        for (const one of all) (one as HTMLDetailsElement).open = true;
      });
      expect(await page.locator('.table-scroll').count()).toBe(2);
    },
  ],
  [
    'a cell of the cube',
    '/cube?dataset=river-city&metrics=checks',
    async (page) => {
      await page.locator('.pivot-cell button').first().click();
      await page.locator('.cell-panel').waitFor();
    },
  ],
  [
    'a list to choose from',
    '/cube?dataset=river-city&metrics=checks',
    (page) => page.locator('.opening summary').first().click(),
  ],
];

describe.skipIf(!hasBrowser)(`what is opened on a page${NEEDS}`, () => {
  it.each(OPENED)('%s: axe finds nothing, in the dark and on a phone', async (_, path, open) => {
    for (const [theme, width] of [
      ['dark', 1440],
      ['light', 390],
    ] as const) {
      // biome-ignore format: two windows
      const { page, faults } = await stage.open(`${path}&lang=en`, { theme, width });
      await open(page);
      await settle(page);
      expect(await violationsOf(page)).toEqual([]);
      expect(faults).toEqual([]);
      await page.context().close();
    }
  });
});
