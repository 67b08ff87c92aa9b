import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { type Ask, dataOf, graphOver } from '../../support/graph.ts';
import { importFiles, inEnglish, openMemory } from '../fixture.ts';

let database: Database;
let ask: Ask;
beforeAll(async () => {
  database = await openMemory();
  ask = graphOver(database);
});
afterAll(() => database.close());

const REGIONS = 'scheme,code,level,parent,name:zh-Hans\nISO,WORLD,OTHER,,世界\nISO,CA,COUNTRY,WORLD,加拿大\n';
const CHINESE = {
  'regions.csv': REGIONS,
  'themes.csv': 'code,name:zh-Hans\neconomy,经济\n',
  'units.csv': 'code,name:zh-Hans,symbol:zh-Hans\npercent,百分比,%\n',
  'dimensions.csv': 'dimension,category,name:zh-Hans\nsex,,性别\nsex,f,女\n',
  'organizations.csv': 'code,kind,name:zh-Hans,parent,region\noffice,GOVERNMENT,统计局,,CA\n',
  'sources.csv': 'code,title:zh-Hans\nyearbook,年鉴\n',
  'metrics.csv':
    'code,name:zh-Hans,theme,kind,basis,unit,decimals,dimensions\ngrowth,增长率,economy,RATE,FLOW,percent,1,sex\n',
};
const chinese = (version: string, files: Readonly<Record<string, string>> = {}) =>
  importFiles(
    database,
    { ...CHINESE, ...files },
    { descriptor: { name: 'first', version }, govgraph: { language: 'zh-Hans', region: 'CA' } },
  );
const ENGLISH = {
  'regions.csv':
    'scheme,code,level,parent,name:en,name:zh\nISO,WORLD,OTHER,,World,\nISO,CA,COUNTRY,WORLD,Canada,加国\n',
  'themes.csv': 'code,name:en\neconomy,Economy\n',
  'units.csv': 'code,name:en,symbol:en\npercent,Per cent,per cent\n',
  'dimensions.csv': 'dimension,category,name:en\nsex,,Sex\nsex,f,Female\n',
  'organizations.csv': 'code,kind,name:en,parent,region\noffice,GOVERNMENT,Statistical office,,CA\n',
  'sources.csv': 'code,title:en\nyearbook,Yearbook\n',
  'metrics.csv':
    'code,name:en,definition:en,theme,kind,basis,unit,decimals,dimensions\ngrowth,Growth,Growth of output,economy,RATE,FLOW,percent,1,sex\n',
};
const english = (name: string, version: string, files: Readonly<Record<string, string>> = {}) =>
  importFiles(
    database,
    { ...ENGLISH, ...files },
    { descriptor: { name, version }, govgraph: { language: 'en', region: 'CA' } },
  );

const NAMES = `query ($lang: Language!) {
  region(code: "CA") { name(lang: $lang) }
  metric(code: "growth") { name(lang: $lang) definition(lang: $lang) theme { name(lang: $lang) } unit { name(lang: $lang) symbol(lang: $lang) }
    dimensions { name(lang: $lang) categories { name(lang: $lang) } } }
  organization(code: "office") { name(lang: $lang) }
  source(code: "yearbook") { title(lang: $lang) }
}`;
const IN_ENGLISH = {
  region: { name: 'Canada' },
  metric: {
    name: 'Growth',
    definition: 'Growth of output',
    theme: { name: 'Economy' },
    unit: { name: 'Per cent', symbol: 'per cent' },
    dimensions: [{ name: 'Sex', categories: [{ name: 'Female' }] }],
  },
  organization: { name: 'Statistical office' },
  source: { title: 'Yearbook' },
};
const regionName = async (lang: string) =>
  (await dataOf(ask(`query ($lang: Language!) { region(code: "CA") { name(lang: $lang) } }`, { lang }))).region.name;

