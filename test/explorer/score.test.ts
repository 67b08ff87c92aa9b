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
  const chart = page.locator('.series .chart[role=img]');
  const { width = 0, height = 0 } = (await chart.boundingBox()) ?? {};
  await chart.hover({ position: { x: width * 0.85, y: height / 2 } });
  await chart.getByText('2019').last().waitFor();
  const texts = {
    pointed: await chart.locator('> div').last().innerText(),
    headline: await page.locator('.change-list').innerText(),
    facts: await page.locator('.headline').innerText(),
    chart: (await page.locator('.series .chart svg text').allTextContents()).join(' '),
    words: (await page.locator('.series .chart[role=img]').getAttribute('aria-label')) ?? '',
    caption: await page.locator('.series .chart-figure').locator('figcaption').allInnerTexts(),
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

  it('that are drawn are told to whoever does not see them, and why there is no bar', async () => {
    const { words, caption, pointed } = await textsOn('990100');
    expect(pointed).toContain('Year on year +3 pcs');
    expect(words).toContain('Gauges (Year on year): 2 periods. From +3 pcs (2018) to +3 pcs (2019).');
    expect(words).toContain('No bar: 2017. There is nothing to compare with.');
    expect(caption).toEqual(['No bar: 2017. There is nothing to compare with.']);
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
