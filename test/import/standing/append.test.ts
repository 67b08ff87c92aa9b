import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { riverCity } from '../../support/package.ts';
import {
  BUNDLED,
  everything,
  type Files,
  importFiles,
  inEnglish,
  openMemory,
  openObservations,
  problemsOf,
  SMALL,
} from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

const named = (name: string, version = '1', mode: 'REPLACE' | 'APPEND' | 'REVISE' = 'REPLACE') => ({
  descriptor: { name, version },
  mode,
  closing: 'refused' as const,
});
const observations = (...lines: string[]): Files => ({
  'observations.csv': `${['metric,region,breakdown,period,value,status', ...lines].join('\n')}\n`,
});

const river: Files = Object.fromEntries(Object.entries(riverCity().files).map(([name, text]) => [`${name}.csv`, text]));
const RIVER = { govgraph: { region: '990000', titles: { en: 'River' } } };

describe('a package that agrees with what stands changes nothing', () => {
  test.each([
    ['small', SMALL as Files, { govgraph: { minCount: 8 } }],
    ['river', river, RIVER],
  ])('%s, file by file', async (name, files, options) => {
    const full = { ...named(name), ...options };
    await importFiles(database, files, full);
    const before = await everything(database);
    for (const mode of ['APPEND', 'REVISE'] as const) {
      for (const [path, text] of [...Object.entries(files), ['all', null] as const]) {
        const part = text === null ? files : { [path]: text };
        const result = await importFiles(database, part, { ...full, ...named(name, `${mode} ${path}`, mode) });
        expect([path, result.outcome, result.changes]).toEqual([
          path,
          'UNCHANGED',
          { opened: 0, closed: 0, updated: 0 },
        ]);
      }
    }
    expect(await everything(database)).toBe(before);
  });
});

test('the bundled report, appended to itself, is unchanged', async () => {
  const own = await openMemory();
  const json = JSON.parse(await readFile(join(BUNDLED, 'datapackage.json'), 'utf8')) as {
    resources: { path: string }[];
  };
  const files: Record<string, string> = {};
  for (const { path } of json.resources) files[path] = await readFile(join(BUNDLED, path), 'utf8');
  const import_ = (version: string, mode: 'REPLACE' | 'APPEND') =>
    importFiles(own, { ...files, 'datapackage.json': JSON.stringify({ ...json, version }) }, { mode });
  await import_('1', 'REPLACE');
  expect(await import_('2', 'APPEND')).toMatchObject({ outcome: 'UNCHANGED', seq: 1 });
  await own.close();
});

test('what the package leaves out stays, and a formula takes an operand from the release before', async () => {
  await importFiles(database, SMALL, named('left-out'));
  const result = await importFiles(
    database,
    observations('filed,low,,2021,40,', 'solved,top,sex=f,2020-11,7,'),
    named('left-out', '2', 'APPEND'),
  );
  expect(result).toMatchObject({ outcome: 'PUBLISHED', seq: 2, changes: { opened: 3, closed: 0, updated: 0 } });
  expect(await openObservations(database, 'left-out')).toEqual(
    expect.arrayContaining([
      'filed low 2020 30 1',
      'solved low 2020 20 1',
      'filed low 2021 40 2',
      'rate top sex=f 2020-11 100.00 COMPUTED 2',
    ]),
  );
});