describe('names of what data sets share', () => {
  test('a language that the owner lacks is filled by a later package, of every kind', async () => {
    await chinese('1');
    const { notes, changes } = await english('second', '1');
    expect(await dataOf(ask(NAMES, { lang: 'en' }))).toEqual(IN_ENGLISH);
    // zh and zh-Hans are one language: the owner has it.
    expect(inEnglish(notes)).toEqual(['"ISO:CA" is a region of the data set "first", which keeps: name:zh "加拿大".']);
    expect(changes).toMatchObject({ opened: 0, closed: 0, updated: 11 });
    expect(await regionName('zh-Hans')).toBe('加拿大');
    expect(await regionName('zh')).toBe('加拿大');
  });

  test('a filled name is found by search', async () => {
    const { search } = await dataOf(ask('{ search(text: "canada") { nodes { __typename ... on Region { code } } } }'));
    expect(search.nodes).toContainEqual({ __typename: 'Region', code: 'CA' });
  });

  test('the same package again changes nothing', async () => {
    expect(await english('second', '2')).toMatchObject({ outcome: 'UNCHANGED' });
  });

  test('the next release of the owner leaves the names of the others where they are', async () => {
    const { outcome } = await chinese('2', { 'regions.csv': REGIONS.replace('加拿大', '加 拿大') });
    expect(outcome).toBe('PUBLISHED');
    expect(await dataOf(ask(NAMES, { lang: 'en' }))).toEqual(IN_ENGLISH);
    expect(await regionName('zh-Hans')).toBe('加 拿大');
  });

  test('the owner that comes to have the language goes before the others, and takes it back with its release', async () => {
    const both = REGIONS.replace('name:zh-Hans', 'name:zh-Hans,name:en')
      .replace('世界', '世界,')
      .replace('加拿大', '加拿大,The Dominion');
    await chinese('3', { 'regions.csv': both });
    expect(await regionName('en')).toBe('The Dominion');
    await chinese('4');
    expect(await regionName('en')).toBe('Canada');
  });

  test('the data set that was added first goes before a later one, which fills in when the first lets go, and is told', async () => {
    const french = ENGLISH['regions.csv']
      .replace('name:zh', 'name:fr')
      .replace('World,', 'World,Monde')
      .replace('加国', 'Canada')
      .replace('COUNTRY,WORLD,Canada', 'COUNTRY,WORLD,CANADA');
    const { notes } = await english('third', '1', { 'regions.csv': french });
    expect(inEnglish(notes)).toEqual(['"ISO:CA" is a region of the data set "first", which keeps: name:en "Canada".']);
    expect(await regionName('en')).toBe('Canada');
    const files = { 'themes.csv': ENGLISH['themes.csv'] };
    const dropping = await importFiles(database, files, {
      descriptor: { name: 'second', version: '3' },
      govgraph: { language: 'en', region: 'CA' },
    });
    expect(inEnglish(dropping.notes)).toContain(
      'This release no longer names these regions of other data sets: CA, WORLD. The names that only this data set gave are gone.',
    );
    expect(await regionName('en')).toBe('CANADA');
    expect(await regionName('fr')).toBe('Canada');
    expect(await regionName('zh')).toBe('加拿大');
    expect((await dataOf(ask(NAMES, { lang: 'en' }))).organization).toEqual({ name: 'Statistical office' });
  });

  test('an owner that drops a code which others use takes neither its own name nor theirs away', async () => {
    await importFiles(
      database,
      { 'regions.csv': REGIONS },
      {
        descriptor: { name: 'first', version: '5' },
        govgraph: { language: 'zh-Hans', region: 'CA' },
      },
    );
    const metric = '{ metric(code: "growth") { zh: name(lang: "zh-Hans") en: name(lang: "en") } }';
    expect((await dataOf(ask(metric))).metric).toEqual({ zh: '增长率', en: 'Growth' });
  });

  test('a page that was begun before is read to its end with the names that stood then', async () => {
    const query = `query ($after: String) { regions(first: 1, after: $after) {
      nodes { code name(lang: "fr") } pageInfo { endCursor } } }`;
    const first = (await dataOf(ask(query))).regions;
    await english('third', '2', { 'regions.csv': ENGLISH['regions.csv'] });
    const second = (await dataOf(ask(query, { after: first.pageInfo.endCursor }))).regions;
    expect([...first.nodes, ...second.nodes]).toEqual([
      { code: 'CA', name: 'Canada' },
      { code: 'WORLD', name: 'Monde' },
    ]);
    expect((await dataOf(ask('{ region(code: "WORLD") { name(lang: "fr") } }'))).region.name).toBe('世界');
  });
});

test('conflicts are told a line a code, and counted beyond twenty', async () => {
  const codes = Array.from({ length: 30 }, (_, index) => `t${String(index).padStart(2, '0')}`);
  const themes = (word: string) => ({
    'regions.csv': 'scheme,code,level,name:en\nQ,q,COUNTY,Q\n',
    'themes.csv': `code,name:en\n${codes.map((code) => `${code},${word} ${code}\n`).join('')}`,
  });
  await importFiles(database, themes('One'), { descriptor: { name: 'many' }, govgraph: { region: 'q' } });
  const { notes } = await importFiles(database, themes('Other'), {
    descriptor: { name: 'others' },
    govgraph: { region: 'q' },
  });
  const told = inEnglish(notes);
  expect(told).toHaveLength(21);
  expect(told[0]).toBe('"t00" is a theme of the data set "many", which keeps: name:en "One t00".');
  expect(told[20]).toBe('10 more codes are kept as other data sets define them.');
});

test('an undated name is that of the version that stands for the region today, and a dated one that of its first day', async () => {
  const header = 'scheme,code,level,name:en,name:fr,valid_from,valid_to\n';
  const options = (name: string, version = '1') => ({ descriptor: { name, version }, govgraph: { region: 'D:d' } });
  const own = `${header}D,d,COUNTY,Old town,,,2015-12-31\nD,d,COUNTY,New town,,2016-01-01,\n`;
  await importFiles(database, { 'regions.csv': own }, options('dated'));
  await importFiles(database, { 'regions.csv': `${header}D,d,COUNTY,,Ville nouvelle,,\n` }, options('undated'));
  await importFiles(
    database,
    { 'regions.csv': `${header}D,d,COUNTY,,Vieille ville,,2015-12-31\nD,d,COUNTY,,Nouvelle ville,2016-01-01,\n` },
    options('also-dated'),
  );
  const rows = await database.query<{ en: string; fr: string }>(
    "-- test.versions\nselect name->>'en' as en, name->>'fr' as fr from region_version where scheme = 'D' order by 1",
  );
  expect(rows).toEqual([
    { en: 'New town', fr: 'Ville nouvelle' },
    { en: 'Old town', fr: 'Vieille ville' },
  ]);
});
