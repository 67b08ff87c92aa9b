import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage();
});
afterAll(() => stage?.close());

/** A page whose other parts were not fetched ahead, and the server is gone. */
async function openAlone() {
  const { page } = await stage.open('/health');
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
  await page.goto(`${stage.url}/?dataset=tianshui-2020&lang=en`);
  await page.waitForSelector('.figure-card');
  let loads = 0;
  page.on('request', (request) => {
    if (request.isNavigationRequest()) loads++;
  });
  await page.context().setOffline(true);
  return { page, loads: () => loads };
}
const TITLE = 'Safe Tianshui: governance indicators 2020';

describe.skipIf(!hasBrowser)(`a part of the page that is asked for while the server is gone${NEEDS}`, () => {
  it('leaves the page as it is, and comes when the server is back: the search', async () => {
    const { page, loads } = await openAlone();
    await page.keyboard.press('Control+k');
    await page.waitForSelector('.is-gone');
    expect(await page.locator('h1').innerText()).toBe(TITLE);
    expect(await page.locator('.bar').count()).toBe(1);
    await page.context().setOffline(false);
    await page.getByRole('dialog').waitFor();
    expect(await page.locator('.is-gone').count()).toBe(0);
    expect(loads()).toBe(0);
    await page.context().close();
  });

  it('leaves the page as it is, and comes when the server is back: another page', async () => {
    const { page } = await openAlone();
    await page.getByRole('link', { name: 'Plan', exact: true }).click();
    await page.waitForSelector('.is-gone');
    expect(await page.locator('.bar').count()).toBe(1);
    expect(await page.locator('main').innerText()).not.toContain('broke');
    await page.context().setOffline(false);
    // A style that was lost comes only with the whole page, which is loaded anew then.
    await page.waitForSelector('.plan-groups');
    expect(await page.locator('.is-gone').count()).toBe(0);
    await page.context().close();
  });

  it('leaves the page in its language, until that of the address is there', async () => {
    const { page, loads } = await openAlone();
    await page.getByRole('link', { name: '中文' }).click();
    await page.waitForSelector('.is-gone');
    expect(await page.locator('h1').innerText()).toBe(TITLE);
    expect(await page.locator('nav.pages').innerText()).toContain('Plan');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: '平安天水：2020年治理指标' }).waitFor();
    expect(await page.locator('nav.pages').innerText()).not.toContain('Plan');
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-Hans');
    await expect.poll(() => page.locator('.is-gone').count()).toBe(0);
    expect(loads()).toBe(0);
    await page.context().close();
  });

  it.each([
    ['en', 'Plan', 'The server does not answer'],
    ['zh-Hans', '计划', '服务器没有应答'],
  ])('says so where styles were lost on their way: %s', async (lang, link, words) => {
    const { page } = await stage.open('/health');
    const style = /\/assets\/(?!index)[^/]*\.css$/;
    await page.route(style, (route) => route.abort('connectionrefused'));
    const lost = page.waitForEvent('requestfailed', (request) => style.test(request.url()));
    await page.goto(`${stage.url}/?dataset=tianshui-2020&lang=${lang}`);
    await lost;
    await settle(page);
    expect(await page.locator('main .notice').count()).toBe(0);
    await page.context().setOffline(true);
    await page.getByRole('link', { name: link, exact: true }).click();
    await page.getByRole('alert').getByText(words).waitFor();
    expect(await page.getByRole('alert').count()).toBe(1);
    await page.unroute(style);
    await page.context().setOffline(false);
    await page.waitForSelector('.plan-groups');
    expect(await page.locator('.notice.is-gone, .notice.is-failed').count()).toBe(0);
    await page.context().close();
  });
});
