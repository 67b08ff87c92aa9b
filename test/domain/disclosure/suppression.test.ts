import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alsoHidden, type Sum } from '../../../src/domain/disclosure/suppression.ts';
import { parsePeriod } from '../../../src/domain/period/period.ts';
import { getFineness, partsOfPeriod } from '../../../src/domain/period/period-part.ts';
import { checkProperty } from '../../support/property.ts';

const size = (place: number) => place;
const hide = (sums: readonly Sum[], ...hidden: number[]) => alsoHidden(sums, { hidden: new Set(hidden), sizeOf: size });

describe('what is suppressed because of others', () => {
  test.each([
    ['a total whose one part is hidden', [{ total: 0, parts: [1, 2, 3] }], [2], [0]],
    ['not a total of which two parts are', [{ total: 0, parts: [1, 2, 3] }], [2, 3], []],
    ['nothing where nothing is hidden', [{ total: 0, parts: [1, 2] }], [], []],
    ['the smallest part of a total that alone is hidden', [{ total: 9, parts: [4, 3, 5] }], [9], [3]],
    ['zero only where there is nothing else', [{ total: 9, parts: [0, 4] }], [9], [4]],
    ['what follows through a chain of totals', [{ total: 8, parts: [7, 6] }, { total: 7, parts: [1, 2] }], [1], [7, 8]],
    ['a total in one sum that is a part in another', [{ total: 9, parts: [1, 2] }, { total: 9, parts: [4, 5] }], [1], [9, 4]],
  ] as const)('%s', (_, sums, hidden, wanted) => {
    expect(hide(sums, ...hidden)).toEqual(wanted);
  }); // biome-ignore format: a case a line
});

const sums = fc.array(
  fc.uniqueArray(fc.integer({ min: 0, max: 14 }), { minLength: 2, maxLength: 5 }).map(([total = 0, ...parts]) => ({ total, parts })),
  { maxLength: 12 },
); // biome-ignore format: arbitraries in a line

test('of every sum either none or at least two members are hidden, and nothing is where none was alone', async () => {
  await checkProperty(
    fc.property(sums, fc.uniqueArray(fc.integer({ min: 0, max: 14 }), { maxLength: 6 }), (all, hidden) => {
      const added = hide(all, ...hidden);
      const both = [...hidden, ...added];
      const count = (places: readonly number[], { total, parts }: Sum) =>
        places.filter((place) => place === total || parts.includes(place)).length;
      expect(all.filter((sum) => count(both, sum) === 1)).toEqual([]);
      expect(new Set(both).size).toBe(both.length);
      if (!all.some((sum) => count(hidden, sum) === 1)) expect(added).toEqual([]);
      // Each was hidden for a sum of which one other member was hidden before it.
      for (const [index, place] of added.entries()) {
        const before = [...hidden, ...added.slice(0, index)];
        expect(all.some((sum) => count([place], sum) === 1 && count(before, sum) === 1)).toBe(true);
      }
    }),
    { runs: 100 },
  );
});

describe('parts of a period', () => {
  const names = (text: string, finest = 0) =>
    partsOfPeriod(parsePeriod(text), finest).map((parts) => parts.map(({ text: name }) => name));
  test.each([
    ['2020', [2, 4, 12]],
    ['2020-S2', [2, 6]],
    ['2020-Q4', [3]],
    ['2020-02', [29]],
    ['2020-W53', [7]],
    ['2020-11-03', []],
    ['2020-01-01/P11M', [11]],
    ['2020-01-01/P9M', [3, 9]],
    ['2020-02-01/P3M', [3]],
    ['2020-01-15/P2M', []],
    ['../2020-11', []],
  ])('%s', (text, counts) => {
    expect(names(text).map((parts) => parts.length)).toEqual(counts);
  });
  test('are named as they are published, and no finer than wanted', () => {
    expect(names('2020-S2', getFineness('QUARTERLY'))).toEqual([['2020-Q3', '2020-Q4']]);
    expect(names('2020-Q1')).toEqual([['2020-01', '2020-02', '2020-03']]);
    expect(names('2020-Q1', getFineness('QUARTERLY'))).toEqual([]);
  });
});
