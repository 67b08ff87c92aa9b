import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle, violationsOf } from './browser.ts';

/** A release, and one that revises a figure to another with more digits than a phone is wide. */
const revised = (version: string, value: string) => ({
  ...riverCity(version, {
    observations: `metric,region,period,value\nleak-rate,990000,2020,${value}\nleak-rate,990100,2020,${value}1\n`,
    published_changes: 'metric,region,breakdown,period,change,value\n',
  }),
  govgraph: { publishedAt: `2025-12-0${version}` },
});

/** A project with a report that was read at a place whose name is longer than a phone is wide. */
const PROJECTS = {
  name: 'projects',
  version: '1',
  govgraph: { region: null },
  files: {
    regions: csv('scheme,code,level,name:en', 'ISO 3166-1,ABW,COUNTRY,Aruba'),
    sources: csv('code,title:en', 'list,List of projects'),
    tasks: csv('code,title:en,status,due_date,region', 'heat,Heat networks,IN_PROGRESS,2022-03-31,ABW'),
    task_reports: csv(
      'task,reported_at,status,note:en,source,locator',
      'heat,2021-03-31T00:00:00Z,IN_PROGRESS,As planned.,list,The row of the Heat Networks Investment Project of the department',
    ),
  },
};

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser)
    stage = await openStage([revised('1', '-1.2345678901234567'), revised('2', '-1.3456789012345678'), PROJECTS]);
});
afterAll(() => stage?.close());

const PHONE = { width: 390, height: 844 };

