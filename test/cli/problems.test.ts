import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { csv, riverCity, writePackage } from '../support/package.ts';
import { VISIT_DATASET, VISIT_DEFINITIONS } from '../support/visits.ts';
import { loadedFolder, run, temporaryFolder } from './process.ts';

test('import --problems writes the files that were refused again, with what is wrong in each row', async () => {
  await using folder = await loadedFolder();
  await using place = await temporaryFolder();
  const env = { DATA_DIR: folder.path };
  const river = riverCity('1', {
    themes: csv('code;name:en', 'safety;"Safety; first"', 'water;"Water', '""again"""', 'water;Twice'),
    observations: csv('metric,region,breakdown,period,value,status', 'leaks,990000,,2019-13,1,', 'leaks,nowhere,,2019-01,x,,1'),
    published_changes: csv('metric,region,breakdown,period,change,value'),
  }); // biome-ignore format: files
  const wrong = await writePackage({ ...river, declared: { themes: { dialect: { delimiter: ';' } } } });
  const target = join(place.path, 'some', 'where');

  const { code, out, err } = await run(['import', wrong, '--problems', target], env).ended;
  expect(code).toBe(1);
  expect(err).toContain('themes.csv line 5, column code: the row has the same code as line 3; expected: each key once');
  expect(out).toBe(`Wrote to ${target}: problems.csv, observations.csv, themes.csv.\n`);
  expect((await readdir(target)).sort()).toEqual(['observations.csv', 'problems.csv', 'themes.csv']);
  expect(await readdir(join(target, '..'))).toEqual(['where']);
  const textOf = async (name: string) => (await readFile(join(target, name), 'utf8')).split('\r\n');
  expect(await textOf('themes.csv')).toEqual([
    '\uFEFFproblems;code;name:en',
    ';safety;"Safety; first"',
    ';water;"Water\n""again"""',
    '"code: the row has the same code as line 3; expected: each key once";water;Twice',
    '',
  ]);
  const observations = await textOf('observations.csv');
  expect(observations[0]).toBe('\uFEFFproblems,metric,region,breakdown,period,value,status');
  expect(observations[1]).toMatch(/^"?period: .*leaks,990000,,2019-13,1,$/);
  expect(observations.slice(2).join('\n')).toMatch(
    /^"the row has 7 cells; expected: 6 cells.*leaks,nowhere,,2019-01,x,,1\n$/s,
  );
  const list = await textOf('problems.csv');
  expect(list[0]).toBe('\uFEFFfile,line,column,value,problem,expected');
  expect(list).toContainEqual(
    expect.stringMatching(/^themes\.csv,5,code,water,the row has the same code as line 3,each key once$/),
  );

  expect(await run(['import', wrong, '--problems', target], env).ended).toEqual({
    code: 1,
    out: '',
    err: `${target} exists already: name a new folder for the files with their problems.\n`,
  });
  const chinese = join(place.path, 'zh');
  await run(['import', wrong, '--problems', chinese, '--locale', 'zh-Hans'], env).ended;
  expect(await readFile(join(chinese, 'themes.csv'), 'utf8')).toContain('应为');
  await writeFile(join(wrong, 'themes.csv'), csv('code;name:en', 'safety;Safety', 'water;Water'));
  await writeFile(join(wrong, 'observations.csv'), csv('metric,region,breakdown,period,value,status'));
  const good = join(place.path, 'good');
  expect((await run(['import', wrong, '--problems', good], env).ended).code).toBe(0);
  expect((await readdir(place.path)).sort()).toEqual(['some', 'zh']);
  await rm(wrong, { recursive: true });
});

const MAPPING = {
  version: 1,
  dataset: VISIT_DATASET,
  definitions: 'visits.definitions.json',
  header: { rows: [2] },
  region: { column: 'area' },
  metric: { constant: 'visits' },
  period: { header: 1 },
  values: [{ columns: ['2019', '2020'] }],
};
const ROWS = [
  ['Visits to museums', '', ''],
  ['area', '2019', '2020'],
  ['North', '1', 'many'],
  ['Nowhere', '3', '4'],
  ['South', '5', '6'],
];

/** What is wrong in each row, and the row. */
const WRITTEN = [
  /^\uFEFFproblems,Visits to museums,,$/,
  /^,area,2019,2020$/,
  /many.*,North,1,many$/s,
  /Nowhere.*,Nowhere,3,4$/s,
  /^,South,5,6$/,
];

test('import --problems writes the sheets of a file again that a mapping reads', async () => {
  await using folder = await loadedFolder();
  await using place = await temporaryFolder();
  const at = (name: string) => join(place.path, name);
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(ROWS), 'Year 1 of 2');
  await writeFile(at('visits.xlsx'), new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer));
  await writeFile(at('visits.csv'), ROWS.map((cells) => cells.join(',')).join('\n'));
  await writeFile(at('visits.definitions.json'), JSON.stringify(VISIT_DEFINITIONS));
  await writeFile(at('visits.mapping.json'), JSON.stringify(MAPPING));

  for (const [file, table] of [
    ['visits.csv', 'visits.csv'],
    ['visits.xlsx', 'Year 1 of 2.csv'],
  ] as const) {
    const target = at(`problems of ${file}`);
    const args = ['import', at(file), '--mapping', at('visits.mapping.json'), '--problems', target];
    const { code, out } = await run(args, { DATA_DIR: folder.path }).ended;
    expect({ code, out }).toEqual({ code: 1, out: `Wrote to ${target}: problems.csv, ${table}.\n` });
    const text = await readFile(join(target, table), 'utf8');
    const rows = text.split(/\r\n/).slice(0, -1);
    expect(rows).toHaveLength(WRITTEN.length);
    for (const [row, form] of WRITTEN.entries()) expect(rows[row]).toMatch(form);
  }
});
