import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projects } from '../support/project.ts';
import { hasBrowser, NEEDS, openStage, type Stage } from './browser.ts';

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([projects()]);
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`how a task stands${NEEDS}`, () => {
  it.each([
    ['ward', 'en', 'Red since 2018-03-31'],
    ['ward', 'zh-Hans', '红 自 2018-03-31'],
    // The light of a completed task is green, whatever its rating was.
    ['bridge', 'en', 'Green Red since 2022-03-31 100%'],
    ['vault', 'en', 'No light Reset since 2022-03-31'],
  ])('is said once where light and rating have one word: %s in %s', async (code, lang, words) => {
    const { page, faults } = await stage.open(`/task/${code}?dataset=projects&lang=${lang}`);
    const said = (await page.locator('.task-standing').innerText()).replace(/\s+/g, ' ').trim();
    expect(said).toBe(words);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('is heard once in its reports, and in the lists of tasks', async () => {
    const { page } = await stage.open('/task/ward?dataset=projects&lang=en');
    const heard = (place: string) =>
      page
        .locator(place)
        .first()
        .evaluate((element) => element.textContent ?? '');
    expect((await heard('.reports li')).match(/Red/g)).toHaveLength(1);
    await page.goto(`${stage.url}/plan?dataset=projects&lang=en&by=none&q=ward`);
    await page.locator('.task-line').waitFor();
    expect((await heard('.task-line')).match(/Red/g)).toHaveLength(1);
    await page.context().close();
  });
});
