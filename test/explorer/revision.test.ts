import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const { files } = riverCity();
const edition = (
  version: string,
  govgraph: Readonly<Record<string, unknown>>,
  note: string,
  ...values: readonly string[]
) => ({
  ...riverCity(version, {
    observations: `${files.observations}${csv(...values.map((value, index) => `gauges,990100,,${2015 + index},${value},,,,,${index === 1 ? note : ''},,`))}`,
  }),
  govgraph,
});
const NOTES = { en: 'One gauge was broken', 'zh-Hans': '一个水尺损坏' };
/** Of 2016 another figure, of 2017 and 2018 the same with more and with fewer digits, of 2019 none before. */
const EDITIONS = [
  edition('first', { publishedAt: '2020-01-31' }, '', '4', '5', '6.4', '7.25', ''),
  edition('second', { publishedAt: '2021-01-31' }, '', '4', '5.5', '6.41', '7.3', '8'),
  edition('third', { publishedAt: '2022-01-31', notes: NOTES }, '', '4', '5.6', '6.41', '7.3', '8'),
  edition('fourth', { publishedAt: '2023-01-31' }, 'Read again', '4', '5.7', '6.41', '7.3', '8'),
].map((text) => ({
  ...text,
  files: { ...text.files, observations: text.files.observations?.replace('2019,,,,', '2019,,MISSING,,') ?? '' },
}));

let stage: Stage;
beforeAll(async () => {
  if (!hasBrowser) return;
  stage = await openStage(EDITIONS);
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`a figure that was revised${NEEDS}`, () => {
  it.each([
    ['en', 'Revised since it was first published: 2016, 2019.'],
    ['zh-Hans', '首次公布后有修订：2016年、2019年。'],
  ])('has a mark in the chart, in %s words below it and for screen readers', async (lang, words) => {
    const { page, faults } = await stage.open(`/metric/gauges?dataset=river-city&lang=${lang}&region=990100`);
    const chart = page.locator('.chart-figure').first();
    expect(await chart.locator('figcaption', { hasText: words }).locator('.revision-mark').count()).toBe(1);
    expect(await chart.locator('.chart').getAttribute('aria-label')).toContain(words);
    // A triangle is the one shape of three corners in the chart.
    const triangles = await chart
      .locator('svg path')
      .evaluateAll(
        (paths) => paths.filter((path) => /^M[^L]+L[^L]+L[^L]+Z$/.test(path.getAttribute('d') ?? '')).length,
      );
    expect(triangles).toBe(2);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('has none beside changes, and none on a day before the revision', async () => {
    const { page } = await stage.open('/metric/gauges?dataset=river-city&lang=en&region=990100&compare=YOY');
    expect(await page.locator('.revision-mark').count()).toBe(0);
    await page.goto(`${stage.url}/metric/gauges?dataset=river-city&lang=en&region=990100&asOf=2020-06-30`);
    await settle(page);
    expect(await page.locator('.chart-figure').first().count()).toBe(1);
    expect(await page.locator('.revision-mark').count()).toBe(0);
    await page.context().close();
  });

  it('has what was published before in the table, and of the same with other digits the word alone', async () => {
    const { page } = await stage.open('/metric/gauges?dataset=river-city&lang=en&region=990100');
    await page.locator('.twin summary').first().click();
    const told = async (year: string) => {
      const row = page.locator('.twin tbody tr').filter({ has: page.locator('th', { hasText: year }) });
      return (await row.locator('.revisions li').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
    };
    expect(await told('2015')).toEqual([]);
    expect(await told('2016')).toEqual(['in first: 5', 'in second: 5.5', 'in third: 5.6']);
    expect(await told('2017')).toEqual(['in first: the same, with fewer digits']);
    expect(await told('2018')).toEqual(['in first: the same, with more digits']);
    expect(await told('2019')).toEqual(['in first: — missing']);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`why figures were revised${NEEDS}`, () => {
  const open = async (from: string, to: string, lang = 'en') => {
    const path = `/releases?dataset=river-city&lang=${lang}&metric=gauges&from=${from}&to=${to}`;
    const { page } = await stage.open(path);
    const text = await page.locator('section', { has: page.locator('#compare') }).innerText();
    await page.context().close();
    return text;
  };

  it('is told in the words of the publisher, of each release in between', async () => {
    expect(await open('first', 'third')).toContain('third: One gauge was broken');
    expect(await open('second', 'third', 'zh-Hans')).toContain('third：一个水尺损坏');
  });

  it('is told of a single figure beside it, and where its series stands', async () => {
    const { page, faults } = await stage.open(
      '/releases?dataset=river-city&lang=en&metric=gauges&from=third&to=fourth',
    );
    const section = page.locator('section', { has: page.locator('#compare') });
    expect(await section.innerText()).toContain('1 figure has a note of the publisher in the table below.');
    expect(await section.innerText()).not.toContain('stated no reason');
    expect(await section.locator('thead th').last().innerText()).toBe('Note');
    const row = section.locator('tbody tr').filter({ hasText: '2016' });
    expect(await row.locator('td').last().innerText()).toBe('Read again');
    await row.locator('td a').last().click();
    await settle(page);
    const figure = page.locator('.twin tbody tr').filter({ has: page.locator('th', { hasText: '2016' }) });
    expect(await figure.innerText()).toContain('Read again');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('has no column for notes where nothing is noted', async () => {
    const { page } = await stage.open('/releases?dataset=river-city&lang=en&metric=gauges&from=second&to=third');
    expect(await page.locator('.is-comparison thead th').count()).toBe(5);
    await page.context().close();
  });

  it('is not stated where there are no words', async () => {
    expect(await open('first', 'second')).toContain('The publisher stated no reason for the revisions.');
    expect(await open('first', 'second', 'zh-Hans')).toContain('发布方未说明修订原因。');
    expect(await open('first', 'third')).not.toContain('stated no reason');
  });
});
