import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../src/explorer/address/day.ts';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage } from './browser.ts';

const TASKS = 60;
const { files } = riverCity();
const COUNTIES = Array.from({ length: 30 }, (_, n) => `${990301 + n}`);
const LATER = Array.from(
  { length: 120 },
  (_, n) => `${2002 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`,
);
const FIGURES = `${files.observations}${csv(...COUNTIES.map((code, n) => `gauges,${code},,2020,${n},,,,,,,`))}`;
/** A second release adds many figures to the first. */
const PACKAGE = riverCity('2', {
  regions: `${files.regions}${csv(...COUNTIES.map((code) => `test,${code},COUNTY,990000,County ${code},,,,`))}`,
  observations: `${FIGURES}${csv(...LATER.map((month, n) => `checks,990100,,${month},${n},,,,,,,`))}`,
  tasks: csv(
    'code,title:en,status,region',
    ...Array.from({ length: TASKS }, (_, n) => `p-${n},Paper ${n},PLANNED,990000`),
  ),
  task_reports: csv('task,reported_at,status'),
  metrics: `${files.metrics}${csv('idle,Idle,闲,water,banks,STATED,COUNT,FLOW,piece,0,NEUTRAL,SUM,SUM,SUM,,,,')}`,
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) {
    const before = { ...PACKAGE, version: '1', files: { ...PACKAGE.files, observations: FIGURES } };
    stage = await openStage([
      { ...before, govgraph: { publishedAt: '2021-01-31' } },
      { ...PACKAGE, govgraph: { publishedAt: '2021-03-31' } },
    ]);
  }
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`paper${NEEDS}`, () => {
  it.each(['/', '/plan', '/metric/leaks', '/cube'])('names data set, day and address on %s', async (path) => {
    const { page, faults } = await stage.open(`${path}?dataset=river-city&lang=en&asOf=2021-06-30`);
    expect(await page.locator('.print-head').count()).toBe(0);
    await page.emulateMedia({ media: 'print' });
    const today = dayOf(new Date(), 'Asia/Shanghai');
    expect(await page.locator('.print-head').innerText()).toBe(
      `river-city · figures as published on 2021-06-30 · printed on ${today} · ${page.url()}`,
    );
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('is written dark on white, whatever theme is chosen for the screen', async () => {
    const { page } = await stage.open('/metric/leaks?dataset=river-city&lang=en');
    const colors = () =>
      page.evaluate(() =>
        ['body', 'h1', 'main .muted'].map((selector) => {
          const { color, backgroundColor } = getComputedStyle(document.querySelector(selector) ?? document.body);
          return [color, backgroundColor];
        }),
      );
    await page.emulateMedia({ media: 'print' });
    const light = await colors();
    await page.emulateMedia({ media: 'screen' });
    await page.locator('.theme').click();
    await page.locator('.theme').click();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    expect(await colors()).not.toEqual(light);
    await page.emulateMedia({ media: 'print' });
    expect(await colors()).toEqual(light);
    await page.context().close();
  });

  it('has every task of an open list that was read, and says what was not', async () => {
    const { page } = await stage.open('/plan?dataset=river-city&lang=en&by=none');
    expect(await page.locator('.task-line').count()).toBeLessThan(50);
    await page.emulateMedia({ media: 'print' });
    const shown = () => page.locator('.task-line').count();
    const notes = () => page.locator('.is-cut').allInnerTexts();
    // Lines are drawn by and by.
    const isTold = async () => {
      const [said] = await notes();
      return (await shown()) === TASKS || said === `The first ${await shown()} of ${TASKS}.`;
    };
    await expect.poll(isTold).toBe(true);
    if ((await shown()) === TASKS) expect(await notes()).toEqual([]);
    await page.context().close();
  });

  it('has every row of a table that scrolls on the screen', async () => {
    const { page } = await stage.open('/metric/leaks?dataset=river-city&lang=en');
    await page.locator('.series .twin').evaluate((twin: HTMLDetailsElement) => {
      twin.open = true;
    });
    const table = page.locator('.series .twin .table-scroll');
    await table.locator('tbody').evaluate((body: HTMLTableSectionElement) => {
      for (let n = 0; n < 100; n++) body.append(body.rows[0]?.cloneNode(true) ?? '');
    });
    const hidden = () => table.evaluate((box) => box.scrollHeight - box.clientHeight);
    expect(await hidden()).toBeGreaterThan(500);
    await page.emulateMedia({ media: 'print' });
    expect(
      await table.evaluate((box) => [getComputedStyle(box).overflowY, box.scrollHeight - box.clientHeight]),
    ).toEqual(['visible', 0]);
    await page.context().close();
  });

  it.each([
    ['/metric/gauges?dataset=river-city', '.bars > li', 20, 30],
    ['/releases?dataset=river-city&metric=checks', '.is-comparison tbody tr', 100, 120],
  ])('says of %s how much of its list is printed', async (path, rows, first, total) => {
    const { page, faults } = await stage.open(`${path}&lang=en`);
    const words = `The first ${first} of ${total}.`;
    await page.locator(rows).first().waitFor();
    expect(await page.locator('main').innerText()).not.toContain(words);
    await page.emulateMedia({ media: 'print' });
    // A browser tells a page of emulated paper by and by; of printing, before it looks.
    await page.getByText(words).waitFor();
    expect(await page.locator(rows).count()).toBeGreaterThanOrEqual(first);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('has heads of a comparison of releases that are printed on each sheet: without a button', async () => {
    const { page } = await stage.open('/releases?dataset=river-city&metric=checks&lang=en');
    const head = page.locator('.is-comparison thead');
    await head.getByRole('button').waitFor();
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => head.locator('button').count()).toBe(0);
    expect(await head.innerText()).toContain('Difference');
    expect(await head.locator('th').evaluateAll((all) => all.map((one) => getComputedStyle(one).position))).toEqual(
      Array(5).fill('static'),
    );
    await page.context().close();
  });

  it('says that closed groups are closed', async () => {
    const { page } = await stage.open('/plan?dataset=river-city&lang=en&by=month');
    const said = page.getByText('Groups that are closed on the screen');
    expect(await said.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    const closed = await page.locator('.plan-group:not([open])').count();
    expect(await said.isVisible()).toBe(closed > 0);
    await page.locator('.plan-group').evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = false;
    });
    expect(await said.isVisible()).toBe(true);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`a metric without figures${NEEDS}`, () => {
  it('opens its query in GraphiQL, where it runs', async () => {
    const { page } = await stage.open('/metric/idle?dataset=river-city&lang=en');
    const address = new URL((await page.locator('.query-link').getAttribute('href')) ?? '');
    const query = encodeURIComponent(address.searchParams.get('query') ?? '');
    const response = await stage.application.fetch(new Request(`http://test/graphql?query=${query}`));
    expect(await response.json()).toMatchObject({ data: { metric: { code: 'idle' } } });
    await page.context().close();
  });
});