describe.skipIf(!hasBrowser)(`on a phone${NEEDS}`, () => {
  it.each([
    ['en', 'Search', 'As of', 'Asia/Shanghai time'],
    ['zh-Hans', '搜索', '截至', 'Asia/Shanghai 时间'],
  ])(
    'the search and the day have their names in %s, the day in sight, with its time zone',
    async (lang, search, day, zone) => {
      const { page } = await stage.open(`/?dataset=river-city&lang=${lang}`, PHONE);
      const bar = page.locator('.bar');
      expect(await bar.getByRole('button', { name: search }).count()).toBe(1);
      const field = bar.getByLabel(day, { exact: true });
      expect(await field.count()).toBe(1);
      for (const words of [day, zone]) {
        const { width = 0, height = 0 } = (await bar.getByText(words, { exact: true }).boundingBox()) ?? {};
        expect([words, width > 10, height > 8]).toEqual([words, true, true]);
      }
      const described = await field.getAttribute('aria-describedby');
      expect(await page.locator(`#${described}`).innerText()).toBe(zone);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
      await page.context().close();
    },
  );

  it('a report on a task stays in its column, however long the name of its place is', async () => {
    const { page } = await stage.open('/task/heat?dataset=projects&lang=en', PHONE);
    const report = page.locator('.reports li').first();
    const right = async (part: Locator) => part.evaluate((one) => one.getBoundingClientRect().right);
    const edge = await right(report);
    expect(await right(report.locator('a.source'))).toBeLessThanOrEqual(edge);
    expect(await right(report.locator('p'))).toBeLessThanOrEqual(edge);
    // On paper it is whole: nobody can point at it there.
    const hidden = () => report.locator('a.source').evaluate((one) => one.scrollWidth - one.clientWidth);
    expect(await hidden()).toBeGreaterThan(0);
    await page.emulateMedia({ media: 'print' });
    expect(await hidden()).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it('a Chinese name beside long numbers has more than one character to a line', async () => {
    const { page } = await stage.open('/releases?dataset=river-city&lang=zh-Hans&metric=leak-rate', PHONE);
    const name = page.locator('.is-comparison tbody th').first();
    await name.waitFor();
    await page.locator('.is-comparison tbody tr').evaluateAll((rows) => {
      for (const row of rows) {
        for (const digits of row.querySelectorAll('.digits')) digits.textContent = '−0.630162417888641';
        for (const head of row.querySelectorAll('th')) head.textContent = '阿尔巴尼亚';
      }
    });
    const lines = await name.evaluate((head) => {
      const range = document.createRange();
      range.selectNodeContents(head);
      return range.getClientRects().length;
    });
    expect(lines).toBeLessThanOrEqual(3);
    await page.context().close();
  });

  it.each([390, 320])('no number of a comparison of releases is broken at %i pixels', async (width) => {
    const { page } = await stage.open('/releases?dataset=river-city&lang=en&metric=leak-rate', { ...PHONE, width });
    const digits = page.locator('.is-comparison td .digits');
    expect(await digits.count()).toBeGreaterThanOrEqual(4);
    const broken = await digits.evaluateAll((all) => all.filter((one) => new Set([...one.getClientRects()].map(({ bottom }) => Math.round(bottom))).size > 1).map(({ outerHTML }) => outerHTML)); // biome-ignore format: one line
    expect(broken).toEqual([]);
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    await page.context().close();
  });

  it.each([
    '/cube?dataset=tianshui-2020&metrics=criminal-cases-filed,disputes-resolved&lang=zh-Hans',
    '/cube?dataset=river-city&metrics=leak-rate,gauges&rows=metric,period,region&columns=&lang=en',
    '/cube?dataset=river-city&metrics=leak-rate&rows=metric,region,part,period&columns=&lang=en',
  ])('heads of rows leave half of the table to figures: %s', async (path) => {
    const { page } = await stage.open(path, PHONE);
    const table = (await page.locator('.pivot').boundingBox())?.width ?? 0;
    const heads = await page.locator('.pivot-row').first().locator('[role="rowheader"]').evaluateAll((all) => Math.max(...all.map((one) => one.getBoundingClientRect().right)) - Math.min(...all.map((one) => one.getBoundingClientRect().left))); // biome-ignore format: one line
    expect(heads).toBeGreaterThan(30);
    expect(heads).toBeLessThanOrEqual(table / 2);
    const cell = (await page.locator('.pivot-cell').first().boundingBox())?.width ?? 0;
    expect(heads + cell).toBeLessThanOrEqual(table);
    await page.context().close();
  });

  it('a filter of the cube has four lines at most, and a choice ends before its arrow', async () => {
    const { page } = await stage.open(`/cube?metric=leak-rate&region=${'x'.repeat(1_500)}&lang=en`, PHONE);
    const chips = page.getByRole('grid', { name: 'Filters' }).getByRole('row');
    const heights = await chips.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(Math.max(...heights)).toBeLessThan(120);
    expect(Math.min(...heights)).toBeLessThan(45);
    expect(await page.locator('.choice select').first().evaluate((one) => getComputedStyle(one).textOverflow)).toBe('ellipsis'); // biome-ignore format: one line
    await page.context().close();
  });

  it('a unit that stands below the figure of a metric is near it', async () => {
    const { page } = await stage.open('/metric/leak-rate?dataset=river-city&lang=en', PHONE);
    const unit = page.locator('.headline-figure .unit');
    await unit.evaluate((one) => {
      one.textContent = 'leaks in a hundred kilometres of water mains';
    });
    const digits = await page.locator('.headline-figure .digits').boundingBox();
    const below = await unit.boundingBox();
    const gap = (below?.y ?? 0) - (digits?.y ?? 0) - (digits?.height ?? 0);
    expect(gap).toBeGreaterThan(-12);
    expect(gap).toBeLessThan(6);
    await page.context().close();
  });

  it.each([
    'metrics=leak-rate&rows=metric&columns=region,period',
    'metrics=leak-rate&period=2020&region=990000',
    'metrics=leak-rate&period=2020&region=990000&metric=leak-rate',
  ])('a cube is as high as its rows: %s', async (search) => {
    const { page } = await stage.open(`/cube?dataset=river-city&lang=en&${search}`, PHONE);
    const table = page.locator('.pivot');
    expect(await table.evaluate((one) => one.clientHeight - one.scrollHeight)).toBe(0);
    const bottomOf = async (part: Locator) => part.evaluate((one) => one.getBoundingClientRect().bottom);
    expect((await bottomOf(table)) - (await bottomOf(page.locator('.pivot-row').last()))).toBeLessThan(3);
    await page.context().close();
  });

  it('heads of rows find their place when the phone is turned', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&metrics=leak-rate&lang=en', PHONE);
    const lefts = () =>
      page
        .locator('.pivot-row')
        .first()
        .locator('[role="rowheader"]')
        .evaluateAll((all) => new Set(all.map((one) => Math.round(one.getBoundingClientRect().left))).size);
    expect(await lefts()).toBe(1);
    await page.setViewportSize({ width: PHONE.height, height: PHONE.width });
    await expect.poll(lefts).toBe(2);
    await settle(page);
    await page.context().close();
  });
});
