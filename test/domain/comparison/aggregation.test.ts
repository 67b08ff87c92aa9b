import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Additive,
  type AggregationRule,
  type Axis,
  refusal,
  ruleOver,
  sumRefusal,
  total,
} from '../../../src/domain/comparison/aggregation.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import { decimalText, numberOf, rounded, significant, total as sumOf } from '../../graphql/cube/cube-number.ts';
import { fractionOf, over, textOf, times, written } from '../../support/fraction.ts';
import { checkProperty } from '../../support/property.ts';

const metric = (
  overTime: AggregationRule,
  overRegions: AggregationRule = 'SUM',
  overBreakdowns: AggregationRule = 'SUM',
  basis = 'FLOW',
): Additive => ({ basis, overTime, overRegions, overBreakdowns });

describe('values may be brought together', () => {
  test.each<[Additive, Axis[]]>([
    [metric('SUM'), ['TIME', 'REGIONS', 'BREAKDOWNS']],
    [metric('NONE'), ['REGIONS', 'BREAKDOWNS']],
    [metric('NONE', 'NONE', 'NONE'), []],
    [metric('LAST', 'SUM', 'SUM', 'LEVEL'), ['TIME', 'REGIONS']],
    [metric('AVERAGE', 'SUM', 'SUM', 'LEVEL'), ['TIME', 'REGIONS']],
    [metric('WEIGHTED', 'WEIGHTED', 'SUM'), ['TIME', 'REGIONS']],
    [metric('WEIGHTED', 'WEIGHTED', 'SUM'), ['BREAKDOWNS']],
    [metric('LAST', 'WEIGHTED', 'WEIGHTED', 'LEVEL'), ['TIME', 'REGIONS', 'BREAKDOWNS']],
    [metric('SUM', 'SUM', 'SUM', 'CUMULATIVE'), ['REGIONS']],
  ])('%j along %j', (given, axes) => {
    expect(refusal(given, axes)).toBeNull();
  });
});

describe('values may not be brought together', () => {
  test.each<[Additive, Axis[], string]>([
    [metric('NONE'), ['TIME'], 'its rule over time is NONE'],
    [metric('SUM', 'NONE'), ['TIME', 'REGIONS'], 'its rule over regions is NONE'],
    [metric('SUM', 'SUM', 'NONE'), ['BREAKDOWNS'], 'its rule over breakdowns is NONE'],
    [metric('SUM', 'LAST'), ['REGIONS'], 'its rule over regions is LAST'],
    [metric('SUM', 'SUM', 'LAST'), ['BREAKDOWNS'], 'its rule over breakdowns is LAST'],
    [metric('SUM', 'SUM', 'SUM', 'LEVEL'), ['TIME'], 'its basis is LEVEL'],
    [metric('SUM', 'SUM', 'SUM', 'CUMULATIVE'), ['TIME'], 'its basis is CUMULATIVE'],
    [metric('SUM', 'WEIGHTED'), ['TIME', 'REGIONS'], 'SUM over time, WEIGHTED over regions'],
    [metric('AVERAGE', 'SUM', 'WEIGHTED'), ['TIME', 'BREAKDOWNS'], 'AVERAGE over time, WEIGHTED over breakdowns'],
  ])('%j along %j: %s', (given, axes, why) => {
    expect(translate(refusal(given, axes) ?? '', 'en')).toContain(why);
  });

  test('and the reason is told in the language of its reader', () => {
    const reason = sumRefusal(metric('LAST', 'SUM', 'SUM', 'LEVEL'), ['TIME'], 'value') ?? '';
    expect([translate(reason, 'en'), translate(reason, 'zh-Hans')]).toEqual([
      'its rule over time is LAST, and only values whose rule there is SUM add up',
      '它的时间汇总规则为 LAST，只有规则为 SUM 的数值才能相加',
    ]);
  });

  test('the rule of each axis is its own', () => {
    const given = metric('LAST', 'AVERAGE', 'NONE');
    expect((['TIME', 'REGIONS', 'BREAKDOWNS'] as const).map((axis) => ruleOver(given, axis))).toEqual([
      'LAST',
      'AVERAGE',
      'NONE',
    ]);
  });
});

const plain = (text: string | null) => text && decimalText(numberOf(text));
const decimals = fc.option(fc.integer({ min: 0, max: 4 }));
const round = (value: Parameters<typeof rounded>[0], places: number | null) =>
  decimalText(places === null ? significant(value, 12) : rounded(value, places));

describe('a total', () => {
  test.each([
    // 50 of 100 and 1 of 1 are 51 of 101.
    ['WEIGHTED', { sum: '150', numerator: '51', denominator: '101', divisor: 1 }, 1, '50.5'],
    ['WEIGHTED', { sum: null, numerator: '12126', denominator: '12326', divisor: 1 }, 1, '98.4'],
    ['WEIGHTED', { sum: '1', numerator: '1', denominator: '0', divisor: 1 }, 1, null],
    ['WEIGHTED', { sum: '1', numerator: null, denominator: '2', divisor: 1 }, 1, null],
    ['AVERAGE', { sum: '1', numerator: null, denominator: null, divisor: 8 }, 2, '0.13'],
    ['AVERAGE', { sum: '-1', numerator: null, denominator: null, divisor: 8 }, 2, '-0.13'],
    ['AVERAGE', { sum: '2', numerator: null, denominator: null, divisor: 3 }, null, '0.666666666667'],
    ['SUM', { sum: '12.340', numerator: null, denominator: null, divisor: 1 }, 0, '12.340'],
    ['SUM', { sum: null, numerator: null, denominator: null, divisor: 1 }, 0, null],
  ] as const)('%s of %j to %s decimals is %s', (rule, sums, places, expected) => {
    expect(total(rule, sums, { scale: '100', decimals: places })).toBe(expected);
  });

  test('of a weighted rule is the fraction, rounded once', async () => {
    await checkProperty(
      fc.property(written(-9_999, 9_999), written(1, 9_999), decimals, (numerator, denominator, places) => {
        const sums = { sum: null, numerator: textOf(numerator), denominator: textOf(denominator), divisor: 1 };
        const exact = over(times(fractionOf(numerator), numberOf('100')), fractionOf(denominator));
        expect(plain(total('WEIGHTED', sums, { scale: '100', decimals: places }))).toBe(round(exact, places));
      }),
      { runs: 100 },
    );
  });

  test('of a mean is the fraction, rounded once', async () => {
    await checkProperty(
      fc.property(fc.array(written(-9_999, 9_999), { minLength: 1, maxLength: 30 }), decimals, (parts, places) => {
        const sum = sumOf(parts.map(fractionOf));
        const sums = { sum: decimalText(sum), numerator: null, denominator: null, divisor: parts.length };
        const exact = over(sum, numberOf(String(parts.length)));
        expect(plain(total('AVERAGE', sums, { scale: '1', decimals: places }))).toBe(round(exact, places));
      }),
      { runs: 100 },
    );
  });
});
