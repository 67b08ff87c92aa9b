import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { importText } from '../support/river.ts';
import { askOf } from './ask.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { files } = riverCity();
/** Regions with figures of one year, one of which is cited. */
const LONG_NAME = 'River banks that were inspected after heavy rain';
const CITY = riverCity('1', {
  metrics: `${files.metrics}${csv(`banks-inspected,${LONG_NAME},大雨后巡查的堤岸,water,banks,STATED,COUNT,FLOW,piece,0,NEUTRAL,SUM,SUM,SUM,,,,`)}`,
  regions: `${files.regions}${csv('test,990400,COUNTY,990000,Fourth District,四区,,,')}`,
  observations: `${files.observations}${csv(
    'gauges,990100,,2018,5,,,,,,,',
    'gauges,990100,,2019,6,,,,,,river-report,page 30',
    'gauges,990400,,2018,50,,,,,,,',
    ...[2016, 2017, 2018, 2019, 2020].map((year) => `banks-inspected,990400,,${year},${year},,,,,,,`),
  )}`,
});

/** What lies in the totals that the table works out. */
const YEAR_PARTS =
  '{ cube(input: { metrics: ["checks"], regions: { codes: ["990000"] }, from: "2019", to: "2019" }) { rows { value } } }';
const REGION_PARTS =
  '{ cube(input: { metrics: ["gauges"], regions: { descendantsOf: "990000" }, from: "2018", to: "2018" }) { rows { value } } }';
const BANK_PARTS =
  '{ cube(input: { metrics: ["leaks"], breakdowns: [{ dimension: "bank" }, { dimension: "season", categories: ["wet"] }] }) { rows { value } } }';
let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([CITY]);
});
afterAll(() => stage?.close());

const open = async (path: string) => (await stage.open(`${path}&dataset=river-city&lang=en`)).page;

