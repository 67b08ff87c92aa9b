import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importFolder } from '../../../src/cli/import.ts';
import type { Database } from '../../../src/database/database.ts';
import { silentTerminal } from '../../support/terminal.ts';
import {
  everything,
  type Files,
  importFiles,
  openMemory,
  openObservations,
  problemsOf,
  SMALL,
  writePackage,
} from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
  await importFiles(database, SMALL);
});
afterAll(() => database.close());

const years = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
const csv = (...lines: string[]) => `${['metric,region,period,value', ...lines].join('\n')}\n`;
/** Figures of two metrics, each of so many years. */
const figures = (filed: number, solved: number, value = 1): Files => ({
  'observations.csv': csv(
    ...years(1990, filed).map((year) => `filed,low,${year},${value}`),
    ...years(1990, solved).map((year) => `solved,low,${year},${value}`),
  ),
});
const named = (name: string, version: string) => ({ descriptor: { name, version }, closing: 'refused' as const });

test('a release that closes more than a tenth and more than ten figures is refused, and says what', async () => {
  await importFiles(database, figures(12, 8), named('cut', '1'));
  const before = await everything(database);
  expect(await problemsOf(database, figures(4, 2), named('cut', '2'))).toEqual([
    {
      resource: 'observations.csv',
      row: null,
      column: null,
      value: null,
      message:
        'the release would close 14 of the 20 figures that stand ("filed": 8, "solved": 6), such as "filed low 1994", "filed low 1995", "filed low 1996"',
      expected: 'everything that still holds; where it should be closed, repeat the import with --yes',
    },
  ]);
  expect(await everything(database)).toBe(before);
});

test('figures that are revised are not closed, and neither are those of a first release', async () => {
  await importFiles(database, figures(20, 20), named('revised', '1'));
  expect(await importFiles(database, figures(20, 20, 2), named('revised', '2'))).toMatchObject({ seq: 2 });
});

test('ten figures are few, and a tenth is little', async () => {
  await importFiles(database, figures(10, 1), named('few', '1'));
  expect(await importFiles(database, figures(0, 1), named('few', '2'))).toMatchObject({ seq: 2 });
  await importFiles(database, figures(60, 60), named('little', '1'));
  expect(await importFiles(database, figures(54, 54), named('little', '2'))).toMatchObject({ seq: 2 });
  expect(await problemsOf(database, figures(54, 43), named('little', '3'))).toHaveLength(1);
});

test('it is published where that is confirmed', async () => {
  await importFiles(database, figures(12, 8), named('confirmed', '1'));
  const options = { ...named('confirmed', '2'), closing: 'confirmed' } as const;
  expect(await importFiles(database, figures(1, 0), options)).toMatchObject({ seq: 2 });
  expect(await openObservations(database, 'confirmed')).toEqual(['filed low 1990 1 1']);
});

test('a figure that is computed instead is not closed', async () => {
  const published = csv(
    ...years(1990, 12).flatMap((year) => [`filed,low,${year},4`, `solved,low,${year},1`, `rate,low,${year},25.00`]),
  );
  const computed = csv(...years(1990, 12).flatMap((year) => [`filed,low,${year},4`, `solved,low,${year},1`]));
  await importFiles(database, { 'observations.csv': published }, named('computed', '1'));
  const result = await importFiles(database, { 'observations.csv': computed }, named('computed', '2'));
  expect(result).toMatchObject({ seq: 2, changes: { opened: 12, closed: 12 } });
});

test('files that are left out count, and targets, changes and tasks by themselves', async () => {
  const targets = `metric,region,period,kind,value\n${years(1990, 12)
    .map((year) => `filed,low,${year},TARGET,1\n`)
    .join('')}`;
  const changes = `metric,region,period,change,value\n${years(1990, 12)
    .map((year) => `filed,low,${year},YOY,1\n`)
    .join('')}`;
  const tasks = `code,title:en\n${years(1, 12)
    .map((n) => `t${String(n).padStart(2, '0')},Task\n`)
    .join('')}`;
  const files = { ...figures(12, 200), 'targets.csv': targets, 'published_changes.csv': changes, 'tasks.csv': tasks };
  await importFiles(database, files, named('whole', '1'));
  expect((await problemsOf(database, figures(12, 200), named('whole', '2'))).map(({ message }) => message)).toEqual([
    expect.stringMatching(/^the release would close 12 of the 12 figures that stand \("filed": 12\)/),
    expect.stringMatching(/^the release would close 12 of the 12 figures that stand \("filed": 12\)/),
    'the release would close 12 of the 12 tasks that stand, such as "t01", "t02", "t03"',
  ]);
});

test('metrics that are looked through in parts are counted and closed as they are together', async () => {
  // filed by 20, solved by 2 and the rate of each: of metrics of so many figures each is a part.
  const parts = 'update metric_size set observations = 20000';
  await importFiles(database, figures(20, 20, 2), named('parts', '1'));
  await database.query(parts);
  expect((await problemsOf(database, figures(6, 4, 2), named('parts', '2'))).map(({ message }) => message)).toEqual([
    expect.stringMatching(/^the release would close 30 of the 40 figures that stand \("solved": 16, "filed": 14\)/),
  ]);
  const statements: string[] = [];
  const watched = Object.assign(Object.create(database) as Database, {
    longTransaction: ((work) =>
      database.longTransaction((tx) =>
        work({
          ...tx,
          query: (text, values) => {
            statements.push(text.slice(3, text.indexOf('\n')));
            return tx.query(text, values);
          },
        }),
      )) satisfies Database['longTransaction'],
  });
  const changed = csv(
    ...years(1990, 20).map((year) => `filed,low,${year},${year < 1995 ? 3 : 2}`),
    ...years(1991, 19).map((year) => `solved,low,${year},2`),
  );
  const result = await importFiles(watched, { 'observations.csv': changed }, named('parts', '2'));
  const { closed } = result.changes;
  const open = await openObservations(database, 'parts');
  expect(statements.filter((name) => name === 'import.close-observations')).toHaveLength(3);
  expect(statements.filter((name) => name === 'import.close-check_results')).toHaveLength(3);
  // Five figures of `filed` that differ, one of `solved` that is gone, and the rates of those years, of which 1990 has none any more.
  expect([closed, open.length]).toEqual([11, 20 + 19 + 19]);
  expect(open.filter((row) => row.startsWith('filed') && row.includes(' 3 '))).toHaveLength(5);
});

test('the command line confirms, a start does not', async () => {
  await importFiles(database, figures(12, 8), named('command', '1'));
  const folder = await writePackage(figures(1, 0), named('command', '2'));
  const terminal = silentTerminal();
  await expect(importFolder(database, folder, terminal, { onlyNew: true })).rejects.toThrow(
    'repeat the import with --yes',
  );
  expect(await importFolder(database, folder, terminal, { closing: 'confirmed' })).toContainEqual(
    expect.stringContaining('published as release 2'),
  );
  await rm(folder, { recursive: true });
});
