import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf, endOfDay, faultOfDay } from '../../src/explorer/address/day.ts';
import { riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage } from './browser.ts';

it('a day that the calendar does not have is none, and one that is yet to come has nothing', () => {
  const faultOf = (day: string) => faultOfDay(day, 'Asia/Shanghai');
  for (const day of ['2020-02-30', '2020-13-01', '2020-00-10', '2021-02-29', '0000-01-01', 'yesterday']) {
    expect([day, faultOf(day)]).toEqual([day, 'no-such-day']);
  }
  expect(faultOf('9999-01-01')).toBe('day-to-come');
  expect(['2020-02-29', dayOf(new Date(), 'Asia/Shanghai')].map(faultOf)).toEqual([null, null]);
});

it('every day of the calendar has an end in every time zone', () => {
  expect(endOfDay('2020-01-01', 'Asia/Shanghai')).toBe('2020-01-01T15:59:59.000Z');
  expect(endOfDay('9999-12-31', 'Asia/Shanghai')).toBe('9999-12-31T15:59:59.000Z');
  expect(endOfDay('0002-01-01', 'UTC')).toBe('0002-01-01T23:59:59.000Z');
  for (const day of ['0001-01-01', '0020-01-01', '0202-01-01', '9999-12-31']) {
    for (const zone of ['Asia/Shanghai', 'America/New_York']) expect(() => endOfDay(day, zone)).not.toThrow();
  }
});

/** A data set that has nothing but a name. */
const EMPTY = { name: 'empty', version: '1', files: { regions: riverCity().files.regions ?? '' } };

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([riverCity(), EMPTY]);
});
afterAll(() => stage?.close());

const LONG = 'x'.repeat(200);
const PAGES = ['/', '/plan', '/metric', '/cube', '/sources', '/releases'];

