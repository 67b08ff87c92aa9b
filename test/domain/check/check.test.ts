import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkChange, checkDuplicate, checkRatio, checkSumOfParts } from '../../../src/domain/check/check.ts';
import { checkBounds, resolveBounds } from '../../../src/domain/check/check-bound.ts';
import { type CheckStatement, checkSentence, computeDifference } from '../../../src/domain/check/check-sentence.ts';
import { computeScale } from '../../../src/domain/formula/formula-quotient.ts';
import {
  atMost,
  type Fraction,
  fraction,
  fractionOf,
  greatest,
  halfOf,
  minus,
  over,
  plus,
  size,
  textOf,
  times,
  type Written,
  written,
} from '../../support/fraction.ts';
import { checkProperty } from '../../support/property.ts';

const input = (value: string | null, exact = true, flags: string[] = []) => ({ value, exact, flags });
const figure = (value: string | null, flags: string[] = []) => ({ value, flags });
const ratio = (reported: string, top: string | null, bottom: string | null, scale: string | null = '100', exact = true) =>
  checkRatio(figure(reported), { numerator: top === null ? null : input(top, exact), denominator: bottom === null ? null : input(bottom, exact) }, scale); // biome-ignore format: a case a line

describe('RATIO', () => {
  test.each([
    ['98.4', '12126', '12326', 'PASS', '98.3774135973', '0.05'],
    ['28.37', '1924', '6782', 'PASS', '28.3692126216', '0.005'],
    ['98.5', '12126', '12326', 'FAIL', '98.3774135973', '0.05'],
    ['98.3', '12126', '12326', 'FAIL', '98.3774135973', '0.05'],
    // A tie is taken for right whichever way it was rounded.
    ['12.5', '1', '8', 'PASS', '12.5', '0.05'],
    ['12', '1', '8', 'PASS', '12.5', '0.5'],
    ['13', '1', '8', 'PASS', '12.5', '0.5'],
    ['-20', '-1', '5', 'PASS', '-20', '0.5'],
  ])('%s of %s / %s: %s', (reported, top, bottom, verdict, expected, tolerance) => {
    expect(ratio(reported, top, bottom)).toEqual({ verdict, expected, reported, tolerance, reason: null });
  });

  test('what the rounding of the parts can add is added', () => {
    // 1.2 and 2.4 stand for 1.15 to 1.25 over 2.35 to 2.45: as far as 53.19 from 50.
    expect(ratio('53.2', '1.2', '2.4', '100', false)).toMatchObject({ verdict: 'PASS', tolerance: '3.2414893617' });
    expect(ratio('53.3', '1.2', '2.4', '100', false)).toMatchObject({ verdict: 'FAIL' });
  });

  test.each([
    ['NO_INPUT', '50', null, '2', '100', true],
    ['NO_INPUT', '50', '1', null, '100', true],
    ['NO_FACTOR', '50', '1', '2', null, true],
    ['ZERO_DENOMINATOR', '50', '1', '0', '100', true],
  ] as const)('%s', (reason, reported, top, bottom, scale, exact) => {
    const found = ratio(reported, top, bottom, scale, exact);
    expect(found).toEqual({ verdict: 'NOT_CHECKABLE', expected: null, reported, tolerance: null, reason });
  });

  test('what is suppressed is not worked out', () => {
    const parts = { numerator: input(null, false, ['SUPPRESSED']), denominator: input('2') };
    expect(checkRatio(figure('50'), parts, '100')).toMatchObject({ verdict: 'NOT_CHECKABLE', reason: 'SUPPRESSED' });
    expect(checkRatio(figure(null, ['SUPPRESSED']), { ...parts, numerator: input('1') }, '100').reason).toBe(
      'SUPPRESSED',
    );
  });

  test('the factor and the powers of ten of the units make one scale', () => {
    const plain = { factor: '1', unitMultiplier: 0, numeratorMultiplier: 0, denominatorMultiplier: 0 };
    expect(computeScale({ ...plain, factor: '100' })).toBe('100');
    // 424.8 万元 over 6,226 persons, in yuan a person.
    expect(computeScale({ ...plain, numeratorMultiplier: 4 })).toBe('10000');
    expect(computeScale({ ...plain, factor: '2.5', unitMultiplier: 4, denominatorMultiplier: 1 })).toBe('0.000025');
  });
});

