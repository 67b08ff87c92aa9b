import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

/** Tasks in one district only, and of one programme of two. The other district has figures. */
const ONE_TASK = riverCity('1', {
  tasks: csv(
    'code,title:en,programme,status,region,lead,cooperate',
    'dike,Raise the dike,dikes,PLANNED,990100,river-works,river-police',
  ),
  task_reports: csv('task,reported_at,status,progress,note:en,reported_by'),
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([ONE_TASK]);
});
afterAll(() => stage?.close());

/** Opens the first hit of a kind that has a text, from the page of a data set. */
async function openHit(dataset: string, text: string, kind: string) {
  const { page } = await stage.open(`/sources?dataset=${dataset}&lang=en`);
  await page.keyboard.press('Control+k');
  await page.locator('.search-modal input').fill(text);
  await page.locator('[role="option"]').filter({ hasText: kind }).first().click();
  await page.waitForURL((url) => url.pathname !== '/sources');
  await settle(page);
  return page;
}

describe.skipIf(!hasBrowser)(`a hit of the search${NEEDS}`, () => {
  it.each(['river-city', 'tianshui-2020'])(
    'leads from %s to the tasks of a region, in the data set of the tasks',
    async (dataset) => {
      const page = await openHit(dataset, '990100', 'Region');
      const { pathname, searchParams } = new URL(page.url());
      expect([pathname, searchParams.get('dataset'), searchParams.get('region')]).toEqual([
        '/plan',
        'river-city',
        '990100',
      ]);
      expect(await page.locator('.task-line').count()).toBe(1);
      await page.context().close();
    },
  );

  it.each(['river-city', 'tianshui-2020'])(
    'leads from %s to the figures of a region without tasks',
    async (dataset) => {
      const page = await openHit(dataset, '990200', 'Region');
      const { pathname, searchParams } = new URL(page.url());
      expect([pathname, searchParams.get('dataset'), searchParams.get('regions')]).toEqual([
        '/cube',
        'river-city',
        '990200',
      ]);
      expect(searchParams.get('metrics')).toContain('leaks');
      await page.locator('.pivot').waitFor();
      await page.context().close();
    },
  );

  it('leads to the tasks of an organisation in the data set that has them, whatever is on screen', async () => {
    const page = await openHit('tianshui-2020', 'river-works', 'Organisation');
    expect(new URL(page.url()).searchParams.get('dataset')).toBe('river-city');
    expect(await page.locator('.task-line').count()).toBe(1);
    await page.context().close();
  });

  it('leads to the plan of an organisation that leads nothing, which says so and offers what it has', async () => {
    const page = await openHit('tianshui-2020', 'river-police', 'Organisation');
    expect(new URL(page.url()).searchParams.get('dataset')).toBe('river-city');
    expect(await page.locator('main').innerText()).toContain('River police leads no task of this data set.');
    await page.getByRole('link', { name: '1 task that it cooperates in' }).click();
    await page.locator('.task-line').waitFor();
    expect(await page.locator('.task-line').innerText()).toContain('Raise the dike');
    expect(await page.locator('.choice', { hasText: /^Role/ }).locator('select').inputValue()).toBe('COOPERATE');
    await page.goto(`${stage.url}/plan?dataset=river-city&lang=en&organ=river-leaders`);
    await page.getByText('River leaders leads no task of this data set.').waitFor();
    await page.getByRole('link', { name: 'Banks' }).click();
    await page.waitForURL((url) => url.searchParams.get('group') === 'banks');
    await page.goto(`${stage.url}/plan?dataset=river-city&lang=en&organ=river-committee`);
    await page.getByText('It has no part in any task.').waitFor();
    await page.goto(`${stage.url}/plan?dataset=tianshui-2020&lang=en&organ=river-works`);
    await page.getByRole('link', { name: 'Its tasks in river-city' }).click();
    await page.locator('.task-line').waitFor();
    await page.context().close();
  });

  it('leads to a programme without tasks where it stands on the overview', async () => {
    const page = await openHit('tianshui-2020', 'Watch', 'Programme');
    expect(new URL(page.url()).pathname).toBe('/');
    const place = page.locator('#programme-watch');
    await expect.poll(() => place.evaluate((item) => item.getBoundingClientRect().top < window.innerHeight)).toBe(true);
    expect(await place.innerText()).toContain('Watch');
    await page.context().close();
  });

  it('leads to the plan of a programme that has one', async () => {
    const page = await openHit('tianshui-2020', 'Dikes', 'Programme');
    expect(new URL(page.url()).pathname).toBe('/plan');
    expect(new URL(page.url()).searchParams.get('dataset')).toBe('river-city');
    await page.context().close();
  });
});
