import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { checkProperty } from '../../support/property.ts';
import { openMemory } from '../fixture.ts';
import { disputeRows, importMappedFile } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

/** What a cell may say, and what it comes to in the eyes of who wrote it: a number, no value, no figure at all, or nothing that can be read. */
type Meant = number | null | 'NONE' | 'WRONG';
const TOWNSHIPS = { 东关镇: '101', 西山乡: '102', '南 河 镇': '103', 北山乡: null } as const;
const VALUES: readonly (readonly [text: string, meant: Meant])[] = [
  ['96*', 96], ['９６', 96], ['8.2e2', 820], ['"1,024"', 1024], ['（3）', -3], ['0', 0], ['—', null], ['…', 'NONE'], ['', 'NONE'], ['9x5', 'WRONG'], ['"1,02"', 'WRONG'], ['--', 'WRONG'],
]; // biome-ignore format: a table
const value = fc.oneof(
  { weight: 3, arbitrary: fc.nat(100_000).map((number): readonly [string, Meant] => [String(number), number]) },
  { weight: 4, arbitrary: fc.constantFrom(...VALUES) },
);
const rows = fc.uniqueArray(
  fc.record({
    township: fc.constantFrom(...(Object.keys(TOWNSHIPS) as (keyof typeof TOWNSHIPS)[])),
    month: fc.constantFrom(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13),
    value,
  }),
  { minLength: 1, maxLength: 40, selector: ({ township, month }) => `${township} ${month}` },
);

/** The figures of a year with the line that each cites, as the database has them. */
async function storedIn(year: string): Promise<Map<number, string>> {
  const found = await database.query<{ line: string; said: string }>(
    `-- test.of-year
select split_part(c.locator, ':', 1) as line, concat_ws(' ', r.code, o.period, coalesce(o.value::float8::text, 'null')) as said
from observation o join series s on s.id = o.series_id join region r on r.id = s.region_id join citation c on c.id = o.citation_ids[1]
where o.to_seq = 2147483647 and o.period like $1::text || '-%' and split_part(c.locator, ':', 2) = '3'`,
    [year],
  );
  return new Map(found.map(({ line, said }) => [Number(line), said]));
}

async function keptIn(file: string): Promise<number[]> {
  const found = await database.query<{ line: number }>(
    `-- test.kept-of-file
select r.line from quarantine_row r join quarantine_part p on p.id = r.part_id where p.file = $1::text order by r.line`,
    [file],
  );
  return found.map(({ line }) => line);
}

test('each figure of a file is stored or waits, and what is stored is what the cell that it cites says', async () => {
  // A year of its own for each file, so that none meets what another left.
  let year = 1000;
  await checkProperty(
    fc.asyncProperty(rows, async (drawn) => {
      year++;
      const lines = drawn.map(({ township, month, value: [text] }) => `${township},${year}年${month}月,${text}`);
      const file = `file-${year}.csv`;
      const good = `东关镇,${year}年1月,1`;
      const { kept } = await importMappedFile(database, { ...disputeRows(file, [good, ...lines]), mode: 'APPEND', quarantine: true });
      const [expected, waiting] = [new Map([[2, `101 ${year}-01 1`]]), [] as number[]];
      for (const [index, { township, month, value: [, meant] }] of drawn.entries()) {
        const code = TOWNSHIPS[township];
        if (meant === 'NONE') continue;
        if (code === null || month > 12 || meant === 'WRONG') waiting.push(index + 3);
        else expected.set(index + 3, `${code} ${year}-${String(month).padStart(2, '0')} ${meant}`);
      }
      expect(await storedIn(String(year))).toEqual(expected);
      expect(await keptIn(file)).toEqual(waiting);
      expect(kept ?? 0).toBe(waiting.length);
    }),
    { runs: 6 },
  );
}); // biome-ignore format: statements
