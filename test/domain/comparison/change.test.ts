import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { impliedBase, improvement } from '../../../src/domain/comparison/change.ts';
import { DomainError } from '../../../src/domain/core/errors.ts';
import { countDecimals, Decimal, parseDecimal, roundTo } from '../../../src/domain/number/decimal.ts';
import { checkProperty } from '../../support/property.ts';

// Expected values of the tables come from exact fractions (Python), not from this code.

const NOT_PLAIN = [
  '',
  ' ',
  '1e5',
  '1E5',
  '1,000',
  '1 000',
  ' 1',
  '1 ',
  '.5',
  '5.',
  '+-1',
  '--1',
  '1.2.3',
  '١',
  '１',
  'NaN',
];
const REFUSED = [
  ...NOT_PLAIN,
  'Infinity',
  '0x10',
  '1_000',
  '-',
  '9'.repeat(61),
  `0.${'0'.repeat(60)}`,
  '1'.repeat(1e6),
];

describe('impliedBase', () => {
  it.each([
    ['6782', '3.7', 0, '6540', '6537', '6543'],
    ['10', '0', 0, '10', '10', '10'],
    ['9401', '-20.6', 0, '11840', '11833', '11847'],
    ['-6782', '3.7', 0, '-6540', '-6543', '-6537'],
    ['98.40', '1.2', 1, '97.2', '97.2', '97.2'],
    ['1234567.89', '12.34', 2, '1098956.64', '1098907.74', '1099005.55'],
    ['5', '-99.9', 0, '5000', '3334', '10000'],
    ['5', '-99', 0, '500', '334', '1000'],
    ['15', '900', 1, '1.5', '1.5', '1.5'],
    ['205', '2.5', 0, '200', '200', '200'],
    ['0', '5', 1, '0.0', '0.0', '0.0'],
    ['100', '7', null, '93.4579439252', '93.023255814', '93.896713615'],
    ['123456789012345', '7.00', null, '115380176647000', '115374785302000', '115385568496000'],
  ])(
    '%s after a change of %s per cent, to %s decimals: %s (%s to %s)',
    (value, published, decimals, base, low, high) => {
      expect(impliedBase({ value, published, inPoints: false, decimals })).toEqual({ base, low, high });
    },
  );

  it.each([
    ['98.40', '-150', 1, '248.4', '247.9', '248.9'],
    ['98.4', '0.35', 2, '98.05', '98.05', '98.05'],
    ['97.1', '-0.4', 1, '97.5', '97.5', '97.5'],
    ['-1.5', '2', 0, '-4', '-4', '-3'],
    ['3.2', '3.2', 1, '0.0', '0.0', '0.0'],
    ['12.3456789012345', '0', null, '12.3456789012', '11.8456789013', '12.8456789012'],
  ])('%s after %s points, to %s decimals: %s (%s to %s)', (value, published, decimals, base, low, high) => {
    expect(impliedBase({ value, published, inPoints: true, decimals })).toEqual({ base, low, high });
  });

  it.each([
    ['3', '49.999', '2'],
    ['5', '100', '3'],
    ['-5', '100', '-3'],
  ])('%s after %s per cent: no whole base fits, so there are no bounds', (value, published, base) => {
    expect(impliedBase({ value, published, inPoints: false, decimals: 0 })).toEqual({ base, low: null, high: null });
  });

  it.each(['-100', '-100.0', '-100.1', '-250'])('a change of %s per cent has no base', (published) => {
    expect(impliedBase({ value: '5', published, inPoints: false, decimals: 0 })).toBeNull();
  });

  it('has narrower bounds, the more decimals were published', () => {
    const of = (published: string) => impliedBase({ value: '1000000', published, inPoints: false, decimals: 0 });
    expect(of('25')).toEqual({ base: '800000', low: '796813', high: '803212' });
    expect(of('25.0')).toEqual({ base: '800000', low: '799681', high: '800320' });
    expect(of('25.00')).toEqual({ base: '800000', low: '799969', high: '800032' });
  });

  it('refuses figures that are not plain decimals', () => {
    expect(() => impliedBase({ value: '1e3', published: '1', inPoints: false, decimals: 0 })).toThrow(DomainError);
    expect(() => impliedBase({ value: '1', published: '3.7%', inPoints: false, decimals: 0 })).toThrow(DomainError);
  });

  /** Exact, in integers: is (value / base − 1) × 100 within half a unit of the published figure? */
  const fits = (value: bigint, base: bigint, published: bigint, scale: bigint): boolean => {
    if (base === 0n) return value === 0n;
    const off = 2n * ((value - base) * 100n * scale - published * base);
    return (off < 0n ? -off : off) <= (base < 0n ? -base : base);
  };

  it('has bounds that fit and whose neighbours outside do not, for values of either sign', async () => {
    await checkProperty(
      fc.property(
        fc.bigInt({ min: -(10n ** 7n), max: 10n ** 7n }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 0, max: 2 }),
        fc.integer({ min: -99, max: 400 }),
        fc.nat({ max: 999 }),
        (units, valueDecimals, changeDecimals, whole, fraction) => {
          const published = new Decimal(whole)
            .plus(new Decimal(fraction).div(1000).toDecimalPlaces(changeDecimals, Decimal.ROUND_DOWN))
            .toFixed(changeDecimals);
          const value = new Decimal(units.toString()).div(10 ** valueDecimals).toFixed(valueDecimals);
          const found = impliedBase({ value, published, inPoints: false, decimals: valueDecimals });
          const inUnits = (text: string) => BigInt(text.replace('.', ''));
          const ok = (base: bigint) => fits(units, base, inUnits(published), 10n ** BigInt(changeDecimals));
          expect(found).not.toBeNull();
          const base = inUnits(found?.base ?? '');
          if (found?.low == null || found.high == null) {
            expect([found?.low, found?.high]).toEqual([null, null]);
            expect([base - 1n, base, base + 1n].filter(ok)).toEqual([]);
            return;
          }
          const [low, high] = [inUnits(found.low), inUnits(found.high)];
          expect(low <= high).toBe(true);
          expect([low - 1n, low, high, high + 1n].map(ok)).toEqual([false, true, true, false]);
        },
      ),
      { runs: 300 },
    );
  });
});

