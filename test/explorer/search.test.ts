import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const { observations } = riverCity().files;
/** More releases than a low window shows. */
const RELEASES = Array.from({ length: 8 }, (_, index) => ({
  ...riverCity(`edition-${index + 1}`, { observations: `${observations}gauges,990100,,2020,${index},,,,,,,\n` }),
  govgraph: { publishedAt: `${2010 + index}-01-31` },
}));

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage(RELEASES);
});
afterAll(() => stage?.close());

async function search(page: Page, text: string): Promise<string[]> {
  await page.keyboard.press('Control+k');
  await page.locator('.search-modal input').fill(text);
  await page.locator('[role="option"]').first().waitFor();
  return page.locator('[role="option"]').allInnerTexts();
}

describe.skipIf(!hasBrowser)(`the search${NEEDS}`, () => {
  it('finds what was published on the day in the bar, and says so', async () => {
    const { page, faults } = await stage.open('/?dataset=river-city&lang=en&asOf=2012-06-30');
    const then = (await search(page, 'edition')).join('\n');
    expect(then).toContain('Release edition-3');
    expect(then).not.toContain('Release edition-4');
    expect(await page.locator('.search-state').innerText()).toContain('As published on 2012-06-30');
    await page.goto(`${stage.url}/?dataset=river-city&lang=en`);
    await settle(page);
    expect((await search(page, 'edition')).join('\n')).toContain('Release edition-8');
    expect(await page.locator('.search-state').innerText()).not.toContain('As published');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('leads to a release, which is marked among all and in sight', async () => {
    const { page } = await stage.open('/plan?dataset=river-city&lang=en', { height: 420 });
    await search(page, 'edition-2');
    await page.getByRole('option', { name: 'Release edition-2' }).first().click();
    await page.waitForURL((url) => url.pathname === '/releases');
    await settle(page);
    const marked = page.locator('.releases li[aria-current="true"]');
    expect(await marked.locator('h2').allInnerTexts()).toEqual(['Release edition-2']);
    const isInSight = () =>
      marked.evaluate((item) => {
        const { top, bottom } = item.getBoundingClientRect();
        return top >= 0 && bottom < window.innerHeight + 1;
      });
    expect(await isInSight()).toBe(true);
    await page.goto(page.url());
    await settle(page);
    await expect.poll(isInSight).toBe(true);
    // Who compares another one keeps his place.
    await page.getByLabel('Later').selectOption('edition-8');
    await page.waitForURL((url) => url.searchParams.get('to') === 'edition-8');
    expect(await marked.locator('h2').allInnerTexts()).toEqual(['Release edition-8']);
    expect(await page.getByLabel('Later').evaluate((one) => one.getBoundingClientRect().top >= 0)).toBe(true);
    await page.context().close();
  });

  it('closes at once by Escape, with a text in it and a hit chosen', async () => {
    const { page } = await stage.open('/?dataset=river-city&lang=en');
    await search(page, 'edition');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.search-modal').count()).toBe(0);
    await search(page, 'edition');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('.search-modal').count()).toBe(0);
    await page.context().close();
  });

  it.each([
    ['en', 'Task 45: no title in the source'],
    ['zh-Hans', '第 45 项任务：来源未列名称'],
  ])('in %s calls a task without a title as the plan does', async (lang, name) => {
    const { page } = await stage.open(`/?dataset=tianshui-2020&lang=${lang}`);
    expect((await search(page, 'pilot-2020-45')).join('\n')).toContain(name);
    await page.context().close();
  });

  it.each(['en', 'zh-Hans'])('says in %s on a phone, to its last word, what can be found', async (lang) => {
    for (const width of [390, 320]) {
      const { page } = await stage.open(`/?dataset=river-city&lang=${lang}`, { width });
      await page.keyboard.press('Control+k');
      const room = await page.locator('.search-modal input').evaluate((input: HTMLInputElement) => {
        const { font, paddingLeft, paddingRight } = getComputedStyle(input);
        const context = document.createElement('canvas').getContext('2d') as CanvasRenderingContext2D;
        context.font = font;
        const { width: words } = context.measureText(input.placeholder);
        return input.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - words;
      });
      expect(room).toBeGreaterThanOrEqual(0);
      await page.context().close();
    }
  });
});
