import { expect, test } from 'vitest';
import { isDay } from '../../../src/domain/period/day.ts';

test.each(['2020-02-29', '0001-01-01', '9999-12-31'])('%s is a day', (text) => {
  expect(isDay(text)).toBe(true);
});

test.each([
  '',
  '2021-02-29',
  '0000-01-01',
  '2020-00-10',
  '2020-13-01',
  '2020-01-00',
  '2020-1-1',
  '2020-01-1.5',
  '2020-01-1e9',
  '2020-01-1e999',
  '2020-01-01\n',
  `2020-01-${'9'.repeat(100_000)}`,
])('%j is none, and told as such', (text) => {
  expect(isDay(text)).toBe(false);
});
