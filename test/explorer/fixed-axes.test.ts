import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { layoutOf } from '../../src/explorer/page/cube/axis.ts';
import { frequencyOfPeriod, inputOf } from '../../src/explorer/page/cube/request.ts';
import { askOf, grouped } from './ask.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle, violationsOf } from './browser.ts';

describe('the axes of a cube', () => {
  it('are filters where the address has the one that is shown', () => {
    expect(layoutOf({ region: 'north' })).toEqual({ rows: ['metric'], columns: ['period'], filters: ['region'] });
    expect(layoutOf({ period: '2020', columns: 'period' })).toEqual({ rows: ['metric', 'region'], columns: [], filters: ['period'] }); // biome-ignore format: one line
    expect(layoutOf({ part: 'left' }).filters).toEqual([]);
    expect(layoutOf({ part: 'left', dimension: 'bank' }).filters).toEqual(['part']);
  });

  const METRICS = [{ code: 'leaks', dimensions: [{ code: 'bank', name: 'Bank' }] }];
  const TOTALS = { breakdowns: [{ dimension: 'bank', categories: ['TOTAL'] }] };

  it('ask for one of each filter, and for a period with its frequency', () => {
    expect(inputOf({ region: 'north', regions: 'north,south' }, METRICS, null)).toEqual({ metrics: ['leaks'], regions: { codes: ['north'] }, ...TOTALS }); // biome-ignore format: one line
    expect(inputOf({ period: '2020', from: '2018', latest: '2' }, METRICS, null)).toEqual({ metrics: ['leaks'], frequency: ['ANNUAL'], from: '2020', to: '2020', ...TOTALS }); // biome-ignore format: one line
    expect(inputOf({ dimension: 'bank', part: 'left' }, METRICS, null).breakdowns).toEqual([{ dimension: 'bank', categories: ['left'] }]); // biome-ignore format: one line
  });

  it('that are added up keep what is added up', () => {
    expect(inputOf({ region: 'whole', regions: 'north', total: 'region:whole' }, METRICS, null).regions).toEqual({ codes: ['north'] }); // biome-ignore format: one line
    expect(inputOf({ period: '2020', frequency: 'MONTHLY', total: 'time:ANNUAL' }, METRICS, null)).toMatchObject({ frequency: ['MONTHLY'], from: '2020', to: '2020' }); // biome-ignore format: one line
    expect(inputOf({ dimension: 'bank', part: 'TOTAL', total: 'part:bank' }, METRICS, null).breakdowns).toEqual([{ dimension: 'bank' }]); // biome-ignore format: one line
  });

  it.each([
    ['2020', 'ANNUAL'],
    ['2014-04-01/P1Y', 'ANNUAL'],
    ['2020-S1', 'HALF_YEARLY'],
    ['2020-Q3', 'QUARTERLY'],
    ['2020-11', 'MONTHLY'],
    ['2020-W05', 'WEEKLY'],
    ['2020-11-30', 'DAILY'],
    ['2020-01-01/P11M', 'SPAN'],
    ['../2020-11', 'SPAN'],
    ['soon', undefined],
  ])('know that %s is %s', (period, frequency) => {
    expect(frequencyOfPeriod(period)).toBe(frequency);
  });
});

const rowNames = async (page: Page) => new Set(await page.locator('.pivot-label').allInnerTexts());
const inAddress = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
const waitForAddress = (page: Page, name: string, value: string | null) =>
  page.waitForFunction(([key, wanted]) => new URL(location.href).searchParams.get(key as string) === wanted, [name, value] as const); // biome-ignore format: one line
