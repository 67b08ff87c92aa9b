import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { riverCity } from '../support/package.ts';
import { askOf } from './ask.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const { files } = riverCity();
/** Gauges of two days, neither of which ends a year. */
const PACKAGE = riverCity('1', {
  observations: `${files.observations}gauges,990100,,2019-09-30,3,,,,,,,\ngauges,990100,,2020-03-31,4,,,,,,,\n`,
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
    expect(await page.locator('.pivot-cell .digits').allInnerTexts()).toEqual(['31', '6', '8', '15']);
    await page.context().close();
  });

  it('says of what is published nowhere that it is not', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=leaks&from=2031');
    await page.getByText('No figures are published for this selection.').waitFor();
    await page.context().close();
  });
});
