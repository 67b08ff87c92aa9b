import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { importFiles, openMemory, problemsOf } from '../fixture.ts';

let database: Database;
let ask: Ask;
beforeAll(async () => {
  database = await openMemory();
  ask = graphOver(database);
});
afterAll(() => database.close());

const ISO = 'ISO,CN,COUNTRY,,China\nISO,FR,COUNTRY,,France\n';
const header = 'scheme,code,level,parent,name:en\n';
const FILES = {
  'themes.csv': 'code,name:en\ntheme,Theme\n',
  'units.csv': 'code,name:en\npiece,Piece\n',
  'regions.csv': `${header}${ISO}`,
  'metrics.csv':
    'code,name:en,theme,kind,basis,unit,decimals,over_regions\nschools,Schools,theme,COUNT,FLOW,piece,0,SUM\n',
  'observations.csv': 'metric,region,period,value\nschools,CN,2020,7\nschools,FR,2020,8\n',
};
const named = (name: string, region: string | null) => ({ descriptor: { name }, govgraph: { region } });

describe('a data set over many countries', () => {
  test('needs no region of its own', async () => {
    expect(await importFiles(database, FILES, named('world', null))).toMatchObject({ outcome: 'PUBLISHED' });
    const data = await dataOf(
      ask(`{ dataset(code: "world") { region { code } } metric(code: "schools") { own: latest { value } there: latest(region: "FR") { value } }
        cube(input: { metrics: ["schools"] }) { rows { regionCode value } } }`),
    );
    expect(data).toEqual({
      dataset: { region: null },
      metric: { own: null, there: { value: '8' } },
      cube: {
        rows: [
          { regionCode: 'CN', value: '7' },
          { regionCode: 'FR', value: '8' },
        ],
      },
    });
    expect((await importFiles(database, FILES, named('world', 'CN'))).outcome).toBe('PUBLISHED');
    expect((await dataOf(ask('{ dataset(code: "world") { region { code } } }'))).dataset.region).toEqual({
      code: 'CN',
    });
  });

  test('has to say where its tasks are', async () => {
    const files = {
      ...FILES,
      'tasks.csv': 'code,title:en,region\nhere,Here,CN\nnowhere,Nowhere,\n',
    };
    expect(await problemsOf(database, files, named('tasks', null))).toMatchObject([
      {
        resource: 'tasks.csv',
        row: 3,
        column: 'region',
        message: 'the task has no region, and neither has the data set',
      },
    ]);
    expect((await importFiles(database, files, named('tasks', 'FR'))).outcome).toBe('PUBLISHED');
  });
});

describe('a parent in another scheme', () => {
  const local = (parent: string) => ({
    'regions.csv': `${header}NAT,62,PROVINCE,${parent},Gansu\nNAT,6205,PREFECTURE,62,Tianshui\n`,
    'observations.csv': 'metric,region,period,value\nschools,62,2020,3\n',
  });

  test('is named by its code, or by scheme and code', async () => {
    for (const parent of ['CN', 'ISO:CN']) {
      await importFiles(database, local(parent), named('local', '62'));
      const { region } = await dataOf(ask('{ region(code: "6205") { parent { code parent { scheme code } } } }'));
      expect(region.parent).toEqual({ code: '62', parent: { scheme: 'ISO', code: 'CN' } });
    }
    const input = '{ metrics: ["schools"], datasets: ["local"], rollUp: { toRegion: "ISO:CN", allowPartial: true } }';
    expect((await dataOf(ask(`{ cube(input: ${input}) { rows { regionCode value } } }`))).cube.rows).toEqual([
      { regionCode: 'CN', value: '3' },
    ]);
  });

  test('has to say its scheme where several have the code, and lies in the own scheme where that has it', async () => {
    await importFiles(database, { 'regions.csv': `${header}OLD,CN,COUNTRY,,Old China\n` }, named('old', 'OLD:CN'));
    const again = { descriptor: { name: 'local', version: '2' }, govgraph: { region: '62' } };
    expect(await problemsOf(database, local('CN'), again)).toMatchObject([
      { row: 2, column: 'parent', value: 'CN', expected: 'one of ISO:CN, OLD:CN' },
    ]);
    expect((await importFiles(database, local('OLD:CN'), named('local', '62'))).outcome).toBe('PUBLISHED');
    const own = { 'regions.csv': `${header}NAT,CN,COUNTRY,,Own\nNAT,62,PROVINCE,CN,Gansu\n` };
    await importFiles(database, own, named('local', '62'));
    const { region } = await dataOf(ask('{ region(code: "62") { parent { scheme code } } }'));
    expect(region.parent).toEqual({ scheme: 'NAT', code: 'CN' });
  });

  test('closes no cycle through another scheme, and is refused where nothing has the code', async () => {
    await importFiles(database, { 'regions.csv': `${header}U,u,COUNTRY,,U\n` }, named('u', 'U:u'));
    await importFiles(database, { 'regions.csv': `${header}V,v,COUNTRY,U:u,V\n` }, named('v', 'V:v'));
    expect(
      await problemsOf(database, { 'regions.csv': `${header}U,u,COUNTRY,V:v,U\n` }, named('u', 'U:u')),
    ).toMatchObject([{ column: 'parent', message: 'there is a cycle: U:u → V:v → U:u' }]);
    expect(await problemsOf(database, local('XX'), named('local', '62'))).toMatchObject([
      { column: 'parent', value: 'XX', message: 'the region "NAT:XX" is unknown' },
    ]);
  });
});

test('the database counts regions as they are written, so that paths of many are looked up one by one', async () => {
  const [table] = await database.query<{ counted: number }>(
    "-- test.counted\nselect reltuples::int as counted from pg_class where relname = 'region_version'",
  );
  expect(table?.counted).toBeGreaterThan(0);
});
