import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage();
});
afterAll(() => stage?.close());

async function ask(query: string) {
  const response = await stage.application.fetch(
    new Request('http://test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en' },
      body: JSON.stringify({ query }),
    }),
  );
  const { data } = await response.json();
  return data;
}

/** Digits as the page groups them. */
const grouped = (value: string) => value.replace('-', '−').replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',');

describe.skipIf(!hasBrowser)(`figures${NEEDS}`, () => {
  const METRICS = [
    'disputes-identified', 'disputes-resolved', 'dispute-resolution-rate', 'campaign-illicit-assets-seized',
    'criminal-cases-filed', 'criminal-clearance-rate', 'public-order-cases-accepted', 'grid-workers',
    'prevention-team-subsidy', 'grid-workers-per-cell',
  ]; // biome-ignore format: one list

  it.each(METRICS)('on the page of %s are those of the API', async (code) => {
    const { metric } = await ask(
      `{ metric(code: "${code}") { latest { value basis numerator denominator periodLabel citations { locator } } } }`,
    );
    const { value, basis, numerator, denominator } = metric.latest;
    const { page } = await stage.open(`/metric/${code}?dataset=tianshui-2020&lang=en`);
    // A quotient, or so many times one, that was computed and of which digits were left out says so.
    const scale = Math.log10(Number(value) / (Number(numerator) / Number(denominator)));
    const isCut = basis === 'COMPUTED' && numerator !== null && Math.abs(scale - Math.round(scale)) > 1e-9;
    const digits = await page.locator('.headline-figure .digits').innerText();
    expect(digits).toBe(`${isCut ? '≈ ' : ''}${grouped(value)}`);
    const told = await page.locator('.headline .facts').first().innerText();
    expect(told).toContain(metric.latest.periodLabel);
    expect(told).toContain(metric.latest.citations[0].locator);
    await page.context().close();
  });

  it('stand before their unit with a space, for whoever copies or hears them', async () => {
    const { page } = await stage.open('/metric/leaks?dataset=river-city&lang=en');
    const value = page.locator('.value:not(.is-close) .unit').first();
    expect(await value.evaluate((unit) => unit.previousSibling?.textContent)).toBe(' ');
    await page.context().close();
  });

  it('have unit and multiplier in words', async () => {
    const { page } = await stage.open('/metric/campaign-illicit-assets-seized?dataset=tianshui-2020&lang=zh-Hans');
    expect(await page.locator('.headline-figure').innerText()).toBe('5,164.45万元');
    expect(await page.locator('.headline-figure .value').getAttribute('title')).toBe('= 51,644,500 元');
    await page.context().close();
  });

  it('look different where they are missing, suppressed, provisional or zero', async () => {
    const { page } = await stage.open('/metric/gauges?dataset=river-city&lang=en');
    const cells = page.locator('.twin tbody td:nth-of-type(1)');
    expect(await cells.nth(0).innerText()).toBe('0');
    expect(await page.locator('.twin .no-value.is-missing').count()).toBe(1);
    await page.goto(`${stage.url}/metric/gauges?dataset=river-city&lang=en&region=990100`);
    await settle(page);
    expect(await page.locator('.headline .no-value.is-suppressed').innerText()).toContain('suppressed');
    await page.goto(`${stage.url}/metric/leaks?dataset=river-city&lang=en&part=bank:right`);
    await settle(page);
    expect(await page.locator('.headline .flag.is-provisional').innerText()).toBe('provisional');
    await page.context().close();
  });

  it('change in points where they are rates, in per cent where they are counts', async () => {
    const { metric } = await ask(
      '{ metric(code: "leak-rate") { latest(region: "990000", frequency: [MONTHLY]) { change(kind: YOY) { points } } } }',
    );
    expect(Number(metric.latest.change.points)).toBeGreaterThan(0);
    const { page } = await stage.open('/metric/leak-rate?dataset=river-city&lang=en&frequency=MONTHLY');
    expect(await page.locator('.change-list li').first().innerText()).toMatch(/\+[\d.]+ points/);
    await page.goto(`${stage.url}/metric/leaks?dataset=river-city&lang=en&frequency=MONTHLY`);
    await settle(page);
    expect(await page.locator('.change-list li').first().innerText()).toMatch(/\+100%\s*as published/);
    await page.context().close();
  });

  it('lead to the passage that they were read from, and back', async () => {
    const { page } = await stage.open('/metric/criminal-cases-filed?dataset=tianshui-2020&lang=en');
    await page.locator('.headline a.source').click();
    await settle(page);
    const place = page.locator('.place.is-marked');
    expect(await place.locator('h2').textContent()).toBe('Paragraph 12');
    await place.getByRole('link', { name: 'Criminal cases filed' }).click();
    await settle(page);
    expect(new URL(page.url()).pathname).toBe('/metric/criminal-cases-filed');
    await page.context().close();
  });

  it('have a chart that is told in words, with a table of the same', async () => {
    const { page } = await stage.open('/metric/leaks?dataset=river-city&lang=en&frequency=MONTHLY');
    const words = (await page.locator('.chart').getAttribute('aria-label')) ?? '';
    expect(words).toContain('Leaks: 24 periods.');
    expect(words).toMatch(/Lowest 1 piece .* highest 24 pcs/);
    expect(await page.locator('.chart svg').count()).toBe(1);
    await page.locator('.series .twin > summary').click();
    expect(await page.locator('.series .twin tbody tr').count()).toBe(24);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`the explorer${NEEDS}`, () => {
  it('speaks the language of the browser, and keeps another in the address', async () => {
    const { page } = await stage.open('/?dataset=tianshui-2020', { locale: 'zh-CN' });
    expect(await page.locator('h1').innerText()).toBe('平安天水：2020年治理指标');
    await page.getByRole('link', { name: 'EN', exact: true }).click();
    await settle(page);
    expect(page.url()).toContain('lang=en');
    expect(await page.locator('h1').innerText()).toBe('Safe Tianshui: governance indicators 2020');
    await page.getByRole('link', { name: 'Plan', exact: true }).click();
    await settle(page);
    expect(page.url()).toContain('lang=en');
    await page.context().close();
  });

  it('speaks the language of the data set where it does not speak that of the browser', async () => {
    const { page } = await stage.open('/?dataset=tianshui-2020', { locale: 'fr-FR' });
    await page.waitForFunction(() => document.documentElement.lang === 'zh-Hans');
    await page.context().close();
  });

  it('invents no name for a group that the source only counts', async () => {
    const { page } = await stage.open('/?dataset=tianshui-2020&lang=en');
    expect(await page.locator('.group').count()).toBe(8);
    expect(await page.locator('.group .unnamed').first().innerText()).toBe('Group 3: not named in the source');
    await page.context().close();
  });

  it('finds a metric from the keyboard alone', async () => {
    const { page } = await stage.open('/?lang=en');
    await page.keyboard.press('Control+k');
    await page.waitForSelector('.search-modal input');
    await page.keyboard.type('illicit assets');
    await page.waitForSelector('[role="option"]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/metric/campaign-illicit-assets-seized**');
    await page.context().close();
  });

  it.each([
    ['平安天水建设情况', '来源 · ', '/source/tianshui-2020-report', '关于2020年平安天水建设情况的报告', 'zh-Hans'],
    ['Report of River', 'Source · ', '/source/river-report', 'Report of River City', 'en'],
    ['river-city', 'Data set', '/', 'river-city', 'en'],
    ['river-city', 'Release · ', '/releases', 'Releases', 'en'],
  ])('finds %s as %s and opens its page', async (text, kind, path, title, lang) => {
    const { page } = await stage.open(`/plan?dataset=tianshui-2020&lang=${lang}`);
    await page.keyboard.press('Control+k');
    await page.locator('.search-modal input').fill(text);
    await page.locator('[role="option"]').filter({ hasText: kind }).first().click();
    await page.waitForURL((url) => url.pathname === path);
    await settle(page);
    expect(await page.locator('h1').textContent()).toContain(title);
    const { searchParams } = new URL(page.url());
    expect(searchParams.get('dataset')).toBe(lang === 'en' ? 'river-city' : 'tianshui-2020');
    expect(searchParams.get('to')).toBe(path === '/releases' ? '1' : null);
    await page.context().close();
  });

  it('opens a group of tasks and a task from the keyboard alone', async () => {
    const { page } = await stage.open('/plan?dataset=river-city&lang=en');
    await page.locator('.plan-group summary').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.task-line');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/task/**');
    await page.context().close();
  });

  it('moves an axis of the cube from the keyboard alone, into the address', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&metrics=leaks&lang=en');
    await page.locator('.axis-list').first().locator('[slot="drag"], button').first().focus();
    const reach = (words: string) =>
      page.waitForFunction((start) => document.activeElement?.getAttribute('aria-label')?.startsWith(start), words);
    await page.keyboard.press('Enter');
    await reach('Rows: before Region');
    await page.keyboard.press('Tab');
    await reach('Columns: ');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => new URL(location.href).searchParams.get('columns')?.includes('metric'));
    await page.context().close();
  });

  it('compares by one switch from the keyboard alone, into the address', async () => {
    const { page } = await stage.open('/metric/leaks?dataset=river-city&lang=en&frequency=MONTHLY');
    await page.locator('.switch input').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => new URL(location.href).searchParams.get('compare') === 'YOY');
    await page.context().close();
  });

  it('skips to the page from the keyboard alone', async () => {
    const { page } = await stage.open('/?lang=en');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the page');
    await page.context().close();
  });

  it('asks by the hashes of its documents, which a server that answers no others knows', async () => {
    const { page } = await stage.open('/sources?lang=en');
    const asked: (string | null)[] = [];
    page.on('request', (request) => {
      if (/\/graphql\b/.test(request.url())) asked.push(request.url() + (request.postData() ?? ''));
    });
    await page.getByRole('link', { name: 'Plan', exact: true }).click();
    await page.waitForSelector('.plan-groups');
    expect(asked.length).toBeGreaterThan(0);
    for (const text of asked) {
      expect(text).toContain('sha256Hash');
      expect(text).not.toMatch(/[?&]query=|"query":/);
    }
    await page.context().close();
  });

  it.each([
    '/?dataset=tianshui-2020',
    '/',
    '/plan?dataset=river-city&by=none',
    '/plan?dataset=river-city&by=tree',
    '/task/dike?dataset=river-city',
    '/metric?dataset=river-city&q=leak',
    '/metric/leaks?dataset=river-city&asOf=2024-01-31',
    '/cube?dataset=river-city&metrics=leaks,checks&latest=12',
    '/sources?dataset=river-city',
    '/source/tianshui-2020-report?dataset=tianshui-2020',
    '/releases?dataset=river-city',
  ])('%s asks before its large script is there, and nothing twice', async (path) => {
    const { page } = await stage.open('/health');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/graphql') asked.push(request.url() + (request.postData() ?? ''));
    });
    const first = new Promise<void>((resolve) => {
      page.on('request', (request) => void (/\/graphql\?/.test(request.url()) && resolve()));
    });
    await page.route('**/assets/index-*.js', async (route) => {
      await first;
      await route.continue();
    });
    await page.goto(stage.url + path);
    await settle(page);
    expect(asked.length).toBeGreaterThan(1);
    expect(new Set(asked).size).toBe(asked.length);
    await page.context().close();
  });

  it('keeps the theme that a reader chose, and has it before anything is drawn', async () => {
    const { page } = await stage.open('/?lang=en');
    await page.locator('.theme').click();
    await page.locator('.theme').click();
    await page.route('**/assets/index-*.js', (route) => route.abort());
    await page.reload();
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    await page.context().close();
  });

  it('says that the server is gone, and goes on when it is back', async () => {
    const { page } = await stage.open('/?lang=en');
    await page.route(/\/graphql\b/, (route) => route.abort());
    await page.getByRole('link', { name: 'Plan', exact: true }).click();
    await page.waitForSelector('.is-gone');
    await page.unroute(/\/graphql\b/);
    await page.waitForSelector('.plan-groups');
    expect(await page.locator('.is-gone').count()).toBe(0);
    await page.context().close();
  });

  it('says of a cube that the server is gone, and goes on when it is back', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&metrics=leaks&lang=en');
    await page.route(/\/graphql\b/, (route) => route.abort());
    await page.getByLabel('Latest periods').selectOption('10');
    await page.waitForSelector('.is-gone');
    await page.unroute(/\/graphql\b/);
    await page.waitForSelector('.pivot');
    expect(await page.locator('.is-gone').count()).toBe(0);
    await page.context().close();
  });

  it('says what there is not', async () => {
    const { page } = await stage.open('/metric/no-such-metric?lang=en');
    expect(await page.locator('h1').innerText()).toContain('no-such-metric');
    await page.goto(`${stage.url}/?dataset=no-such-set&lang=en`);
    await settle(page);
    expect(await page.locator('h1').innerText()).toContain('no-such-set');
    await page.context().close();
  });

  it('says once what is wrong with an address, and offers no further attempt that ends in the same', async () => {
    const { page } = await stage.open('/metric/leaks?dataset=river-city&region=XXX&lang=en');
    const alert = page.getByRole('alert');
    await alert.first().waitFor();
    expect(await alert.first().innerText()).toContain('There is no region "XXX"');
    expect(await alert.getByRole('button').count()).toBe(0);
    expect(await page.locator('.series .empty').count()).toBe(0);
    await page.context().close();
  });

  it('opens the query of a page in GraphiQL, where it runs as it stands', async () => {
    const { page } = await stage.open('/metric/leaks?dataset=river-city&lang=en');
    for (const link of await page.locator('.query-link').all()) {
      const query = new URL((await link.getAttribute('href')) ?? '').searchParams.get('query') ?? '';
      const response = await stage.application.fetch(
        new Request(`http://test/graphql?query=${encodeURIComponent(query)}`),
      );
      expect(await response.json()).not.toHaveProperty('errors');
    }
    await page.context().close();
  });
});
