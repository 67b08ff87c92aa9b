import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { importFiles, inEnglish, openMemory, openObservations, problemsOf, SMALL } from '../fixture.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
  await importFiles(database, SMALL);
});
afterAll(() => database.close());

const OTHER = { descriptor: { name: 'other' }, govgraph: { region: 'low' } };
const otherVersion = (version: string) => ({ ...OTHER, descriptor: { name: 'other', version } });
const BORROWING = {
  'observations.csv':
    'metric,region,breakdown,period,value,reported_by\nfiled,low,sex=m,2021,4,unit\nsolved,low,sex=m,2021,1,\n',
};

const one = async <T>(sql: string): Promise<T | undefined> => (await database.query<T>(`-- test.one\n${sql}`))[0];
const open = (table: string, code: string) =>
  one<{ open: boolean }>(`select to_seq = 2147483647 as open from ${table} where code = '${code}'`).then(
    (row) => row?.open,
  );

describe('a second data set', () => {
  test('uses what the installation knows without defining it, computed metrics included', async () => {
    const result = await importFiles(database, BORROWING, OTHER);
    expect(result).toMatchObject({
      dataset: 'other',
      outcome: 'PUBLISHED',
      seq: 1,
      changes: { opened: 3, closed: 0 },
      notes: [],
    });
    expect(await openObservations(database, 'other')).toContain('rate low sex=m 2021 25.00 COMPUTED 1');
    expect(await openObservations(database, 'small')).not.toContain('rate low sex=m 2021 25.00 COMPUTED 1');
  });

  test('is recorded as a user of what it refers to, directly or not', async () => {
    const rows = await database.query<{ kind: string; code: string }>(`-- test.uses
select u.kind::text, coalesce(m.code, r.code, t.code, o.code)::text as code from shared_use u join dataset d on d.id = u.dataset_id
left join metric m on u.kind = 'METRIC' and m.id = u.entity_id left join region r on u.kind = 'REGION' and r.id = u.entity_id
left join theme t on u.kind = 'THEME' and t.id = u.entity_id left join organization o on u.kind = 'ORGANIZATION' and o.id = u.entity_id
where d.code = 'other' and u.kind in ('METRIC', 'REGION', 'THEME', 'ORGANIZATION') order by 1, 2`);
    expect(rows.map(({ kind, code }) => `${kind} ${code}`)).toEqual([
      'METRIC filed',
      'METRIC rate',
      'METRIC solved',
      'ORGANIZATION office',
      'ORGANIZATION unit',
      'REGION low',
      'REGION top',
      'THEME safety',
    ]);
  });

  test('does not rename what it does not own, and is told so code by code', async () => {
    const files = { ...BORROWING, 'themes.csv': 'code,name:en\nsafety,Mine\nextra,Extra\n' };
    const { notes } = await importFiles(database, files, otherVersion('2'));
    expect(inEnglish(notes)).toEqual(['"safety" is a theme of the data set "small", which keeps: name:en "Safety".']);
    expect(await one("select name->>'en' as name from theme where code = 'safety'")).toEqual({ name: 'Safety' });
    expect(
      await one("select d.code from theme t join dataset d on d.id = t.dataset_id where t.code = 'extra'"),
    ).toEqual({ code: 'other' });
  });

  test('may define a metric that agrees, and is refused one that does not, naming the owner and the columns', async () => {
    const header = 'code,name:en,theme,kind,basis,unit,decimals,direction,over_time,over_regions,dimensions\n';
    const same = {
      ...BORROWING,
      'metrics.csv': `${header}filed,Other words,safety,COUNT,FLOW,case,0,LOWER_IS_BETTER,SUM,SUM,sex\n`,
    };
    expect(inEnglish((await importFiles(database, same, otherVersion('3'))).notes)).toEqual([
      '"filed" is a metric of the data set "small", which keeps: name:en "Cases filed".',
      'This release no longer names these themes of other data sets: safety. The names that only this data set gave are gone.',
    ]);
    const other = {
      ...BORROWING,
      'metrics.csv': `${header}filed,Filed,safety,COUNT,LEVEL,case,1,LOWER_IS_BETTER,SUM,SUM,sex\n`,
    };
    expect(await problemsOf(database, other, OTHER)).toEqual([
      {
        resource: 'metrics.csv',
        row: 2,
        column: 'basis, decimals',
        value: 'LEVEL, 1',
        message: 'the metric "filed" belongs to the data set "small", which defines it with another basis, decimals',
        expected: 'basis FLOW, decimals 0; a different meaning is a different code',
      },
    ]);
  });

  test('keeps alive what its owner drops, until it lets go of it', async () => {
    const dropping = { 'regions.csv': SMALL['regions.csv'], 'themes.csv': 'code,name:en\nnew,New\n' };
    const result = await importFiles(database, dropping);
    expect(inEnglish(result.notes)).toContain(
      'Other data sets still use these metrics: filed, rate, solved. They are kept, although this data set no longer has them.',
    );
    expect(await open('metric', 'filed')).toBe(true);
    expect(await open('theme', 'safety')).toBe(true);
    expect(await open('source', 'report')).toBe(false);
    expect(await open('programme', 'prog')).toBe(false);
    await importFiles(database, { 'themes.csv': 'code,name:en\nextra,Extra\n' }, OTHER);
    await importFiles(database, { ...dropping, 'themes.csv': 'code,name:en\nnewer,Newer\n' });
    expect(await open('metric', 'filed')).toBe(false);
    expect(await open('organization', 'office')).toBe(false);
  });

  test('takes over a code that its owner has dropped', async () => {
    await importFiles(database, { 'themes.csv': 'code,name:en\nsafety,Taken\n' }, OTHER);
    expect(
      await one(
        "select t.name->>'en' as name, d.code as owner, t.to_seq = 2147483647 as open from theme t join dataset d on d.id = t.dataset_id where t.code = 'safety'",
      ),
    ).toEqual({ name: 'Taken', owner: 'other', open: true });
  });
});

