import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const { files } = riverCity();
/** The rows of a table with one more column, which is empty. */
const widen = (table: string, name: string) =>
  table
    .trimEnd()
    .split('\n')
    .map((row, index) => `${row},${index === 0 ? name : ''}\n`)
    .join('');

/** A score that rises from below zero: some of its bases are negative, and some are not. One figure has a percentile. */
const PACKAGE = riverCity('1', {
  observations: `${widen(files.observations ?? '', 'rank')}${csv(
    'gauges,990100,,2017,-2,,,,,,,,',
    'gauges,990100,,2018,1,,,,,,,,',
    'gauges,990100,,2019,4,,,,,,,,',
    'gauges,990200,,2018,2,,,,,,,,',
    'gauges,990200,,2019,3,,,,,,,,43.25',
  )}`,
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([PACKAGE]);
});
afterAll(() => stage?.close());

async function textsOn(region: string) {
  const { page } = await stage.open(`/metric/gauges?dataset=river-city&region=${region}&compare=YOY&lang=en`);
  await settle(page);
  await page.locator('.series .chart svg').waitFor();
  const twin = page.locator('.series .twin').first();
  if (!(await twin.evaluate((element: HTMLDetailsElement) => element.open))) await twin.locator('summary').click();
  const texts = {
    headline: await page.locator('.change-list').innerText(),
    facts: await page.locator('.headline').innerText(),
    chart: (await page.locator('.series .chart svg text').allTextContents()).join(' '),
    table: await twin.locator('tbody').innerText(),
  };
  await page.context().close();
  return texts;
}

describe.skipIf(!hasBrowser)(`changes${NEEDS}`, () => {
  it('of a series that falls below zero are all in its unit', async () => {
    const { headline, chart, table } = await textsOn('990100');
    for (const text of [headline, chart, table]) expect(text).not.toContain('%');
    expect(table.match(/\+3\b/g)).toHaveLength(2);
  });

  it('of a series above zero are in per cent', async () => {
    const { headline, chart, table } = await textsOn('990200');
    for (const text of [headline, chart]) expect(text).toContain('%');
    expect(table).toContain('+50%');
  });
});

describe.skipIf(!hasBrowser)(`the rank of an estimate${NEEDS}`, () => {
  it('is not called a place, since it may be a percentile', async () => {
    const { facts } = await textsOn('990200');
    expect(facts).toContain('rank or percentile, as the publisher defines it: 43.25');
  });
});
