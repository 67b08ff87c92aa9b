import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subtractDecimal } from '../../src/explorer/language/figure.ts';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage } from './browser.ts';

it.each([
  ['5164.45', '5164.4', '0.05'],
  ['-0.1', '0.2', '-0.3'],
  ['9007199254740993', '1', '9007199254740992'],
  ['0.100000000000000001', '0.1', '0.000000000000000001'],
  ['7', '7', '0'],
])('%s less %s is %s', (decimal, less, difference) => {
  expect(subtractDecimal(decimal, less)).toBe(difference);
});

const { files } = riverCity();
const release = (version: string, values: readonly (number | string)[]) => ({
  ...riverCity(version, {
    observations: `${files.observations}${csv(
      ...values.map((value, index) => `gauges,990100,,${2011 + index},${value},,,,,,,`),
    )}`,
  }),
  govgraph: { publishedAt: `202${version}-01-31` },
});
const RELEASES = [release('1', [10, 20, 30, 5]), release('2', [11, 12, 30, 5.25]), release('3', [11, 12, 30, 5.25, 7])];

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage(RELEASES);
});
afterAll(() => stage?.close());

const open = async (search: string, lang = 'en') =>
  (await stage.open(`/releases?dataset=river-city&lang=${lang}&metric=gauges&${search}`)).page;
const rowsOf = async (page: Page) =>
  (await page.locator('.is-comparison tbody tr').allInnerTexts()).map((row) => row.split(/\s*\t\s*/).slice(1));
const pairOf = (page: Page) =>
  Promise.all([0, 1].map((place) => page.locator('.choices select').nth(place).inputValue()));

describe.skipIf(!hasBrowser)(`the comparison of two releases${NEEDS}`, () => {
  it('has the difference of each figure, and is put in its order by the head of the column', async () => {
    const page = await open('from=1&to=2');
    expect((await rowsOf(page)).map((row) => row.at(-1))).toEqual(['+1', '−8', '+0.25']);
    await page.getByRole('button', { name: 'Difference' }).click();
    await page.waitForFunction(() => new URL(location.href).searchParams.get('sort') === 'difference');
    expect(await rowsOf(page)).toEqual([
      ['2012', '20', '12', '−8'],
      ['2011', '10', '11', '+1'],
      ['2014', '5', '5.25', '+0.25'],
    ]);
    expect(await page.locator('.is-comparison th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('button', { name: 'Difference' }).click();
    await page.waitForFunction(() => !new URL(location.href).searchParams.has('sort'));
    await page.context().close();
  });

  it('has no difference where one of the two has no figure, and sets it last', async () => {
    const page = await open('from=1&to=3&sort=difference');
    const rows = await rowsOf(page);
    expect(rows.at(-1)).toEqual(['2015', 'not published', '7', '']);
    expect(rows).toHaveLength(4);
    await page.context().close();
  });

  it('is of the earlier and the later, in whichever order the address names them', async () => {
    const page = await open('from=3&to=1');
    expect(await pairOf(page)).toEqual(['1', '3']);
    expect(await page.locator('main').innerText()).toContain('in the order in which they were published');
    expect(await rowsOf(page)).toContainEqual(['2015', 'not published', '7', '']);
    await page.locator('.choices select').nth(0).selectOption('2');
    await page.waitForFunction(() => new URL(location.href).searchParams.get('from') === '2');
    expect(await pairOf(page)).toEqual(['2', '3']);
    expect(await page.locator('main').innerText()).not.toContain('in the order in which');
    await page.context().close();
  });

  it('of a release with itself says that there is none', async () => {
    const page = await open('from=2&to=2');
    expect(await page.locator('.empty').innerText()).toBe(
      'Both are the same release. Choose another one to compare it with.',
    );
    expect(await page.locator('.is-comparison').count()).toBe(0);
    await page.context().close();
  });
});
