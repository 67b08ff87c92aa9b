import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, type PackageText, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const FLOODS = Array.from({ length: 13 }, (_, index) => `flood-${String(index + 1).padStart(2, '0')}`);
const WITH_TARGET = 'flood-05';
const MONTHS = Array.from({ length: 120 }, (_, index) => `${2011 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`); // biome-ignore format: one line

const metric = (code: string, theme: string) =>
  `${code},${code},,${theme},,,COUNT,FLOW,piece,0,LOWER_IS_BETTER,SUM,SUM,,,,,`;

/** Thirteen metrics of one theme and one of another, each with ten years of months. One has a target. */
function manyMetrics(): PackageText {
  const { metrics = '' } = riverCity().files;
  const codes = [...FLOODS, 'storms'];
  return riverCity('1', {
    metrics: metrics + csv(...FLOODS.map((code) => metric(code, 'water')), metric('storms', 'safety')),
    observations: csv(
      'metric,region,period,value',
      ...codes.flatMap((code) => MONTHS.map((month, index) => `${code},990000,${month},${100 + index}`)),
    ),
    published_changes: csv('metric,region,breakdown,period,change,value'),
    targets: csv('metric,region,period,kind,value', `${WITH_TARGET},990000,2020-12,TARGET,200`),
  });
}

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([manyMetrics()]);
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`key figures${NEEDS}`, () => {
  it('begin with what has a target, and let the themes take turns', async () => {
    const { page } = await stage.open('/?dataset=river-city&lang=en');
    const cards = page.locator('.figure-card');
    const names = (await cards.locator('h3').allTextContents()).map((name) => name.trim());
    expect(names.slice(0, 4)).toEqual(['Flood-05', 'Flood-01', 'Storms', 'Flood-02']);
    expect(names).toHaveLength(12);
    expect(await cards.first().innerText()).toMatch(/Target[\s\S]*\+9\.5%/);
    await page.context().close();
  });

  it('have a course that ends with the latest figure, however long the series are', async () => {
    const { page } = await stage.open('/?dataset=river-city&lang=en');
    const courses = await page.locator('.figure-card .sparkline').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label'))); // biome-ignore format: one line
    expect(courses).toHaveLength(12);
    for (const words of courses) expect(words).toMatch(/ to 219 pcs \(December 2020\)$/);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`tasks of the overview${NEEDS}`, () => {
  it('are counted, named and listed without those that have subtasks', async () => {
    const { page } = await stage.open('/?dataset=river-city&lang=en');
    const heading = await page.getByRole('heading', { name: /^Overdue/ }).innerText();
    const named = await page.locator('ul.overdue li').allInnerTexts();
    expect(named.length).toBeGreaterThan(0);
    expect(heading).toBe(`Overdue ${named.length}`);
    await page.getByRole('link', { name: heading }).click();
    await page.waitForURL((url) => url.searchParams.get('due') === 'overdue');
    await settle(page);
    expect(await page.locator('.task-line').count()).toBe(named.length);
    await page.context().close();
  });
});
