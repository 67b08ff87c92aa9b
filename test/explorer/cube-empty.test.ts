import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { riverCity } from '../support/package.ts';
import { askOf } from './ask.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle, violationsOf } from './browser.ts';

const { files } = riverCity();
/** Gauges of two days, neither of which ends a year; of a year before, leaks of one bank and both. */
const PACKAGE = riverCity('1', {
  observations: `${files.observations}gauges,990100,,2019-09-30,3,,,,,,,\ngauges,990100,,2020-03-31,4,,,,,,,\ngauges,990200,,2020,,SUPPRESSED,,,,,,\nleaks,990000,bank=right,2018,5,,,,,,,\nleaks,990000,,2018,9,,,,,,,\n`,
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([PACKAGE]);
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`the cube without cells${NEEDS}`, () => {
  it('adds up the dimension that it offers to add up', async () => {
    const input = { metrics: ['leaks'], breakdowns: [{ dimension: 'bank' }], rollUp: { overBreakdowns: ['bank'] } };
    const { cube } = await askOf(stage, 'query ($input: CubeInput!) { cube(input: $input) { totalCount } }', { input });
    expect(cube.totalCount).toBeGreaterThan(0);
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=leaks&total=part:bank');
    expect(await page.locator('.is-failed').count()).toBe(0);
    expect(
      await page
        .getByRole('status')
        .filter({ hasText: `${cube.totalCount} cells` })
        .count(),
    ).toBe(1);
    await page.goto(
      `${stage.url}/cube?dataset=river-city&lang=en&metrics=leaks&dimension=bank&part=left&total=part:bank`,
    );
    await settle(page);
    expect(await page.getByRole('table', { name: 'Cube, Total' }).count()).toBe(1);
    expect(await page.getByRole('grid', { name: 'Filters' }).getByRole('row', { name: 'Part: Total' }).count()).toBe(1);
    await page.context().close();
  });

  it('says why figures make up no year, and shows them without a total', async () => {
    const { page } = await stage.open(
      '/cube?dataset=river-city&lang=en&metrics=gauges&regions=990100&total=time:ANNUAL',
    );
    await page.getByText('2 figures are published for this selection (Days). They fill no year').waitFor();
    await page.getByRole('button', { name: 'Show the figures without a total' }).click();
    await settle(page);
    expect(await page.locator('.pivot-cell .digits').allInnerTexts()).toEqual(['3', '4']);
    await page.context().close();
  });

  it('says that only parts are published, and shows them', async () => {
    const { page } = await stage.open('/cube?lang=en&metrics=organised-crime-groups-investigated');
    await page.getByText('Only parts are published, without a total.').waitFor();
    await page.getByRole('button', { name: /^Show them by/ }).click();
    await settle(page);
    expect(await page.locator('.pivot-cell .digits').allInnerTexts()).toEqual(['6', '8', '31', '15']);
    await page.context().close();
  });

  it('says that one part is not published, and shows the others and the total', async () => {
    const { page } = await stage.open(
      '/cube?dataset=river-city&lang=en&metrics=leaks&period=2018&dimension=bank&part=left',
    );
    await page.getByText('This part is not published for this selection.').waitFor();
    await page.getByRole('button', { name: 'Show totals' }).click();
    await settle(page);
    expect(await page.locator('.pivot-cell .digits').allInnerTexts()).toEqual(['9']);
    expect(new URL(page.url()).search).not.toContain('part=');
    await page.goBack();
    await page.getByRole('button', { name: 'Show them by Bank' }).click();
    await settle(page);
    expect(await page.locator('.pivot-cell .digits').allInnerTexts()).toContain('5');
    expect(new URL(page.url()).search).not.toContain('part=');
    await page.context().close();
  });

  it('says that figures are of other periods within that of the filter, and shows them', async () => {
    const search = 'dataset=tianshui-2020&lang=en&metrics=criminal-cases-filed&period=2020-01-01/P18M';
    const { page } = await stage.open(`/cube?${search}`);
    await page.getByText('left out, of other periods that lie within this one').waitFor();
    expect(await page.locator('.pivot-cell').count()).toBe(0);
    await page.getByRole('button', { name: 'Show all periods' }).click();
    await settle(page);
    expect(await page.locator('.pivot-cell .digits').count()).toBeGreaterThan(0);
    await page.context().close();
  });

  it('says of what is published nowhere that it is not', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=leaks&from=2031');
    await page.getByText('No figures are published for this selection.').waitFor();
    await page.context().close();
  });

  it.each([
    ['metrics=leaks&period=1890', 'Show all periods'],
    ['metrics=leaks&region=620500&from=2020', 'Show all regions'],
    ['metrics=leaks&region=620500&period=1890', 'Show all periods · Show all regions'],
    ['metrics=leaks&region=nowhere', 'Show all regions'],
    ['metrics=leaks&from=soon', 'Show all periods'],
    ['metrics=leaks&dimension=bank&part=middle', 'Show them by Bank'],
    ['metrics=leaks&dimension=age&part=left', 'Show totals'],
    ['metrics=leak-rate&total=region:nowhere', 'Show the figures without a total'],
  ])('of %s offers one step to figures, which takes the focus along', async (search, words) => {
    const { page } = await stage.open(`/cube?dataset=river-city&lang=en&${search}`);
    expect(await page.locator('.pivot').count()).toBe(0);
    const steps = page.locator(':is(.empty, .choice-steps) button');
    expect(await steps.allInnerTexts()).toEqual([words]);
    expect(await violationsOf(page)).toEqual([]);
    await steps.focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.pivot-cell .digits');
    await settle(page);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('cube-result');
    expect(await page.locator('.cube-result .pivot').count()).toBe(1);
    await page.goBack();
    await settle(page);
    expect(await steps.allInnerTexts()).toEqual([words]);
    await page.context().close();
  });

  it.each([
    ['metrics=gauges,leaks&period=2018', 'Gauges', 'Show all periods'],
    ['metrics=checks,gauges&region=990100', 'Checks', 'Show all regions'],
    ['metrics=checks,leaks&dimension=bank&part=left', 'Checks', 'Show totals'],
  ])('of %s says what a filter left out beside figures, and shows it', async (search, name, words) => {
    const { page } = await stage.open(`/cube?dataset=river-city&lang=en&${search}`);
    const absent = page.locator('.absent li').filter({ hasText: name });
    await absent.getByRole('button', { name: words }).click();
    await settle(page);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('cube-result');
    const { searchParams } = new URL(page.url());
    expect(['region', 'part', words === 'Show totals' ? 'dimension' : 'period'].filter((one) => searchParams.has(one))).toEqual([]); // biome-ignore format: one line
    expect(await page.locator('.pivot-cell .digits').count()).toBeGreaterThan(0);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`cells without a figure${NEEDS}`, () => {
  // biome-ignore format: a line for each language
  it.each([
    ['en', ['· Empty: no figure is published for this combination.', '— missing The source lists this figure, and gives no value for it.', '▒▒ suppressed There is a value, and it is not published.', '0 is a published value.']],
    ['zh-Hans', ['· 空格：没有公布该组合的数字。', '— 缺失 来源列出了该项，但没有给出数值。', '▒▒ 不予公布 有数值，但不予公布。', '0 是已公布的数值。']],
  ])('are told apart below the table in %s: empty, missing, suppressed, and zero', async (lang, signs) => {
    const { page, faults } = await stage.open(`/cube?dataset=river-city&metrics=gauges&lang=${lang}`);
    const told = await page.locator('.sign-legend li').allInnerTexts();
    expect(told.map((line) => line.replace(/\s+/g, ' ').trim())).toEqual(signs);
    expect(await page.locator('.pivot .no-cell').count()).toBeGreaterThan(0);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.sign-legend').isVisible()).toBe(true);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('have no legend where there are none', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&metrics=checks&lang=en');
    expect(await page.locator('.pivot-cell .digits').count()).toBeGreaterThan(0);
    expect(await page.locator('.sign-legend').count()).toBe(0);
    await page.context().close();
  });
});
