import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isRoundedQuotient } from '../../src/explorer/language/quotient.ts';
import { hasBrowser, NEEDS, openStage, type Stage, settle } from './browser.ts';

describe('a quotient', () => {
  it.each([
    ['1.1161', '11767', '10543', true],
    ['682.30', '424.8', '6226', true],
    ['33.3', '1', '3', true],
    ['0.01', '149', '10000', true],
    ['-0.67', '-2', '3', true],
    ['50', '1', '2', false],
    ['2.50', '5', '2', false],
    ['0.0004', '4', '10000', false],
    ['0', '0', '7', false],
    // Twelve to one is no power of ten.
    ['4.0000', '1', '3', false],
  ])('%s of %s by %s: rounded is %s', (value, numerator, denominator, isRounded) => {
    expect(isRoundedQuotient(value, numerator, denominator)).toBe(isRounded);
  });
});

let stage: Stage;
beforeAll(async () => {
  if (hasBrowser) stage = await openStage();
});
afterAll(() => stage?.close());

describe.skipIf(!hasBrowser)(`the figure of a metric${NEEDS}`, () => {
  it('that was computed says that it is rounded, and of what units', async () => {
    const { page } = await stage.open('/metric/prevention-subsidy-per-member?lang=zh-Hans');
    await settle(page);
    expect(await page.locator('.headline-figure').innerText()).toContain('≈ 682.30');
    expect(await page.locator('.headline-figure .value').getAttribute('title')).toContain('424.8万元 / 6,226人');
    expect(await page.locator('.headline .facts').innerText()).toContain('424.8万元 / 6,226人');
    await page.context().close();
  });

  it.each([
    ['in its table', '/metric/prevention-subsidy-per-member', '.twin td .value'],
    ['among the metrics', '/metric?q=prevention-subsidy-per-member', '.metric-figure .value'],
    ['in a cube', '/cube?metrics=prevention-subsidy-per-member', '.pivot-cell .value'],
    ['beside its passage', '/source/tianshui-2020-report', '.passage-figures li:has(a[href*="subsidy-per"]) .value'],
  ])('says so %s, too', async (_where, path, place) => {
    const { page } = await stage.open(`${path}${path.includes('?') ? '&' : '?'}dataset=tianshui-2020&lang=en`);
    const value = page.locator(place).first();
    await value.waitFor();
    expect(await value.innerText()).toContain('≈ 682.30');
    expect(await value.getAttribute('title')).toContain('424.8 / 6,226');
    await page.context().close();
  });

  it('that was published has no such sign, and none that comes out even', async () => {
    const { page } = await stage.open('/metric?dataset=tianshui-2020&lang=en&q=clearance-rate');
    const figures = (await page.locator('.metric-figure').allInnerTexts()).map((text) => text.replace(/\s/g, ''));
    expect(figures.sort()).toEqual(['100.00%computed', '28.37%']);
    await page.context().close();
  });
});
