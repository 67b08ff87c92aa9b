import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { importPackage } from '../../src/import/import.ts';
import { BUNDLED, everything, importFiles, inEnglish, openMemory, openObservations, SMALL } from './fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

const one = async <T>(sql: string): Promise<T | undefined> => (await database.query<T>(`-- test.one\n${sql}`))[0];

describe('the bundled package', () => {
  test('imports whole', async () => {
    const result = await importPackage(database, BUNDLED);
    expect(result).toMatchObject({ dataset: 'tianshui-2020', outcome: 'PUBLISHED', seq: 1, notes: [] });
    expect(result.counts).toMatchObject({ tasks: 54, metrics: 45, observations: 54, published_changes: 3, regions: 9 });
  });

  test('tells the planner how many facts there are, and of what', async () => {
    for (const table of ['series', 'observation', 'published_change', 'target', 'dataset', 'metric', 'theme'])
      expect(
        await one(`select '${table}' as name, reltuples::int as rows from pg_class where oid = '${table}'::regclass`),
      ).toEqual(await one(`select '${table}' as name, count(*)::int as rows from ${table}`));
  });

  test('computes what the source does not say and keeps what it says', async () => {
    const open = await openObservations(database, 'tianshui-2020');
    expect(open).toContain('homicide-clearance-rate 620500 2020-01-01/P11M 100.00 COMPUTED 1');
    expect(open).toContain('grid-workers-per-cell 620500 2020 1.1161 COMPUTED 1');
    expect(open).toContain('prevention-subsidy-per-member 620500 2020 682.30 COMPUTED 1');
    expect(open).toContain('dispute-resolution-rate 620500 2020 98.4 1');
    expect(open).toContain('criminal-clearance-rate 620500 2020-01-01/P11M 28.37 1');
    expect(open).toHaveLength(57);
  });

  test('counts only published observations in the release', async () => {
    expect(await one('select observation_count, state, version from release')).toEqual({
      observation_count: 54,
      state: 'PUBLISHED',
      version: '1.0.0',
    });
  });

  test('completes the 53 pilot tasks and the platform, in the path of their region', async () => {
    expect(
      await one(`select count(*)::int as tasks, min(own_progress)::text as own, min(rolled_up_progress)::text as rolled,
        count(completed_date)::int as dated, min(array_length(region_codes, 1)) as depth from task where status = 'COMPLETED'`),
    ).toEqual({ tasks: 54, own: '100.0000', rolled: '100.0000', dated: 0, depth: 2 });
  });

  test('a second time is no release', async () => {
    const before = await everything(database);
    expect(await importPackage(database, BUNDLED)).toMatchObject({ outcome: 'UNCHANGED', seq: 1 });
    expect(await everything(database)).toBe(before);
  });
});

