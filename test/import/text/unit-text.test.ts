import { describe, expect, test } from 'vitest';
import { mayMultiply, saysMultiple } from '../../../src/import/text/multiple.ts';
import { readMultiplier } from '../../../src/import/text/multiplier-text.ts';
import { unitReadings } from '../../../src/import/text/unit-text.ts';

/** What is read beside the text as a whole. */
const multiplesOf = (text: string) => unitReadings(text).slice(1).map(({ base, exponent }) => `${exponent} ${base}`); // biome-ignore format: a line

describe('unitReadings', () => {
  test.each([
    ['万元', '4 元'],
    ['億円', '8 円'],
    ['十萬人', '5 人'],
    ['单位：亿元', '8 元'],
    ['million EUR', '6 eur'],
    ['Mill. EUR', '6 eur'],
    ['Mio. €', '6 €'],
    ['Tsd. t', '3 t'],
    ['Mrd. EUR', '9 eur'],
    ["millions d'euros", '6 euros'],
    ['miles de personas', '3 personas'],
    ['thousand tonnes of oil equivalent', '3 tonnes of oil equivalent'],
    ['hundreds of thousands of people', '5 people'],
    ["'000 tonnes", '3 tonnes'],
    ['1 000 EUR', '3 eur'],
    ['100,000人', '5 人'],
  ])('%s is 10 to the power of %s', (text, reading) => {
    expect(multiplesOf(text)).toContain(reading);
  });

  test.each(['EUR', 'ton miles', '兆瓦', '个', 'hundred', 'per 1000', '2000 EUR', 'Millet'])('%s is no multiple', (text) => {
    expect(multiplesOf(text)).toEqual([]);
  }); // biome-ignore format: a list
});

test('a word that multiplies a unit multiplies a column of values as well, and is asked about in a title', () => {
  for (const [word, power] of [['mn', 6], ['Mill.', 6], ['bn', 9], ['Mrd.', 9], ['trn', 12], ['tsd', 3], ['miles', 3], ['億', 8]] as const) {
    expect(readMultiplier(word)).toBe(power);
    expect(mayMultiply(`${word} EUR`)).toBe(true);
    if (/[a-z]/.test(word)) expect(saysMultiple(`Ausgaben (${word} EUR)`)).toBe(true);
  }
  expect(readMultiplier('兆')).toBe(12);
  expect(saysMultiple('Ausgaben in 1 000 EUR')).toBe(true);
  expect(saysMultiple('Ausgaben im Jahr 2000')).toBe(false);
}); // biome-ignore format: a list
