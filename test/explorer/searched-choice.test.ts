import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, type PackageText } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle, violationsOf } from './browser.ts';

const REGIONS = 340;
const numbers = Array.from({ length: REGIONS }, (_, index) => index);

/** As many regions as China has prefectures. */
const prefectures = (): PackageText => ({
  name: 'prefectures',
  version: '1',
  govgraph: { region: 'P' },
  files: {
    themes: csv('code,name:en', 'land,Land'),
    units: csv('code,name:en', 'p-piece,piece'),
    regions: csv(
      'scheme,code,level,parent,name:en,name:zh-Hans',
      'land,P,COUNTRY,,Land,地',
      ...numbers.map((n) => `land,P${n},PREFECTURE,P,Prefecture ${n},第${n}州`),
    ),
    metrics: csv(
      'code,name:en,theme,kind,basis,unit,decimals',
      'p-cases,Cases,land,COUNT,FLOW,p-piece,0',
      'p-other,Others,land,COUNT,FLOW,p-piece,0',
    ),
    observations: csv(
      'metric,region,period,value',
      ...numbers.flatMap((n) => [`p-cases,P${n},2019,${n}`, `p-cases,P${n},2020,${n + 1_000}`]),
    ),
    tasks: csv(
      'code,title:en,status,region',
      ...numbers.slice(0, 40).map((n) => `p-task-${n},Task ${n},PLANNED,P${n}`),
    ),
  },
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([prefectures()]);
});
afterAll(() => stage?.close());

/** A field that opens, by what stands over it. */
const field = (page: Page, name: string) => page.locator('.opening', { has: page.locator(`span:text-is("${name}")`) });
const shown = async (page: Page, name: string) => (await field(page, name).locator('summary').innerText()).trim();
const regionIn = (page: Page) => new URL(page.url()).searchParams.get('region');
const numbered = (name: (n: number) => string) => [33, 133, 233, ...numbers.slice(330)].map(name);

describe.skipIf(!hasBrowser)(`a choice among 340 regions${NEEDS}`, () => {
  it.each([
    ['en', 'Region', 'TURE 33', ['Prefecture 33', ...numbers.slice(330).map((n) => `Prefecture ${n}`)]],
    ['zh-Hans', '地区', '33', numbered((n) => `第${n}州`)],
  ] as const)('is searched by what is written, with the keyboard alone, in %s', async (lang, label, text, names) => {
    const { page, faults } = await stage.open(`/metric/p-cases?dataset=prefectures&lang=${lang}&region=P7`);
    const summary = field(page, label).locator('summary');
    await summary.focus();
    await page.keyboard.press('Enter');
    const options = page.getByRole('listbox').getByRole('option');
    await expect.poll(() => options.count()).toBeGreaterThan(300);
    await page.keyboard.type(text);
    await expect.poll(() => options.count()).toBe(names.length);
    expect((await options.allInnerTexts()).toSorted()).toEqual([...names].toSorted());
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect.poll(() => regionIn(page)).toBe('P33');
    await settle(page);
    expect(await shown(page, label)).toContain(names[0]);
    expect(await page.locator('.headline').innerText()).toContain('1,033');
    // The focus is where it was, and Escape gives up what was written.
    await expect.poll(() => summary.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Enter');
    // The list is there a moment after its field was opened, and takes what is written from then on.
    await expect.poll(() => options.count()).toBeGreaterThan(300);
    await page.keyboard.type('1');
    await page.keyboard.press('Escape');
    expect(await options.count()).toBe(0);
    expect(regionIn(page)).toBe('P33');
    await expect.poll(() => summary.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says that nothing is called so', async () => {
    const { page } = await stage.open('/metric/p-cases?dataset=prefectures&lang=en');
    await field(page, 'Region').locator('summary').click();
    await page.getByRole('searchbox').fill('Atlantis');
    await page.getByRole('listbox').getByText('Nothing found').waitFor();
    await page.context().close();
  });

  it.each([
    [1440, 'light'],
    [768, 'light'],
    [390, 'dark'],
  ] as const)('opens in the window at %i pixels, by the mouse too', async (width, theme) => {
    const { page, faults } = await stage.open('/metric/p-cases?dataset=prefectures&lang=en&region=P200', {
      width,
      theme,
    });
    await field(page, 'Region').locator('summary').click();
    const list = page.getByRole('listbox');
    await list.waitFor();
    expect(await violationsOf(page)).toEqual([]);
    // It opens where the chosen one is.
    const [chosen, panel] = await Promise.all([
      list.locator('[aria-selected="true"]').boundingBox(),
      field(page, 'Region').locator('fieldset').boundingBox(),
    ]);
    expect(chosen && panel && chosen.y > panel.y && chosen.y + chosen.height < panel.y + panel.height).toBe(true);
    const box = await list.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= width).toBe(true);
    await page.getByRole('option', { name: 'Prefecture 2', exact: true }).click();
    await expect.poll(() => regionIn(page)).toBe('P2');
    expect(await list.count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('fetches what searches them when the field is approached, and no sooner', async () => {
    const { page } = await stage.open('/health');
    const scripts: string[] = [];
    page.on('request', (request) => void (request.resourceType() === 'script' && scripts.push(request.url())));
    await page.goto(`${stage.url}/metric/p-cases?dataset=prefectures&lang=en`);
    await settle(page);
    const searches = () => scripts.filter((url) => /searched-list/.test(url)).length;
    expect(searches()).toBe(0);
    await field(page, 'Region').locator('summary').hover();
    await expect.poll(searches).toBe(1);
    await page.context().close();
  });

  it('gives all again where one need not be chosen', async () => {
    const { page } = await stage.open('/plan?dataset=prefectures&lang=en&by=none&status=PLANNED');
    expect(await shown(page, 'Region')).toContain('All');
    await field(page, 'Region').locator('summary').click();
    await page.getByRole('listbox').getByRole('option', { name: 'Prefecture 12' }).first().click();
    await expect.poll(() => regionIn(page)).toBe('P12');
    await expect.poll(() => page.locator('.task-line').count()).toBe(1);
    await field(page, 'Region').locator('summary').click();
    await page.getByRole('listbox').getByRole('option', { name: 'All', exact: true }).click();
    await expect.poll(() => regionIn(page)).toBe(null);
    await page.context().close();
  });
});
