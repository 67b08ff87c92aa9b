import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Axis, layoutOf } from '../../src/explorer/page/cube/axis.ts';
import {
  ALL_PERIODS,
  ALL_REGIONS,
  cellsOfPeriod,
  dropTotal,
  findPartsInstead,
  findRefused,
  type Laid,
  nameShown,
  searchOfLayout,
  showParts,
} from '../../src/explorer/page/cube/fixed-axes.ts';
import { firstPage, inputOf, inputOfPeriods, MAX_CELLS, nextPage } from '../../src/explorer/page/cube/request.ts';
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
    ['2020', '2020', 'ANNUAL'],
    ['2020年', '2020', 'ANNUAL'],
    ['2020-A1', '2020', 'ANNUAL'],
    ['2014-04-01/P1Y', '2014-04-01/P1Y', 'ANNUAL'],
    ['2020-S1', '2020-S1', 'HALF_YEARLY'],
    ['2020Q1', '2020-Q1', 'QUARTERLY'],
    ['2020-01/2020-03', '2020-Q1', 'QUARTERLY'],
    ['2020年11月', '2020-11', 'MONTHLY'],
    ['2020-M11', '2020-11', 'MONTHLY'],
    ['2020-W05', '2020-W05', 'WEEKLY'],
    ['2020-11-30', '2020-11-30', 'DAILY'],
    ['2020-01-01/P11M', '2020-01-01/P11M', 'SPAN'],
    ['../2020-11', '../2020-11', 'SPAN'],
  ])('know that %s is %s, and its frequency', (period, text, frequency) => {
    expect(inputOf({ period }, METRICS, null)).toMatchObject({ from: text, to: text, frequency: [frequency] });
    const [month, year] = ['2020-02', text].map((own) => ({ period: own }) as Laid['cells'][number]);
    const cells = [month, year].flatMap((cell) => cell ?? []);
    expect(cellsOfPeriod(cells, period)).toEqual([year]);
    expect(cellsOfPeriod(cells.slice(0, 1), period)).toEqual([]);
  });

  it('leave a text that names no period to the API', () => {
    expect(inputOf({ period: 'soon' }, METRICS, null)).toEqual({ metrics: ['leaks'], from: 'soon', to: 'soon', ...TOTALS }); // biome-ignore format: one line
  });

  it('ask for the same periods whichever one is shown', () => {
    const chosen = [{ ...METRICS[0] }] as unknown as Laid['chosen'];
    const all = inputOfPeriods({ region: 'north' }, chosen, null);
    expect(all).toEqual({ metrics: ['leaks'], regions: { codes: ['north'] }, orderBy: ['PERIOD_DESC'], ...TOTALS });
    expect(inputOfPeriods({ region: 'north', period: '2020', from: '2018', to: '2019', latest: '2', frequency: 'MONTHLY' }, chosen, null)).toEqual(all); // biome-ignore format: one line
    expect(inputOfPeriods({ period: '2020', frequency: 'MONTHLY', total: 'time:ANNUAL' }, chosen, null)).toMatchObject({ frequency: ['MONTHLY'] }); // biome-ignore format: one line
  });
});

describe('what a filter shows', () => {
  const ORDER = {
    nodes: [{ code: 'north', name: 'North', parent: { code: 'whole', name: 'River City' } }],
    regions: [{ code: 'north', name: 'North', depth: 0 }],
    parts: [['left', 'Left bank']],
  };
  const cellOf = (breakdown: object[]) => ({ region: { name: 'River City' }, periodLabel: 'Year 2020', period: '2020', breakdown }); // biome-ignore format: one line
  const LEFT = cellOf([{ dimension: { code: 'bank' }, category: { code: 'left', name: 'Left bank' } }]);
  const nameOf = (axis: Axis, search: Laid['search'], cells: object[]) =>
    nameShown(axis, { cells, chosen: [], order: ORDER, search } as unknown as Laid, { names: new Map([['2020-11', 'November']]), isWhole: true }, 'Total'); // biome-ignore format: one line

  it('is named as the cells have it, and what is added up as the total of it', () => {
    const added = { dimension: 'bank', part: 'left', total: 'part:bank' };
    expect(nameOf('part', { dimension: 'bank', part: 'left' }, [LEFT])).toBe('Left bank');
    expect(nameOf('part', { dimension: 'bank', part: 'left' }, [])).toBe('Left bank');
    expect(nameOf('part', { dimension: 'bank', part: 'TOTAL' }, [cellOf([])])).toBe('Total');
    expect(nameOf('part', { dimension: 'bank', part: 'TOTAL' }, [])).toBe('Total');
    expect(nameOf('part', added, [cellOf([])])).toBe('Total');
    expect(nameOf('part', added, [])).toBe('Total');
    expect(nameOf('part', { ...added, total: 'part:age' }, [LEFT])).toBe('Left bank');
    const summed = { region: 'north', total: 'region:whole' };
    expect(nameOf('region', summed, [LEFT])).toBe('River City');
    expect(nameOf('region', summed, [])).toBe('River City');
    expect(nameOf('region', { region: 'north' }, [])).toBe('North');
    expect(nameOf('period', { period: '2020年' }, [LEFT])).toBe('Year 2020');
    expect(nameOf('period', { period: '2020年11月' }, [])).toBe('November');
  });

  it('of regions that are added up takes the place of none that are chosen', () => {
    const search = { region: 'whole', regions: 'north,south' };
    const next = { rows: ['region'], columns: [], filters: [] } as const;
    const spreadOf = (one: Laid['search']) => searchOfLayout(next, { filters: ['region'], search: one } as unknown as Laid); // biome-ignore format: one line
    expect(spreadOf({ ...search, total: 'region:whole' })).toEqual({ rows: 'region', columns: '', region: undefined });
    expect(spreadOf(search)).toMatchObject({ region: undefined, regions: 'whole' });
  });
});

