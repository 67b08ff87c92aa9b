import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, importMappedFile, refusalOf } from './support.ts';

let database: Database;
const open = async () => {
  database = await openMemory();
};
const close = () => database.close();

const CUBE = { set: 'cube', file: 'cube.sdmx.json', by: 'sdmx-csv.mapping.json' } as const;
const read = (message: object, change = {}) =>
  importMappedFile(database, { ...CUBE, content: JSON.stringify(message), change });

/** Messages of this test's own. */
const coded = (id: string, ...codes: readonly string[]) => ({
  id,
  values: codes.map((code) => ({ id: code, name: `Name of ${code}` })),
});
const STATUS = coded('OBS_STATUS', 'A', 'P', 'E', 'Q');
const SERIES = {
  meta: { schema: 'https://json.sdmx.org/1.0' },
  data: {
    structure: {
      dimensions: {
        dataSet: [coded('FREQ', 'A')],
        series: [coded('REF_AREA', 'E', 'W'), coded('SEX', '_T', 'F', 'M')],
        observation: [coded('TIME_PERIOD', '2019', '2020')],
      },
      attributes: { dataSet: [], series: [], observation: [STATUS] },
    },
    dataSets: [
      {
        action: 'Information',
        series: {
          '0:0': { attributes: [], observations: { '0': [100, 0], '1': [110.5, 1] } },
          '1:2': { observations: { '1': [null, 3] } },
        },
      },
    ],
  },
};
const FLAT = {
  data: {
    structures: [
      {
        dimensions: { observation: [...SERIES.data.structure.dimensions.dataSet, ...SERIES.data.structure.dimensions.series, ...SERIES.data.structure.dimensions.observation] },
        measures: { observation: [{ id: 'OBS_VALUE' }] },
        attributes: { observation: [STATUS] },
      },
    ],
    dataSets: [{ structure: 0, observations: { '0:0:0:0': [100, [0]], '0:0:0:1': [110.5, [1, 2]], '0:1:2:1': [null, [3]] } }],
  },
}; // biome-ignore format: two messages of one content

describe('a data message of SDMX-JSON comes to figures that cite their observation', () => {
  beforeEach(open);
  afterEach(close);

  test('1.0, by series', async () => {
    await read(SERIES);
    expect(await citedFigures(database, 'shire')).toEqual([
      'residents E 2019 100 <- data.dataSets[0].series.0:0.observations.0',
      'residents E 2020 110.5 {PROVISIONAL} <- data.dataSets[0].series.0:0.observations.1',
      'residents W sex=m 2020 null {SUPPRESSED} <- data.dataSets[0].series.1:2.observations.1',
    ]);
  });

  test('1.0 as it was first, without data around it', async () => {
    await read(SERIES.data);
    expect(await citedFigures(database, 'shire')).toHaveLength(3);
  });

  test('2.0, flat, with several statuses of one value', async () => {
    await read(FLAT);
    expect(await citedFigures(database, 'shire')).toEqual([
      'residents E 2019 100 <- data.dataSets[0].observations.0:0:0:0',
      'residents E 2020 110.5 {PROVISIONAL,ESTIMATED} <- data.dataSets[0].observations.0:0:0:1',
      'residents W sex=m 2020 null {SUPPRESSED} <- data.dataSets[0].observations.0:1:2:1',
    ]);
  });
});

test('annotations behind an observation say nothing of its figure', async () => {
  await open();
  try {
    const [structure] = FLAT.data.structures;
    const annotated = (last: number) => ({
      data: {
        structures: [{ ...structure, annotations: [{ title: 'One' }, { title: 'Two' }] }],
        dataSets: [{ structure: 0, observations: { '0:0:0:0': [100, [0], null, 1], '0:0:0:1': [110.5, [1], last] } }],
      },
    });
    await expect(read(annotated(2))).rejects.toThrow(/0 to 1/);
    await read(annotated(0));
    expect(await citedFigures(database, 'shire')).toEqual([
      'residents E 2019 100 <- data.dataSets[0].observations.0:0:0:0',
      'residents E 2020 110.5 {PROVISIONAL} <- data.dataSets[0].observations.0:0:0:1',
    ]);
  } finally {
    await close();
  }
});

