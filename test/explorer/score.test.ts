import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { governance } from '../support/governance.ts';
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

const row = (metric: string, region: string, year: string, value: string) =>
  `${metric},${region},${year},${value},,,,,,,`;

/** Scores above and below zero, all of whose bases are above it, and a count that falls below zero once. */
const SCORES = governance('1', [
  row('stability', 'DNK', '2018', '0.8'),
  row('stability', 'DNK', '2019', '1.2'),
  row('stability', 'NRU', '2018', '0.4'),
  row('stability', 'NRU', '2019', '-0.2'),
  row('stability', 'AND', '2018', '1.6'),
  row('corruption', 'DNK', '2018', '2.1'),
  row('corruption', 'NRU', '2019', '0.5'),
  row('corruption', 'AND', '2019', '0.4'),
]);

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([PACKAGE, SCORES]);
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

describe.skipIf(!hasBrowser)(`scores${NEEDS}`, () => {
  it('change by points and never by per cent, and have no index', async () => {
    const { page, faults } = await stage.open('/metric/stability?dataset=governance&region=DNK&lang=en');
    await page.locator('.series .chart svg').waitFor();
    expect((await page.locator('.change-list').innerText()).replace(/\s+/g, ' ')).toContain('+0.4 point');
    expect(await page.locator('.series').innerText()).not.toContain('%');
    expect(await page.locator('.switch').first().innerText()).not.toContain('Index');
    await page.goto(`${stage.url}/metric?dataset=governance&lang=en`);
    await settle(page);
    expect(await page.locator('main').innerText()).not.toContain('%');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('have no region of the whole: the highest and the lowest of the last period are shown', async () => {
    const { page, faults } = await stage.open('/?dataset=governance&lang=en');
    const card = (name: string) => page.locator('.figure-card', { has: page.getByRole('link', { name }) });
    await card('Political stability').getByText('of 2 regions').waitFor();
    const told = (await card('Political stability').innerText()).replace(/\s+/g, ' ');
    // Andorra was higher, a year before.
    expect(told).toMatch(/Highest Denmark 1.2 point .*Lowest Nauru −0.2 point .*2019 of 2 regions/);
    expect((await card('Control of corruption').innerText()).replace(/\s+/g, ' ')).toMatch(
      /Highest Nauru 0.5 .*Lowest Andorra 0.4/,
    );
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`the axis of values${NEEDS}`, () => {
  it.each([
    ['/metric/stability?dataset=governance&region=DNK', 'en', ['The vertical axis does not begin at zero.']],
    ['/metric/stability?dataset=governance&region=DNK', 'zh-Hans', ['纵轴不从零开始。']],
    ['/metric/stability?dataset=governance&region=NRU', 'en', []],
    ['/metric/gauges?dataset=river-city&region=990200&compare=YOY', 'en', []],
    ['/metric/checks?dataset=river-city', 'en', ['The vertical axis does not begin at zero.']],
    ['/metric/leaks?dataset=river-city&region=990100&frequency=MONTHLY', 'en', []],
  ])('says of %s in %s where it begins, if that is not zero', async (path, lang, words) => {
    const { page } = await stage.open(`${path}&lang=${lang}`);
    await page.locator('.series .chart svg').waitFor();
    const captions = await page.locator('.series .chart-figure figcaption').allInnerTexts();
    expect(captions.filter((caption) => /axis|轴/.test(caption))).toEqual(words);
    await page.context().close();
  });
});