/** The verdict by whole numbers alone: every corner of what the parts stand for, and the distance of the farthest. */
function verdictOf(
  reported: Written,
  a: Written,
  b: Written,
  exact: boolean,
  of: (a: Fraction, b: Fraction) => Fraction,
): 'PASS' | 'FAIL' | 'NOT_CHECKABLE' {
  const [x, y] = [fractionOf(a), fractionOf(b)];
  const [dx, dy] = exact ? [fraction(0n), fraction(0n)] : [halfOf(a), halfOf(b)];
  if (atMost(size(y), dy)) return 'NOT_CHECKABLE';
  const middle = of(x, y);
  const corners = [minus(x, dx), plus(x, dx)].flatMap((top) =>
    [minus(y, dy), plus(y, dy)].map((bottom) => of(top, bottom)),
  );
  const slack = greatest(corners.map((corner) => size(minus(corner, middle))));
  return atMost(size(minus(fractionOf(reported), middle)), plus(halfOf(reported), slack)) ? 'PASS' : 'FAIL';
}

test('a quotient is judged as whole numbers judge it', async () => {
  const hundred = fraction(100n);
  await checkProperty(
    fc.property(written(-2_000, 20_000), written(0, 999), written(-999, 999), fc.boolean(), (reported, a, b, exact) => {
      fc.pre(b.digits !== 0);
      const parts = { numerator: input(textOf(a), exact), denominator: input(textOf(b), exact) };
      const { verdict } = checkRatio(figure(textOf(reported)), parts, '100');
      expect(verdict).toBe(verdictOf(reported, a, b, exact, (x, y) => times(hundred, over(x, y))));
    }),
    { runs: 150 },
  );
});

test('of every rate, what it rounds to passes, and the next value does not', async () => {
  await checkProperty(
    fc.property(fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 0, max: 3 }), (top, bottom, decimals) => {
      const unit = 10n ** BigInt(decimals);
      const digits = (2n * 100n * BigInt(top) * unit + BigInt(bottom)) / (2n * BigInt(bottom));
      const at = (shift: bigint) => ratio(textOf({ digits: Number(digits + shift), decimals }), String(top), String(bottom)).verdict; // biome-ignore format: short
      expect(at(0n)).toBe('PASS');
      expect(at(1n)).toBe('FAIL');
      expect(at(-2n)).toBe('FAIL');
    }), { runs: 100 }); // biome-ignore format: arbitraries in a line
});

describe('PUBLISHED_CHANGE', () => {
  const count = { kind: 'COUNT', direction: 'NEUTRAL', decimals: 0 } as const;
  const terms = { measure: count, isBroken: false, given: null };
  const change = (published: string, now: string | null, before: string | null, more: object = {}) =>
    checkChange(published, input(now), before === null ? null : input(before), { ...terms, ...more });

  test('a count changes in per cent, a rate in points', () => {
    expect(change('3.7', '6782', '6540')).toEqual({ verdict: 'PASS', expected: '3.7003058104', reported: '3.7', tolerance: '0.05', reason: null }); // biome-ignore format: a case a line
    expect(change('3.9', '6782', '6540').verdict).toBe('FAIL');
    const rate = { measure: { ...count, kind: 'RATE' } };
    expect(checkChange('1.2', input('98.4', false), input('97.2', false), { ...terms, ...rate })).toMatchObject({ verdict: 'PASS', expected: '1.2', tolerance: '0.15' }); // biome-ignore format: a case a line
    expect(checkChange('1.4', input('98.4', false), input('97.2', false), { ...terms, ...rate }).verdict).toBe('FAIL');
  });

  test('it says why it cannot be checked', () => {
    expect(change('3.7', '6782', null)).toEqual({ verdict: 'NOT_CHECKABLE', expected: null, reported: '3.7', tolerance: null, reason: 'NO_BASE' }); // biome-ignore format: a case a line
    expect(change('3.7', '6782', '0').reason).toBe('ZERO_BASE');
    expect(change('3.7', '6782', '-5').reason).toBe('NEGATIVE_BASE');
    expect(change('3.7', '6782', '6540', { isBroken: true }).reason).toBe('BREAK_IN_SERIES');
    expect(change('3.7', '6782', null, { given: 'NO_COUNTERPART' }).reason).toBe('NO_COUNTERPART');
    expect(change('3.7', null, '6540').reason).toBe('NO_VALUE');
  });

  test('it is judged as whole numbers judge it', async () => {
    const hundred = fraction(100n);
    await checkProperty(
      fc.property(written(-2_000, 2_000), written(0, 999), written(1, 999), fc.boolean(), (reported, a, b, exact) => {
        const found = checkChange(textOf(reported), input(textOf(a), exact), input(textOf(b), exact), terms);
        expect(found.verdict).toBe(verdictOf(reported, a, b, exact, (x, y) => over(times(hundred, minus(x, y)), y)));
      }),
      { runs: 150 },
    );
  });
});

