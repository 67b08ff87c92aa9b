import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, temporaryFolder } from './process.ts';

/** A folder with a sheet, and a mapping that names a file of codes which is not there. */
test('a file that is not there, or a folder in its place, is told in words', async () => {
  await using folder = await temporaryFolder();
  const at = (name: string) => join(folder.path, name);
  await writeFile(at('sheet.csv'), 'a,b\n1,2\n');
  const mapping = { version: 1, header: { rows: [1] }, region: { column: 'a', crosswalk: 'codes.csv' } };
  await writeFile(at('sheet.json'), JSON.stringify(mapping));
  for (const [args, absent] of [
    [[at('no.csv'), '--infer'], 'no.csv'],
    [[folder.path, '--infer'], ''],
    [[at('sheet.csv'), '--mapping', at('no.json')], 'no.json'],
    [[at('sheet.csv'), '--mapping', folder.path], ''],
    [[at('no.csv'), '--mapping', at('no.json')], 'no.json'],
    [[at('sheet.csv'), '--mapping', at('sheet.json')], 'codes.csv'],
  ] as const) {
    const path = absent === '' ? folder.path : at(absent);
    expect(await run(['import', ...args], { DATA_DIR: at('data') }).ended).toEqual({
      code: 1,
      out: '',
      err: `There is no file ${path}.\n`,
    });
  }
});
