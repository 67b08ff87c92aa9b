import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import { importPackage } from '../../src/import/import.ts';
import { type Ask, dataOf, graphOver, readAllPages } from '../support/graph.ts';
import { importFiles, openMemory, problemsOf, writePackage } from './fixture.ts';

let database: Database;
let ask: Ask;
const header = 'metric,region,period,value\n';
const CATALOGUE = {
  'themes.csv': 'code,name:en\ntheme,Theme\n',
  'units.csv': 'code,name:en\npiece,Piece\n',
  'regions.csv': 'scheme,code,level,name:en\nX,low,COUNTY,Low\n',
  'metrics.csv':
    'code,name:en,theme,kind,basis,unit,decimals\nschools,Schools,theme,COUNT,FLOW,piece,0\nroads,Roads,theme,COUNT,FLOW,piece,0\n',
};
const packageOf = (name: string, version: string, publishedAt: string | null, rows: readonly string[], files = {}) =>
  [
    { ...CATALOGUE, ...files, 'observations.csv': `${header}${rows.join('\n')}\n` },
    { descriptor: { name, version }, govgraph: { region: 'low', ...(publishedAt === null ? {} : { publishedAt }) } },
  ] as const;
const publish = (...given: Parameters<typeof packageOf>) => importFiles(database, ...packageOf(...given));

/** Between the import of the live data set and that of the history. */
let between = '';
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

beforeAll(async () => {
  database = await openMemory();
  ask = graphOver(database);
  await publish('live', '1', null, ['roads,low,2018,1']);
  await pause();
  between = new Date().toISOString();
  await pause();
  await publish('history', '2018', '2018-10-01', ['schools,low,2017,10', 'schools,low,2016,9']);
  await publish(
    'history',
    '2019',
    '2019-10-01T09:00',
    ['schools,low,2017,11', 'schools,low,2018,20', 'schools,low,2016,9'],
    {
      'metrics.csv': CATALOGUE['metrics.csv'].replace('Schools', 'All schools'),
    },
  );
  await publish('history', '2020', '2020-10-01T09:00:00Z', [
    'schools,low,2017,12',
    'schools,low,2018,21',
    'schools,low,2019,30',
  ]);
  await publish('live', '2', null, ['roads,low,2018,2', 'roads,low,2019,3']);
});
afterAll(() => database.close());

const FIGURES = `query ($asOf: DateTime) {
  observations(asOf: $asOf, first: 100, where: { metrics: ["schools", "roads"] }, orderBy: [PERIOD_ASC]) { nodes { metric { code } period value release { version } } } }`;
const figures = async (asOf: string | null) =>
  (await dataOf(ask(FIGURES, { asOf }))).observations.nodes.map(
    (node: { metric: { code: string }; period: string; value: string; release: { version: string } }) =>
      `${node.metric.code} ${node.period} ${node.value} ${node.release.version}`,
  );

