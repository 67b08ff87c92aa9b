import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage();
});
afterAll(() => stage?.close());

const searchOf = (page: Page) => new URL(page.url()).searchParams;
const reaches = (page: Page, name: string, value: string | null) =>
  page.waitForFunction(([key, wanted]) => new URL(location.href).searchParams.get(`${key}`) === wanted, [
    name,
    value,
  ] as const);
/** A field of the choices above, by the word that stands over it. */
const fieldOf = (page: Page, label: string) =>
  page.locator('.choice > span', { hasText: new RegExp(`^${label}$`) }).locator('~ select, ~ input');
const historyLength = (page: Page) => page.evaluate(() => history.length);
/** Slower than the pause after which a page follows. */
const SLOWLY = { delay: 400 };

describe.skipIf(!hasBrowser)(`the address of a plan${NEEDS}`, () => {
  it('has the groups that stand open, and one step back does not go through them', async () => {
    const { page, faults } = await stage.open('/plan?dataset=river-city&lang=en');
    const length = await historyLength(page);
    const groups = page.locator('.plan-group');
    await groups.filter({ hasText: 'Banks' }).locator('summary').click();
    await reaches(page, 'open', 'banks');
    await groups.last().locator('summary').click();
    await reaches(page, 'open', 'banks;floods');
    expect(await historyLength(page)).toBe(length);
    await page.reload();
    await settle(page);
    expect(await page.locator('.plan-group[open]').count()).toBe(2);
    expect(await page.locator('.plan-group[open] .task-line').count()).toBe(5);
    for (const summary of await groups.locator('summary').all()) await summary.click();
    await reaches(page, 'open', null);
    expect(await page.locator('.plan-group[open]').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('says that the only group, which stands open by itself, was closed', async () => {
    const { page } = await stage.open('/plan?dataset=river-city&lang=en&group=banks');
    expect(await page.locator('.plan-group[open]').count()).toBe(1);
    await page.locator('.plan-group summary').click();
    await reaches(page, 'open', '-');
    await page.reload();
    await settle(page);
    expect(await page.locator('.plan-group[open]').count()).toBe(0);
    await page.context().close();
  });

  it('has the tasks of the tree that stand open', async () => {
    const { page, faults } = await stage.open('/plan?dataset=river-city&lang=en&by=tree');
    await page.locator('button.branch-toggle').click();
    await reaches(page, 'open', 'dike');
    await page.reload();
    await settle(page);
    expect(await page.locator('.branch .branch .task-line').count()).toBe(2);
    await page.locator('button.branch-toggle').click();
    await reaches(page, 'open', null);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it('lets what was opened first go where it would be too long', async () => {
    const long = Array.from({ length: 20 }, (_, index) => `${index}`.repeat(95).slice(0, 95));
    const { page } = await stage.open(`/plan?dataset=river-city&lang=en&open=${long.join(';')}`);
    await page.locator('.plan-group', { hasText: 'Banks' }).locator('summary').click();
    await page.waitForFunction(() => new URL(location.href).searchParams.get('open')?.endsWith(';banks'));
    await page.locator('.plan-group', { hasText: 'Banks' }).locator('.task-line').first().waitFor();
    expect((searchOf(page).get('open') ?? '').length).toBeLessThanOrEqual(2_000);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)(`one step back${NEEDS}`, () => {
  it('takes back one filter of a plan', async () => {
    const { page } = await stage.open('/plan?dataset=river-city&lang=en');
    await fieldOf(page, 'Status').selectOption('IN_PROGRESS');
    await reaches(page, 'status', 'IN_PROGRESS');
    await fieldOf(page, 'Region').selectOption('990100');
    await reaches(page, 'region', '990100');
    await fieldOf(page, 'Group by').selectOption('none');
    await reaches(page, 'by', 'none');
    await page.goBack();
    await reaches(page, 'by', null);
    expect(await fieldOf(page, 'Region').inputValue()).toBe('990100');
    await page.goBack();
    await reaches(page, 'region', null);
    await page.goBack();
    await reaches(page, 'status', null);
    expect(new URL(page.url()).pathname).toBe('/plan');
    await page.context().close();
  });

  it.each([
    ['/plan?dataset=river-city&lang=en&by=none', 'Text or code', 'q', 'raise'],
    ['/metric?dataset=river-city&lang=en', 'Text or code', 'q', 'leak'],
    ['/cube?dataset=river-city&lang=en&metrics=checks', 'From period', 'from', '2020'],
  ])('at %s takes back a text whole, however slowly it was written', async (path, label, name, text) => {
    const { page } = await stage.open(path);
    const length = await historyLength(page);
    const field = fieldOf(page, label);
    await field.pressSequentially(text, SLOWLY);
    await reaches(page, name, text);
    expect(await historyLength(page)).toBe(length + 1);
    await page.goBack();
    await reaches(page, name, null);
    expect(await field.inputValue()).toBe('');
    // What is written then is a step of its own.
    await field.pressSequentially(text.slice(0, 2), SLOWLY);
    await reaches(page, name, text.slice(0, 2));
    expect(await historyLength(page)).toBe(length + 1);
    await page.goBack();
    await reaches(page, name, null);
    await page.context().close();
  });

  it('takes back a theme of the metrics', async () => {
    const { page } = await stage.open('/metric?dataset=river-city&lang=en');
    await fieldOf(page, 'Theme').selectOption('water');
    await reaches(page, 'theme', 'water');
    await page.goBack();
    await reaches(page, 'theme', null);
    expect(new URL(page.url()).pathname).toBe('/metric');
    await page.context().close();
  });

  it('takes back a comparison and a view of a metric', async () => {
    const { page } = await stage.open('/metric/leaks?dataset=river-city&lang=en&frequency=MONTHLY');
    await page.getByRole('radio', { name: 'Year on year' }).check();
    await reaches(page, 'compare', 'YOY');
    await page.getByRole('radio', { name: 'Tiles' }).check();
    await reaches(page, 'view', 'tiles');
    await page.goBack();
    await reaches(page, 'view', null);
    await page.goBack();
    await reaches(page, 'compare', null);
    await page.context().close();
  });

  it('takes back one choice of the cube, and all ticks of a list that stood open', async () => {
    const { page } = await stage.open('/cube?dataset=river-city&lang=en&metrics=leaks');
    await fieldOf(page, 'Latest periods').selectOption('5');
    await reaches(page, 'latest', '5');
    await page.locator('.opening summary').nth(1).click();
    await page.getByLabel('Lower District').check();
    await page.getByLabel('Upper District').check();
    await reaches(page, 'regions', '990200,990100');
    await page.goBack();
    await reaches(page, 'regions', null);
    expect(searchOf(page).get('latest')).toBe('5');
    await page.goBack();
    await reaches(page, 'latest', null);
    await page.context().close();
  });
});
