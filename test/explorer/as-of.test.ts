import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage } from './browser.ts';

const { files } = riverCity();
const CITED = 'checks,990100,,2018,4711,,,,,,river-report,page 30\n';
const withoutGauges = `${files.observations?.replace(/^gauges.*\n/gm, '')}${CITED}`;
/** Two releases: the figures of one metric came with the second, and another metric. */
const RELEASES = [
  { ...riverCity('1', { observations: withoutGauges }), govgraph: { publishedAt: '2021-01-31' } },
  {
    ...riverCity('2', {
      metrics: `${files.metrics}${csv('late,Late,晚,water,banks,STATED,COUNT,FLOW,piece,0,NEUTRAL,SUM,SUM,SUM,,,,')}`,
      observations: `${files.observations}${CITED}`,
    }),
    govgraph: { publishedAt: '2022-01-31' },
  },
];
const BEFORE = 'dataset=river-city&lang=en&asOf=1990-01-01';
const BETWEEN = 'dataset=river-city&lang=en&asOf=2021-06-30';

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage(RELEASES);
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`a day in the bar above${NEEDS}`, () => {
  it.each([
    ['/', 'Plans, tasks and the list of metrics are always today’s.'],
    ['/plan', 'Plans and tasks are always today’s'],
    ['/task/dike', 'The task is as it is today.'],
    ['/metric', 'The list of metrics is today’s.'],
    ['/metric/leaks', 'Targets, tasks, checks and what the figures mean are today’s.'],
    ['/cube', 'What there is to choose from is today’s.'],
    ['/sources', 'Sources and checks are always today’s'],
    ['/source/river-report', 'Tasks, programmes, targets and what figures mean are today’s.'],
    ['/releases', 'All releases are listed, whatever the date above'],
  ])('says on %s what does not follow it', async (path, words) => {
    const { page, faults } = await stage.open(`${path}?${BETWEEN}`);
    expect(await page.locator('.notice.is-past').innerText()).toContain(words);
    await page.goto(`${stage.url}${path}?dataset=river-city&lang=en`);
    await page.waitForSelector('h1');
    expect(await page.locator('.notice.is-past').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('shows what was read from a source of the metrics that there were then', async () => {
    const { page, faults } = await stage.open(`/source/river-report?${BETWEEN}`);
    await page.locator('.place').getByText('4,711').waitFor();
    expect(await page.locator('.is-failed').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('is not told with the latest release, but with itself', async () => {
    const { page } = await stage.open(`/?${BETWEEN}`);
    expect(await page.locator('.page-head').innerText()).not.toContain('Release 2');
    await page.context().close();
  });

  it.each(['/metric/gauges', '/metric'])('on %s takes no later figures for parts without a total', async (path) => {
    const { page } = await stage.open(`${path}?${BETWEEN}`);
    const said = await page.locator('main').innerText();
    expect(said).toContain('No figure for this selection had been published on 2021-06-30.');
    expect(said).not.toContain('Only parts are published');
    await page.context().close();
  });

  it.each(['/', '/metric', '/metric/leaks', '/cube', '/source/river-report', '/task/dike'])(
    'before the first release is refused once on %s, with the first day that there is',
    async (path) => {
      const { page, faults } = await stage.open(`${path}?${BEFORE}`);
      const said = await page.locator('main').innerText();
      expect(said.match(/1990-01-01/g)).toHaveLength(1);
      expect(said).not.toMatch(/refused|Only parts/);
      expect(faults).toEqual([]);
      await page.getByRole('link', { name: 'See the figures of 2021-01-31' }).click();
      await page.waitForSelector('.page-head');
      expect(new URL(page.url()).searchParams.get('asOf')).toBe('2021-01-31');
      expect(await page.locator('.is-failed').count()).toBe(0);
      await page.context().close();
    },
  );

  it('before the first release changes nothing of pages without figures', async () => {
    for (const path of ['/plan', '/sources', '/releases']) {
      const { page } = await stage.open(`${path}?${BEFORE}`);
      expect(await page.locator('.page-head .notice.is-past').count()).toBe(1);
      expect(await page.locator('.is-failed').count()).toBe(0);
      await page.context().close();
    }
  });
});

describe.skipIf(!hasBrowser)(`a refusal${NEEDS}`, () => {
  it('is told once, in the language of the page', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=zh-Hans&metrics=leaks&from=abc');
    const refusal = await page.locator('.is-failed p').innerText();
    expect(refusal).toMatch(/^"abc" 不是/);
    await page.goto(`${stage.url}/metric/leaks?dataset=river-city&lang=zh-Hans&part=moon:full`);
    await page.waitForSelector('.is-failed p');
    expect(await page.locator('.series .is-failed p').allInnerTexts()).toEqual(['没有代码为“moon”的维度。']);
    await page.context().close();
  });
});