test('a cycle may not close through what another package says', async () => {
  const files = { 'regions.csv': 'scheme,code,level,parent,name:en\nY,a,COUNTY,b,A\nY,b,COUNTY,,B\n' };
  await importFiles(database, files, { descriptor: { name: 'third' }, govgraph: { region: 'a' } });
  const second = { 'regions.csv': 'scheme,code,level,parent,name:en\nY,c,COUNTY,a,C\n' };
  await importFiles(database, second, { descriptor: { name: 'fourth' }, govgraph: { region: 'c' } });
  const closing = { 'regions.csv': files['regions.csv'].replace('Y,b,COUNTY,,B', 'Y,b,COUNTY,c,B') };
  const problems = await problemsOf(database, closing, { descriptor: { name: 'third' }, govgraph: { region: 'a' } });
  expect(problems).toEqual([
    expect.objectContaining({ row: 2, column: 'parent', message: 'there is a cycle: Y:a → Y:b → Y:c → Y:a' }),
  ]);
});

test('a bare region code that stands in two schemes has to say which', async () => {
  const regions = { 'regions.csv': 'scheme,code,level,name:en\nP,same,COUNTY,One\nQ,same,COUNTY,Two\n' };
  const named = { descriptor: { name: 'fifth' } };
  const [problem] = await problemsOf(database, regions, { ...named, govgraph: { region: 'same' } });
  expect(problem).toMatchObject({
    message: 'several schemes have the region "same"',
    expected: 'one of P:same, Q:same',
  });
  expect((await importFiles(database, regions, { ...named, govgraph: { region: 'Q:same' } })).outcome).toBe(
    'PUBLISHED',
  );
});

test('a region keeps its facts through a rename, and one version is current', async () => {
  const header = 'scheme,code,level,parent,name:en,valid_from,valid_to\n';
  const named = { descriptor: { name: 'sixth' }, govgraph: { region: 'r' } };
  await importFiles(database, { 'regions.csv': `${header}Z,r,COUNTY,,Old,,\n` }, named);
  await importFiles(
    database,
    { 'regions.csv': `${header}Z,r,COUNTY,,Old,,2015-12-31\nZ,r,COUNTY,,New,2016-01-01,\n` },
    named,
  );
  const rows = await database.query(
    "-- test.versions\nselect name->>'en' as name, current, valid_to::text from region_version where scheme = 'Z' order by name",
  );
  expect(rows).toEqual([
    { name: 'New', current: true, valid_to: null },
    { name: 'Old', current: false, valid_to: '2015-12-31' },
  ]);
});
