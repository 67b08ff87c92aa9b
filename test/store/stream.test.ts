import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase('empty');
});
afterAll(() => database.close());

const count = 'select n from generate_series(1, $1::int) n';

test('a stream gives every row once, in batches, and lets others ask meanwhile', async () => {
  const found: number[] = [];
  const sizes: number[] = [];
  for await (const batch of database.stream<{ n: number }>('test', count, [2_500], 1_000)) {
    sizes.push(batch.length);
    found.push(...batch.map(({ n }) => n));
    expect(await database.query('-- test.meanwhile\nselect 1 as one')).toEqual([{ one: 1 }]);
  }
  expect(sizes).toEqual([1_000, 1_000, 500]);
  expect(found).toEqual(Array.from({ length: 2_500 }, (_, index) => index + 1));
});

test('streams run side by side, and one that nobody wants any more holds nothing', async () => {
  for (let round = 0; round < 12; round++) {
    const first = database.stream<{ n: number }>('test', count, [100_000], 10);
    const second = database.stream<{ n: number }>('test', count, [5], 10);
    expect((await first.next()).value).toHaveLength(10);
    expect((await second.next()).value).toHaveLength(5);
    await first.return(undefined);
    await second.return(undefined);
  }
  const [{ open = -1 } = {}] = await database.query<{ open: number }>(
    `-- test.open\nselect count(*)::int as open from pg_cursors where name like 'stream%'`,
  );
  expect(open).toBe(0);
});

test('what goes wrong in a stream is told, and the next one works', async () => {
  const failing = database.stream('test', 'select 1 / (n - 3) from generate_series(1, 10) n', []);
  await expect(failing.next()).rejects.toThrow(/division by zero/);
  const found: unknown[] = [];
  for await (const batch of database.stream('test', count, [1])) found.push(...batch);
  expect(found).toEqual([{ n: 1 }]);
});
