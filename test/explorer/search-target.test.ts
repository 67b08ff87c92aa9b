import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csv, riverCity } from '../support/package.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

/**
 * Tasks in one district only, and of one programme of two. The other district has figures. One theme has a programme and no metric, one has nothing,
 * and so have a unit, a rating and a region.
 */
const ONE_TASK = riverCity('1', {
  regions: `${riverCity().files.regions}test,990300,COUNTY,990000,Lone District,独区,,,\n`,
  tasks: csv(
    'code,title:en,programme,status,region,lead,cooperate',
    'dike,Raise the dike,dikes,PLANNED,990100,river-works,river-police',
  ),
  task_reports: csv('task,reported_at,status,rating', 'dike,2020-03-01T08:00:00+08:00,PLANNED,murky'),
  ratings: csv(
    'code,name:en,description:en,light,order',
    'murky,Murky,Nobody sees through,YELLOW,1',
    'opaque,Opaque,,RED,2',
  ),
  units: csv('code,name:en,symbol:en', 'piece,piece,pcs', 'share,share,%', 'fathom,fathom,ftm'),
  themes: csv('code,name:en,name:zh-Hans', 'safety,Safety,安全', 'water,Water,水', 'vigil,Vigil,守望', 'void,Void,空'),
  programmes: csv(
    'code,kind,name:en,theme,working_group,attribution,pilot_regions,metrics',
    'dikes,CAMPAIGN,Dikes,water,banks,STATED,990100,leaks;leak-rate',
    'watch,MECHANISM,Watch,vigil,floods,INFERRED,,',
  ),
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([ONE_TASK]);
});
afterAll(() => stage?.close());

/** Opens the first hit of a kind that has a text, from the page of a data set. */
async function openHit(dataset: string, text: string, kind: string | RegExp, lang = 'en') {
  const { page } = await stage.open(`/sources?dataset=${dataset}&lang=${lang}`);
  await page.keyboard.press('Control+k');
  await page.locator('.search-modal input').fill(text);
  await page.locator('[role="option"]').filter({ hasText: kind }).first().click();
  await page.waitForURL((url) => url.pathname !== '/sources');
  await settle(page);
  return page;
}

