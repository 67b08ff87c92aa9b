import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { slotsOf } from '../../src/explorer/chart/slot.ts';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const { files } = riverCity();
const metric = (code: string) => `${code},${code},,water,,,COUNT,LEVEL,piece,0,NEUTRAL,LAST,SUM,,,,,`;
/** One year is missing and one is suppressed; of four regions one is missing and one suppressed; and spans of 9, 11 and 16 months end unevenly. */
const PACKAGE = riverCity('1', {
  regions: `${files.regions}${csv(
    'test,990300,COUNTY,990000,Third District,三区,,,',
    'test,990400,COUNTY,990000,Fourth District,四区,,,',
  )}`,
  metrics: `${files.metrics}${csv(metric('tides'), metric('rains'))}`,
  observations: `${files.observations}${csv(
    'tides,990100,,2016,1,,,,,,,',
    'tides,990100,,2017,,MISSING,,,,,,',
    'tides,990100,,2018,2,,,,,,,',
    'tides,990100,,2019,,SUPPRESSED,,,,,,',
    'tides,990100,,2020,1,,,,,,,',
    'tides,990200,,2020,,SUPPRESSED,,,,,,',
    'tides,990300,,2020,,MISSING,,,,,,',
    'tides,990400,,2019,6,,,,,,,',
    'tides,990400,,2020,7,,,,,,,',
    'rains,990100,,2020-01-01/P9M,2,,,,,,,',
    'rains,990100,,2020-01-01/P11M,3,,,,,,,',
    'rains,990100,,2020-01-01/P16M,4,,,,,,,',
  )}`,
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([PACKAGE]);
});
afterAll(() => stage?.close());

const open = async (path: string) => {
  const { page } = await stage.open(`/metric/${path}&dataset=river-city&lang=en`);
  await settle(page);
  return page;
};

const tidesAs = (view: string) => open(`tides?region=990100&view=${view}`);

const readTwin = async (page: Page) => {
  const twin = page.locator('section', { has: page.locator('#regions') }).locator('.twin');
  await twin.locator('summary').click();
  // The table is drawn once the browser has told that it was opened.
  await twin.locator('tr').first().waitFor();
  return (await twin.locator('tr').allInnerTexts()).map((row) => row.trim().split(/\s*\t\s*/));
};

describe('the places of a time axis', () => {
  const placesOf = (...points: readonly (readonly [period: string, end?: string])[]) =>
    slotsOf(points.map(([period, periodEnd]) => ({ period, periodLabel: period, periodEnd }))).map(({ at }) => at);

  it('of periods of one kind are as far from each other, whatever days they have', () => {
    expect(placesOf(['2020-01', '2020-01-31'], ['2020-02', '2020-02-29'], ['2020-04', '2020-04-30'])).toEqual([
      0, 1, 2, 3,
    ]);
  });

  it('of spans, of kinds that are mixed and of days are as far from each other as their ends', () => {
    expect(placesOf(['2020-01-01/P9M', '2020-09-30'], ['2020-01-01/P11M', '2020-11-30'])).toEqual([0, 61]);
    expect(placesOf(['2019', '2019-12-31'], ['2020-Q1', '2020-03-31'], ['2020-04', '2020-04-30'])).toEqual([
      0, 91, 121,
    ]);
    expect(placesOf(['2020-01-31'], ['2020-02-29'], ['2020-03-31'])).toEqual([0, 29, 60]);
  });

  it('whose ends are not known, or not in order, follow each other', () => {
    expect(placesOf(['2018'], ['2020-01-01/P11M'])).toEqual([0, 1]);
    expect(placesOf(['2020', '2020-12-31'], ['2018', '2018-12-31'])).toEqual([0, 1]);
  });
});

