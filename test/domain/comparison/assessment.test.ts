import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { targetLight, trend } from '../../../src/domain/comparison/assessment.ts';
import { checkProperty } from '../../support/property.ts';

const percent = (by: string | null) => ({ percent: by, points: null, reason: null });

describe('the trend', () => {
  test.each([
    ['5', 'HIGHER_IS_BETTER', '0', 'IMPROVING'],
    ['5', 'LOWER_IS_BETTER', '0', 'WORSENING'],
    ['-5', 'LOWER_IS_BETTER', '0', 'IMPROVING'],
    ['-5', 'HIGHER_IS_BETTER', '4.9999', 'WORSENING'],
    ['-5', 'HIGHER_IS_BETTER', '5.0', 'MAINTAINING'],
    ['5', 'HIGHER_IS_BETTER', '5', 'MAINTAINING'],
    ['0', 'HIGHER_IS_BETTER', '0', 'MAINTAINING'],
    ['5', 'NEUTRAL', '0', 'NOT_ASSESSABLE'],
    ['0', 'NEUTRAL', '0', 'NOT_ASSESSABLE'],
    [null, 'HIGHER_IS_BETTER', '0', 'NOT_ASSESSABLE'],
  ] as const)('of %s, %s, within %s, is %s', (by, direction, within, expected) => {
    expect(trend(percent(by), direction, within)).toBe(expected);
  });

  test('of a rate is by percentage points', () => {
    expect(trend({ percent: null, points: '0.5', reason: null }, 'HIGHER_IS_BETTER', '0.4')).toBe('IMPROVING');
  });

  test('is not told where a part of the change is not, whatever else is', () => {
    const reasons = ['NO_BASE', 'BREAK_IN_SERIES', 'ZERO_BASE', 'SUPPRESSED'] as const;
    for (const reason of reasons) {
      expect(trend({ percent: null, points: '5', reason }, 'HIGHER_IS_BETTER', '0')).toBe('NOT_ASSESSABLE');
    }
  });

  /** Hundredths as whole numbers: nothing of the code under test. */
  test('agrees with whole numbers', async () => {
    const hundredths = fc.integer({ min: -10_000, max: 10_000 });
    const text = (number: number) =>
      `${number < 0 ? '-' : ''}${String(Math.abs(number)).padStart(3, '0').replace(/(..)$/, '.$1')}`;
    await checkProperty(
      fc.property(hundredths, hundredths.map(Math.abs), fc.boolean(), (by, within, isHigherBetter) => {
        const better = isHigherBetter ? by : -by;
        const expected = better > within ? 'IMPROVING' : better < -within ? 'WORSENING' : 'MAINTAINING';
        const direction = isHigherBetter ? 'HIGHER_IS_BETTER' : 'LOWER_IS_BETTER';
        expect(trend(percent(text(by)), direction, text(within))).toBe(expected);
      }),
      { runs: 100 },
    );
  });
});

describe('the light of a target', () => {
  const bounds = { greenFrom: '100', yellowFrom: '80' };
  test.each([
    ['100', '100', 'HIGHER_IS_BETTER', 'GREEN'],
    ['99.9', '100', 'HIGHER_IS_BETTER', 'YELLOW'],
    ['80', '100', 'HIGHER_IS_BETTER', 'YELLOW'],
    ['79', '100', 'HIGHER_IS_BETTER', 'RED'],
    ['125', '100', 'LOWER_IS_BETTER', 'YELLOW'],
    ['126', '100', 'LOWER_IS_BETTER', 'RED'],
    ['0', '2', 'LOWER_IS_BETTER', 'GREEN'],
    ['0.0', '0', 'LOWER_IS_BETTER', 'GREEN'],
    ['0', '-2', 'LOWER_IS_BETTER', null],
    ['5', '0', 'HIGHER_IS_BETTER', null],
    [null, '5', 'HIGHER_IS_BETTER', null],
    ['5', null, 'HIGHER_IS_BETTER', null],
  ] as const)('for %s where %s is aimed at, %s, is %s', (value, target, direction, expected) => {
    expect(targetLight(value, target, direction, bounds)).toBe(expected);
  });

  test('never falls as the value gets better, and agrees with whole numbers', async () => {
    const whole = fc.integer({ min: 1, max: 100_000 });
    const rank = { RED: 0, YELLOW: 1, GREEN: 2 };
    await checkProperty(
      fc.property(
        whole,
        whole,
        whole,
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 300 }),
        fc.boolean(),
        (value, other, target, one, two, isHigher) => {
          fc.pre(one !== two);
          const [yellow, green] = [Math.min(one, two), Math.max(one, two)];
          const direction = isHigher ? 'HIGHER_IS_BETTER' : 'LOWER_IS_BETTER';
          const of = (figure: number) =>
            targetLight(String(figure), String(target), direction, {
              greenFrom: String(green),
              yellowFrom: String(yellow),
            });
          const reaches = (figure: number, per: number) =>
            isHigher ? figure * 100 >= per * target : target * 100 >= per * figure;
          expect(of(value)).toBe(reaches(value, green) ? 'GREEN' : reaches(value, yellow) ? 'YELLOW' : 'RED');
          const [worse, better] = isHigher === value < other ? [value, other] : [other, value];
          expect(rank[of(better) ?? 'RED']).toBeGreaterThanOrEqual(rank[of(worse) ?? 'RED']);
        },
      ),
      { runs: 100 },
    );
  });
});