describe('Release.publishedAt', () => {
  test('is what the publisher declares, beside the moment of the import', async () => {
    const { dataset } = await dataOf(
      ask(
        '{ dataset(code: "history") { releases { nodes { version publishedAt importedAt } } latestRelease { publishedAt } } }',
      ),
    );
    expect(dataset.releases.nodes).toMatchObject([
      { version: '2018', publishedAt: '2018-09-30T16:00:00.000Z' },
      { version: '2019', publishedAt: '2019-10-01T01:00:00.000Z' },
      { version: '2020', publishedAt: '2020-10-01T09:00:00.000Z' },
    ]);
    for (const { importedAt } of dataset.releases.nodes) expect(importedAt > between).toBe(true);
    const { dataset: live } = await dataOf(
      ask('{ dataset(code: "live") { latestRelease { publishedAt importedAt } } }'),
    );
    expect(live.latestRelease.publishedAt).toBe(live.latestRelease.importedAt);
  });

  test('decides what asOf reads, of each data set for itself', async () => {
    const latest = '{ metric(code: "schools") { latest(asOf: "2018-09-30T15:59:59Z") { value } } }';
    expect((await dataOf(ask(latest))).metric.latest).toBeNull();
    expect(await figures('2018-09-30T16:00:00Z')).toEqual(['schools 2016 9 2018', 'schools 2017 10 2018']);
    expect(await figures('2019-12-01T00:00:00Z')).toEqual([
      'schools 2016 9 2018',
      'schools 2017 11 2019',
      'schools 2018 20 2019',
    ]);
    expect(await figures('2021-01-01T00:00:00Z')).toEqual([
      'schools 2017 12 2020',
      'schools 2018 21 2020',
      'schools 2019 30 2020',
    ]);
    // What was imported later and published before is there beside what stood then.
    expect(await figures(between)).toEqual([
      'schools 2017 12 2020',
      'roads 2018 1 1',
      'schools 2018 21 2020',
      'schools 2019 30 2020',
    ]);
    expect(await figures(null)).toEqual([
      'schools 2017 12 2020',
      'roads 2018 2 2',
      'schools 2018 21 2020',
      'roads 2019 3 2',
      'schools 2019 30 2020',
    ]);
  });

  test('decides what a cube and a file with asOf read', async () => {
    const cube = `query ($input: CubeInput!) { cube(input: $input) { rows { period value } } }`;
    const input = { metrics: ['schools'], asOf: '2019-12-01T00:00:00Z' };
    expect((await dataOf(ask(cube, { input }))).cube.rows).toEqual([
      { period: '2016', value: '9' },
      { period: '2017', value: '11' },
      { period: '2018', value: '20' },
    ]);
  });

  test('holds for every page of a list that was begun with asOf, whatever is imported meanwhile', async () => {
    const query = `query ($after: String, $asOf: DateTime) { metric(code: "schools") { observations(first: 1, after: $after, asOf: $asOf, orderBy: [PERIOD_ASC]) {
      nodes { period value } totalCount pageInfo { hasNextPage endCursor } } } }`;
    let imported = false;
    const rows = await readAllPages(ask, query, ['metric', 'observations'], { asOf: between }, async () => {
      if (imported) return;
      imported = true;
      await publish('older', '1', '2015-01-01', ['schools,low,2014,5', 'schools,low,2030,5']);
    });
    expect(rows).toEqual([
      { period: '2017', value: '12' },
      { period: '2018', value: '21' },
      { period: '2019', value: '30' },
    ]);
    expect(await figures('2015-06-01T00:00:00Z')).toEqual(['schools 2014 5 1', 'schools 2030 5 1']);
  });

  test('decides what a search finds beside a page that was begun with asOf, and beside no other', async () => {
    const canals = `${CATALOGUE['metrics.csv']}canals,Canals,theme,COUNT,FLOW,piece,0\n`;
    await publish('water', '1', '2001-01-01', ['canals,low,1999,1', 'canals,low,2000,2'], { 'metrics.csv': canals });
    await publish('water', '2', '2002-01-01', ['roads,low,2001,1']);
    // Until the middle of 2001 nothing was published but this, which is imported last: the catalogue is the present one.
    await publish('bridges', '1', '2000-01-01', ['roads,low,1998,1']);
    const list = (asOf: string) => `observations(first: 1, ${asOf}, where: { metrics: ["canals"] }) {
      nodes { period } pageInfo { endCursor } }`;
    const begun = await dataOf(ask(`{ ${list('asOf: "2001-06-01T00:00:00Z"')} }`));
    expect(begun.observations.nodes).toHaveLength(1);
    const search = 'search(text: "canals") { nodes { ... on Metric { code } } }';
    const found = await dataOf(
      ask(`query ($after: String) { ${list('after: $after')} ${search} }`, {
        after: begun.observations.pageInfo.endCursor,
      }),
    );
    expect(found.search.nodes).toEqual([{ code: 'canals' }]);
    expect((await dataOf(ask(`{ ${search} }`))).search.nodes).toEqual([]);
  });

  test('may not be in the future, nor before the release before', async () => {
    const refused = (publishedAt: string, row = 'schools,low,2022,1') =>
      problemsOf(database, ...packageOf('history', 'x', publishedAt, [row]));
    expect(await refused('2999-01-01')).toMatchObject([
      {
        resource: 'datapackage.json',
        column: 'govgraph.publishedAt',
        message: 'the time of publication is in the future',
      },
    ]);
    const before = {
      message: 'release 3 of the data set was not published before this one',
      expected: 'a time after 2020-10-01T09:00:00.000Z',
    };
    expect(await refused('2019-01-01')).toMatchObject([before]);
    expect(await refused('2020-10-01T09:00:00Z')).toMatchObject([before]);
    expect(await refused('soon')).toMatchObject([
      { column: 'govgraph.publishedAt', message: '"soon" is not a date or a date-time' },
    ]);
  });

  test('of a package that changes nothing makes no release', async () => {
    const rows = ['schools,low,2019,30', 'schools,low,2017,12', 'schools,low,2018,21'];
    const folder = await writePackage(...packageOf('history', '2020', '2020-10-01T09:00:00Z', rows));
    expect(await importPackage(database, folder)).toMatchObject({ outcome: 'UNCHANGED', seq: 3 });
  });
});
