import { utils, type WorkSheet, write } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { importMappedFile, type MappedImport, refusalOf } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

const ROWS = [
  ['乡镇', '上报人', '2020年排查', '2021年排查', '2022年排查'],
  ['东关镇', '甲', 1, 2, 3],
  ['西山乡', '甲', 4, 5, 6],
  ['南河镇', '甲', 7, 8, 9],
];

/** The sheet with hidden columns, as a program writes it. */
function workbook(bookType: 'xlsx' | 'biff8' | 'ods', hidden: readonly number[] = []): Uint8Array {
  const sheet: WorkSheet = utils.aoa_to_sheet(ROWS);
  sheet['!cols'] = ROWS[0]?.map((_, column) => ({ hidden: hidden.includes(column) })) ?? [];
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'S');
  return new Uint8Array(write(book, { type: 'buffer', bookType }) as Buffer);
}

/** What writes ODS for this test knows nothing of hidden rows and columns. */
function hiddenInOds(columns: string, row: (row: string, index: number) => string): Uint8Array {
  const parts = unzipSync(workbook('ods'));
  let index = 0;
  const content = strFromU8(parts['content.xml'] ?? new Uint8Array())
    .replace(/(?:<table:table-column[^>]*>(?:<\/table:table-column>)?\s*)+/, columns)
    .replace(/<table:table-row(?=[ >])/g, (found) => row(found, index++));
  return zipSync({ ...parts, 'content.xml': strToU8(content) });
}

const WIDE = { values: [{ columns: ['$C:$E'], period: { header: 1, template: '{period}{metric}' }, metric: { header: 1, template: '{period}{metric}' } }], note: undefined, number: undefined, totals: [], header: { rows: [1] }, rows: {}, ignore: ['上报人'] } as const; // biome-ignore format: a mapping
const imported = (file: string, content: Uint8Array, change: MappedImport['change'] = {}) => ({
  set: 'county',
  file,
  content,
  dryRun: true,
  change: { ...WIDE, ...change },
});

/** How many figures the import would have. */
async function countFigures(options: MappedImport): Promise<number | undefined> {
  return (await importMappedFile(database, options)).counts.observations;
}

const problem = (file: string, cell: string, what: 'column' | 'row') =>
  `${file} ${cell}: the ${what} is hidden; expected: ${what}s.hidden in the mapping, which says what it is`;

test.each(['xlsx', 'xls'])('hidden columns of %s are refused where they are read, and read or left out as the mapping says', async (ending) => {
  const file = `hidden.${ending}`;
  const content = workbook(ending === 'xls' ? 'biff8' : 'xlsx', [1, 3, 6]);
  expect(await refusalOf(database, imported(file, content))).toEqual([problem(file, 'S!D1', 'column')]);
  expect(await countFigures(imported(file, content, { columns: { hidden: 'READ' } }))).toBe(9);
  expect(await countFigures(imported(file, content, { columns: { hidden: 'SKIP' } }))).toBe(6);
  const noted = { note: '上报人', ignore: [], columns: { hidden: 'SKIP' } };
  expect(await refusalOf(database, imported(file, content, noted))).toEqual([problem(file, 'S!B1', 'column')]);
  const unnamed = { ignore: [], columns: { hidden: 'READ' } };
  expect(await refusalOf(database, imported(file, content, unnamed))).toEqual([expect.stringContaining('上报人')]);
}); // biome-ignore format: a title

test('hidden rows and columns of ODS are seen, also those that a filter hides', async () => {
  const file = 'hidden.ods';
  const content = hiddenInOds(
    '<table:table-column table:number-columns-repeated="3"/><table:table-column table:visibility="collapse"/><table:table-column/>',
    (row, index) => (index === 2 ? `${row} table:visibility="filter"` : row),
  );
  expect(await refusalOf(database, imported(file, content))).toEqual([
    problem(file, 'S!D1', 'column'),
    problem(file, 'S!A3', 'row'),
  ]);
  const skipped = { columns: { hidden: 'SKIP' }, rows: { hidden: 'SKIP' } };
  expect(await countFigures(imported(file, content, skipped))).toBe(4);
  expect(await countFigures(imported(file, content, { columns: { hidden: 'READ' }, rows: { hidden: 'READ' } }))).toBe(
    9,
  );
});

test('repeated rows of ODS count as many as they are', async () => {
  const file = 'repeated.ods';
  const blank =
    '<table:table-row table:number-rows-repeated="3" table:visibility="collapse"><table:table-cell/></table:table-row>';
  const content = hiddenInOds('<table:table-column/>', (row, index) =>
    index === 2 ? blank + row : index === 3 ? `${row} table:visibility="collapse"` : row,
  );
  expect(await refusalOf(database, imported(file, content))).toEqual([problem(file, 'S!A7', 'row')]);
});
