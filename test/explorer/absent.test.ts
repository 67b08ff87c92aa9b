import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle, violationsOf } from './browser.ts';

const { files } = riverCity();
const CITY = riverCity('1', {
  regions: `${files.regions}${csv('test,991000,PREFECTURE,,Hill City,山市,,,', 'test,991100,COUNTY,991000,Hill District,山区,,,')}`,
  observations: `${files.observations}${csv(
    'gauges,990100,,2018,5,,,,,,,',
    'gauges,990200,,2018,6,,,,,,,',
    'gauges,991100,,2018,7,,,,,,,',
  )}`,
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([CITY]);
});
afterAll(() => stage?.close());

const FOUR =
  'metrics=organised-crime-groups-investigated,organised-crime-cases-prosecuted,criminal-clearance-rate,campaign-illicit-assets-seized';

describe.skipIf(!hasBrowser)(`what was chosen and is not in the cube${NEEDS}`, () => {
  it.each([
    ['en', 'Only parts are published, without a total.', /^Show them by/],
    ['zh-Hans', '只公布分项，没有合计。', /^按.*显示分项$/],
  ])('is named in %s with the reason, and one step shows it', async (lang, reason, step) => {
    const { page, faults } = await stage.open(`/cube?dataset=tianshui-2020&lang=${lang}&${FOUR}`);
    const told = page.locator('.absent li');
    expect(await page.locator('.pivot-row').count()).toBe(2);
    expect(await told.count()).toBe(2);
    for (const line of await told.allInnerTexts()) expect(line).toContain(reason);
    expect(await violationsOf(page)).toEqual([]);
    await told.first().getByRole('button', { name: step }).first().click();
    await settle(page);
    expect(new URL(page.url()).searchParams.get('dimension')).not.toBeNull();
    expect(await page.locator('.pivot-row').count()).toBeGreaterThan(2);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each([
    [
      'metrics=leaks,checks&dimension=bank',
      'Checks It is not published by this dimension.',
      'Show totals',
      'dimension',
    ],
    ['metrics=gauges,checks&to=2018', 'Checks It has figures of other periods only.', 'Show all periods', 'to'],
    [
      'metrics=gauges,checks&regions=990100',
      'Checks It has figures of other regions only.',
      'Show all regions',
      'regions',
    ],
    ['metrics=gauges&regions=990100,991000', 'Hill City Nothing of it is published with this selection.', null, null],
    [
      'metrics=gauges,checks&total=time:ANNUAL&from=2018&to=2018',
      'Checks It has figures of other periods only.',
      'Show all periods',
      'total',
    ],
  ])('of %s says why, and takes back the choice that is the reason', async (search, line, step, parameter) => {
    const { page } = await stage.open(`/cube?dataset=river-city&lang=en&${search}`);
    const told = page.locator('.absent li');
    expect((await told.first().innerText()).replace(/\s+/g, ' ')).toContain(line);
    if (step !== null) {
      await told.first().getByRole('button', { name: step }).click();
      await settle(page);
      expect(new URL(page.url()).searchParams.has(parameter)).toBe(false);
      expect(await page.locator('.absent li').count()).toBe(0);
    }
    await page.context().close();
  });

  it('tells the periods of the figures where more were chosen', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=gauges&from=2010&to=2030');
    expect(await page.locator('.absent-span').innerText()).toContain('Chosen: 2010 – 2030.');
    await page.goto(`${stage.url}/cube?dataset=river-city&lang=en&metrics=gauges&from=2018&to=2018`);
    await settle(page);
    expect(await page.locator('.pivot-row').count()).toBe(3);
    expect(await page.locator('.absent, .absent-span').count()).toBe(0);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`a total over regions${NEEDS}`, () => {
  it('counts the regions that the installation knows, beside it and in its dialog', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=gauges&total=region:991000');
    expect(await page.locator('.sign-legend').innerText()).toContain(
      'of those of Hill City that this installation knows',
    );
    await page.locator('.pivot-cell button').first().click();
    const panel = page.getByRole('dialog');
    await panel.locator('.cell-parts').waitFor();
    expect(await panel.innerText()).toContain(
      '1 of the 1 region of Hill City that this installation knows has a value',
    );
    await page.context().close();
  });

  it('is not offered where one part is known', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=gauges');
    const offered = await page.getByLabel('Totals').locator('option').allInnerTexts();
    expect(offered).toContain('Total for River City');
    expect(offered).not.toContain('Total for Hill City');
    await page.context().close();
  });

  it('says that no other tool has it', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=gauges&total=region:990000');
    await page.getByText('Files, OData, SQL, curl and Power Query have the published figures').waitFor();
    await page.context().close();
  });
});