describe.skipIf(!hasBrowser)(`a hit of the search${NEEDS}`, () => {
  it.each(['river-city', 'tianshui-2020'])(
    'leads from %s to the tasks of a region, in the data set of the tasks',
    async (dataset) => {
      const page = await openHit(dataset, '990100', 'Region');
      const { pathname, searchParams } = new URL(page.url());
      expect([pathname, searchParams.get('dataset'), searchParams.get('region')]).toEqual([
        '/plan',
        'river-city',
        '990100',
      ]);
      expect(await page.locator('.task-line').count()).toBe(1);
      await page.context().close();
    },
  );

  it.each(['river-city', 'tianshui-2020'])(
    'leads from %s to the figures of a region without tasks',
    async (dataset) => {
      const page = await openHit(dataset, '990200', 'Region');
      const { pathname, searchParams } = new URL(page.url());
      expect([pathname, searchParams.get('dataset'), searchParams.get('regions')]).toEqual([
        '/cube',
        'river-city',
        '990200',
      ]);
      expect(searchParams.get('metrics')).toContain('leaks');
      await page.locator('.pivot').waitFor();
      await page.context().close();
    },
  );

  it('leads to the tasks of an organisation in the data set that has them, whatever is on screen', async () => {
    const page = await openHit('tianshui-2020', 'river-works', 'Organisation');
    expect(new URL(page.url()).searchParams.get('dataset')).toBe('river-city');
    expect(await page.locator('.task-line').count()).toBe(1);
    await page.context().close();
  });

  it('leads to the plan of an organisation that leads nothing, which says so and offers what it has', async () => {
    const page = await openHit('tianshui-2020', 'river-police', 'Organisation');
    expect(new URL(page.url()).searchParams.get('dataset')).toBe('river-city');
    expect(await page.locator('main').innerText()).toContain('River police leads no task of this data set.');
    await page.getByRole('link', { name: '1 task that it cooperates in' }).click();
    await page.locator('.task-line').waitFor();
    expect(await page.locator('.task-line').innerText()).toContain('Raise the dike');
    expect(await page.locator('.choice', { hasText: /^Role/ }).locator('select').inputValue()).toBe('COOPERATE');
    await page.goto(`${stage.url}/plan?dataset=river-city&lang=en&organ=river-leaders`);
    await page.getByText('River leaders leads no task of this data set.').waitFor();
    await page.getByRole('link', { name: 'Banks' }).click();
    await page.waitForURL((url) => url.searchParams.get('group') === 'banks');
    await page.goto(`${stage.url}/plan?dataset=river-city&lang=en&organ=river-committee`);
    await page.getByText('It has no part in any task.').waitFor();
    await page.goto(`${stage.url}/plan?dataset=tianshui-2020&lang=en&organ=river-works`);
    await page.getByRole('link', { name: 'Its tasks in river-city' }).click();
    await page.locator('.task-line').waitFor();
    await page.context().close();
  });

  it('leads to a programme without tasks where it stands on the overview', async () => {
    const page = await openHit('tianshui-2020', 'Watch', 'Programme');
    expect(new URL(page.url()).pathname).toBe('/');
    const place = page.locator('#programme-watch');
    await expect.poll(() => place.evaluate((item) => item.getBoundingClientRect().top < window.innerHeight)).toBe(true);
    expect(await place.innerText()).toContain('Watch');
    await page.context().close();
  });

  it.each([
    ['Water', /Theme$/, 'en', { dataset: 'river-city', theme: 'water' }, ['Checks', 'Leaks', 'Leak rate']],
    ['水', /主题$/, 'zh-Hans', { dataset: 'river-city', theme: 'water' }, ['检查', '渗漏', '渗漏率']],
    ['pcs', /Unit$/, 'en', { dataset: 'river-city', unit: 'piece' }, ['Checks', 'Gauges', 'Leaks']],
    ['Season', /Dimension$/, 'en', { dataset: 'river-city', part: 'season' }, ['Leaks']],
    ['扫黑除恶', /主题$/, 'zh-Hans', { dataset: 'tianshui-2020', theme: 'organised-crime' }, null],
  ])('leads from "%s" (%s) to the metrics that it classifies', async (text, kind, lang, search, metrics) => {
    const page = await openHit(lang === 'en' ? 'tianshui-2020' : 'river-city', text, kind, lang);
    const { pathname, searchParams } = new URL(page.url());
    expect([pathname, Object.fromEntries(searchParams)]).toEqual(['/metric', { ...search, lang }]);
    const names = await page.locator('.metric-list h3').allTextContents();
    if (metrics) expect(names.toSorted()).toEqual(metrics.toSorted());
    else expect(names.length).toBeGreaterThan(3);
    await page.context().close();
  });

  it('leads from a dimension to the metrics that are broken down by it, and on to the parts of one', async () => {
    const page = await openHit('river-city', 'Bank', /Dimension$/);
    await page.locator('.metric-list').getByRole('link', { name: 'Leaks', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/metric/leaks');
    await settle(page);
    const isInSight = () =>
      page.getByRole('heading', { name: 'By Bank' }).evaluate((head) => {
        const { top } = head.getBoundingClientRect();
        return top >= 0 && top < window.innerHeight;
      });
    await expect.poll(isInSight).toBe(true);
    await page.context().close();
  });

  it('leads from a category to its figures, which say of what they are, and on to their series', async () => {
    const page = await openHit('tianshui-2020', 'Left bank', /Category · Bank$/);
    expect(new URL(page.url()).searchParams.get('part')).toBe('bank:left');
    const list = page.locator('.metric-list li');
    expect(await list.count()).toBe(1);
    expect(await list.innerText()).toMatch(/^Leaks\s+120\s?pcs/);
    expect(await page.locator('.page-head').innerText()).toContain('Bank: Left bank');
    await page
      .locator('.choice', { hasText: /^Category/ })
      .locator('select')
      .selectOption({ label: 'Right bank' });
    await page.waitForURL((url) => url.searchParams.get('part') === 'bank:right');
    await settle(page);
    expect(await list.innerText()).toMatch(/^Leaks\s+90\s?pcs/);
    await list.getByRole('link', { name: 'Leaks', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/metric/leaks');
    expect(new URL(page.url()).searchParams.get('part')).toBe('bank:right');
    await page.context().close();
  });

  it('says of a category without a figure for the whole that there is none', async () => {
    const page = await openHit('river-city', 'Dry season', /Category · Season$/);
    expect(await page.locator('.metric-list li').innerText()).toContain(
      'This part has no figure for the whole region.',
    );
    await page.context().close();
  });

  it('leads from a theme without metrics to its programme of the data set on screen', async () => {
    const page = await openHit('river-city', 'Vigil', /Theme$/);
    const { pathname, hash, searchParams } = new URL(page.url());
    expect([pathname, searchParams.get('dataset'), hash]).toEqual(['/', 'river-city', '#programme-watch']);
    await page.context().close();
  });

  it('leads from a theme of another data set without metrics to its programme there', async () => {
    const page = await openHit('tianshui-2020', 'Vigil', /Theme$/);
    const { pathname, hash, searchParams } = new URL(page.url());
    expect([pathname, searchParams.get('dataset'), hash]).toEqual(['/', 'river-city', '#programme-watch']);
    await page.context().close();
  });

  it.each([
    ['Void', /Theme$/],
    ['fathom', /Unit$/],
    ['Opaque', /Rating · /],
    ['Lone District', 'Region'],
  ])('says of %s, which nothing has, that it leads nowhere', async (text, kind) => {
    const { page } = await stage.open('/sources?dataset=river-city&lang=en');
    await page.keyboard.press('Control+k');
    await page.locator('.search-modal input').fill(text);
    await page.locator('[role="option"]').filter({ hasText: kind }).first().click();
    const state = page.locator('.search-state');
    await expect.poll(() => state.innerText()).toBe(`Nothing was found that could be shown of “${text}”.`); // biome-ignore format: one line
    expect(new URL(page.url()).pathname).toBe('/sources');
    await page.locator('.search-modal input').fill('Leaks');
    await page.locator('[role="option"]').filter({ hasText: 'Metric' }).first().click();
    await page.waitForURL((url) => url.pathname === '/metric/leaks');
    await page.context().close();
  });

  it('leads to a working group without tasks where it stands on the overview', async () => {
    const page = await openHit('tianshui-2020', 'floods', 'Working group');
    const { pathname, hash } = new URL(page.url());
    expect([pathname, hash]).toEqual(['/', '#group-floods']);
    const place = page.locator('#group-floods');
    await expect.poll(() => place.evaluate((item) => item.getBoundingClientRect().top < window.innerHeight)).toBe(true);
    // Its tasks would be an empty list, which an address may ask for all the same.
    expect(await place.getByRole('link', { name: /^Group 2/ }).count()).toBe(0);
    for (const filter of ['group=floods', 'programme=watch']) {
      await page.goto(`${stage.url}/plan?dataset=river-city&lang=en&${filter}`);
      await page.getByText('The source lists no task of it.').waitFor();
      await page.getByRole('link', { name: 'See it on the overview' }).click();
      await page.waitForURL((url) => url.hash === `#${filter.replace('=', '-')}`);
    }
    await page.context().close();
  });

  it('leads from a rating to the tasks that have it', async () => {
    const page = await openHit('tianshui-2020', 'Murky', /Rating · /);
    const { pathname, searchParams } = new URL(page.url());
    expect([pathname, searchParams.get('dataset'), searchParams.get('rating')]).toEqual([
      '/plan',
      'river-city',
      'murky',
    ]);
    expect(await page.locator('.task-line').count()).toBe(1);
    await page.context().close();
  });

  it('leads to the plan of a programme that has one', async () => {
    const page = await openHit('tianshui-2020', 'Dikes', 'Programme');
    expect(new URL(page.url()).pathname).toBe('/plan');
    expect(new URL(page.url()).searchParams.get('dataset')).toBe('river-city');
    await page.context().close();
  });
});
