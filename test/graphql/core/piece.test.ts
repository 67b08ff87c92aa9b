import { expect, test } from 'vitest';
import { mapRow, Pieces } from '../../../src/graphql/core/piece.ts';

/** Turns that begin when they are told to. */
function turns() {
  const waiting: (() => void)[] = [];
  const takeTurn = () => new Promise<void>((begin) => waiting.push(begin));
  return { waiting, takeTurn };
}

test('a long list has its rows a hundred at a time', async () => {
  const { waiting, takeTurn } = turns();
  const given: number[] = [];
  const rows = new Pieces(takeTurn, false).share(Array.from({ length: 250 }, (_, index) => index));
  for (const row of rows) void row.then((value) => given.push(value));
  expect(waiting).toHaveLength(3);
  for (const count of [100, 200, 250]) {
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect(given).toHaveLength(count);
  }
  expect(given).toEqual(given.toSorted((one, other) => one - other));
});

test('the rows of a table come at once to a compiled query, and in their turns to one that is interpreted', async () => {
  const { waiting, takeTurn } = turns();
  const rows = [1, 2];
  expect(new Pieces(takeTurn, true).shareTable(rows)).toBe(rows);
  expect(waiting).toEqual([]);
  const given = Promise.all(new Pieces(takeTurn, false).shareTable(rows));
  waiting.shift()?.();
  expect(await given).toEqual(rows);
});

test('short lists share a turn until it begins', async () => {
  const { waiting, takeTurn } = turns();
  const pieces = new Pieces(takeTurn, false);
  const given = [...pieces.share([1, 2]), ...pieces.share([3])];
  expect(waiting).toHaveLength(1);
  waiting.shift()?.();
  expect(await Promise.all(given)).toEqual([1, 2, 3]);
  pieces.share([4]);
  expect(waiting).toHaveLength(1);
});

test('a query that is wanted no more has none of its rows, whether somebody waits for them or not', async () => {
  const pieces = new Pieces(() => Promise.reject(new Error('wanted no more')), false);
  const [row] = pieces.share([1, 2]);
  await expect(row).rejects.toThrow('wanted no more');
});

test('what is made of such a row is no failure of the process where nobody waits for it', async () => {
  const [row] = new Pieces(() => Promise.reject(new Error('wanted no more')), false).share([1]);
  const mapped = row && mapRow(row, (value) => value + 1);
  await new Promise((resolve) => setImmediate(resolve));
  await expect(mapped).rejects.toThrow('wanted no more');
  expect(mapRow(1, (value) => value + 1)).toBe(2);
});
