import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

/** Leaks by who found them: a department of the city, which was dissolved, and everybody else, of whom there are many more. */
const FINDERS = riverCity('1', {
  dimensions: csv(
    'dimension,category,name:en,order,valid_to',
    'bank,,Found by,,',
    'bank,left,River works,1,2024-12-31',
    'bank,right,Others,2,',
    'season,,Season,,',
    'season,dry,Dry season,1,',
    'season,wet,Wet season,2,',
  ),
  observations: csv(
    'metric,region,breakdown,period,value',
    'leaks,990000,bank=left,2020,120',
    'leaks,990000,bank=right,2020,9876543210',
    'leaks,990000,,2020,9876543330',
  ),
  published_changes: csv('metric,region,breakdown,period,change,value'),
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([FINDERS]);
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`the parts of a metric${NEEDS}`, () => {
  it('lead to the tasks of the organisation whose name they have, and say until when they were', async () => {
    const { page, faults } = await stage.open('/metric/leaks?dataset=river-city&lang=en');
    const bars = page.locator('.bars li');
    const works = bars.filter({ hasText: 'River works' });
    expect(await works.innerText()).toContain('until 2024-12-31');
    expect(await bars.filter({ hasText: 'Others' }).innerText()).not.toMatch(/until|task/);
    const link = works.getByRole('link', { name: /^\d+ tasks? that it leads$/ });
    const [count] = (await link.innerText()).split(' ');
    await link.click();
    await settle(page);
    const { pathname, searchParams } = new URL(page.url());
    expect([pathname, searchParams.get('organ')]).toEqual(['/plan', 'river-works']);
    // As the plan counts them: a task with subtasks by these.
    expect(await page.locator('.plan-tally .done').innerText()).toContain(`/ ${count}`);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('have bars of one scale, however long their figures are', async () => {
    const { page } = await stage.open('/metric/leaks?dataset=river-city&lang=en');
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      const tracks = page.locator('.bars .bar-track');
      const widths = await tracks.evaluateAll((all) => all.map((track) => track.getBoundingClientRect().width));
      expect([width, widths.length, new Set(widths).size]).toEqual([width, 2, 1]);
    }
    await page.context().close();
  });
});
