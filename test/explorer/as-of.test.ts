import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

const { files } = riverCity();
const CITED = 'checks,990100,,2018,4711,,,,,,river-report,page 30\n';
const PARTS = csv('pumps,990000,bank=left,2020,51,,,,,,,', 'pumps,990000,bank=right,2020,53,,,,,,,');
const EARLIER = csv('wells,990100,,2020-06,61,,,,,,,', 'wells,990100,,2020-07,67,,,,,,,');
const LATER = csv('wells,990200,,2020,71,,,,,,,', 'wells,990100,,2020,73,,,,,,,');
const withoutGauges = `${files.observations?.replace(/^gauges.*\n/gm, '')}${CITED}${PARTS}${EARLIER}`;
const metrics = `${files.metrics}${csv(
  'pumps,Pumps,泵,water,banks,STATED,COUNT,LEVEL,piece,0,NEUTRAL,LAST,SUM,,bank,,,',
  'wells,Wells,井,water,banks,STATED,COUNT,LEVEL,piece,0,NEUTRAL,LAST,SUM,,,,,',
)}`;
/** Two releases: with the second came the figures of one metric, another metric, and of a third one more region, and years. */
const RELEASES = [
  { ...riverCity('1', { metrics, observations: withoutGauges }), govgraph: { publishedAt: '2021-01-31' } },
  {
    ...riverCity('2', {
      metrics: `${metrics}${csv('late,Late,晚,water,banks,STATED,COUNT,FLOW,piece,0,NEUTRAL,SUM,SUM,SUM,,,,')}`,
      observations: `${files.observations}${CITED}${PARTS}${EARLIER}${LATER}`,
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

  it('is taken when its year is whole, and stays in the field until then', async () => {
    const { page, faults } = await stage.open('/?dataset=river-city&lang=en');
    const days = new Set<string | null>();
    page.on('framenavigated', () => days.add(new URL(page.url()).searchParams.get('asOf')));
    await page.locator('.as-of input').focus();
    await page.keyboard.type('06302021', { delay: 50 });
    await page.waitForSelector('.notice.is-past');
    expect([...days]).toEqual(['2021-06-30']);
    expect(await page.locator('.as-of input').inputValue()).toBe('2021-06-30');
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

  it.each(['/', '/metric'])('says on %s that there were figures of parts then, and leads to them', async (path) => {
    const { page, faults } = await stage.open(`${path}?${BETWEEN}`);
    const wells = page.locator('.figure-card, .metric-list li').filter({ hasText: 'Wells' });
    expect(await wells.innerText()).toContain(
      'By 2021-06-30, figures of parts or regions had been published, but no total.',
    );
    const pumps = page.locator('.figure-card, .metric-list li').filter({ hasText: 'Pumps' });
    await pumps.getByRole('link', { name: /figures of parts/ }).click();
    await settle(page);
    expect(await page.locator('.series .empty').innerText()).toBe(
      'Only parts had been published on 2021-06-30, without a total.',
    );
    expect(await page.locator('main').innerText()).not.toContain('No figure');
    expect(await page.locator('.bars').innerText()).toContain('53');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('is shown of a region and by periods that had figures then', async () => {
    const { page, faults } = await stage.open('/metric/wells?dataset=river-city&lang=en');
    expect(await page.locator('.headline').innerText()).toMatch(/71[\s\S]*Lower District/);
    await page.goto(`${stage.url}/metric/wells?${BETWEEN}`);
    await settle(page);
    expect(await page.locator('.headline').innerText()).toMatch(/67[\s\S]*Upper District/);
    expect(await page.locator('.is-failed').count()).toBe(0);
    await page.goto(`${stage.url}/metric/wells?${BETWEEN}&region=990200`);
    await settle(page);
    expect(await page.locator('.series .empty').innerText()).toContain(
      'No figure for this region had been published on 2021-06-30.',
    );
    await page.getByRole('link', { name: 'See the figures of Upper District' }).click();
    await settle(page);
    expect(await page.locator('.headline').innerText()).toMatch(/67[\s\S]*Upper District/);
    expect(faults).toEqual([]);
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
