import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { importFile } from '../../../src/import/import-file.ts';
import type { Mapping } from '../../../src/import/mapping/schema.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, printedInference } from './support.ts';

/** Layouts in which publishers write their tables. */
let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

const infer = (name: string, lines: readonly string[]) =>
  printedInference(database, name, `${lines.join('\r\n')}\r\n`, 'layout');

const askedOf = ({ questions = [] }: Mapping) => questions.map(({ at, question }) => `${at}: ${question}`);

const DEFINITIONS = {
  // An empty list of definitions defines nothing.
  dimensions: [],
  themes: [{ code: 'economy', 'name:en': 'Economy' }],
  units: [{ code: 'dollar', 'name:en': 'Dollars' }],
  metrics: [
    {
      code: 'sales', 'name:en': 'Sales', theme: 'economy', kind: 'AMOUNT', basis: 'FLOW', unit: 'dollar', decimals: 0,
    }, // biome-ignore format: a row
  ],
  regions: ['Canada', 'Ontario'].map((name) => ({
    scheme: 'layout', code: name.slice(0, 3).toLowerCase(), level: 'OTHER', 'name:en': name, parent: null,
  })), // biome-ignore format: a row
};

/** Imports a file by a mapping into a data set of its own, and says what is stored. */
async function stored(name: string, lines: readonly string[], mapping: object, dataset: string) {
  const folder = await mkdtemp(join(tmpdir(), 'govgraph-layout-'));
  try {
    const own = JSON.parse(JSON.stringify(DEFINITIONS).replaceAll('"layout"', `"${dataset}"`).replaceAll('sales', `${dataset}-sales`)) as object; // biome-ignore format: a line
    await writeFile(join(folder, 'definitions.json'), JSON.stringify(own));
    await writeFile(join(folder, name), `${lines.join('\r\n')}\r\n`);
    const whole = {
      version: 1,
      dataset: { code: dataset, title: 'Layout', language: 'en', timeZone: 'UTC' },
      definitions: 'definitions.json',
      metric: { constant: `${dataset}-sales` },
      ...mapping,
    };
    await writeFile(join(folder, 'mapping.json'), JSON.stringify(whole));
    await importFile(database, join(folder, name), { mapping: join(folder, 'mapping.json') });
    return await citedFigures(database, dataset);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const SCALED = [
  '"REF_DATE","GEO","DGUID","Sales","UOM","UOM_ID","SCALAR_FACTOR","SCALAR_ID","VECTOR","COORDINATE","VALUE","STATUS","SYMBOL","TERMINATED","DECIMALS"',
  '"2020-01","Canada","2016A000011124","Total","Dollars","81","thousands","3","v1","1.1","125","","","","0"',
  '"2020-01","Ontario","2016A000235","Total","Dollars","81","millions","6","v2","2.1","3.5","A","","","0"',
  '"2020-02","Canada","2016A000011124","Total","Dollars","81","units","0","v1","1.1","7","E","","","0"',
];

describe('a long table with one column of values', () => {
  test('says by what values are multiplied, and its ids are no metrics', async () => {
    const { mapping, lines } = await infer('scaled.csv', SCALED);
    expect(mapping).toMatchObject({
      values: [{ columns: ['VALUE'] }],
      multiplier: { column: 'SCALAR_FACTOR' },
      period: { column: 'REF_DATE' },
      status: { column: 'STATUS' },
    });
    expect(lines).toContain('multiplier: the column SCALAR_FACTOR');
    expect(lines).toContain('ignore: the column SCALAR_ID says the same as SCALAR_FACTOR');
    const asked = ['UOM', 'VECTOR', 'COORDINATE', 'DECIMALS'];
    expect(asked.filter((name) => askedOf(mapping).some((text) => text.includes(`column ${name}:`)))).toEqual(asked);
  });

  test('is stored in the unit of its metric', async () => {
    const mapping = {
      header: { rows: [1] },
      region: { column: 'GEO', scheme: 'scaled' },
      period: { column: 'REF_DATE' },
      unit: { column: 'UOM' },
      multiplier: { column: 'SCALAR_FACTOR' },
      values: [{ columns: ['VALUE'] }],
      ignore: ['DGUID', 'Sales', 'UOM_ID', 'SCALAR_ID', 'VECTOR', 'COORDINATE', 'STATUS', 'SYMBOL', 'TERMINATED', 'DECIMALS'],
    }; // biome-ignore format: a line
    expect(await stored('scaled.csv', SCALED, mapping, 'scaled')).toEqual([
      'scaled-sales can 2020-01 125000 <- 2:11',
      'scaled-sales can 2020-02 7 <- 4:11',
      'scaled-sales ont 2020-01 3500000 <- 3:11',
    ]);
  });
});

const JOINED = [
  'freq,unit,geo\\TIME_PERIOD\t2019 \t2020 \t2021 ',
  'A,PC,Canada\t12.5 \t13.1 p\t: c',
  'A,PC,Ontario\t: \t9.0 b\t8.5 bp',
];

describe('a first column that joins several', () => {
  test('is taken apart, and flags behind values are asked about', async () => {
    const { mapping } = await infer('joined.tsv', JOINED);
    expect(mapping).toMatchObject({
      file: { keySeparator: ',' },
      values: [{ columns: ['$D:$F'], period: { header: 1 } }],
    });
    const at = (mapping.questions ?? []).map((question) => question.at);
    expect(at).toEqual(expect.arrayContaining(['flags.p', 'flags.b', 'flags.bp', 'marks.:', 'marks.: c']));
  });

  const mapping = {
    file: { keySeparator: ',' },
    header: { rows: [1] },
    region: { column: 'geo', scheme: 'joined' },
    values: [{ columns: ['$D:$F'], period: { header: 1 } }],
    marks: { ':': 'SKIP', ': c': 'SUPPRESSED' },
    flags: { p: 'PROVISIONAL', b: 'BREAK', bp: 'PROVISIONAL' },
    ignore: ['freq', 'unit'],
  };

  test('is stored with flags, and each figure cites its cell of the file', async () => {
    expect(await stored('joined.tsv', JOINED, mapping, 'joined')).toEqual([
      'joined-sales can 2019 12.5 <- 2:2',
      'joined-sales can 2020 13.1 {PROVISIONAL} <- 2:3',
      'joined-sales can 2021 null {SUPPRESSED} <- 2:4',
      'joined-sales ont 2020 9.0 {BREAK} <- 3:3',
      'joined-sales ont 2021 8.5 {PROVISIONAL} <- 3:4',
    ]);
  });

  test('is refused where a row joins fewer', async () => {
    const short = [...JOINED, 'A,Ontario\t1\t2\t3'];
    await expect(stored('short.tsv', short, mapping, 'short')).rejects.toThrow(/parted by/);
  });
});

describe('the language of names', () => {
  test('is Japanese where there are kana among Chinese characters', async () => {
    const { mapping } = await infer('prefectures.csv', ['都道府県,2020年人口（人）', '北海道,10', 'さいたま市,20']);
    expect(mapping.language).toBe('ja');
    expect((await infer('sexes.csv', ['地域,男女別,2020年', '全国,総数,10', '北海道,男,20'])).mapping.language).toBe(
      'ja',
    );
    expect((await infer('provinces.csv', ['地区,2020年人口（人）', '北京市,10', '甘肃省,20'])).mapping.language).toBe(
      'zh-Hans',
    );
  });
});

const SERIES = [
  ',Employed ;  Persons ;,Unemployment rate ;  Persons ;',
  'Unit,000,Percent',
  'Series Type,Original,Original',
  'Frequency,Month,Month',
  'Collection Month,1,1',
  'No. Obs,3,3',
  'Series ID,A84423085A,A84423092X',
  '2020-01,12950.3,5.6',
  '2020-02,12961.0,5.1',
  '2020-03,12990.4,5.2',
];

describe('rows above the values that describe each series', () => {
  test('are no values, and the row of units says unit or multiplier', async () => {
    const { mapping } = await infer('series.csv', SERIES);
    expect(mapping).toMatchObject({
      header: { rows: [1, 2] },
      rows: { first: 8 },
      values: [
        { columns: ['$B'], metric: { header: 1 }, multiplier: { header: 2 } },
        { columns: ['$C'], metric: { header: 1 }, unit: { header: 2 } },
      ],
    });
    expect(Object.keys(mapping.marks ?? {})).toEqual([]);
  });

  test('are read so', async () => {
    const mapping = {
      header: { rows: [1, 2] },
      rows: { first: 8 },
      region: { constant: 'series:can' },
      period: { column: '$A' },
      values: [{ columns: ['$B'], multiplier: { header: 2 } }],
      ignore: ['$C'],
    };
    expect(await stored('series.csv', SERIES, mapping, 'series')).toEqual([
      'series-sales can 2020-01 12950300 <- 8:2',
      'series-sales can 2020-02 12961000 <- 9:2',
      'series-sales can 2020-03 12990400 <- 10:2',
    ]);
  });
});
