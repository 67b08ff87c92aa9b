import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import { importFile } from '../../../src/import/import-file.ts';
import { ImportRefused } from '../../../src/import/package/problem.ts';
import { openMemory } from '../fixture.ts';
import { FIXTURES, refusalOf } from './support.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

/** What the import of some projects by such a crosswalk is refused for. */
async function refusedBy(crosswalk: string | Uint8Array): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'govgraph-crosswalk-'));
  try {
    await cp(join(FIXTURES, 'gmpp'), folder, { recursive: true });
    await writeFile(join(folder, 'departments.csv'), crosswalk);
    const mapping = join(folder, '2018.mapping.json');
    const error: unknown = await importFile(database, join(folder, '2018.csv'), { mapping }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(ImportRefused);
    return translate((error as ImportRefused).text, 'en')
      .split('\n')
      .slice(1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('a text that stands for two codes, and a row that is none, are refused at their lines', async () => {
  expect(await refusedBy('department,code\nBEIS,beis\nＢＥＩＳ,dft\n\nMOD\nDfT,dft,x\nDfT,dft\n')).toEqual([
    'departments.csv line 3: "BEIS" stands for "beis" on line 2, and here for another code; expected: one code for each text',
    'departments.csv line 5: the row of the crosswalk has not two cells; expected: what the file says, and the code that it stands for',
    'departments.csv line 6: the row of the crosswalk has not two cells; expected: what the file says, and the code that it stands for',
  ]);
});

test('a code that nothing has is told at the cells that it is read from', async () => {
  const problems = await refusedBy('department,code\nBEIS,beis\nDfT,dft\nMOD,modd\n');
  expect(problems).toContain(
    '2018.csv line 8, column department: "MOD", read as "modd": the organisation "modd" is unknown; expected: the code of an organisation that is defined; the nearest is "mod"',
  );
});

test('a crosswalk that is no text of UTF-8, is missing or lies elsewhere', async () => {
  expect((await refusedBy(Buffer.from('department,code\nÄ,beis\n', 'latin1')))[0]).toContain(
    'departments.csv line 2: the file is not UTF-8 text',
  );
  const change = { tables: [{ makes: 'tasks', fields: { code: { column: 'project_name', crosswalk: '../x.csv' } } }] };
  expect(await refusalOf(database, { set: 'gmpp', file: '2018.csv', by: '2018.mapping.json', change })).toEqual([
    '2018.mapping.json, column tables.0.fields.code.crosswalk: "../x.csv" is not the name of a file; expected: the name of a file beside the mapping',
  ]);
});
