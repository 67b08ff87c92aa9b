import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const square = (west: number, south: number) => [
  [west, south],
  [west + 1, south],
  [west + 1, south + 1],
  [west, south + 1],
  [west, south],
];
const BORDERS = {
  type: 'FeatureCollection',
  attribution: 'Drawn for a test, free for all',
  features: ['990100', '990200', '123456'].map((code, index) => ({
    type: 'Feature',
    properties: { code },
    geometry: { type: 'Polygon', coordinates: [square(100 + index, 30)] },
  })),
};

const { files } = riverCity();
const PACKAGE = riverCity('1', {
  observations: `${files.observations}${csv(
    'gauges,990100,,2016,5,,,,,,,',
    'gauges,990100,,2018,7,,,,,,,',
    'gauges,990100,,2020,9,,,,,,,',
    'gauges,990200,,2020,4,,,,,,,',
  )}`,
});

let stage: Stage;
let folder: string;
beforeAll(async () => {
  if (!hasBrowser) return;
  folder = await mkdtemp(join(tmpdir(), 'govgraph-chart-'));
  const path = join(folder, 'regions.geojson');
  await writeFile(path, JSON.stringify(BORDERS));
  stage = await openStage([PACKAGE], { REGIONS_GEOJSON: path });
});
afterAll(async () => {
  await stage?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function imageBy(page: Page, format: 'SVG' | 'PNG', index: number): Promise<{ name: string; bytes: Buffer }> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: format, exact: true }).nth(index).click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

describe.skipIf(!hasBrowser)(`charts${NEEDS}`, () => {
  it('on a map come as soon as its borders can be read', async () => {
    const { page } = await stage.open('/releases?dataset=river-city&lang=en');
    let refusals = 1;
    await page.route('**/files/regions.geojson', (route) => (refusals-- > 0 ? route.abort() : route.continue()));
    await page.goto(`${stage.url}/metric/gauges?dataset=river-city&lang=en&region=990100&view=map`);
    await page.locator('svg.map').waitFor();
    expect(refusals).toBeLessThan(1);
    await page.context().close();
  });

  it.each([
    ['the course of a series', 'gauges?region=990100', 0, 'gauges-990100', ['2016', '2020']],
    ['the parts of a figure', 'leaks?frequency=MONTHLY', 1, 'leaks-bank', ['Left bank', '120', '90']],
    ['regions in a ranking', 'gauges?region=990100', 1, 'gauges-ranking', ['Upper District', 'Lower District', '9']],
    ['regions as tiles', 'gauges?region=990100&view=tiles', 1, 'gauges-tiles', ['Upper', 'Lower']],
    ['regions as small charts', 'gauges?region=990100&view=multiples', 1, 'gauges-multiples', ['Upper District']],
    ['regions as a spread', 'gauges?region=990100&view=spread', 1, 'gauges-spread', ['Upper District']],
    ['regions on a map', 'gauges?region=990100&view=map', 1, 'gauges-map', ['Drawn for a test, free for all']],
  ])('%s is an image to take along', async (_what, path, index, name, words) => {
    const { page, faults } = await stage.open(`/metric/${path}&dataset=river-city&lang=en`);
    const svg = await imageBy(page, 'SVG', index);
    const text = svg.bytes.toString();
    expect(svg.name).toBe(`${name}.svg`);
    expect(text).toMatch(/^<svg/);
    for (const word of [...words, 'Source: river-city', 'release 1', stage.url]) expect(text).toContain(word);
    expect(text).not.toMatch(/NaN|undefined|<foreignObject|class="/);
    const png = await imageBy(page, 'PNG', index);
    expect(png.name).toBe(`${name}.png`);
    expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('have room for years without a figure, and say so', async () => {
    const { page } = await stage.open('/metric/gauges?dataset=river-city&lang=en&region=990100');
    const words = (await page.locator('.chart').getAttribute('aria-label')) ?? '';
    expect(words).toContain('2 periods in between have no figure.');
    const marks = await page.locator('.chart svg text').allTextContents();
    expect(marks.filter((mark) => /^20\d\d$/.test(mark))).toEqual(['2016', '2018', '2020']);
    await page.context().close();
  });

  it('draw a map within the borders that the installation was given, with whom they are owed to', async () => {
    const { page, faults } = await stage.open('/metric/gauges?dataset=river-city&lang=en&region=990100');
    await page.getByRole('radio', { name: 'Map', exact: true }).check();
    await page.waitForSelector('.map a path');
    await settle(page);
    expect(await page.locator('.map a').count()).toBe(2);
    expect(await page.getByText('Borders: Drawn for a test, free for all').count()).toBe(1);
    await page.getByRole('link', { name: 'Lower District: 4 pcs' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => new URL(location.href).searchParams.get('region') === '990200');
    expect(await page.locator('.map a.is-marked').getAttribute('aria-label')).toBe('Lower District: 4 pcs');
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`tasks as a tree${NEEDS}`, () => {
  it('stand below their parents, and are opened from the keyboard', async () => {
    const { page, faults } = await stage.open('/plan?dataset=river-city&lang=en&by=tree');
    expect(await page.locator('.plan-tree > ul > .branch').count()).toBe(3);
    await page.getByRole('button', { name: 'Subtasks: Raise the dike' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.branch .branch');
    expect(await page.locator('.branch .branch .task-title').allInnerTexts()).toEqual([
      expect.stringContaining('Raise part A'),
      expect.stringContaining('Raise part B'),
    ]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('and those without a value of a group are listed as well as counted', async () => {
    const { page } = await stage.open('/plan?dataset=river-city&lang=en&by=month');
    const group = page.locator('.plan-group', { hasText: 'No due date in the source' });
    await group.locator('summary').click();
    await page.waitForSelector('.plan-group[open] .task-line');
    expect(await page.locator('.plan-group[open] .task-line').count()).toBe(1);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`a source${NEEDS}`, () => {
  it('shows all that was read from it, tasks and groups and programmes beside figures', async () => {
    const { page } = await stage.open('/source/tianshui-2020-report?dataset=tianshui-2020&lang=en');
    const kinds = new Set(await page.locator('.readings dt').allInnerTexts());
    for (const kind of ['Working group', 'Programme', 'Task']) expect(kinds).toContain(kind);
    await page.context().close();
  });

  it('tells changes beside the figures that they were published of, with what arithmetic says of them', async () => {
    const { page } = await stage.open('/source/tianshui-2020-report?dataset=tianshui-2020&lang=en');
    const place = page.locator('.place', { has: page.getByRole('heading', { name: 'Paragraph 12', exact: true }) });
    const filed = place.locator('.passage-figures li', { hasText: 'Criminal cases filed' });
    await filed.locator('.claim').waitFor();
    expect(await filed.locator('.claim').innerText()).toMatch(
      /^\+3\.7% as published \? cannot be checked .*year before/,
    );
    expect(await place.locator('.claim b').allInnerTexts()).toEqual(['+3.7%', '0%', '−20.6%']);
    await page.context().close();
  });
});