describe('releases of a small package', () => {
  const corrected = { ...SMALL, 'observations.csv': SMALL['observations.csv'].replace(',2020,20,', ',2020,21,') };

  test('the first opens everything', async () => {
    expect(await importFiles(database, SMALL)).toMatchObject({ outcome: 'PUBLISHED', seq: 1, changes: { closed: 0 } });
    expect(await openObservations(database)).toEqual([
      'filed low 2020 30 1',
      'filed top sex=f 2020-11 7 1',
      'rate low 2020 66.67 COMPUTED 1',
      'solved low 2020 20 1',
    ]);
  });

  test('the order of programme lists is kept', async () => {
    expect(
      await one(`select (select array_agg(r.code::text order by l.position) from programme_region l join region r on r.id = l.region_id) as regions,
        (select array_agg(m.code::text order by l.position) from programme_metric l join metric m on m.id = l.metric_id
         join programme p on p.id = l.programme_id where p.code = 'prog') as metrics from programme where code = 'prog'`).then(
        (row) => (row as { metrics: string[] }).metrics,
      ),
    ).toEqual(['rate', 'filed']);
  });

  test('other bytes with the same content are no release', async () => {
    const before = await everything(database);
    const files = { ...SMALL, 'themes.csv': SMALL['themes.csv'].replaceAll('\n', '\r\n') };
    expect(await importFiles(database, files)).toMatchObject({
      outcome: 'UNCHANGED',
      seq: 1,
      counts: { observations: 3 },
    });
    expect(await everything(database)).toBe(before);
  });

  test('a corrected figure closes its row and what was computed from it, and nothing else', async () => {
    const result = await importFiles(database, corrected, { descriptor: { version: '2' } });
    expect(result).toMatchObject({ outcome: 'PUBLISHED', seq: 2, changes: { opened: 2, closed: 2 } });
    expect(await openObservations(database)).toEqual([
      'filed low 2020 30 1',
      'filed top sex=f 2020-11 7 1',
      'rate low 2020 70.00 COMPUTED 2',
      'solved low 2020 21 2',
    ]);
    expect(
      await one(`select o.value::text as value, o.from_seq, o.to_seq from observation o join series s on s.id = o.series_id
        join metric m on m.id = s.metric_id where m.code = 'solved' and o.to_seq = 2`),
    ).toEqual({ value: '20', from_seq: 1, to_seq: 2 });
  });

  test('more decimals are another publication', async () => {
    const files = {
      ...corrected,
      'observations.csv': corrected['observations.csv'].replace(',2020,30,', ',2020,30.0,'),
    };
    expect((await importFiles(database, files)).seq).toBe(3);
    expect(await openObservations(database)).toContain('filed low 2020 30.0 3');
  });

  test('dropped rows are closed, with their series, and open again when they come back', async () => {
    const lines = corrected['observations.csv'].trimEnd().split('\n');
    const fewer = {
      ...corrected,
      'observations.csv': lines.slice(0, -1).join('\n'),
      'tasks.csv': SMALL['tasks.csv'].replace(/two,.*\n/, ''),
    };
    await importFiles(database, fewer);
    expect(await openObservations(database)).not.toContain('filed top sex=f 2020-11 7 1');
    const open = `select (select count(*)::int from series s join dataset d on d.id = s.dataset_id where d.code = 'small' and s.to_seq = 2147483647) as series,
      (select count(*)::int from task t join dataset d on d.id = t.dataset_id where d.code = 'small' and t.to_seq = 2147483647) as tasks`;
    expect(await one(open)).toEqual({ series: 3, tasks: 2 });
    expect((await importFiles(database, corrected)).seq).toBe(5);
    expect(await openObservations(database)).toContain('filed top sex=f 2020-11 7 5');
    expect(await one(open)).toEqual({ series: 4, tasks: 3 });
  });

  test('a changed name is changed in place', async () => {
    const files = { ...corrected, 'themes.csv': SMALL['themes.csv'].replace('Safety', 'Public safety') };
    expect(await importFiles(database, files)).toMatchObject({ seq: 6, changes: { opened: 0, closed: 0, updated: 1 } });
    expect(await one("select name->>'en' as name, from_seq from theme where code = 'safety'")).toEqual({
      name: 'Public safety',
      from_seq: 1,
    });
  });

  test('rows of dimensions and of categories are counted apart', async () => {
    const files = { ...SMALL, 'themes.csv': corrected['themes.csv'].replace('Safety', 'Order') };
    const { counts } = await importFiles(database, files, {
      descriptor: { name: 'apart' },
      govgraph: { region: 'low' },
    });
    expect(counts).toMatchObject({ dimensions: 1, categories: 2, themes: 1 });
  });

  test('a version that an earlier release has is noted, unless it says the same again', async () => {
    const sameVersion =
      'Release 1 has the same version "1", but other content. Give each release a version of its own, in datapackage.json.';
    const notesOf = async (value: number, version: string) => {
      const files = { 'observations.csv': `metric,region,period,value\nfiled,low,2020,${value}\n` };
      const { warnings } = await importFiles(database, files, { descriptor: { name: 'versions', version } });
      return inEnglish(warnings);
    };
    expect(await notesOf(1, '1')).toEqual([]);
    expect(await notesOf(2, '1')).toEqual([sameVersion]);
    expect(await notesOf(3, '2')).toEqual([]);
    expect(await notesOf(3, '2')).toEqual([]);
    expect(await notesOf(2, '1')).toEqual([sameVersion]);
    expect(await notesOf(3, '2')).toEqual([]);
  });

  test('publications are numbered through, and the content version with them', async () => {
    expect(
      await one(`select facts, (select max(version) from publication) as version, (select count(*)::int from publication) as count,
        (select current_seq from dataset where code = 'small') as seq from content_version`),
    ).toEqual({ facts: 13, version: 13, count: 13, seq: 6 });
  });

  test('a publication renews the marks of the content version, and a package that says nothing new leaves them', async () => {
    const mark = () => one<{ facts_mark: string; mark: string }>('select facts_mark, mark from content_version');
    const marks = [await mark()];
    for (const name of ['Calm', 'Calm']) {
      await importFiles(database, { ...corrected, 'themes.csv': SMALL['themes.csv'].replace('Safety', name) });
      marks.push(await mark());
    }
    expect(marks[1]?.facts_mark).not.toBe(marks[0]?.facts_mark);
    expect(marks[1]?.mark).not.toBe(marks[0]?.mark);
    expect(marks[2]).toEqual(marks[1]);
  });
});