const chip = (page: Page, list: string, axis: string | RegExp) =>
  page.getByRole('grid', { name: list }).getByRole('row', { name: axis });

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage();
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`filters of the cube${NEEDS}`, () => {
  it('are made and given up from the keyboard alone, in words', async () => {
    const { page, faults } = await stage.open('/cube?dataset=river-city&metrics=checks,leaks&lang=en');
    const takeUp = async (list: string, axis: string) => {
      await chip(page, list, axis).getByRole('button').focus();
      await page.keyboard.press('Enter');
    };
    const tabTo = async (words: string) => {
      const told = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
      for (let step = 0; step < 4 && !(await told()).startsWith(words); step++) {
        await page.keyboard.press('Tab');
        await page.waitForTimeout(50);
      }
      expect(await told()).toContain(words);
    };
    expect(await rowNames(page)).toContain('Checks');
    await takeUp('Rows', 'Metric');
    await tabTo('Filters: show only one member');
    await page.keyboard.press('Enter');
    await waitForAddress(page, 'metric', 'leaks');
    await settle(page);
    expect(await chip(page, 'Filters', 'Metric: Leaks').count()).toBe(1);
    expect(await page.getByRole('table', { name: 'Cube, Leaks' }).count()).toBe(1);
    expect(await rowNames(page)).not.toContain('Checks');
    await page.locator('.choices').getByRole('combobox', { name: 'Metric', exact: true }).selectOption('checks');
    await waitForAddress(page, 'metric', 'checks');
    await settle(page);
    expect(await chip(page, 'Filters', 'Metric: Checks').count()).toBe(1);
    expect(await violationsOf(page)).toEqual([]);
    await takeUp('Filters', 'Metric: Checks');
    await tabTo('Rows: ');
    await page.keyboard.press('Enter');
    await waitForAddress(page, 'metric', null);
    await settle(page);
    expect(inAddress(page, 'metrics')).toBe('checks,leaks');
    expect(await rowNames(page)).toContain('Leaks');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('take what is dragged with the mouse, and give it back, one step of the history each', async () => {
    const { page, faults } = await stage.open('/cube?dataset=river-city&metrics=leaks&from=2020-06&lang=en');
    await chip(page, 'Columns', 'Period').dragTo(page.getByRole('grid', { name: 'Filters' }));
    await page.waitForFunction(() => new URL(location.href).searchParams.has('period'));
    await settle(page);
    const period = inAddress(page, 'period');
    expect(await chip(page, 'Filters', /^Period: /).count()).toBe(1);
    expect(await page.locator('.pivot-column').allInnerTexts()).toEqual(['Value']);
    const { cube } = await askOf(stage, 'query ($period: Period!) { cube(input: { metrics: ["leaks"], from: $period, to: $period, breakdowns: [{ dimension: "bank", categories: ["TOTAL"] }] }) { rows { period value } } }', { period }); // biome-ignore format: one line
    const values = cube.rows.filter((row: { period: string }) => row.period === period).map(({ value }: { value: string }) => grouped(value)); // biome-ignore format: one line
    expect((await page.locator('.pivot-cell .digits').allInnerTexts()).sort()).toEqual(values.sort());
    await chip(page, 'Filters', /^Period: /).dragTo(chip(page, 'Rows', 'Metric'));
    await waitForAddress(page, 'period', null);
    await settle(page);
    expect(inAddress(page, 'rows')).toContain('period');
    expect(inAddress(page, 'from')).toBe('2020-06');
    await page.goBack();
    await waitForAddress(page, 'period', period);
    await page.goBack();
    await settle(page);
    expect(await chip(page, 'Columns', 'Period').count()).toBe(1);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('of all axes leave one figure, and paper says of what', async () => {
    const search = 'metric=leaks&region=990000&dimension=bank&part=left&period=2020';
    const { page, faults } = await stage.open(`/cube?dataset=river-city&${search}&lang=en`);
    expect(await page.locator('.pivot-cell .digits').allInnerTexts()).toEqual(['120']);
    for (const words of ['Metric: Leaks', 'Region: River City', 'Part: Left bank', 'Period: 2020']) {
      expect(await chip(page, 'Filters', words).count()).toBe(1);
    }
    expect(await violationsOf(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    await page.waitForSelector('.printed-pivot');
    expect(await page.locator('.facts').last().innerText()).toMatch(/Metric: Leaks\s*Region: River City\s*Part: Left bank\s*Period: 2020/); // biome-ignore format: one line
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('find the data set of the metric that they show', async () => {
    const { page } = await stage.open('/cube?metric=leaks&lang=en');
    expect(inAddress(page, 'dataset')).toBe('river-city');
    await page.context().close();
  });
});