describe.skipIf(!hasBrowser)(`a chart${NEEDS}`, () => {
  it('tells what is missing from what is suppressed, by its marks and in words', async () => {
    const page = await open('tides?region=990100');
    const keys = page.locator('.chart-figure figcaption');
    expect((await keys.allInnerTexts()).map((words) => words.trim())).toEqual([
      'The vertical axis does not begin at zero.',
      'missing: 2017.',
      'suppressed: 2019.',
    ]);
    expect(await page.locator('.chart').getAttribute('aria-label')).toContain('missing: 2017. suppressed: 2019.');
    // Hatched lines are several strokes in one mark, a dashed box is one.
    const marks = await page
      .locator('.chart svg path')
      .evaluateAll((all) =>
        all.map((one) => [one.getAttribute('stroke-dasharray'), one.getAttribute('d')?.match(/M/g)?.length]),
      );
    expect(marks.filter(([dash, strokes]) => dash !== null && strokes === 1)).toHaveLength(1);
    expect(marks.filter(([, strokes]) => Number(strokes) > 4)).toHaveLength(1);
    await page.context().close();
  });

  it('of counts has no half on its axis', async () => {
    const page = await open('tides?region=990100');
    const marks = await page.locator('.chart svg text').allTextContents();
    expect(marks.filter((mark) => mark.includes('.'))).toEqual([]);
    expect(marks).toContain('1');
    await page.context().close();
  });

  it('sets spans apart by their ends', async () => {
    const page = await open('rains?frequency=SPAN');
    const places = await page.locator('.chart svg text').evaluateAll((all) =>
      all.flatMap((one) => {
        const { left, width } = one.getBoundingClientRect();
        return /\d{4}/.test(one.textContent ?? '') ? [[one.textContent, left + width / 2] as const] : [];
      }),
    );
    expect(places.map(([label]) => label)).toEqual([
      'January–September 2020',
      'January–November 2020',
      '1 January 2020 – 30 April 2021',
    ]);
    const [first = 0, second = 0, third = 0] = places.map(([, place]) => place);
    // Two months, and then five.
    expect(third - second).toBeGreaterThan(1.5 * (second - first));
    await page.context().close();
  });

  it('of regions as tiles gives what is missing and what is suppressed styles of their own', async () => {
    const page = await tidesAs('tiles');
    const styleOf = (name: string) =>
      page.getByRole('link', { name }).evaluate((tile) => {
        const { backgroundImage, borderTopStyle } = getComputedStyle(tile);
        return [backgroundImage.split('(')[0], borderTopStyle];
      });
    expect(await styleOf('Third District: missing')).toEqual(['none', 'dashed']);
    expect(await styleOf('Lower District: suppressed')).toEqual(['repeating-linear-gradient', 'none']);
    expect((await page.locator('.tile-legend li').allInnerTexts()).map((words) => words.trim()).slice(-2)).toEqual([
      'missing',
      'suppressed',
    ]);
    await page.context().close();
  });

  it.each(['ranking', 'tiles', 'spread'])('of regions as %s has a table of the same figures', async (view) => {
    const page = await tidesAs(view);
    const [head, ...rows] = await readTwin(page);
    expect(head).toEqual(['Region', 'Value', 'Period']);
    expect(rows.toSorted()).toEqual([
      ['Fourth District', '7', '2020'],
      ['Lower District', '▒▒ suppressed', '2020'],
      ['Third District', '— missing', '2020'],
      ['Upper District', '1', '2020'],
    ]);
    await page.context().close();
  });

  it('of regions has a table that its head puts in order, in the address too', async () => {
    const page = await tidesAs('ranking');
    await readTwin(page);
    const twin = page.locator('section', { has: page.locator('#regions') }).locator('.twin');
    const names = () => twin.locator('tbody th').allInnerTexts();
    const inOrder = async (step: string, sorted: string | null, order: string | null) => {
      await twin.getByRole('button', { name: step }).press('Enter');
      await page.waitForFunction((given) => new URL(location.href).searchParams.get('order') === given, order);
      const head = twin.getByRole('columnheader', { name: step });
      await expect.poll(() => head.getAttribute('aria-sort')).toBe(sorted);
      return names();
    };
    const before = await names();
    expect((await inOrder('Value', 'descending', '-value')).slice(0, 2)).toEqual(['Fourth District', 'Upper District']);
    expect((await inOrder('Value', 'ascending', 'value')).slice(0, 2)).toEqual(['Upper District', 'Fourth District']);
    expect(await inOrder('Region', 'ascending', 'name')).toEqual((await names()).toSorted());
    await page.reload();
    await settle(page);
    expect(await names()).toEqual((await names()).toSorted());
    expect(await inOrder('Region', 'descending', '-name')).toEqual((await names()).toSorted().toReversed());
    expect(await inOrder('Region', null, null)).toEqual(before);
    await page.context().close();
  });

  it('of regions as small charts has a table of all that they draw', async () => {
    const page = await tidesAs('multiples');
    expect(await page.locator('main').innerText()).toContain('A tick at the foot of a chart: suppressed.');
    expect(await page.locator('.multiples .is-suppressed-tick').count()).toBe(1);
    const [head, ...rows] = await readTwin(page);
    expect(head).toEqual(['Region', '2016', '2017', '2018', '2019', '2020']);
    expect(rows).toContainEqual(['Upper District', '1', '— missing', '2', '▒▒ suppressed', '1']);
    await page.context().close();
  });

  it('of the spread of regions says how many have no value, and why', async () => {
    const page = await tidesAs('spread');
    const words = await page.locator('figcaption', { has: page.locator('.fact-list') }).innerText();
    expect(words).toContain('1 region: missing.');
    expect(words).toContain('1 region: suppressed.');
    await page.context().close();
  });
});
