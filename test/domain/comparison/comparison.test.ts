import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { basePeriod, compare } from '../../../src/domain/comparison/comparison.ts';
import { parsePeriod } from '../../../src/domain/period/period.ts';
import { checkProperty } from '../../support/property.ts';

const measure = (kind: string, direction = 'LOWER_IS_BETTER' as 'LOWER_IS_BETTER' | 'NEUTRAL') => ({
  kind,
  direction,
  decimals: 0,
});
const figure = (value: string | null, ...flags: string[]) => ({ value, flags });
const options = (kind: string, published: string | null = null, isBroken = false) => ({
  measure: measure(kind),
  isBroken,
  published,
});
const NOTHING = { absolute: null, percent: null, points: null, published: null, gap: null, implied: null };

describe('the period that a period is compared with', () => {
  test.each([
    ['2020', 'YOY', '2019'],
    ['2020', 'PREVIOUS_PERIOD', '2019'],
    ['2020-S1', 'YOY', '2019-S1'],
    ['2020-S1', 'PREVIOUS_PERIOD', '2019-S2'],
    ['2020-Q1', 'YOY', '2019-Q1'],
    ['2020-Q1', 'PREVIOUS_PERIOD', '2019-Q4'],
    ['2020-01', 'YOY', '2019-01'],
    ['2020-03', 'PREVIOUS_PERIOD', '2020-02'],
    ['2020-W05', 'YOY', '2019-W05'],
    ['2020-W53', 'YOY', 'NO_COUNTERPART'],
    ['2021-W01', 'PREVIOUS_PERIOD', '2020-W53'],
    ['2020-02-29', 'YOY', 'NO_COUNTERPART'],
    ['2020-03-01', 'PREVIOUS_PERIOD', '2020-02-29'],
    ['2020-01-01/P11M', 'YOY', '2019-01-01/P11M'],
    ['2020-01-01/P11M', 'PREVIOUS_PERIOD', 'NO_COUNTERPART'],
    ['2020-01-01/P2M', 'YOY', '2019-01-01/P2M'],
    ['../2020-11', 'YOY', 'UNKNOWN_START'],
    ['../2020-11', 'PREVIOUS_PERIOD', 'UNKNOWN_START'],
    ['2020-W53', 'VS_TARGET', '2020-W53'],
    ['../2020-11', 'VS_BASELINE', '../2020-11'],
  ] as const)('of %s, %s, is %s', (text, kind, expected) => {
    const found = basePeriod(kind, parsePeriod(text));
    expect('reason' in found ? found.reason : found.text).toBe(expected);
  });
});

describe('a comparison', () => {
  test('of a count is in per cent, of a rate in percentage points, and follows the direction of the metric', () => {
    expect(compare(figure('9401'), figure('11840'), options('COUNT'))).toMatchObject({
      ...NOTHING,
      absolute: '-2439',
      percent: '-20.5996621622',
      improvement: true,
      reason: null,
    });
    expect(compare(figure('98.4'), figure('97.25'), options('RATE'))).toMatchObject({
      ...NOTHING,
      absolute: '1.15',
      points: '1.15',
      improvement: false,
      reason: null,
    });
    expect(
      compare(figure('2'), figure('1'), { ...options('COUNT'), measure: measure('COUNT', 'NEUTRAL') }),
    ).toMatchObject({ percent: '100', improvement: null });
  });

  test('stands beside what is published, with the gap between them', () => {
    expect(compare(figure('6782'), figure('6540'), options('COUNT', '3.7'))).toMatchObject({
      percent: '3.7003058104',
      published: '3.7',
      gap: '-0.000305810397554',
      implied: { base: '6540', low: '6537', high: '6543' },
    });
    expect(compare(figure('28.37'), figure('26.07'), options('RATE', '2.3'))).toMatchObject({
      points: '2.3',
      gap: '0',
    });
    expect(compare(figure('6782'), null, options('COUNT', '3.7'))).toMatchObject({
      percent: null,
      gap: null,
      published: '3.7',
      implied: { base: '6540' },
      improvement: false,
      reason: 'NO_BASE',
    });
  });

  test.each([
    ['no base', figure('1'), null, 'NO_BASE', null],
    ['a base without a value', figure('1'), figure(null, 'MISSING'), 'NO_BASE', null],
    ['a suppressed base', figure('1'), figure(null, 'SUPPRESSED'), 'SUPPRESSED', null],
    ['a suppressed value', figure(null, 'SUPPRESSED'), figure('3'), 'SUPPRESSED', null],
    ['another definition of the value', figure('1', 'DEFINITION_DIFFERS'), figure('3'), 'BREAK_IN_SERIES', null],
    ['another definition of the base', figure('1'), figure('3', 'DEFINITION_DIFFERS'), 'BREAK_IN_SERIES', null],
    ['a base of zero', figure('5'), figure('0.0'), 'ZERO_BASE', '5'],
    ['a negative base', figure('5'), figure('-2.5'), 'NEGATIVE_BASE', '7.5'],
  ])('with %s has no per cent, and says why', (_case, value, base, reason, absolute) => {
    const found = compare(value, base, options('COUNT'));
    expect([found.percent, found.points, found.reason]).toEqual([null, null, reason]);
    expect(found.absolute === null ? null : Number(found.absolute)).toBe(absolute === null ? null : Number(absolute));
  });

  test('over a break, or where there is no such period, says so', () => {
    expect(compare(figure('1'), figure('3'), options('COUNT', null, true)).reason).toBe('BREAK_IN_SERIES');
    expect(compare(figure('1'), null, { ...options('COUNT'), given: 'UNKNOWN_START' }).reason).toBe('UNKNOWN_START');
  });

  test('of two figures under the same other definition is one', () => {
    const [value, base] = [figure('3', 'DEFINITION_DIFFERS'), figure('2', 'DEFINITION_DIFFERS')];
    expect(compare(value, base, options('COUNT'))).toMatchObject({ percent: '50', reason: null });
  });

  /** Integers in hundredths, and a quotient by long division: nothing of the code under test. */
  test('agrees with whole numbers', async () => {
    const text = (hundredths: bigint) => {
      const sign = hundredths < 0n ? '-' : '';
      const digits = String(hundredths < 0n ? -hundredths : hundredths).padStart(3, '0');
      return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
    };
    const amount = fc.bigInt({ min: 1n, max: 10n ** 15n });
    await checkProperty(
      fc.property(amount, amount, (before, now) => {
        const { absolute, percent } = compare(figure(text(now)), figure(text(before)), options('AMOUNT'));
        expect(absolute).toBe(text(now - before).replace(/\.?0+$/, '') || '0');
        const scaled = ((now - before) * 10n ** 40n * 100n) / before; // per cent, times 10^40
        const found = percent ?? '';
        const decimals = found.split('.')[1]?.length ?? 0;
        const shown = BigInt(found.replace('.', '')) * 10n ** BigInt(40 - decimals);
        const off = shown > scaled ? shown - scaled : scaled - shown;
        const size = scaled < 0n ? -scaled : scaled;
        expect(off <= size / 10n ** 11n + 1n).toBe(true);
      }),
      { runs: 100 },
    );
  });
});