describe.skipIf(!hasBrowser)(`a figure of the cube${NEEDS}`, () => {
  it('opens its passage, which leads to its place in the document', async () => {
    const page = await open('/cube?metrics=gauges&regions=990100');
    const cell = page.locator('.pivot-cell button', { hasText: '6' });
    await cell.click();
    const panel = page.getByRole('dialog', { name: 'Gauges' });
    await panel.locator('.passage').waitFor();
    expect(await panel.innerText()).toContain('Upper District');
    expect(await panel.locator('.passage figcaption').innerText()).toContain('30');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await cell.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    await panel.locator('.passage a').click();
    await settle(page);
    expect(await page.locator('.place.is-marked h2').innerText()).toContain('30');
    await page.context().close();
  });

  it('leads to its place in its series', async () => {
    const page = await open('/cube?metrics=gauges&regions=990100');
    await page.locator('.pivot-cell button', { hasText: '6' }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'The metric, over time' }).click();
    await page.waitForSelector('.twin tr.is-marked');
    expect(await page.locator('.twin tr.is-marked').innerText()).toMatch(/^2019\s+6/);
    await page.context().close();
  });

  it.each([
    ['years', 'metrics=checks&regions=990000&total=time:ANNUAL', YEAR_PARTS],
    ['a region', 'metrics=gauges&from=2018&to=2018&total=region:990000', REGION_PARTS],
    ['the parts of a dimension', 'metrics=leaks&dimension=season&total=part:bank', BANK_PARTS],
  ])('that the server added up over %s says of what, with the figures that lie in it', async (_of, search, query) => {
    const page = await open(`/cube?${search}`);
    const cell = page.locator('.pivot-cell', { has: page.locator('small') }).first();
    await cell.locator('button').click();
    const panel = page.getByRole('dialog');
    await panel.locator('.cell-parts li').first().waitFor();
    const told = await panel.innerText();
    expect(told).toContain('Worked out for this table from the');
    expect(told).toContain(': sum.');
    expect(told).toMatch(
      /\d+ of (?:\d+ parts|the \d+ regions of River City that this installation knows) have a value/,
    );
    const { cube } = await askOf(stage, query);
    const listed = await panel.locator('.cell-parts li b .digits').allInnerTexts();
    expect(listed.sort()).toEqual(cube.rows.map(({ value }: { value: string }) => value).sort());
    await page.context().close();
  });

  it('has its name whole where there is room for it', async () => {
    const { page } = await stage.open(
      '/cube?dataset=tianshui-2020&lang=en&metrics=criminal-cases-filed,disputes-identified',
    );
    for (const head of await page.locator('.pivot-row [role="rowheader"]').all()) {
      const [width, whole] = await head.evaluate((element) => [element.clientWidth, element.scrollWidth]);
      expect(whole).toBeLessThanOrEqual(width ?? 0);
    }
    await page.context().close();
  });

  it.each([
    'columns=period',
    'rows=metric,region',
    'rows=region&columns=period,metric',
    'rows=region,period&columns=metric',
  ])('has its name whole at 768 px beside five columns, with %s', async (layout) => {
    const search = `metrics=banks-inspected&dataset=river-city&lang=en&${layout}`;
    const { page } = await stage.open(`/cube?${search}`, { width: 768 });
    const names = await page.locator('.pivot-corner, .pivot-row [role="rowheader"], .pivot-column').all();
    expect(names.length).toBeGreaterThan(5);
    expect(await page.locator('.pivot').innerText()).toContain(LONG_NAME);
    for (const name of names) {
      const isCut = await name.evaluate((element) =>
        [element, ...element.children].some(
          ({ clientWidth, clientHeight, scrollWidth, scrollHeight }) =>
            scrollWidth > clientWidth || scrollHeight > clientHeight,
        ),
      );
      expect([await name.innerText(), isCut]).toEqual([await name.innerText(), false]);
    }
    await page.context().close();
  });

  it('of several dimensions says so, and has its source', async () => {
    const page = await open('/cube?metrics=leaks&dimension=bank&regions=990000&from=2020&to=2020');
    await page.locator('.pivot-cell button', { hasText: '120' }).click();
    const panel = page.getByRole('dialog');
    await panel.getByText('no source given').waitFor();
    expect(await panel.locator('.facts').innerText()).toContain('Left bank');
    await page.context().close();
  });

  it('has nothing that axe finds wrong', async () => {
    const page = await open('/cube?metrics=gauges&regions=990100');
    await page.locator('.pivot-cell button').first().click();
    await page.getByRole('dialog').getByRole('link').first().waitFor();
    await page.evaluate(AXE);
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } };
      return (await axe.run()).violations.map(({ id }) => id);
    });
    expect(violations).toEqual([]);
    await page.context().close();
  });

  it('stands below choices that keep their places on a phone, whatever is chosen', async () => {
    const { page } = await stage.open('/cube?metrics=banks-inspected&dataset=river-city&lang=en', { width: 390 });
    const ends = await page
      .locator('.choices > *')
      .evaluateAll((all) => all.map((one) => [one.getBoundingClientRect().right, one.scrollWidth - one.clientWidth]));
    for (const [right, hidden] of ends) {
      expect(right).toBeLessThanOrEqual(390);
      expect(hidden).toBe(0);
    }
    await page.context().close();
  });

  it('is whole on a phone, whatever its digits', async () => {
    const long = csv('gauges,990100,,2021,-1.484351125911234,,,,,,river-report,page 30');
    const observations = `${CITY.files.observations}${long}`;
    await importText(stage.database, { ...CITY, version: '3', files: { ...CITY.files, observations } });
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=gauges&from=2021', { width: 390 });
    await page.locator('.pivot-cell button').click();
    const panel = page.getByRole('dialog');
    await panel.locator('.passage').waitFor();
    const [width, whole] = await panel.evaluate((element) => [element.clientWidth, element.scrollWidth]);
    expect(whole).toBeLessThanOrEqual(width ?? 0);
    await page.context().close();
  });
});