describe('SUM_OF_PARTS', () => {
  const parts = { sum: '10', rounding: '0', expected: 3, reported: 3, suppressed: false };
  test.each([
    ['10', {}, 'PASS'],
    ['11', {}, 'FAIL'],
    ['9', {}, 'FAIL'],
    ['11', { reported: 2 }, 'WARN'],
    // More than the total already, and the rest can only add to it.
    ['9', { reported: 2 }, 'FAIL'],
    ['10', { reported: 2 }, 'PASS'],
    ['10.4', { rounding: '0.5' }, 'PASS'],
    ['10.6', { rounding: '0.5' }, 'FAIL'],
    ['10', { suppressed: true }, 'NOT_CHECKABLE'],
    ['10', { suppressed: true, sum: null, reported: 0 }, 'NOT_CHECKABLE'],
  ])('a total of %s over %j: %s', (total, change, verdict) => {
    expect(checkSumOfParts(figure(total), { ...parts, ...change }, true)?.verdict).toBe(verdict);
  });

  test('parts that may be negative can still make up for one that is missing', () => {
    expect(checkSumOfParts(figure('9'), { ...parts, reported: 2 }, false)?.verdict).toBe('WARN');
  });

  test('without any part there is nothing to check', () => {
    expect(checkSumOfParts(figure('9'), { ...parts, sum: null, reported: 0 }, true)).toBeNull();
    expect(checkSumOfParts(figure(null, ['MISSING']), parts, true)).toBeNull();
    expect(checkSumOfParts(figure(null, ['SUPPRESSED']), parts, true)?.reason).toBe('SUPPRESSED');
  });
});

describe('BOUNDS', () => {
  const unit = 'percent';
  const none = { minimum: null, maximum: null };
  test('a rate lies within 0 and 100, a count is not negative, and the metric may say otherwise', () => {
    expect(resolveBounds({ kind: 'RATE', unit, ...none })).toEqual({ minimum: '0', maximum: '100' });
    expect(resolveBounds({ kind: 'COUNT', unit, ...none })).toEqual({ minimum: '0', maximum: null });
    expect(resolveBounds({ kind: 'AMOUNT', unit, ...none })).toEqual(none);
    expect(resolveBounds({ kind: 'RATE', unit, minimum: '-100', maximum: '1000' })).toEqual({
      minimum: '-100',
      maximum: '1000',
    });
  });

  test.each([
    ['percent', '100'], ['share', '100'], ['per mille', '1000'], ['permille', '1000'], ['‰', '1000'], ['1', '1'],
    ['case per 100000 person', '100000'], ['case per 100,000 person', '100000'], ['case per 0 person', '100'],
  ])('the whole in %s is %s', (unit, maximum) => {
    expect(resolveBounds({ kind: 'RATE', unit, ...none })).toEqual({ minimum: '0', maximum });
  }); // biome-ignore format: a table

  test.each([
    ['100', null],
    ['100.0', null],
    ['100.1', { bound: 'MAXIMUM', expected: '100' }],
    ['0', null],
    ['-0.1', { bound: 'MINIMUM', expected: '0' }],
  ])('a rate of %s', (value, wanted) => {
    const found = checkBounds(value, resolveBounds({ kind: 'RATE', unit, ...none }));
    if (wanted === null) expect(found).toBeNull();
    else expect(found).toMatchObject({ ...wanted, verdict: 'FAIL', reported: value });
  });

  test('a value that may have been rounded over its bound is within it', () => {
    expect(checkBounds('100.0', { minimum: null, maximum: '99.97' })).toBeNull();
    expect(checkBounds('100.0', { minimum: null, maximum: '99.94' })).toMatchObject({ verdict: 'FAIL' });
  });
});

