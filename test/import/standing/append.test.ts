import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import type { ImportMode } from '../../../src/import/standing/mode.ts';
import { riverCity } from '../../support/package.ts';
import { checkProperty } from '../../support/property.ts';
import {
  BUNDLED,
  everything,
  type Files,
  importFiles,
  openMemory,
  openObservations,
  problemsOf,
  SMALL,
} from '../fixture.ts';
import { type Drawn, drawn, filesOf, ownCodes, published } from './drawn-package.ts';

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

test('what a package says otherwise is refused with both values, and nothing is written', async () => {
  const database = await openMemory();
  const options = { govgraph: { minCount: 2 } };
  await importFiles(database, SMALL, { ...named('other'), ...options });
  const before = await everything(database);
  const files: Files = {
    'themes.csv': SMALL['themes.csv'].replace('Safety', 'Public safety'),
    'tasks.csv': SMALL['tasks.csv'].replace('one,One,prog,g1,low,root,3,', 'one,One,prog,g1,top,root,4,'),
    'metrics.csv': SMALL['metrics.csv'].replace('LOWER_IS_BETTER,SUM,SUM', 'NEUTRAL,SUM,LAST'),
    'observations.csv': SMALL['observations.csv']
      .replace('2020,30,,unit,,report,p. 2', '2020,31,PROVISIONAL,office,first,report,p. 9')
      .replace('2020-11,7,', '2020-11,7.0,'),
  };
  const problems = await problemsOf(database, files, { ...named('other', '2', 'APPEND'), govgraph: { minCount: 3 } });
  expect(problems.map(({ resource, row, column, value, message }) => [resource, row, column, value, message])).toEqual([
    ['datapackage.json', null, 'govgraph.minCount', '3', '"other" stands with "2", and the package says "3"'],
    ['themes.csv', 2, 'name:en', 'Public safety', '"safety" stands with "Safety", and the package says "Public safety"'],
    ['tasks.csv', 3, 'region', 'top', '"one" stands with "X:low", and the package says "top"'],
    ['tasks.csv', 3, 'weight', '4', '"one" stands with "3", and the package says "4"'],
    ['metrics.csv', 2, 'direction', 'NEUTRAL', '"filed" stands with "LOWER_IS_BETTER", and the package says "NEUTRAL"'],
    ['metrics.csv', 2, 'over_regions', 'LAST', '"filed" stands with "SUM", and the package says "LAST"'],
    ['observations.csv', 2, 'note', '{"en":"first"}', '"filed low 2020" stands with nothing, and the package says "{\\"en\\":\\"first\\"}"'],
    ['observations.csv', 2, 'value', '31', '"filed low 2020" stands with "30", and the package says "31"'],
    ['observations.csv', 2, 'status', 'PROVISIONAL', '"filed low 2020" stands with nothing, and the package says "PROVISIONAL"'],
    ['observations.csv', 2, 'reported_by', 'office', '"filed low 2020" stands with "unit", and the package says "office"'],
    ['observations.csv', 2, 'source, locator, quote', 'report, p. 9', '"filed low 2020" stands with "report, p. 2", and the package says "report, p. 9"'],
    ['observations.csv', 4, 'value', '7.0', '"filed top sex=f 2020-11" stands with "7", and the package says "7.0"'],
  ]); // biome-ignore format: a problem a line
  expect(problems[1]?.expected).toBe('"Safety"; where it should change, repeat the import with --mode revise');
  expect(await everything(database)).toBe(before);

  const revised = await importFiles(database, files, { ...named('other', '2', 'REVISE'), ...options });
  expect(revised).toMatchObject({ outcome: 'PUBLISHED', seq: 2 });
  expect(await openObservations(database, 'other')).toEqual(
    expect.arrayContaining([
      'filed low 2020 31 {PROVISIONAL} 2',
      'filed top sex=f 2020-11 7.0 2',
      'solved low 2020 20 1',
    ]),
  );
  await database.close();
});

test('problems of facts are bounded and counted', async () => {
  const years = Array.from({ length: 300 }, (_, index) => `filed,low,,${1700 + index},`);
  const figures = (value: number) => observations(...years.map((line) => `${line}${value},`));
  await importFiles(database, { ...SMALL, ...figures(1) }, named('bounded'));
  const refused = await importFiles(database, figures(2), named('bounded', '2', 'APPEND')).catch((error) => error);
  expect(refused).toMatchObject({ more: 250 });
  expect(refused.problems).toHaveLength(50);
});

