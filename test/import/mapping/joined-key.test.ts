import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runQuarantine } from '../../../src/cli/quarantine.ts';
import type { Database } from '../../../src/database/database.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import { importFile } from '../../../src/import/import-file.ts';
import { ImportRefused } from '../../../src/import/package/problem.ts';
import { writeProblems } from '../../../src/import/write-problems.ts';
import { silentTerminal } from '../../support/terminal.ts';
import { importFiles, openMemory } from '../fixture.ts';
import { citedFigures } from './support.ts';

let database: Database;
let folder: string;
beforeEach(async () => {
  database = await openMemory();
  folder = await mkdtemp(join(tmpdir(), 'govgraph-joined-'));
  await writeFile(at('joined.tsv'), LINES.map((line) => `${line}\n`).join(''));
  await writeFile(at('definitions.json'), JSON.stringify(DEFINITIONS));
  await writeFile(at('mapping.json'), JSON.stringify(MAPPING));
});
afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);

const LINES = [
  'freq,unit,geo\\TIME_PERIOD\t2019 \t2020 ',
  'A,PC,North\t12.5 \t13.1 p',
  'A,PC,South\t: \t9x0 ',
  'A,PC,East\t7 \t8 ',
];
const DEFINITIONS = {
  themes: [{ code: 'economy', 'name:en': 'Economy' }],
  units: [{ code: 'percent', 'name:en': 'Per cent' }],
  metrics: [{ code: 'growth', 'name:en': 'Growth', theme: 'economy', kind: 'RATE', basis: 'FLOW', unit: 'percent' }],
  regions: ['Whole', 'North', 'South'].map((name) => ({
    scheme: 'joined', code: name.toLowerCase(), level: 'OTHER', 'name:en': name, parent: name === 'Whole' ? null : 'whole',
  })), // biome-ignore format: a row
};
const MAPPING = {
  version: 1,
  dataset: { code: 'joined', title: 'Joined', language: 'en', timeZone: 'UTC', region: 'joined:whole' },
  definitions: 'definitions.json',
  file: { keySeparator: ',' },
  header: { rows: [1] },
  metric: { constant: 'growth' },
  region: { column: 'geo' },
  period: { header: 1 },
  values: [{ columns: ['2019', '2020'] }],
  marks: { ':': 'SKIP' },
  flags: { p: 'PROVISIONAL' },
  ignore: ['freq', 'unit'],
};

test('cells of a file whose first column joins several wait in quarantine, and come in with the cells that they cite', async () => {
  expect(await importFile(database, at('joined.tsv'), { mapping: at('mapping.json'), mode: 'APPEND', quarantine: true })).toMatchObject({ kept: 3 });
  expect(await citedFigures(database, 'joined')).toEqual(['growth north 2019 12.5 <- 2:2', 'growth north 2020 13.1 {PROVISIONAL} <- 2:3']);
  const lines: string[] = [];
  const print = (text: Parameters<typeof translate>[0]) => lines.push(translate(text, 'en'));
  const run = (action: 'list' | 'retry') =>
    runQuarantine(database, { action, choice: {}, isConfirmed: false }, { ...silentTerminal(), locale: 'en', print });
  await run('list');
  expect(lines.slice(0, 3)).toEqual([
    expect.stringMatching(/^1 joined 3:3 joined\.tsv 3:3 "9x0 ": /),
    expect.stringMatching(/^2 joined 4:2 joined\.tsv 4:1 "East": /),
    expect.stringMatching(/^3 joined 4:3 joined\.tsv 4:1 "East": /),
  ]);
  const east = 'scheme,code,level,parent,name:en\njoined,east,OTHER,joined:whole,East\n';
  await importFiles(database, { 'regions.csv': east }, { descriptor: { name: 'more' }, govgraph: { region: 'joined:whole' } });
  await run('retry');
  expect(await citedFigures(database, 'joined')).toEqual(expect.arrayContaining(['growth east 2019 7 <- 4:2', 'growth east 2020 8 <- 4:3']));
}); // biome-ignore format: statements

test('what is refused is written again with the first column as it stands', async () => {
  const source = { file: at('joined.tsv'), mapping: at('mapping.json') };
  const refused = await importFile(database, source.file, { mapping: source.mapping }).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(ImportRefused);
  expect(await writeProblems(source, refused as ImportRefused, at('problems'), 'en')).toEqual(['problems.csv', 'joined.csv']);
  const rows = (await readFile(at('problems/joined.csv'), 'utf8')).split('\r\n');
  expect(rows[0]).toBe('\uFEFFproblems,"freq,unit,geo\\TIME_PERIOD","2019 ","2020 "');
  expect(rows[1]).toBe(',"A,PC,North","12.5 ",13.1 p');
  expect(rows[2]).toMatch(/^"2020: .*9x0.*,"A,PC,South",": ","9x0 "$/s);
  expect(rows[3]).toMatch(/^"geo: .*East.*,"A,PC,East","7 ","8 "$/s);
}); // biome-ignore format: statements
