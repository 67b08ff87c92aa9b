import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importMapped } from '../../../src/cli/import.ts';
import type { Database } from '../../../src/database/database.ts';
import { silentTerminal } from '../../support/terminal.ts';
import { VISIT_DATASET, VISIT_DEFINITIONS } from '../../support/visits.ts';
import { openMemory } from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

const MAPPING = {
  version: 1,
  dataset: VISIT_DATASET,
  definitions: 'visits.definitions.json',
  header: { rows: [1] },
  rows: { hidden: 'SKIP', skip: [{ column: 'area', in: ['test'] }], only: [{ column: 'kind', in: ['museum'] }] },
  columns: { hidden: 'SKIP' },
  region: { column: 'area' },
  metric: { constant: 'visits' },
  period: { header: 1 },
  values: [{ columns: ['$C:$E'] }],
  marks: { x: 'SKIP', '…': 'SKIP', '-': 'MISSING' },
};
const ROWS: (string | number)[][] = [
  ['area', 'kind', '2019', '2020', '2021'],
  ['North', 'museum', 1, 'x', 3],
  ['South', 'museum', 4, '…', 'x'],
  ['South', 'library', 7, 8, 9],
  ['test', 'museum', 7, 8, 9],
  ['test', 'library', 7, 8, 9],
  ['South', 'museum', 10, 11, 12],
];

function workbook(): Uint8Array {
  const sheet: WorkSheet = utils.aoa_to_sheet(ROWS);
  for (const cell of ['C1', 'D1', 'E1']) (sheet[cell] as CellObject).t = 's';
  sheet['!cols'] = [{}, {}, { hidden: true }];
  sheet['!rows'] = ROWS.map((_, row) => ({ hidden: row === ROWS.length - 1 }));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, 'S');
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
}

test.each([true, false])('what a mapping leaves out is counted by its rules, in a dry run: %s', async (dryRun) => {
  const folder = await mkdtemp(join(tmpdir(), 'govgraph-left-out-'));
  try {
    const [file, mapping] = [join(folder, 'visits.xlsx'), join(folder, 'visits.mapping.json')];
    await writeFile(file, workbook());
    await writeFile(mapping, JSON.stringify(MAPPING));
    await writeFile(join(folder, 'visits.definitions.json'), JSON.stringify(VISIT_DEFINITIONS));
    const told = async (locale: 'en' | 'zh-Hans') => {
      const options = { mapping, mode: 'APPEND', dryRun } as const;
      return (await importMapped(database, file, silentTerminal(locale), options)).lines;
    };
    expect(await told('en')).toContain(
      '  Left out of the sheet S, as the mapping says: 1 row by rows.only, 2 rows by rows.skip, 1 row by rows.hidden, 1 column of values by columns.hidden, 2 cells by marks.x, 1 cell by marks.….',
    );
    expect(await told('zh-Hans')).toContainEqual(expect.stringContaining('按映射从工作表 S 中略去：1 行（rows.only）'));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a cell with neither a value nor a status is counted', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'govgraph-left-out-'));
  try {
    const [file, mapping] = [join(folder, 'visits.csv'), join(folder, 'visits.mapping.json')];
    await writeFile(
      file,
      'area,year,value,why\nNorth,2030,1,\nNorth,2031,,q\nNorth,2032,,\nNorth,2033,NaN, \nNorth,2034,,\n',
    );
    const { rows: _, columns: __, values: ___, marks: ____, ...others } = MAPPING;
    const own = {
      ...others,
      period: { column: 'year' },
      values: [{ columns: ['value'] }],
      blank: 'STATUS',
      marks: { NaN: 'STATUS' },
      status: { column: 'why', codes: { q: 'SUPPRESSED' } },
    };
    await writeFile(mapping, JSON.stringify(own));
    await writeFile(join(folder, 'visits.definitions.json'), JSON.stringify(VISIT_DEFINITIONS));
    const options = { mapping, mode: 'APPEND' } as const;
    const { lines } = await importMapped(database, file, silentTerminal('en'), options);
    expect(lines).toContain('  Left out, as the mapping says: 3 cells with neither a value nor a status.');
  } finally {
    await rm(folder, { recursive: true });
  }
});
