import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../src/explorer/address/day.ts';
import { riverCity } from '../support/package.ts';
import { askOf } from './ask.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([riverCity()]);
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`a page of one thing takes the data set of what it shows${NEEDS}`, () => {
  it.each([
    ['/metric/leaks?lang=en', '.headline-figure'],
    ['/metric/leaks?dataset=tianshui-2020&lang=en', '.headline-figure'],
    ['/metric/leaks?dataset=nope&lang=en', '.headline-figure'],
    ['/source/river-report?lang=en', '.place'],
    ['/source/river-report?dataset=tianshui-2020&lang=en', '.place'],
    ['/task/dike?lang=en', '.task-standing'],
    ['/task/dike?dataset=tianshui-2020&lang=en', '.task-standing'],
    ['/task/dike?dataset=nope&lang=zh-Hans', '.task-standing'],
    ['/cube?metrics=leaks&regions=990100&lang=en', '.pivot-cell'],
    ['/cube?metrics=nope,leaks&dataset=tianshui-2020&lang=en', '.pivot-cell'],
  ])('%s', async (path, shown) => {
    const { page, faults } = await stage.open('/health');
    faults.length = 0;
    const steps = await page.evaluate(() => history.length);
    await page.goto(stage.url + path);
    await page.locator(shown).first().waitFor();
    await settle(page);
    expect(await page.locator('.bar select').first().inputValue()).toBe('river-city');
    expect(new URL(page.url()).searchParams.get('dataset')).toBe('river-city');
    expect(await page.evaluate(() => history.length)).toBe(steps + 1);
    expect(await page.locator('nav.pages a').first().getAttribute('href')).toContain('dataset=river-city');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.print-head').innerText()).not.toContain('Tianshui');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each(['/metric/leaks', '/source/river-report', '/task/dike'])(
    '%s: says since when there is something of that data set, and of no other',
    async (path) => {
      const { page } = await stage.open(`${path}?asOf=1990-01-01&lang=en`);
      const { dataset } = await askOf(
        stage,
        '{ dataset(code: "river-city") { timeZone releases(first: 1) { nodes { publishedAt importedAt } } } }',
      );
      const [release] = dataset.releases.nodes;
      const day = dayOf(release.publishedAt ?? release.importedAt, dataset.timeZone);
      expect(await page.locator('main').innerText()).toContain(day);
      expect(new URL(page.url()).searchParams.get('dataset')).toBe('river-city');
      await page.context().close();
    },
  );

  it('keeps what else the address asks for, and says what of it is not here', async () => {
    const { page } = await stage.open('/metric/leaks?view=moon&frequency=MONTHLY&lang=en#series');
    await page.getByText('The address asks for View “moon”').waitFor();
    const { searchParams, hash } = new URL(page.url());
    expect([searchParams.get('frequency'), hash]).toEqual(['MONTHLY', '#series']);
    await page.context().close();
  });

  it('is that of the address where it has figures of it, or nothing is found', async () => {
    const { page } = await stage.open('/metric/nope?dataset=river-city&lang=en');
    expect(await page.locator('main h1').innerText()).toBe('There is nothing under “nope”');
    expect(new URL(page.url()).searchParams.get('dataset')).toBe('river-city');
    await page.context().close();
  });

  const BUSY = { errors: [{ message: 'The server is busy', extensions: { code: 'UNAVAILABLE' } }] };
  it.each<[string, (route: Route) => Promise<void>]>([
    ['answers', (route) => route.abort('connectionrefused')],
    ['is busy no more', (route) => route.fulfill({ status: 503, json: BUSY })],
  ])('is found once the server %s', async (_, refuse) => {
    const { page } = await stage.open('/health');
    const home = /operationName=MetricHomes/;
    await page.route(home, refuse);
    await page.goto(`${stage.url}/metric/leaks?lang=en`);
    await page.getByRole('alert').getByText('The server does not answer').waitFor();
    expect(await page.locator('.headline-figure').count()).toBe(0);
    await page.unroute(home);
    await page.locator('.headline-figure').waitFor();
    await page.context().close();
  });
});