test('the same appended again makes no release, also after another; to replace with it is another matter', async () => {
  await importFiles(database, SMALL, named('again'));
  const [more, other] = [observations('filed,low,,2021,40,'), observations('filed,low,,2022,41,')];
  expect(await importFiles(database, more, named('again', '2', 'APPEND'))).toMatchObject({ seq: 2 });
  for (const mode of ['APPEND', 'REVISE'] as const) {
    const same = await importFiles(database, more, named('again', '2', mode));
    expect(same).toMatchObject({ outcome: 'UNCHANGED', seq: 2 });
  }
  expect(await importFiles(database, other, named('again', '3', 'APPEND'))).toMatchObject({ seq: 3 });
  expect(await importFiles(database, more, named('again', '2', 'APPEND'))).toMatchObject({
    outcome: 'UNCHANGED',
    seq: 3,
  });
  const replaced = await importFiles(database, { ...SMALL, ...other }, named('again', '3'));
  expect(replaced).toMatchObject({ outcome: 'PUBLISHED', seq: 4 });
  expect(await openObservations(database, 'again')).toEqual(['filed low 2022 41 3']);
});

test('a first release in append mode is as one that replaces', async () => {
  expect(await importFiles(database, SMALL, named('first', '1', 'APPEND'))).toMatchObject({
    outcome: 'PUBLISHED',
    seq: 1,
  });
  expect(await importFiles(database, SMALL, named('first', '1'))).toMatchObject({ outcome: 'UNCHANGED', seq: 1 });
});

test('tasks, programmes and reports are added beside those that stand', async () => {
  await importFiles(database, SMALL, named('plan'));
  const files: Files = {
    'tasks.csv': 'code,title:en,programme,working_group,region,parent,lead\nthree,Three,prog,g1,low,one,unit\n',
    'programmes.csv': 'code,kind,name:en,theme\nnext,PILOT,Next,safety\n',
    'task_reports.csv': 'task,reported_at,status,progress\nthree,2020-03-01,IN_PROGRESS,50\n',
  };
  // A parent is named among what stands; a group that is there needs no file.
  expect(await importFiles(database, files, named('plan', '2', 'APPEND'))).toMatchObject({
    seq: 2,
    changes: { closed: 0 },
  });
  const other = {
    'task_reports.csv': 'task,reported_at,status,progress\nthree,2020-03-01T00:00:00+08:00,IN_PROGRESS,60\n',
  };
  const [problem] = await problemsOf(database, other, named('plan', '3', 'APPEND'));
  expect(problem).toMatchObject({ resource: 'task_reports.csv', row: 2, column: 'progress', value: '60' });
});

test('suppression holds together what stands and what is appended', async () => {
  const options = { govgraph: { minCount: 5 } };
  const part = observations('filed,top,sex=f,2021,3,', 'filed,top,sex=m,2021,30,');
  const total = observations('filed,top,,2021,33,');
  await importFiles(database, { ...SMALL, ...part }, { ...named('hidden'), ...options });
  // With the total, the small count could be worked out: the other part goes, although it stood.
  const result = await importFiles(database, total, { ...named('hidden', '2', 'APPEND'), ...options });
  expect(result.outcome).toBe('PUBLISHED');
  const open = await openObservations(database, 'hidden');
  const whole = await openMemory();
  await importFiles(whole, { ...SMALL, ...part }, { ...named('hidden'), ...options });
  const both = observations(
    ...[part, total].flatMap((file) => String(file['observations.csv']).trim().split('\n').slice(1)),
  );
  await importFiles(whole, { ...SMALL, ...both }, { ...named('hidden', '2'), ...options });
  expect(open).toEqual(await openObservations(whole, 'hidden'));
  await whole.close();
  // What is given again is suppressed again, and changes nothing.
  const before = await everything(database);
  for (const again of [part, total, both]) {
    const same = await importFiles(database, again, { ...named('hidden', '3', 'APPEND'), ...options });
    expect(same).toMatchObject({ outcome: 'UNCHANGED', seq: 2 });
  }
  expect(await everything(database)).toBe(before);
});

