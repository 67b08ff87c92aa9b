import { expect, test } from 'vitest';
import { nearest } from '../../../src/domain/core/did-you-mean.ts';

const TOWNSHIPS = ['东关镇', '西山乡', '南河镇', '石佛乡', '张家川回族自治县', '张家口市', '排查', '化解率', '经费'];

test.each([
  ['东关乡', '东关镇'],
  ['东关', '东关镇'],
  ['南河街道', '南河镇'],
  ['张家川县', '张家川回族自治县'],
  ['排查数', '排查'],
  ['化解', '化解率'],
])('of Chinese names, %s is near %s', (given, name) => {
  expect(nearest(given, TOWNSHIPS)).toBe(name);
});

test.each([
  ['北湾镇', 'only the kind of place is the same'],
  ['走访', 'no character is the same'],
  ['费用率', 'one character of three is the same'],
  ['乡', 'a kind of place is near no place'],
  ['张家', 'several begin so'],
])('of Chinese names, none is near %s: %s', (given) => {
  expect(nearest(given, TOWNSHIPS)).toBeNull();
});

test('of other names the one with the fewest changes is near, unless it shares no character', () => {
  expect(nearest('metrcs', ['metrics', 'regions'])).toBe('metrics');
  expect(nearest('DWP', ['mod', 'dft', 'dwp'])).toBe('dwp');
  expect(nearest('zz', ['mod', 'ab'])).toBeNull();
});
