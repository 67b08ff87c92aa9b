import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { literal, openDocument } from '../../src/explorer/api/open-document.ts';
import {
  groupDigits,
  roundDecimal,
  shiftPoint,
  signed,
  unitAfter,
  unitWords,
} from '../../src/explorer/language/figure.ts';

const decimals = fc
  .tuple(fc.boolean(), fc.stringMatching(/^(?:0|[1-9]\d{0,12})$/), fc.stringMatching(/^\d{0,8}$/))
  .map(([negative, whole, fraction]) => `${negative ? '-' : ''}${whole}${fraction && `.${fraction}`}`);
const exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

test('a point is moved exactly', () => {
  fc.assert(
    fc.property(decimals, fc.integer({ min: -12, max: 12 }), (decimal, places) => {
      const moved = new exact(decimal).times(new exact(10).pow(places));
      expect(new exact(shiftPoint(decimal, places)).equals(moved)).toBe(true);
    }),
  );
});

test('a decimal is rounded half away from zero, and says when it was', () => {
  fc.assert(
    fc.property(decimals, fc.integer({ min: 0, max: 6 }), (decimal, places) => {
      const { text, isRounded } = roundDecimal(decimal, places);
      const fraction = decimal.split('.')[1] ?? '';
      const isLost = new exact(decimal).toDecimalPlaces(places).isZero() && !new exact(decimal).isZero();
      const kept = isLost ? fraction.search(/[1-9]/) + 1 : places;
      expect(new exact(text).equals(new exact(decimal).toDecimalPlaces(kept))).toBe(true);
      expect(isRounded).toBe(fraction.length > kept);
    }),
  );
});

test('digits are grouped, and not one is lost', () => {
  expect(groupDigits('-1234567.1000')).toBe('−1,234,567.1000');
  fc.assert(
    fc.property(decimals, (decimal) => {
      expect(groupDigits(decimal).replaceAll(',', '').replace('−', '-')).toBe(decimal);
    }),
  );
});

test('a sign is that of the number, and zero has none', () => {
  expect([signed('3.7'), signed('-20.6'), signed('0'), signed('0.00')]).toEqual(['+3.7', '−20.6', '0', '0.00']);
});

test('a unit has its multiplier in words of the language', () => {
  const yuan = { code: 'CNY', name: 'yuan', symbol: '元' };
  expect(unitWords(yuan, 4, 'zh-Hans')).toBe('万元');
  expect(unitWords({ code: 'z', name: '标准正态单位', symbol: 'standard normal units' }, 0, 'zh-Hans')).toBe(
    '标准正态单位',
  );
  expect(unitWords({ code: 'CNY', name: '人民币元', symbol: 'CNY' }, 0, 'zh-Hans')).toBe('CNY');
  expect(unitWords(yuan, 4, 'en')).toBe('ten thousand yuan');
  expect(unitWords({ code: 'GBP', name: 'pound', symbol: '£' }, 6, 'en')).toBe('million £');
  expect(unitWords({ code: 'x', name: 'x', symbol: null }, -3, 'en')).toBe('x × 10^-3');
});

test('a unit that is a word is a plural in English, but behind the figure 1', () => {
  const unit = { code: 'case', name: 'case', symbol: 'cases' };
  const after = (decimal: string, multiplier = 0) => unitAfter(decimal, unit, multiplier, 'en');
  expect([after('6782'), after('0'), after('1.0'), after('1', 6)]).toEqual([
    'cases',
    'cases',
    'cases',
    'million cases',
  ]);
  expect([after('1'), after('-1')]).toEqual(['case', 'case']);
  expect(unitAfter('1', { code: 'percent', name: 'per cent', symbol: '%' }, 0, 'en')).toBe('%');
  expect(unitAfter('1', { ...unit, symbol: '件' }, 0, 'zh-Hans')).toBe('件');
});

test('a document is opened with what the page sent as its defaults', () => {
  const text = 'query A($code: String!, $kinds: [ChangeKind!] = [YOY], $input: CubeInput!) { a }';
  const opened = openDocument(
    text,
    {
      code: 'a "b"',
      kinds: ['VS_TARGET'],
      input: { metrics: ['x'], frequency: ['ANNUAL'], regions: { codes: ['1'] }, first: 5, asOf: null },
    },
    'en',
  );
  expect(opened).toBe(
    'query A($code: String! = "a \\"b\\"", $kinds: [ChangeKind!] = [VS_TARGET], $input: CubeInput! = ' +
      '{ metrics: ["x"], frequency: [ANNUAL], regions: { codes: ["1"] }, first: 5 }) { a }',
  );
  expect(literal({ level: 'COUNTY' })).toBe('{ level: COUNTY }');
});

test('a document is opened in a language, which it names once', () => {
  const opened = (text: string, variables = {}) => openDocument(text, variables, 'zh-Hans');
  expect(opened('query A { a { code name ...B } } fragment B on B { t: title(lang: "en") symbol }')).toBe(
    'query A($lang: Language = "zh-Hans") { a { code name(lang: $lang) ...B } } ' +
      'fragment B on B { t: title(lang: "en") symbol(lang: $lang) }',
  );
  expect(opened('query A($text: String) { a(text: $text) { name } }', { text: 'name title' })).toBe(
    'query A($lang: Language = "zh-Hans", $text: String = "name title") { a(text: $text) { name(lang: $lang) } }',
  );
  expect(opened('query A { a { code } }')).toBe('query A { a { code } }');
});

test('what is not zero is not shown as zero', () => {
  expect(roundDecimal('0.00001457', 4)).toEqual({ text: '0.00001', isRounded: true });
  expect(roundDecimal('-0.00009', 4)).toEqual({ text: '-0.0001', isRounded: true });
  expect(roundDecimal('0.0000', 2)).toEqual({ text: '0.00', isRounded: true });
});