describe.skipIf(!hasBrowser)(`addresses that nobody meant${NEEDS}`, () => {
  it.each(PAGES)('%s of a data set without anything says so', async (path) => {
    const { page, faults } = await stage.open(`${path}?dataset=empty&lang=en`);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('.is-failed').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each(['/', '/metric/leaks'])('%s as of today is as of now', async (path) => {
    const today = dayOf(new Date(), 'Asia/Shanghai');
    const { page } = await stage.open(`${path}?dataset=river-city&lang=en&asOf=${today}`);
    expect(await page.locator('.is-failed').count()).toBe(0);
    await page.context().close();
  });

  it.each([
    '/',
    '/plan',
    '/task/dike',
    '/metric',
    '/metric/leaks',
    '/cube',
    '/sources',
    '/source/river-report',
    '/releases',
  ])('%s as of what is no day of the past says so, and leads to now', async (path) => {
    const { page, faults } = await stage.open(`${path}?dataset=river-city&lang=en&asOf=2026-02-31`);
    expect(await page.locator('main h1').innerText()).toBe('There is no day “2026-02-31”');
    await page.goto(`${stage.url}${path}?dataset=river-city&lang=en&asOf=9999-01-01`);
    await page.getByRole('heading', { name: '9999-01-01 is yet to come' }).waitFor();
    expect(await page.locator('.is-failed').count()).toBe(0);
    await page.getByRole('link', { name: 'See the figures of now' }).click();
    await page.waitForFunction(() => document.querySelector('main h1') && !document.querySelector('.notice.is-past'));
    expect(new URL(page.url()).searchParams.get('asOf')).toBeNull();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each([
    '/?dataset=river-city&asOf=1990-01-01',
    '/metric/leaks?dataset=river-city&asOf=1990-01-01',
    '/?dataset=river-city&asOf=0002-01-01',
    '/?dataset=river-city&asOf=yesterday',
    `/metric/leaks?dataset=river-city&asOf=${LONG}`,
    '/metric/leaks?dataset=river-city&asOf=0202-01-01',
    '/metric/leaks?dataset=river-city&region=nowhere',
    '/metric/leaks?dataset=river-city&part=moon:full',
    '/metric/leaks?dataset=river-city&part=:::&frequency=NEVER&view=none&compare=x',
    '/cube?dataset=river-city&metrics=none,of,these',
    '/cube?dataset=river-city&metrics=leaks&rows=region,region,moon&columns=region&latest=-5',
    '/plan?dataset=river-city&by=moon&sort=up&status=NEVER&group=none',
    `/plan?dataset=river-city&by=none&q=${LONG}`,
    `/metric?dataset=river-city&q=${encodeURIComponent('شارع 🏛️ ‮abc')}`,
    `/metric/${LONG}?dataset=river-city`,
    '/task/%E6%B2%B3%2F..%2F?dataset=river-city',
    '/source/river-report?dataset=river-city&at=nowhere%20at%20all',
    '/releases?dataset=river-city&from=0&to=99&metric=none',
    '/metric/leaks/more?dataset=river-city',
  ])('%s draws a page', async (path) => {
    const { page, faults } = await stage.open(`${path}&lang=en`);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.locator('h1').innerText()).not.toContain('went wrong');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it.each(['/metric/%00', '/task/%00', '/source/%00'])('%s is refused under a heading', async (path) => {
    const { page } = await stage.open(`${path}?dataset=river-city&lang=en`);
    expect(await page.locator('h1').allInnerTexts()).toEqual(['The server refused this question.']);
    expect(await page.title()).toBe('The server refused this question. · govgraph');
    expect(await page.getByRole('alert').innerText()).toContain('U+0000');
    await page.context().close();
  });

  it.each([
    ['/metric/nothing?dataset=river-city', 'There is nothing under “nothing”'],
    ['/plan?dataset=nothing', 'There is no data set “nothing”'],
    ['/plan?dataset=river-city&asOf=2026-02-31', 'There is no day “2026-02-31”'],
    ['/source/nothing?dataset=river-city', 'There is nothing under “nothing”'],
  ])('%s gives the window the title of what stands there', async (path, title) => {
    const { page } = await stage.open(`${path}&lang=en`);
    expect(await page.title()).toBe(`${title} · govgraph`);
    await page.context().close();
  });

  it('take the last of a name that stands in them more than once', async () => {
    const { page, faults } = await stage.open('/?dataset=tianshui-2020&dataset=river-city&lang=zh-Hans&lang=en');
    expect(await page.locator('h1').innerText()).toBe('river-city');
    expect(await page.locator('.notice').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('of a filter of the cube may be long, and the page has room for it', async () => {
    const { page } = await stage.open(`/cube?dataset=river-city&lang=en&metric=leaks&period=${'9'.repeat(1000)}`);
    expect(await page.getByText('The server refused this question.').count()).toBe(1);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    await page.context().close();
  });

  it('search takes 200 characters, letters from right to left and emoji', async () => {
    const { page, faults } = await stage.open('/?dataset=river-city&lang=en');
    for (const text of [LONG, 'شارع', '🏛️', '<b>"\\{}', '‮abc']) {
      await page.keyboard.press('Control+k');
      await page.locator('.search-modal input').fill(text);
      await page.waitForFunction(() => /\d|No|result/.test(document.querySelector('.search-state')?.textContent ?? ''));
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('goes back and forward through what was chosen', async () => {
    const { page } = await stage.open('/?dataset=river-city&lang=en');
    await page.getByRole('link', { name: 'Plan', exact: true }).click();
    await page.waitForSelector('.plan-groups');
    await page.getByRole('link', { name: 'Sources', exact: true }).click();
    await page.waitForSelector('.source-list');
    await page.goBack();
    await page.waitForSelector('.plan-groups');
    await page.goBack();
    await page.waitForSelector('.figure-grid');
    await page.goForward();
    await page.waitForSelector('.plan-groups');
    expect(new URL(page.url()).searchParams.get('dataset')).toBe('river-city');
    await page.context().close();
  });
});
