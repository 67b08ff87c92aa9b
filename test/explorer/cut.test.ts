import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, type PackageText, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const MANY = 1_001;
const PARTS = 501;
const MONTHS = 401;
const AIMS = 25;
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const monthOf = (n: number) => `${1980 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;

/** More of everything than a page reads at once: of regions, metrics, parts, months, subtasks, and of what is read at one place. */
function widePackage(): PackageText {
  return {
    name: 'wide',
    version: '1',
    govgraph: { region: 'W' },
    files: {
      sources: csv('code,title:en', 'wide-report,Wide report'),
      themes: csv('code,name:en', 'wide,Wide'),
      units: csv('code,name:en', 'w-piece,piece'),
      dimensions: csv(
        'dimension,category,name:en,order',
        'w-kind,,Kind,',
        ...numbers(PARTS).map((n) => `w-kind,k${n},Kind ${n},${n + 1}`),
      ),
      regions: csv(
        'scheme,code,level,parent,name:en',
        'wide,W,COUNTRY,,Wide land',
        ...numbers(MANY - 1).map((n) => `wide,W${n},PREFECTURE,W,Part ${n}`),
      ),
      metrics: csv(
        'code,name:en,theme,kind,basis,unit,decimals,direction,over_time,over_regions,dimensions',
        'a-wide,Wide,wide,COUNT,FLOW,w-piece,0,NEUTRAL,SUM,SUM,w-kind',
        ...numbers(MANY - 1).map((n) => `w-metric-${n},Metric ${n},wide,COUNT,FLOW,w-piece,0,NEUTRAL,SUM,SUM,`),
      ),
      observations: csv(
        'metric,region,breakdown,period,value,source,locator',
        ...numbers(PARTS).map((n) => `a-wide,W,w-kind=k${n},2020,${n},,`),
        ...numbers(MONTHS).map((n) => `a-wide,W,,${monthOf(n)},${n},,`),
        ...numbers(MANY - 1).map((n) => `a-wide,W${n},,2020,${n},,`),
        'w-metric-998,W,,2020,60998,wide-report,page 9',
        'w-metric-999,W,,2020,60999,wide-report,page 9',
      ),
      targets: csv(
        'metric,region,breakdown,period,kind,value,source,locator',
        ...numbers(AIMS).map((n) => `a-wide,W,,${2000 + n},TARGET,${80_000 + n},wide-report,page 8`),
        ...numbers(AIMS).map((n) => `w-metric-7,W,,${2000 + n},TARGET,${90_000 + n},wide-report,page 8`),
        'w-metric-998,W,,2020,TARGET,70998,wide-report,page 9',
        'w-metric-999,W,,2020,TARGET,70999,wide-report,page 9',
      ),
      tasks: csv(
        'code,title:en,status,region,parent,due_date,source,locator',
        'all,All of it,PLANNED,W,,,,',
        ...numbers(MANY).map((n) => `w-${n},Needle ${n},PLANNED,W,all,2020-01-01,wide-report,page 1`),
      ),
      organizations: riverCity().files.organizations?.split('\n').slice(0, 1).join('\n') ?? '',
    },
  };
}

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([widePackage()]);
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`a list that is not whole says so${NEEDS}`, () => {
  it.each([
    ['/task/all', ['The first 200 of 1,001.']],
    [
      '/metric/a-wide?frequency=MONTHLY&region=W',
      ['Region: The first 1,000 of 1,001.', 'Figures over time: The latest 400 of 401.', 'The first 500 of 501.'],
    ],
    ['/cube?metrics=a-wide', ['Metrics: The first 1,000 of 1,001.', 'Regions: The first 1,000 of 1,001.']],
    [
      '/source/wide-report',
      [
        'Task: The first 1,000 of 1,001.',
        'Figures, meanings, targets and baselines are shown of the first 1,000 of 1,001 metrics.',
        'Of each metric the first 20 targets and baselines are shown: 41 of 51.',
      ],
    ],
    ['/releases', ['Metrics: The first 1,000 of 1,001.']],
    ['/', ['The first 5 of 1,001.', 'Chosen from the first 60 of 1,001 metrics.']],
  ])('on %s', async (path, words) => {
    const { page, faults } = await stage.open(`${path}${path.includes('?') ? '&' : '?'}dataset=wide&lang=en`);
    // Some lists are read in several pages.
    for (const word of words) await page.locator('main').getByText(word).first().waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('and of metrics the rest is read when it is wanted, with their figures and targets', async () => {
    const { page } = await stage.open('/source/wide-report?dataset=wide&lang=en');
    const place = page.locator('.place', { has: page.getByRole('heading', { name: 'page 9' }) });
    await place.getByText('70,998').waitFor();
    await place.getByText('60,998').waitFor();
    expect(await place.getByText(/^[67]0,999$/).count()).toBe(0);
    const more = page.locator('.more', { hasText: 'of 1,001 metrics' });
    await more.getByRole('button').click();
    await place.getByText('70,999').waitFor();
    await place.getByText('60,999').waitFor();
    expect(await place.getByText('60,998').count()).toBe(1);
    expect(await more.count()).toBe(0);
    await page.context().close();
  });

  it('and of the targets of a metric the rest is read when it is wanted', async () => {
    const { page } = await stage.open('/source/wide-report?dataset=wide&lang=en');
    const place = page.locator('.place', { has: page.getByRole('heading', { name: 'page 8' }) });
    await place.getByText('80,019').waitFor();
    expect(await place.getByText(/^[89]0,0\d\d$/).count()).toBe(40);
    const more = page.locator('.more', { hasText: 'Of each metric the first 20' });
    await more.getByRole('button').click();
    await place.getByText('90,024').waitFor();
    expect(await place.getByText(/^[89]0,0\d\d$/).count()).toBe(2 * AIMS);
    expect(await more.count()).toBe(0);
    await page.context().close();
  });

  it('and a long list of choices is filled once it is opened', async () => {
    const { page } = await stage.open('/metric/a-wide?frequency=ANNUAL&region=W7&dataset=wide&lang=en');
    const choice = page.locator('.choice.opening summary').first();
    expect(await choice.innerText()).toContain('Part 7');
    const options = page.getByRole('listbox').getByRole('option');
    expect(await options.count()).toBe(0);
    await choice.click();
    await expect.poll(() => options.count()).toBeGreaterThanOrEqual(1_000);
    await page.context().close();
  });

  it('among the hits of the search', async () => {
    const { page } = await stage.open('/?dataset=wide&lang=en');
    await page.keyboard.press('Control+k');
    await page.waitForSelector('.search-modal input');
    await page.keyboard.type('Needle');
    await page.waitForSelector('[role="option"]');
    expect(await page.locator('.search-state').innerText()).toContain('The first 30 of ');
    await page.context().close();
  });

  it('and counts nothing of which it has only a part', async () => {
    const { page } = await stage.open('/metric?dataset=wide&lang=en');
    expect(await page.getByLabel('Theme').locator('option').allInnerTexts()).toEqual(['All', 'Wide']);
    await page.context().close();
  });

  it('and a whole one says nothing', async () => {
    const { page } = await stage.open('/metric/criminal-cases-filed?dataset=tianshui-2020&lang=en');
    await settle(page);
    expect(await page.locator('.is-cut').count()).toBe(0);
    await page.context().close();
  });
});
