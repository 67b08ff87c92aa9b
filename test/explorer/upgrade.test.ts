import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage();
});
afterAll(() => stage?.close());

/**
 * The overview, opened before the server was upgraded: a file that it asks for is gone, and a page that is loaded later asks for those that are
 * there.
 */
async function openOutdated(file: RegExp) {
  const { page } = await stage.open('/health');
  const loads = { count: 0 };
  await page.route(file, (route) => (loads.count > 1 ? route.continue() : route.fulfill({ status: 404, body: '' })));
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loads.count++;
  });
  const fetchedAhead = page.waitForResponse(file);
  await page.goto(`${stage.url}/?lang=en`);
  await fetchedAhead;
  await settle(page);
  return { page, loads };
}

const openPlan = (page: Page) => page.getByRole('link', { name: 'Plan', exact: true }).click();

describe.skipIf(!hasBrowser)(`a page that was open while the server was upgraded${NEEDS}`, () => {
  it.each([
    ['script', /\/assets\/plan-[^/]*\.js$/],
    ['style', /\/assets\/plan-[^/]*\.css$/],
  ])('is loaded anew where the %s of the next page is gone', async (_kind, file) => {
    const { page, loads } = await openOutdated(file);
    await openPlan(page);
    await page.waitForSelector('.plan-groups');
    await settle(page);
    expect(loads.count).toBe(2);
    const summary = page.locator('.plan-group summary').first();
    expect(await summary.evaluate((element) => getComputedStyle(element).display)).toBe('grid');
    await page.context().close();
  });

  it('says so where the style stays away', async () => {
    const { page } = await stage.open('/health');
    const style = /\/assets\/plan-[^/]*\.css$/;
    await page.route(style, (route) => route.fulfill({ status: 404, body: '' }));
    const fetchedAhead = page.waitForResponse(style);
    await page.goto(`${stage.url}/?lang=en`);
    await fetchedAhead;
    await settle(page);
    expect(await page.locator('.notice.is-failed').count()).toBe(0);
    await openPlan(page);
    await page.getByText('A style of this page did not come.').waitFor();
    await page.waitForSelector('.plan-groups');
    await page.context().close();
  });
});
