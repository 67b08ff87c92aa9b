import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { riverCity } from '../support/package.ts';
import { importText } from '../support/river.ts';
import { hasBrowser, launchBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage([riverCity()]);
});
afterAll(() => stage?.close());

const LONG = 'x'.repeat(10_000);

/** Opens a page in a browser that lacks something from the start. */
async function openWithout(path: string, lack: () => void) {
  const { page, faults } = await stage.open('/health');
  faults.length = 0;
  await page.addInitScript(lack);
  await page.goto(stage.url + path);
  await settle(page);
  return { page, faults };
}

describe.skipIf(!hasBrowser)(`a browser that lets a page keep nothing${NEEDS}`, () => {
  const keepNothing = () => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException('access is denied for this document', 'SecurityError');
        },
      });
    }
  };

  it('shows every page, and a theme for as long as it is open', async () => {
    const { page, faults } = await openWithout('/?dataset=river-city&lang=en', keepNothing);
    for (const name of ['Plan', 'Metrics', 'Cube', 'Sources', 'Releases']) {
      await page.getByRole('link', { name, exact: true }).click();
      await settle(page);
      expect([name, await page.locator('main h1').count()]).toEqual([name, 1]);
    }
    await page.locator('.theme').click();
    await page.locator('.theme').click();
    expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    await page.goBack();
    await settle(page);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says that a part of the page is gone, and loads it anew when it is told to', async () => {
    const { page } = await stage.open('/health');
    await page.addInitScript(keepNothing);
    const script = /\/assets\/plan-[^/]*\.js$/;
    await page.route(script, (route) => route.fulfill({ status: 404, body: '' }));
    const fetchedAhead = page.waitForResponse(script);
    await page.goto(`${stage.url}/?lang=en`);
    await fetchedAhead;
    await settle(page);
    await page.getByRole('link', { name: 'Plan', exact: true }).click();
    await page.getByRole('heading', { name: 'This page broke' }).waitFor();
    await page.unroute(script);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.waitForSelector('.plan-groups');
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`a browser that lends no clipboard${NEEDS}`, () => {
  const CUBE = '/cube?dataset=river-city&metrics=checks&lang=en';
  const lendNone = () => void Object.defineProperty(navigator, 'clipboard', { value: undefined });

  it('copies all the same, as it does from a page without HTTPS', async () => {
    const { page, faults } = await openWithout(CUBE, lendNone);
    const button = page.getByRole('button', { name: 'curl', exact: true });
    const line = await button.getAttribute('title');
    await button.click();
    await page.getByText('curl ✓').waitFor();
    await page.keyboard.press('Control+k');
    await page.locator('.search-modal input').press('Control+v');
    expect(await page.locator('.search-modal input').inputValue()).toBe(line);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('shows the text where nothing may be copied', async () => {
    const { page, faults } = await openWithout(CUBE, () => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    });
    const button = page.getByRole('button', { name: 'GraphQL', exact: true });
    await button.click();
    await page.getByRole('alert').getByText('Select the text below').waitFor();
    expect(await page.locator('pre.refused').innerText()).toBe(await button.getAttribute('title'));
    expect(await page.getByText('✓').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

it.skipIf(!hasBrowser)(`a browser without JavaScript is told so, and led to what needs none${NEEDS}`, async () => {
  const browser = await launchBrowser();
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(`${stage.url}/metric/leaks?lang=en`);
  expect(await page.locator('body').innerText()).toContain('needs JavaScript');
  await page.getByRole('link', { name: 'CSV, XLSX' }).click();
  expect(await page.locator('body').innerText()).toContain('observations.csv');
  await browser.close();
});

const PAGES = [
  '/?dataset=tianshui-2020',
  '/plan?dataset=river-city&open=banks',
  '/task/dike?dataset=river-city',
  '/metric?dataset=river-city',
  '/metric/leaks?dataset=river-city',
  '/cube?dataset=river-city&metrics=leaks',
  '/source/tianshui-2020-report?dataset=tianshui-2020',
  '/releases?dataset=river-city',
];

describe.skipIf(!hasBrowser)(`text at 200 per cent${NEEDS}`, () => {
  let large: Stage;
  beforeAll(async () => {
    large = await openStage(undefined, {}, ['--blink-settings=defaultFontSize=32']);
  });
  afterAll(() => large?.close());

  it.each(PAGES.flatMap((path) => (['en', 'zh-Hans'] as const).map((lang) => `${path}&lang=${lang}`)))(
    'of %s is cut nowhere, and no wider than the window',
    async (path) => {
      const { page } = await large.open(path);
      expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
      for (const width of [390, 768, 1440]) {
        await page.setViewportSize({ width, height: 900 });
        expect([width, await tellCut(page)]).toEqual([width, []]);
      }
      await page.context().close();
    },
  );
});

/** What is wider than its window or cut by what it stands in, but for what scrolls, and what only screen readers have. */
const tellCut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wider = document.documentElement.scrollWidth - window.innerWidth;
    const cut = [...document.querySelectorAll<HTMLElement>('body *')].filter((element) => {
      const { overflowX, overflowY, display, textOverflow } = getComputedStyle(element);
      const isClipped = [overflowX, overflowY].some((one) => one === 'hidden' || one === 'clip');
      if (!isClipped || textOverflow === 'ellipsis' || display === 'inline') return false;
      if (element.closest('.visually-hidden, svg, select') || element.clientWidth <= 1) return false;
      return element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    });
    const told = cut.map(
      ({ tagName, className, textContent }) => `${tagName}.${className}: ${textContent.slice(0, 60)}`,
    );
    return wider > 0 ? [`${wider}px wider`, ...told] : told;
  });

describe.skipIf(!hasBrowser)(`a hasty reader${NEEDS}`, () => {
  it('chooses 50 orders of a plan, and finds the last choice', async () => {
    const { page, faults } = await stage.open('/plan?dataset=river-city&by=none&lang=en');
    const sort = page.locator('.choice', { hasText: /^Sort/ }).locator('select');
    const values = await sort
      .locator('option')
      .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
    for (let click = 0; click < 50; click++) await sort.selectOption(values[click % values.length] ?? '');
    await settle(page);
    const last = values[49 % values.length] ?? '';
    expect(new URL(page.url()).searchParams.get('sort')).toBe(last);
    const { page: fresh } = await stage.open(`/plan?dataset=river-city&by=none&lang=en&sort=${last}`);
    expect(await page.locator('.task-line').allInnerTexts()).toEqual(await fresh.locator('.task-line').allInnerTexts());
    expect(faults).toEqual([]);
    await fresh.context().close();
    await page.context().close();
  });

  it('goes back and forward faster than answers come', async () => {
    const { page, faults } = await stage.open('/plan?dataset=river-city&lang=en');
    const status = page.locator('.choice', { hasText: /^Status/ }).locator('select');
    for (const value of ['PLANNED', 'IN_PROGRESS', 'COMPLETED']) {
      await status.selectOption(value);
      await page.waitForURL((url) => url.searchParams.get('status') === value);
    }
    await page.evaluate(() => {
      history.go(-3);
      setTimeout(() => history.go(2), 5);
      setTimeout(() => history.go(-1), 10);
      setTimeout(() => history.go(1), 15);
    });
    await page.waitForTimeout(500);
    await settle(page);
    expect(await status.inputValue()).toBe(new URL(page.url()).searchParams.get('status') ?? '');
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('asks more than a proxy lets through, and is answered later', async () => {
    const { page } = await stage.open('/?dataset=river-city&lang=en');
    await page.route(/\/graphql\b/, (route) => route.fulfill({ status: 429, body: 'Too Many Requests' }));
    await page.getByRole('link', { name: 'Plan', exact: true }).click();
    await page.waitForSelector('.is-gone');
    await page.unroute(/\/graphql\b/);
    await page.waitForSelector('.plan-groups');
    expect(await page.locator('.is-gone, .is-failed').count()).toBe(0);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`10,000 characters${NEEDS}`, () => {
  it('in the search are refused in words, and less is found after that', async () => {
    const { page, faults } = await stage.open('/?dataset=river-city&lang=en');
    await page.keyboard.press('Control+k');
    const input = page.locator('.search-modal input');
    await input.fill(LONG);
    const state = page.locator('.search-state');
    await expect.poll(() => state.innerText()).toMatch(/\d/);
    await input.fill('leaks');
    await page.locator('[role="option"]').first().waitFor();
    expect(faults.filter((fault) => !/status of 4\d\d/.test(fault))).toEqual([]);
    await page.context().close();
  });

  it.each([
    '/plan?dataset=river-city&by=none&q=',
    '/metric?dataset=river-city&q=',
    '/cube?dataset=river-city&metrics=leaks&from=',
  ])('in the field of %s are cut where an address ends, and answered', async (path) => {
    const { page } = await stage.open(`${path}&lang=en`);
    const field = page.locator('.choices input[type="search"]').first();
    await field.fill(LONG);
    await page.waitForTimeout(400);
    await settle(page);
    expect(await page.locator('main h1').count()).toBe(1);
    expect(page.url().length).toBeLessThan(2_500);
    await field.fill('');
    await expect.poll(() => page.locator('.is-failed').count()).toBe(0);
    await page.context().close();
  });

  it.each(['/plan?q=', '/metric/leaks?part=', '/cube?metrics=', '/source/river-report?at=', '/?asOf='])(
    'in the address %s open a page',
    async (path) => {
      const { page } = await stage.open(`${path}${LONG}&dataset=river-city&lang=en`);
      expect(await page.locator('main h1').count()).toBe(1);
      expect(await page.locator('h1').innerText()).not.toContain('broke');
      await page.context().close();
    },
  );

  it.each(['/task/%zz', '/metric/%E0%A4%A', `/source/${LONG}`])(
    'under what is no code, as in %s, is nothing',
    async (path) => {
      const { page } = await stage.open('/health');
      const broken: string[] = [];
      page.on('pageerror', ({ message }) => broken.push(message));
      await page.goto(`${stage.url}${path}?dataset=river-city&lang=en`);
      await settle(page);
      expect(broken).toEqual([]);
      expect(await page.locator('main h1').innerText()).toContain('There is nothing under');
      await page.context().close();
    },
  );
});

it.skipIf(!hasBrowser)(`a page that is open shows what is published meanwhile when it asks anew${NEEDS}`, async () => {
  const { page, faults } = await stage.open('/?dataset=river-city&lang=en');
  const { observations } = riverCity().files;
  await importText(
    stage.database,
    riverCity('2', { observations: `${observations}gauges,990100,,2021,4321,,,,,,,\n` }),
  );
  await page.getByRole('link', { name: 'Releases', exact: true }).click();
  await page.getByText('Release 2').first().waitFor();
  await page.goto(`${stage.url}/metric/gauges?dataset=river-city&lang=en&region=990100`);
  await settle(page);
  expect(await page.locator('.headline-figure').innerText()).toContain('4,321');
  expect(faults).toEqual([]);
  await page.context().close();
});