describe('a step to where there are figures', () => {
  const keysOf = (change: object) => Object.keys(change).filter((key) => (change as Record<string, unknown>)[key] === undefined); // biome-ignore format: one line

  it('gives up the filter of its axis', () => {
    expect(keysOf(ALL_PERIODS)).toContain('period');
    expect(keysOf(ALL_REGIONS)).toContain('region');
    expect(showParts('bank')).toEqual({ dimension: 'bank', part: undefined, total: undefined });
    expect(keysOf(showParts('bank'))).toContain('part');
    expect(keysOf(showParts(undefined))).toEqual(['dimension', 'part', 'total']);
  });

  it('from a total shows what was to be added up, and not what the filter named', () => {
    const addedUp = (search: Laid['search']) => dropTotal(inputOf(search, [{ code: 'leaks', dimensions: [] }], null));
    expect(keysOf(addedUp({ region: 'whole', regions: 'north', total: 'region:whole' }))).toEqual(['total', 'region']);
    expect(addedUp({ period: '2020年', total: 'time:ANNUAL' })).toEqual({ total: undefined, period: undefined, from: '2020', to: '2020' }); // biome-ignore format: one line
    expect(keysOf(addedUp({ dimension: 'bank', part: 'TOTAL', total: 'part:bank' }))).toEqual(['total', 'part']);
    expect(keysOf(addedUp({ dimension: 'bank', part: 'left', total: 'part:age' }))).toEqual(['total']);
  });

  it('is of the parts that are published, beside totals where there are some', () => {
    const rowOf = (...codes: string[]) => ({ breakdown: codes.map((code) => ({ dimension: { code } })) });
    const left = [{ dimension: 'bank', categories: ['left'] }];
    const whole = [{ dimension: 'bank', categories: ['TOTAL'] }];
    expect(findPartsInstead([rowOf(), rowOf('bank')], left)).toEqual({ reason: 'cube.absent-part', hasTotals: true, dimensions: ['bank'] }); // biome-ignore format: one line
    expect(findPartsInstead([rowOf('bank'), rowOf('age')], left)).toEqual({ reason: 'cube.absent-part', hasTotals: false, dimensions: ['bank'] }); // biome-ignore format: one line
    expect(findPartsInstead([rowOf(), rowOf('age')], left)).toEqual({ reason: 'cube.absent-dimension', hasTotals: true, dimensions: [] }); // biome-ignore format: one line
    expect(findPartsInstead([rowOf('age'), rowOf('age', 'bank')], whole)).toEqual({ reason: 'cube.absent-parts', hasTotals: false, dimensions: ['age'] }); // biome-ignore format: one line
  });
});

it('a table asks for no more cells than it says that it holds', () => {
  let count = Number(firstPage({ metrics: ['leaks'] }).input.first);
  while (count < MAX_CELLS) {
    expect(nextPage(count)).toBeLessThanOrEqual(10_000);
    count += nextPage(count);
  }
  expect(count).toBe(MAX_CELLS);
});