test('what is added to a package and the package together are the same state', async () => {
  let number = 0;
  await checkProperty(
    fc.asyncProperty(drawn, drawn, async (first, second) => {
      const [added, whole] = [`added-${number++}`, `whole-${number++}`];
      const import_ = (name: string, content: Drawn, version: string, mode: ImportMode) =>
        importFiles(database, ownCodes(filesOf(content), name), named(name, version, mode));
      const both = <Row extends readonly unknown[]>(
        rows: (content: Drawn) => readonly Row[],
        keyOf: (row: Row) => string,
      ) => [...new Map([...rows(first), ...rows(second)].map((row) => [keyOf(row), row])).values()];
      await import_(added, first, '1', 'REPLACE');
      await import_(added, second, '2', 'REVISE');
      const together: Drawn = {
        ...second,
        figures: both(({ figures }) => figures, (row) => row.slice(0, 3).join()),
        targets: both(({ targets }) => targets, ([year]) => String(year)),
        tasks: both(({ tasks }) => tasks, ([place]) => String(place)),
      }; // biome-ignore format: a list a line
      await import_(whole, together, '1', 'REPLACE');
      const texts = async (name: string) =>
        [...(await published(database, name))]
          .flatMap(([file, rows]) =>
            [...rows].map(([key, text]) => [file, key, text].join('|').replaceAll(`-${name}`, '')),
          )
          .sort();
      expect(await texts(added)).toEqual(await texts(whole));
      const sizes = await database.query<{ metric: string; size: string }>(
        `-- test.sizes
select regexp_replace(m.code, '-(added|whole)-.*', '') as metric, concat_ws(' ', z.series, z.regions,
  (select count(*) from series s join observation o on o.series_id = s.id where s.metric_id = m.id) - z.observations) as size
from metric_size z join metric m on m.id = z.metric_id where m.code ~ $1::text order by 1`,
        [`-(${added}|${whole})$`],
      );
      for (const { size } of sizes) expect(size).toMatch(/ 0$/);
      const counts = await database.query<{ count: number }>(
        `-- test.counts
select r.observation_count as count from dataset d join release r on r.dataset_id = d.id and r.seq = d.current_seq
where d.code = any($1::text[])`,
        [[added, whole]],
      );
      expect(new Set(counts.map(({ count }) => count)).size).toBe(1);
    }),
    { runs: 4 },
  );
});

test('a name that the data set gives to what another owns must be the same as well', async () => {
  const own = await openMemory();
  await importFiles(own, SMALL, named('owner'));
  await importFiles(own, SMALL, named('guest'));
  const relabelled = { 'themes.csv': SMALL['themes.csv'].replace('安全', '平安') };
  const [problem] = await problemsOf(own, relabelled, named('guest', '2', 'APPEND'));
  expect(problem).toMatchObject({ resource: 'themes.csv', row: 2, column: 'name:zh-Hans', value: '平安' });
  expect(await importFiles(own, relabelled, named('guest', '2', 'REVISE'))).toMatchObject({ changes: { updated: 1 } });
  await own.close();
});

test('a region that is renamed is revised, and its new version is the one that stands for it', async () => {
  const own = await openMemory();
  const options = { ...RIVER, ...named('renamed') };
  await importFiles(own, river, options);
  const header = 'scheme,code,level,parent,name:en,valid_from,valid_to\n';
  const added = `${header}test,990200,COUNTY,990000,Lower Town,2020-01-01,\n`;
  const [problem] = await problemsOf(own, { 'regions.csv': added }, { ...options, ...named('renamed', '2', 'APPEND') });
  expect(problem).toMatchObject({ resource: 'regions.csv', row: 2, column: 'valid_from' });
  expect(problem?.message).toContain('(of an earlier release)');
  const ended = `${header}test,990200,COUNTY,990000,Lower District,2015-01-01,2019-12-31\ntest,990200,COUNTY,990000,Lower Town,2020-01-01,\n`;
  await importFiles(own, { 'regions.csv': ended }, { ...options, ...named('renamed', '2', 'REVISE') });
  const versions = await own.query<{ text: string }>(
    `-- test.versions
select concat_ws(' ', name ->> 'en', valid_from, valid_to, current) as text from region_version
where code = '990200' and to_seq = 2147483647 order by valid_from nulls first`,
  );
  expect(versions.map(({ text }) => text)).toEqual([
    'Lower Land 2014-12-31 f',
    'Lower District 2015-01-01 2019-12-31 f',
    'Lower Town 2020-01-01 t',
  ]);
  await own.close();
});
