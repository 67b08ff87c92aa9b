import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const { files } = riverCity();
const figures = (source: string, value: number) => csv(`gauges,990100,,2018,${value},,,,,,${source},page 30`);
const source = (code: string, title: string) => `${files.sources}${code},${title},${'cd'.repeat(32)}\n`;
/** A figure that was read from one report in the first release, and from another one in the second, which has the first no longer. */
const RELEASES = [
  {
    ...riverCity('1', {
      sources: source('first-report', 'First report'),
      observations: `${files.observations}${figures('first-report', 4711)}`,
    }),
    govgraph: { publishedAt: '2021-01-31' },
  },
  {
    ...riverCity('2', {
      sources: source('second-report', 'Second report'),
      observations: `${files.observations}${figures('second-report', 4712)}`,
    }),
    govgraph: { publishedAt: '2022-01-31' },
  },
];
const CITY = 'dataset=river-city&lang=en';

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage(RELEASES);
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`a source of an earlier release${NEEDS}`, () => {
  it('is reached from its figure on that day, and says that the present release does not have it', async () => {
    const { page, faults } = await stage.open(`/metric/gauges?${CITY}&region=990100&asOf=2021-06-30`);
    await page.locator('.headline a.source').click();
    await page.getByText('This source belongs to an earlier release').waitFor();
    expect(new URL(page.url()).pathname).toBe('/source/first-report');
    expect(await page.locator('h1').innerText()).toBe('First report');
    await page.locator('.place.is-marked').getByText('4,711').waitFor();
    expect(await page.locator('.is-failed').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('is reached from the comparison of two releases', async () => {
    const { page, faults } = await stage.open(`/releases?${CITY}&metric=gauges`);
    await page.getByRole('link', { name: '4,711' }).click();
    await settle(page);
    expect(await page.locator('.headline').innerText()).toContain('4,711');
    await page.locator('.headline a.source').click();
    await page.locator('.place.is-marked').getByText('4,711').waitFor();
    expect(await page.locator('h1').innerText()).toBe('First report');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says without a day which release was the last to have it, and leads there', async () => {
    const { page, faults } = await stage.open(`/source/first-report?${CITY}`);
    await page.getByText('Release 1 is the last that has it.').waitFor();
    expect(await page.locator('h1').innerText()).toBe('First report');
    await page.getByRole('link', { name: 'as published on 2021-01-31' }).click();
    await page.locator('.place').getByText('4,711').waitFor();
    expect(new URL(page.url()).searchParams.get('asOf')).toBe('2021-01-31');
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`a source of a later release${NEEDS}`, () => {
  it('says on a day before it that it came later, and leads to now', async () => {
    const { page, faults } = await stage.open(`/source/second-report?${CITY}&asOf=2021-06-30`);
    await page.getByText('No release up to 2021-06-30 has this source: it came later.').waitFor();
    expect(await page.locator('.is-failed').count()).toBe(0);
    await page.getByRole('link', { name: 'See it as it is now' }).click();
    await page.locator('.place').getByText('4,712').waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('that no release has is not there', async () => {
    const { page } = await stage.open(`/source/third-report?${CITY}`);
    await page.getByRole('heading', { name: 'There is nothing under “third-report”' }).waitFor();
    await page.context().close();
  });
});