test('DUPLICATE: two statements differ where no number rounds to both', () => {
  expect(checkDuplicate('98.4', { value: '98.38', exact: false }, 'WARN')).toBeNull();
  expect(checkDuplicate('98.4', { value: '98.34', exact: false }, 'WARN')).toMatchObject({ verdict: 'WARN', expected: '98.34', reported: '98.4', tolerance: '0.055' }); // biome-ignore format: a case a line
  expect(checkDuplicate('12', { value: '13', exact: true }, 'FAIL')?.verdict).toBe('FAIL');
});

describe('sentences', () => {
  const told: CheckStatement = {
    rule: 'SUM_OF_PARTS',
    subject: '',
    verdict: 'FAIL',
    expected: '375',
    reported: '380',
    tolerance: '0.5',
    reason: null,
    partsExpected: 17,
    partsReported: 17,
  };
  test.each([
    [{}, 'the 17 regions below it add up to 375: they differ by more', '下级地区（17个）合计为375：不符'],
    [{ verdict: 'PASS', expected: '380' }, 'they agree within the 0.5', '相符'],
    [{ verdict: 'WARN', partsReported: 12 }, '12 of the 17 regions below it', '17个中的12个'],
    [{ partsExpected: 1, partsReported: 1 }, 'the 1 region below it adds up to 375', '下级地区（1个）'],
    [{ rule: 'JUMP', subject: '2019' }, '1.01 times the 375 of 2019', '2019的375的1.01倍'],
    [{ rule: 'JUMP', subject: '2019', reported: '3' }, '1/125 of the 375 of 2019', '2019的375的1/125'],
    [{ subject: 'sex' }, 'categories of sex', '“sex”各类别'],
    [{ rule: 'RATIO' }, 'numerator and denominator give 375', '按分子和分母计算为375'],
    [{ rule: 'PUBLISHED_CHANGE', subject: 'YOY' }, 'change against the year before is 380', '公布的同比为380'],
    [{ rule: 'BOUNDS', subject: 'MAXIMUM' }, 'cannot be above 375', '不应高于375'],
    [{ rule: 'BOUNDS', subject: 'MINIMUM' }, 'cannot be below 375', '不应低于375'],
    [{ rule: 'DUPLICATE', subject: 'NUMERATOR' }, 'The numerator is given as 380', '所附分子为380'],
    [{ rule: 'DUPLICATE', subject: 'other-set' }, 'the data set other-set publishes 375', '数据集other-set公布的是375'],
    [{ verdict: 'NOT_CHECKABLE', reason: 'SUPPRESSED', expected: null }, 'suppressed', '不予公布'],
    [{ reported: '51644500', expected: '51644499.25' }, 'Published is 51,644,500, and the 17', '合计为51,644,499.25：'],
    [
      { rule: 'JUMP', subject: '2019', expected: '1234.5', reported: '-51644500' },
      'the 1,234.5 of 2019',
      '−51,644,500',
    ],
    [{ verdict: 'NOT_CHECKABLE', reason: 'ZERO_BASE', reported: '6782' }, 'published as 6,782,', '公布值6,782无法核对'],
  ] as const)('%j', (change, english, chinese) => {
    const check = { ...told, ...change } as CheckStatement;
    expect(checkSentence(check, null, 'en')).toContain(english);
    expect(checkSentence(check, null, 'zh-Hans')).toContain(chinese);
    expect(checkSentence(check, null, 'de')).toBe(checkSentence(check, null, 'en'));
  });

  test('the difference is what is reported minus what is expected', () => {
    expect(computeDifference(told)).toBe('5');
    expect(computeDifference({ ...told, expected: null })).toBeNull();
  });
});
