import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { importText } from '../support/river.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

/** River City with a count of gauges in two districts, which each release gives in other numbers. */
const edition = (version: string, upper: number, lower: number) => {
  const { files } = riverCity();
  return riverCity(version, {
    observations: `${files.observations}${csv(
      `gauges,990100,,2019,${upper - 1},,,,,,,`,
      `gauges,990100,,2020,${upper},,,,,,,`,
      `gauges,990200,,2020,${lower},,,,,,,`,
    )}`,
  });
};

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([edition('1', 41, 31)]);
});
afterAll(() => stage?.close());

const METRIC = '/metric/gauges?dataset=river-city&lang=en&region=990100';

describe.skipIf(!hasBrowser)(`a page that is open while a release is published${NEEDS}`, () => {
  it('forgets what it kept as soon as an answer is of another release, and asks for what is on the screen anew', async () => {
    const { page, faults } = await stage.open(METRIC);
    const headline = page.locator('.headline');
    const ranking = page.locator('#regions ~ * .downloadable, section[aria-labelledby="regions"]').first();
    expect(await headline.innerText()).toContain('41');
    expect(await ranking.innerText()).toContain('31');
    await importText(stage.database, edition('2', 52, 63));
    // The part of another region is asked for; the ranking of all regions was there already.
    await page.locator('.series .choice select').first().selectOption('990200');
    await settle(page);
    expect(await headline.innerText()).toContain('63');
    expect(await ranking.innerText()).toContain('52');
    expect(await ranking.innerText()).not.toContain('41');
    // What was on the screen before is kept no more.
    await page.goBack();
    await settle(page);
    expect(await headline.innerText()).toContain('52');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('has pages that were looked at before as they are published now', async () => {
    const { page } = await stage.open('/metric?dataset=river-city&lang=en');
    const row = page.locator('main tr, main li').filter({ hasText: 'Gauges' }).first();
    expect(await row.count()).toBe(1);
    await page.getByRole('link', { name: 'Sources', exact: true }).click();
    await settle(page);
    await importText(stage.database, edition('3', 74, 85));
    await page.getByRole('link', { name: 'Releases', exact: true }).click();
    await settle(page);
    expect(await page.locator('.releases li').count()).toBe(3);
    await page.goto(stage.url + METRIC);
    await settle(page);
    expect(await page.locator('.headline').innerText()).toContain('74');
    await page.context().close();
  });

  it('has a cube and a list of tasks as they are published now', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=gauges&regions=990100');
    const table = page.locator('.pivot');
    expect(await table.innerText()).toContain('74');
    await importText(stage.database, edition('4', 96, 97));
    await page.getByLabel('Latest periods').selectOption('1');
    await settle(page);
    expect(await table.innerText()).toContain('96');
    await page.goBack();
    await settle(page);
    expect(await table.innerText()).toContain('96');
    expect(await table.innerText()).not.toContain('74');
    await page.context().close();
  });

  it('keeps the table of a cube while the order of its members is asked for anew', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=gauges');
    const order = /graphql.*CubeRegions/;
    const isAsked = page.waitForRequest(order);
    // It is never answered.
    await page.route(order, () => {});
    await importText(stage.database, edition('5', 108, 109));
    await page.getByLabel('Latest periods').selectOption('1');
    await isAsked;
    await page.locator('.pivot').getByText('108').waitFor();
    await page.context().close();
  });

  it('asks no more than once for each part of the screen', async () => {
    const { page } = await stage.open(METRIC);
    await importText(stage.database, edition('6', 11, 12));
    const asked: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/graphql') asked.push(request.url());
    });
    await page.locator('.series .choice select').first().selectOption('990200');
    await settle(page);
    // The question that told of the release is asked a second time.
    const counts = [...new Set(asked)].map((url) => asked.filter((one) => one === url).length);
    expect(counts.filter((count) => count > 2)).toEqual([]);
    await page.context().close();
  });
});
