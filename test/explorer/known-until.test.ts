import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../src/explorer/address/day.ts';
import { riverCity } from '../support/package.ts';
import { projects } from '../support/project.ts';
import { askOf } from './ask.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle, violationsOf } from './browser.ts';

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([projects(), riverCity()]);
});
afterAll(() => stage?.close());

const LEVELS = `query ($dataset: String!) {
  all: tasks(where: { dataset: $dataset }) { totalCount }
  top: tasks(where: { dataset: $dataset, without: [PARENT] }) { totalCount }
  taskProgress(where: { dataset: $dataset }) { progress { total lastReportedOn reportedThen } }
}`;

describe.skipIf(!hasBrowser)(`what is known of tasks${NEEDS}`, () => {
  it.each([
    ['en', 'Latest report: 2020-06-01. 2 tasks were reported on then; of the other 2 the last report is older'],
    ['zh-Hans', '最近一次报告：2020-06-01。当日有报告的任务 2 项，其余 2 项'],
  ])('is known until the latest report, on the overview and in the plan, in %s', async (lang, words) => {
    const { taskProgress } = await askOf(stage, LEVELS, { dataset: 'river-city' });
    expect(taskProgress[0].progress).toEqual({ total: 4, lastReportedOn: '2020-06-01', reportedThen: 2 });
    for (const path of ['/', '/plan']) {
      const { page, faults } = await stage.open(`${path}?dataset=river-city&lang=${lang}`);
      expect(await page.locator('.tally-note').allInnerTexts()).toContainEqual(expect.stringContaining(words));
      expect(faults).toEqual([]);
      await page.context().close();
    }
  });

  it('says against which day tasks are overdue, and that it is not reported what became of them since', async () => {
    const { page } = await stage.open('/?dataset=projects&lang=en');
    const today = dayOf(new Date(), 'Europe/London');
    const notes = await page.locator('.tally-note').allInnerTexts();
    expect(notes).toContain('Latest report: 2022-03-31. All tasks were reported on then.');
    expect(notes).toContain(`Counted today, ${today}: still open after the due date. Whether they were finished after 2022-03-31 has not been reported.`); // biome-ignore format: one line
    await page.context().close();
  });

  it('says how many tasks stand at the top and how many are parts, and which are counted', async () => {
    const { all, top, taskProgress } = await askOf(stage, LEVELS, { dataset: 'river-city' });
    expect([all.totalCount, top.totalCount, taskProgress[0].progress.total]).toEqual([5, 3, 4]);
    const { page } = await stage.open('/?dataset=river-city&lang=en');
    await page.getByText('5 tasks: 3 at the top, 2 below others. Counted here are the 4 without subtasks').waitFor();
    await page.goto(`${stage.url}/?dataset=projects&lang=en`);
    await page.getByText('9 tasks, none of them with subtasks.').waitFor();
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`lights of tasks that nobody rated${NEEDS}`, () => {
  it('are told apart on the overview, by number, words and shape, and lead to their tasks', async () => {
    const { page, faults } = await stage.open('/?dataset=projects&lang=en');
    const lights = (await page.locator('.lights li').allInnerTexts()).map((line) => line.replace(/\s+/g, ' ').trim());
    expect(lights).toEqual([
      'Red 3 Red, by due date of these by due date, never rated 1',
      'Yellow 1',
      'Green 3 Green, by due date of these by due date, never rated 1',
      'No light 2',
    ]);
    const fills = await page.locator('.lights li').first().locator('.light path').evaluateAll((all) => all.map((one) => getComputedStyle(one).fill === 'none')); // biome-ignore format: one line
    expect(fills).toEqual([false, true]);
    expect(await violationsOf(page)).toEqual([]);
    await page.locator('.lights .is-part').first().click();
    await page.waitForURL((url) => url.pathname === '/plan');
    await settle(page);
    expect((await page.locator('.task-line').allInnerTexts()).join()).toMatch(/^(?![\s\S]*Ward)[\s\S]*Depot/);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('say so in a list of tasks and on the page of one, and rated ones do not', async () => {
    const { page } = await stage.open('/plan?dataset=projects&lang=en&by=none');
    const hollow = page.locator('.task-line', { has: page.locator('.light.is-by-date') });
    const names = (await hollow.allInnerTexts()).map((text) => text.match(/Depot|Tower/)?.[0]);
    expect(names).toEqual(['Depot', 'Tower']);
    for (const text of await hollow.allInnerTexts()) expect(text).toContain('never rated: light by due date');
    await page.goto(`${stage.url}/task/depot?dataset=projects&lang=zh-Hans`);
    await page.locator('.task-standing', { hasText: '红灯（按期限）' }).waitFor();
    await page.context().close();
  });

  it('are not told apart where all lights follow dates', async () => {
    const { page } = await stage.open('/?dataset=river-city&lang=en');
    await page.locator('.lights li').first().waitFor();
    expect(await page.locator('.light.is-by-date').count()).toBe(0);
    await page.context().close();
  });
});
