import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, importMappedFile, refusalOf } from './support.ts';

let database: Database;
const open = async () => {
  database = await openMemory();
};
const close = () => database.close();

/** A small cube in every form that JSON-stat has; made for this test. */
const CUBE = {
  version: '2.0',
  class: 'dataset',
  id: ['area', 'sex', 'year'],
  size: [2, 2, 2],
  role: { geo: ['area'], time: ['year'] },
  dimension: {
    area: { label: 'Area', category: { index: ['E', 'W'], label: { E: 'East', W: 'West' } } },
    sex: { label: 'Sex', category: { index: { f: 1, T: 0 }, label: { T: 'Total', f: 'Women' } } },
    year: { label: 'Year', category: { index: ['2019', '2020'] } },
  },
  value: [100, 110, 51.5, null, 1e3, null, '12', 13] as unknown,
  status: { '1': 'p', '3': 'c', '7': 'p,e' } as unknown,
};
const CUBE_FILE = { set: 'cube', file: 'cube.json', by: 'json-stat.mapping.json' } as const;
const read = (change: object = {}) =>
  importMappedFile(database, { ...CUBE_FILE, content: JSON.stringify({ ...CUBE, ...change }) });
const refused = (change: object | string) =>
  refusalOf(database, {
    ...CUBE_FILE,
    content: typeof change === 'string' ? change : JSON.stringify({ ...CUBE, ...change }),
  });

const FIGURES = [
  'residents E 2019 100 <- value[0]',
  'residents E 2020 110 {PROVISIONAL} <- value[1]',
  'residents E sex=f 2019 51.5 <- value[2]',
  'residents E sex=f 2020 null {SUPPRESSED} <- value[3]',
  'residents W 2019 1000 <- value[4]',
  'residents W sex=f 2019 12 <- value[6]',
  'residents W sex=f 2020 13 {PROVISIONAL,ESTIMATED} <- value[7]',
];
const figures = async () => (await citedFigures(database, 'shire')).sort();

describe('a data set of JSON-stat comes to figures that cite the number of their cell', () => {
  beforeEach(open);
  afterEach(close);

  test('with all values in a list', async () => {
    await read();
    expect(await figures()).toEqual(FIGURES);
  });

  test('with some of them in an object, in any order', async () => {
    await read({ value: { '7': 13, '6': 12, '4': 1000, '3': null, '2': 51.5, '1': 110, '0': 100 } });
    expect(await figures()).toEqual(FIGURES);
  });

  test('with sizes that are texts, and statuses beside what they mean, as version 1 has them', async () => {
    const { id, size, status, value, dimension } = CUBE;
    const cells = Array.from({ length: 8 }, (_, cell) => (status as Record<string, string>)[cell] ?? null);
    const said = { value: cells, category: { label: { p: 'provisional', c: 'confidential' } } };
    const bundle = { cube: { value, status: said, dimension: { ...dimension, id, size: size.map(String) } } };
    await importMappedFile(database, { ...CUBE_FILE, content: JSON.stringify(bundle) });
    expect(await figures()).toEqual(FIGURES.map((figure) => figure.replace('<- value', '<- cube.value')));
    await expect(read({ size: ['2', '2', '2x'] })).rejects.toThrow(/2x/);
  });

  test('with one status for all, or one for each', async () => {
    const value = [1, 2, 3, 4, 5, 6, 7, 8];
    await read({ value, status: 'p' });
    expect((await figures()).filter((figure) => figure.includes('PROVISIONAL'))).toHaveLength(8);
    const status = ['e', null, null, 'e', 'e', 'e', 'e', 'e'];
    await importMappedFile(database, {
      ...CUBE_FILE,
      content: JSON.stringify({ ...CUBE, value, status }),
      mode: 'REVISE',
    });
    expect((await figures()).filter((figure) => figure.includes('ESTIMATED'))).toHaveLength(6);
  });

  test('with the digits that were published', async () => {
    const content = JSON.stringify(CUBE).replace('51.5', '51.50').replace('110', '123456789012345678901234567890');
    await importMappedFile(database, { ...CUBE_FILE, content });
    expect(await figures()).toEqual(
      expect.arrayContaining([
        'residents E 2020 123456789012345678901234567890 {PROVISIONAL} <- value[1]',
        'residents E sex=f 2019 51.50 <- value[2]',
      ]),
    );
  });
});