describe('improvement', () => {
  it.each([
    ['3.7', 'HIGHER_IS_BETTER', true],
    ['-3.7', 'HIGHER_IS_BETTER', false],
    ['3.7', 'LOWER_IS_BETTER', false],
    ['-20.6', 'LOWER_IS_BETTER', true],
    ['3.7', 'NEUTRAL', null],
    ['-3.7', 'NEUTRAL', null],
    ['0', 'HIGHER_IS_BETTER', null],
    ['-0.00', 'HIGHER_IS_BETTER', null],
    ['0.0', 'LOWER_IS_BETTER', null],
  ] as const)('of %s where %s: %s', (change, direction, expected) => {
    expect(improvement(change, direction)).toBe(expected);
  });
});

describe('decimals', () => {
  it.each([
    ['98.40', 2],
    ['98', 0],
    ['-0.125', 3],
    ['+7.0', 1],
    ['007', 0],
  ])('%s has %i', (text, decimals) => {
    expect(countDecimals(text)).toBe(decimals);
    expect(parseDecimal(text).equals(Number(text))).toBe(true);
  });

  it.each(REFUSED.map((text) => [text.slice(0, 70), text]))('%j is refused', (_, text) => {
    for (const read of [parseDecimal, countDecimals]) {
      expect(() => read(text)).toThrow(expect.objectContaining({ code: 'BAD_INPUT', details: { argument: 'value' } }));
      expect(() => read(text)).toThrow(/^.{1,260}$/);
    }
  });

  it('keeps 60 digits, rounds half up by itself, and writes no exponents', () => {
    const text = `0.${'0'.repeat(40)}${'1234567891234567891'}`;
    expect(String(parseDecimal(text))).toBe(text);
    expect(String(parseDecimal('9'.repeat(60)))).toBe('9'.repeat(60));
    expect(new Decimal('2.5').toDecimalPlaces(0).toFixed()).toBe('3');
    expect(new Decimal(1).div(3).toFixed()).toBe(`0.${'3'.repeat(60)}`);
  });

  it.each([
    ['2.5', 0, '3'],
    ['-2.5', 0, '-3'],
    ['2.4999', 0, '2'],
    ['1.005', 2, '1.01'],
    ['-1.005', 2, '-1.01'],
    ['1.2', 4, '1.2'],
    ['1234567890123.5', null, '1234567890120'],
    ['0.1234567890125', null, '0.123456789013'],
  ])('%s rounded to %s is %s', (text, decimals, expected) => {
    expect(roundTo(parseDecimal(text), decimals).toFixed()).toBe(expected);
  });
});
