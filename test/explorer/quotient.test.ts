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
});