describe('several data sets in one file are sheets', () => {
  beforeEach(open);
  afterEach(close);
  const file = { sheets: ['shire'], ignore: ['other'] };
  const readSheets = (content: object) =>
    importMappedFile(database, { ...CUBE_FILE, content: JSON.stringify(content), change: { file } });

  test('of a bundle of version 1, by their names', async () => {
    const { version: _, class: __, id, size, role, dimension, ...rest } = CUBE;
    const shire = { ...rest, dimension: { ...dimension, id, size, role } };
    await readSheets({ shire, other: { ...shire, value: { '0': 1 } } });
    expect(await figures()).toEqual(FIGURES.map((figure) => figure.replace('<- ', '<- shire.')));
  });

  test('of a collection, by their labels', async () => {
    const item = [
      { class: 'dataset', href: 'https://example.org/elsewhere.json' },
      { ...CUBE, label: 'other', value: { '0': 1 } },
      { ...CUBE, label: 'shire' },
    ];
    await readSheets({ version: '2.0', class: 'collection', link: { item } });
    expect(await figures()).toEqual(FIGURES.map((figure) => figure.replace('<- ', '<- link.item[2].')));
  });
});

describe('what is wrong is told with its place', () => {
  // What is refused writes nothing.
  beforeAll(open);
  afterAll(close);

  test('a code that nobody knows', async () => {
    const dimension = { ...CUBE.dimension, area: { category: { index: ['E', 'N'] } } };
    const [first] = await refused({ dimension });
    expect(first).toContain('cube.json value[4] area: the region "N" is unknown');
  });

  test.each([
    ['a list that is too short', { value: [1, 2, 3] }, 'cube.json, column value: there are 3 entries; expected: 8 entries, as the dimensions say'],
    ['a cell that is not there', { value: { '8': 1 } }, 'cube.json, column value: there is no cell 8; expected: a whole number from 0 to 7'],
    ['a status of no cell', { status: { '01': 'p' } }, 'cube.json, column status: there is no cell 01; expected: a whole number from 0 to 7'],
    ['a value that is none', { value: [1, 2, 3, 4, 5, 6, 7, {}] }, 'cube.json, column value[7]: {…} is not a text or a number; expected: a text or a number'],
    ['a size that is not that of the categories', { size: [2, 2, 3] }, 'cube.json, column dimension.year.category: there are 2 entries; expected: 3 entries, as the dimensions say'],
    ['sizes that are missing', { size: undefined }, 'cube.json, column size: the value is missing; expected: a list'],
    ['another class', { class: 'dimension' }, 'cube.json, column class: "dimension" is not the class "dataset" or a collection of JSON-stat 2.0, or a bundle of version 1; expected: the class "dataset" or a collection of JSON-stat 2.0, or a bundle of version 1'],
    ['a collection that names data sets and holds none', { class: 'collection', link: { item: [{ class: 'dataset', href: 'https://example.org/a.json' }] } }, 'cube.json, column class: "collection" is not the class "dataset" or a collection of JSON-stat 2.0, or a bundle of version 1; expected: the class "dataset" or a collection of JSON-stat 2.0, or a bundle of version 1'],
    ['places with a gap', { dimension: { ...CUBE.dimension, sex: { category: { index: { T: 0, f: 0 } } } } }, 'cube.json, column dimension.sex.category.index: the categories are not numbered from 0 on, each by a number of its own; expected: the place of each category, from 0 on without a gap'],
    ['a code that stands twice', { dimension: { ...CUBE.dimension, area: { category: { index: ['E', 'E'] } } } }, 'cube.json, column dimension.area.category.index: the list contains "E" twice; expected: each code once'],
  ])('%s', async (_, change, words) => {
    expect(await refused(change)).toEqual([words]);
  }); // biome-ignore format: a table

  test('a cube that nobody could number', async () => {
    const index = Array.from({ length: 1000 }, (_, at) => `c${at}`);
    const id = ['a', 'b', 'c', 'd', 'e', 'f'];
    const dimension = Object.fromEntries(id.map((name) => [name, { category: { index } }]));
    expect(await refused({ id, size: id.map(() => 1000), dimension, value: { '0': 1 } })).toEqual([
      'cube.json, column size: the dimensions span more cells than can be numbered; expected: dimensions whose sizes multiply to no more than 9 quadrillion',
    ]);
  });

  test('a text that is no JSON, and one that says a thing twice', async () => {
    expect(await refused('{"class":"dataset",\n"id":[1,]}')).toEqual([
      'cube.json line 2: the text is no JSON from here on; expected: a JSON file',
    ]);
    expect(await refused('{"class":"dataset",\n"class":"dataset"}')).toEqual([
      'cube.json line 2: "class" stands twice; expected: each name once',
    ]);
    expect(await refused('['.repeat(100_000))).toEqual([
      'cube.json line 1: lists and objects are nested too deep; expected: at most 64 levels',
    ]);
  });
});