describe('what the server refused', () => {
  const chosen = [{ code: 'leaks', dimensions: [{ code: 'bank', name: 'Bank' }] }];
  const order = {
    regions: [{ code: 'north', name: 'North' }],
    parts: [['left', 'Left bank']],
    nodes: [{}],
    totalCount: 1,
  };
  const wordsOf = (search: Laid['search'], known: object = order) => findRefused({ search, input: { metrics: ['leaks'] }, chosen, order: known } as unknown as Parameters<typeof findRefused>[0]).map(({ words, name }) => [words, name].join(' ').trim()); // biome-ignore format: one line

  it('is given up by one step for each choice that there is not', () => {
    expect(wordsOf({ region: 'north', period: '2020年', dimension: 'bank', part: 'left' })).toEqual([]);
    expect(wordsOf({ dimension: 'bank', part: 'TOTAL', from: '2020', to: '2020-11' })).toEqual([]);
    expect(wordsOf({ region: 'south', period: 'soon' })).toEqual(['cube.all-regions', 'cube.all-periods']);
    expect(wordsOf({ regions: 'north,south', to: 'soon' })).toEqual(['cube.all-regions', 'cube.all-periods']);
    expect(wordsOf({ dimension: 'bank', part: 'middle' })).toEqual(['cube.show-parts Bank']);
    expect(wordsOf({ dimension: 'age', part: 'left' })).toEqual(['cube.show-totals']);
    expect(wordsOf({ total: 'region:south' })).toEqual(['cube.without-total']);
  });

  it('is no region where not all of them are known', () => {
    expect(wordsOf({ region: 'south' }, { ...order, totalCount: 2 })).toEqual([]);
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

  it('are made and given up without dragging, by a choice at each axis that keeps the focus', async () => {
    const { page, faults } = await stage.open('/cube?dataset=river-city&metrics=checks,leaks&lang=en', { width: 390 });
    const choice = (list: string, axis: string) => page.getByRole('grid', { name: list }).getByRole('combobox', { name: axis, exact: true }); // biome-ignore format: one line
    const hasFocus = (list: string, axis: string) => expect.poll(() => choice(list, axis).evaluate((one) => one === document.activeElement)).toBe(true); // biome-ignore format: one line
    expect(await choice('Rows', 'Region').locator('option').allInnerTexts()).toEqual(['Rows', 'Columns', 'Filters']);
    await choice('Rows', 'Metric').focus();
    await page.keyboard.press('f');
    await waitForAddress(page, 'metric', 'leaks');
    await hasFocus('Filters', 'Metric');
    expect(await rowNames(page)).not.toContain('Checks');
    expect(await violationsOf(page)).toEqual([]);
    await choice('Filters', 'Metric').selectOption('columns');
    await waitForAddress(page, 'metric', null);
    await hasFocus('Columns', 'Metric');
    expect(inAddress(page, 'columns')).toBe('period,metric');
    const { width = 0, height = 0 } = (await choice('Columns', 'Metric').boundingBox()) ?? {};
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
    await page.goBack();
    await waitForAddress(page, 'metric', 'leaks');
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

  it('of a period are read in any of its names, and keep it while the field is cleared', async () => {
    const { page, faults } = await stage.open('/releases?dataset=river-city&lang=en');
    const asked: string[] = [];
    let count = 600;
    await page.route(/graphql.*CubePeriods/, async (route) => {
      asked.push(route.request().url());
      const response = await route.fetch();
      const json = await response.json();
      json.data.cube.totalCount = count;
      await route.fulfill({ response, json });
    });
    const address = `${stage.url}/cube?dataset=river-city&metrics=leaks&region=990000&period=2020年&lang=en`;
    await page.goto(address);
    await page.waitForSelector('.pivot-cell button');
    await settle(page);
    expect(await page.locator('.pivot-cell .digits').allInnerTexts()).toEqual(['222']);
    expect(await chip(page, 'Filters', 'Period: 2020').count()).toBe(1);
    // The first page did not have all figures; another period changes nothing of them.
    expect(asked).toHaveLength(2);
    const list = page.locator('.choices').getByRole('combobox', { name: 'Period', exact: true });
    expect(await list.inputValue()).toBe('2020');
    await list.selectOption('2020-11');
    await waitForAddress(page, 'period', '2020-11');
    await settle(page);
    expect(asked).toHaveLength(2);
    // More figures than are asked for at once: the period is written.
    count = 20_000;
    await page.goto(address);
    await page.waitForSelector('.pivot-cell button');
    await settle(page);
    expect(asked).toHaveLength(3);
    const field = page.getByRole('searchbox', { name: 'Period', exact: true });
    expect(await field.inputValue()).toBe('2020年');
    await field.fill('');
    await page.waitForTimeout(500);
    expect(inAddress(page, 'period')).toBe('2020年');
    await field.blur();
    expect(await field.inputValue()).toBe('2020年');
    await field.fill('2020年11月');
    await waitForAddress(page, 'period', '2020年11月');
    await settle(page);
    expect(await page.locator('.pivot-cell .digits').allInnerTexts()).toEqual(['23']);
    expect(await field.inputValue()).toBe('2020年11月');
    expect(asked).toHaveLength(3);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('find the data set of the metric that they show', async () => {
    const { page } = await stage.open('/cube?metric=leaks&lang=en');
    expect(inAddress(page, 'dataset')).toBe('river-city');
    await page.context().close();
  });
});
