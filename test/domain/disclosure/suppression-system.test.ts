import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Sum } from '../../../src/domain/disclosure/suppression.ts';
import { type Span, telling } from '../../../src/domain/disclosure/suppression-span.ts';
import { determined } from '../../../src/domain/disclosure/suppression-system.ts';
import { parsePeriod } from '../../../src/domain/period/period.ts';
import { getFineness, unitsOfSpan } from '../../../src/domain/period/period-part.ts';
import { checkProperty } from '../../support/property.ts';

test.each([
  ['2020-01-01/P9M', ['2020-S1', '2020-Q3']],
  ['2020-01-01/P11M', ['2020-S1', '2020-Q3', '2020-10', '2020-11']],
  ['2020-11-01/P15M', ['2020-11', '2020-12', '2021', '2022-01']],
  ['2020', []],
  ['2020-01-15/P2M', []],
])('the longest units that fill %s', (text, units) => {
  expect(unitsOfSpan(parsePeriod(text), getFineness('MONTHLY')).map((unit) => unit.text)).toEqual(units);
  expect(unitsOfSpan(parsePeriod('2020-01-01/P11M'), getFineness('QUARTERLY'))).toEqual([]);
});

test('what follows from rows and columns together, and from none alone', () => {
  // Cells 0 to 8 of a table of nine, its rows 9 to 11, its columns 12 to 14.
  const rows = [0, 1, 2].map((row): Sum => ({ total: 9 + row, parts: [0, 1, 2].map((column) => row * 3 + column) }));
  const columns = [0, 1, 2].map((column): Sum => ({ total: 12 + column, parts: [0, 1, 2].map((row) => row * 3 + column) }));
  const sums = [...rows, ...columns];
  expect(determined(sums, new Set([0, 1, 3, 4]))).toEqual([]);
  // Rows 1 and 2 less columns 1 and 2 are cell 5.
  const [found, ...more] = determined(sums, new Set([0, 1, 3, 4, 5, 14]));
  expect([[5, 14].includes(found?.place ?? -1), found?.sums.length, more]).toEqual([true, 5, []]);
  expect(determined(sums, new Set([0, 1, 3, 4, 5, 14, 10]))).toEqual([]);
}); // biome-ignore format: short

/** Days that lie between figures, joined one after the other until nothing is joined any more. */
function follows(given: readonly Span[], secret: Span): boolean {
  const reached = new Set([secret.from]);
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const { from, to } of given) {
      if (reached.has(from)) reached.add(to);
      if (reached.has(to)) reached.add(from);
    }
  }
  return reached.has(secret.to);
}

const spans = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 })), {
  selector: String,
  maxLength: 25,
});

test('no hidden span is a sum or a difference of those that are left, and of those that went none could have stayed', async () => {
  await checkProperty(
    fc.property(spans, fc.nat(), (pairs, seed) => {
      const all = pairs.map(([from, days], place) => ({ place, from: String(from), to: String(from + days), days, size: (place * 7) % 5 }));
      const secret = all.filter(({ place }) => (place + seed) % 4 === 0);
      const given = all.filter((span) => !secret.includes(span));
      const gone = new Set(telling(given, secret));
      const left = given.filter(({ place }) => !gone.has(place));
      const kept = all.filter((span) => !left.includes(span));
      for (const span of kept) expect(follows(left, span)).toBe(false);
      for (const span of given.filter(({ place }) => gone.has(place)))
        expect(kept.some((other) => follows([...left, span], other))).toBe(true);
    }), { runs: 100 });
}); // biome-ignore format: arbitraries in a line
