import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UnreadableFile } from '../../../src/import/file/compression.ts';
import { UnreadableCsv } from '../../../src/import/package/csv.ts';
import { Problems } from '../../../src/import/package/problem.ts';
import { openSheetFile } from '../../../src/import/reader/open.ts';
import { checkProperty } from '../../support/property.ts';
import { FIXTURES } from './support.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'govgraph-mutated-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const book = utils.book_new();
const sheet = utils.aoa_to_sheet([['县区', 44_136, '%'], ['秦州区', 1024, 0.5], ['麦积区', null, 12.25]]); // biome-ignore format: a table
sheet['!merges'] = [utils.decode_range('B1:C1')];
utils.book_append_sheet(book, sheet, '月报');
const workbook = (bookType: 'xlsx' | 'biff8' | 'ods') =>
  new Uint8Array(write(book, { type: 'buffer', bookType, compression: false }) as Buffer);

const FILES = [
  ['xlsx', workbook('xlsx')],
  ['xls', workbook('biff8')],
  ['ods', workbook('ods')],
  ['csv', new Uint8Array(await readFile(join(FIXTURES, 'county/county.csv')))],
] as const;

/** Bytes that are replaced, and where the file is cut off. */
const mutation = fc.record({
  edits: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { minLength: 1, maxLength: 8 }),
  length: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
});

/** Reads all cells; what cannot be read has to be refused in words. */
async function readAll(file: string): Promise<'read' | 'refused'> {
  const problems = new Problems(5);
  const opened = await openSheetFile(file, {}, problems);
  if (opened === null) return problems.none ? Promise.reject(new Error('refused without a word')) : 'refused';
  try {
    for (const { rows } of opened.sheets) for await (const { cells } of rows()) expect(cells.length).toBeGreaterThan(0);
    return 'read';
  } catch (error) {
    if (error instanceof UnreadableCsv || error instanceof UnreadableFile) return 'refused';
    throw error;
  }
}

test.each(FILES)('a damaged file is read or refused, and nothing else: %s', async (ending, bytes) => {
  const file = join(folder, `file.${ending}`);
  await checkProperty(
    fc.asyncProperty(mutation, async ({ edits, length }) => {
      const changed = bytes.slice(0, Math.ceil(bytes.length * length));
      for (const [at, byte] of edits) changed[Math.floor(at * (changed.length - 1))] = byte;
      await writeFile(file, changed);
      expect(['read', 'refused']).toContain(await readAll(file));
    }),
    { runs: 60, deepRuns: 10_000 },
  );
});