describe('attributes of groups of observations', () => {
  beforeEach(open);
  afterEach(close);

  const grouped = (groups: object, structure = FLAT.data.structures[0]) => ({
    data: {
      structures: [
        { ...structure, attributes: { observation: [STATUS], dimensionGroup: [{ id: 'TITLE' }, { id: 'SOURCE' }] } },
      ],
      dataSets: [{ ...FLAT.data.dataSets[0], dimensionGroupAttributes: groups }],
    },
  });

  test('are said of each of them, by the places that their keys name', async () => {
    const groups = {
      ':1::': [{ en: 'West', fr: 'Ouest' }],
      '~:0:0:~': ['All of the East', null],
      ':::1': [null, ['a', 'b']],
    };
    await read(grouped(groups), { note: 'TITLE', language: 'zh-Hans', ignore: ['FREQ', 'SOURCE'] });
    expect(await citedFigures(database, 'shire')).toEqual([
      'residents E 2019 100 All of the East <- data.dataSets[0].observations.0:0:0:0',
      'residents E 2020 110.5 {PROVISIONAL,ESTIMATED} All of the East <- data.dataSets[0].observations.0:0:0:1',
      'residents W sex=m 2020 null {SUPPRESSED} West <- data.dataSets[0].observations.0:1:2:1',
    ]);
  });

  test('of no place in the dimensions are refused', async () => {
    const content = JSON.stringify(grouped({ ':2::': ['North'] }));
    expect(await refusalOf(database, { ...CUBE, content })).toEqual([
      'cube.sdmx.json, column data.dataSets[0].dimensionGroupAttributes.:2::: ":2::" names no place in the dimensions; expected: a number below each of 1:2:3:2',
    ]);
  });
});

describe('what is wrong is told with its place', () => {
  // What is refused writes nothing.
  beforeAll(open);
  afterAll(close);

  const refused = (dataSet: object) =>
    refusalOf(database, {
      ...CUBE,
      content: JSON.stringify({ data: { ...FLAT.data, dataSets: [{ structure: 0, ...dataSet }] } }),
    });

  test.each([
    ['a place that is not there', { observations: { '0:0:3:0': [1] } }, 'cube.sdmx.json, column data.dataSets[0].observations.0:0:3:0: "0:0:3:0" names no place in the dimensions; expected: a number below each of 1:2:3:2'],
    ['a place in other dimensions', { observations: { '0:0': [1] } }, 'cube.sdmx.json, column data.dataSets[0].observations.0:0: "0:0" names no place in the dimensions; expected: a number below each of 1:2:3:2'],
    ['a status that is not listed', { observations: { '0:0:0:0': [1, 4] } }, 'cube.sdmx.json, column data.dataSets[0].observations.0:0:0:0[1]: 4 is not a whole number from 0 to 3; expected: a whole number from 0 to 3'],
    ['more than there are attributes', { observations: { '0:0:0:0': [1, 0, 0] } }, 'cube.sdmx.json, column data.dataSets[0].observations.0:0:0:0: there are 3 entries; expected: 2 entries, as the dimensions say'],
    ['what is to be deleted', { action: 'Delete', observations: {} }, 'cube.sdmx.json, column data.dataSets[0].action: the row says that figures are to be deleted; expected: figures that stand; an import with --mode replace closes the others'],
    ['a structure that is not there', { structure: 1 }, 'cube.sdmx.json, column data.dataSets[0].structure: 1 is not a whole number from 0 to 0; expected: a whole number from 0 to 0'],
  ])('%s', async (_, dataSet, words) => {
    expect(await refused(dataSet)).toEqual([words]);
  }); // biome-ignore format: a table
});
