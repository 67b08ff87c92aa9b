import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { DENMARK, governance } from '../../support/governance.ts';
import { importText } from '../../support/river.ts';
import { hasSdmxSchema, sdmxValidator } from './sdmx-schema.ts';
import { type Fetch, figuresIn, filesOver, xlsxRows } from './support.ts';

let database: TestDatabase;
let files: Fetch;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  const cases = ['cases,DNK,2019,2.5,0.25,2.0,3.25,1,1,2,4', 'cases,DNK,2018,2.5,,,,,,,'];
  await importText(
    database,
    governance('1', [DENMARK, ...cases, 'corruption,NRU,2019,0.25,,,,,,,', 'stability,NRU,2019,0.25,0.5,,,,,,3']),
  );
  files = filesOver(database);
});
afterAll(() => database.close());

const CONCEPTS = ['OBS_STANDARD_ERROR', 'OBS_LOWER_BOUND', 'OBS_UPPER_BOUND', 'OBS_RANK', 'OBS_RANK_LOWER_BOUND', 'OBS_RANK_UPPER_BOUND', 'OBS_SOURCE_COUNT', 'CONFIDENCE_LEVEL']; // biome-ignore format: a list
const WITHOUT = ['metrics=corruption&regions=NRU', 'metrics=cases&to=2018', 'metrics=stability&to=2018'];

describe('SDMX-CSV', () => {
  const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true });

  test('has the parts of estimates as its last columns, empty where none is given', async () => {
    const { text } = await files('observations.sdmx.csv');
    const rows = rowsOf(text);
    expect(Object.keys(rows[0] ?? {}).slice(-9)).toEqual(['BASIS', ...CONCEPTS]);
    const told = (metric: string, region: string, period: string) => {
      const row = rows.find((one) => one.METRIC === metric && one.REF_AREA === region && one.TIME_PERIOD === period);
      return CONCEPTS.map((concept) => row?.[concept]).join(' ');
    };
    expect(told('corruption', 'DNK', '2019')).toBe(
      '0.155861303210258 1.85097640 2.36376010 97.5961532592773 94.711540222168 100 9 90',
    );
    expect(told('corruption', 'NRU', '2019')).toBe('       90');
    expect(told('stability', 'NRU', '2019')).toBe('0.5      3 ');
    expect(told('cases', 'DNK', '2019')).toBe('0.25 2.0 3.25 1 1 2 4 95.5');
  });

  test('has them in the unit itself where that is asked for', async () => {
    const [row] = rowsOf((await files('observations.sdmx.csv?metrics=cases&from=2019&scaled=true')).text);
    expect(row).toMatchObject({ OBS_VALUE: '2500', OBS_STANDARD_ERROR: '250', OBS_LOWER_BOUND: '2000', OBS_RANK: '1' });
  });

  test.each(WITHOUT)('has none for ?%s, which has none', async (words) => {
    const { text } = await files(`observations.sdmx.csv?${words}`);
    expect(text.split('\r\n')[0]?.endsWith(',BASIS')).toBe(true);
  });

  test('looks at no more rows than the latest that are wanted', async () => {
    const { text } = await files('observations.sdmx.csv?metrics=cases&latest=1');
    expect(rowsOf(text)).toMatchObject([{ TIME_PERIOD: '2019', OBS_RANK: '1' }]);
  });
});

describe('SDMX-JSON', () => {
  test('declares them as attributes of the observation, whose values stand as they are', async () => {
    const { json } = await files('observations.sdmx.json?metrics=corruption');
    const [structure] = json.data.structures;
    const attributes = structure.attributes.observation.slice(4);
    expect(attributes.map(({ id }: { id: string }) => id)).toEqual(CONCEPTS);
    expect(attributes[0]).toEqual({
      id: 'OBS_STANDARD_ERROR',
      name: 'Standard error',
      relationship: { observation: {} },
      format: { dataType: 'Decimal' },
    });
    expect(attributes[7]).toMatchObject({ relationship: { dimensions: ['METRIC'] }, values: [{ id: '90' }] });
    const [denmark, nauru] = Object.values<unknown[]>(json.data.dataSets[0].observations);
    expect(denmark?.slice(5)).toEqual([
      0.155861303210258, 1.8509764, 2.3637601, 97.5961532592773, 94.711540222168, 100, 9, 0,
    ]);
    expect(nauru?.slice(5)).toEqual([null, null, null, null, null, null, null, 0]);
  });

  test.runIf(hasSdmxSchema)('stays valid against its schema', async () => {
    const { json } = await files('observations.sdmx.json');
    expect(json.data.structures[0].attributes.observation).toHaveLength(12);
    expect(sdmxValidator()(json)).toEqual([]);
  });

  test.each(WITHOUT)('declares none for ?%s, which has none', async (words) => {
    const { json } = await files(`observations.sdmx.json?${words}`);
    expect(json.data.structures[0].attributes.observation).toHaveLength(4);
    for (const values of Object.values<unknown[]>(json.data.dataSets[0].observations)) expect(values).toHaveLength(5);
  });
});

describe('JSON-stat', () => {
  test('has them in its extension, by the number of the cell', async () => {
    const { json, text } = await files('observations.json?metrics=corruption,cases');
    expect(json.extension.confidence).toEqual({ cases: 95.5, corruption: 90 });
    const cells = Object.entries<number>(json.value).map(([cell, value]) => [value, json.extension.estimate[cell]]);
    expect(new Map(cells as [number, object][])).toEqual(
      new Map<number, object | undefined>([
        [2.5, { standardError: 0.25, lowerBound: 2, upperBound: 3.25, rank: 1, rankLowerBound: 1, rankUpperBound: 2, sourceCount: 4 }],
        [2.1073682308197, { standardError: 0.155861303210258, lowerBound: 1.8509764, upperBound: 2.3637601, rank: 97.5961532592773, rankLowerBound: 94.711540222168, rankUpperBound: 100, sourceCount: 9 }],
        [0.25, undefined],
      ]),
    ); // biome-ignore format: an estimate a line
    // With the decimals that were published.
    expect(text).toContain('"lowerBound":1.85097640,"upperBound":2.36376010');
  });

  test('has the parts that are given', async () => {
    const { json } = await files('observations.json?metrics=stability');
    expect(Object.values(json.extension.estimate)).toEqual([{ standardError: 0.5, sourceCount: 3 }]);
    expect(json.extension.confidence).toBeUndefined();
  });

  test.each(WITHOUT)('has none for ?%s, which has none', async (words) => {
    expect((await files(`observations.json?${words}`)).json.extension).not.toHaveProperty('estimate');
  });
});

test.each(['json', 'sdmx.csv', 'sdmx.json'] as const)('figures are told in %s as ever', async (format) => {
  const figures = await figuresIn(await files(`observations.${format}`), format);
  expect(figures).toEqual(await figuresIn(await files('observations.csv'), 'csv'));
});

test('how sure bounds are is said beside every file', async () => {
  const { json } = await files('observations.metadata.json?metrics=corruption,stability');
  expect(json['schema:variableMeasured']).toMatchObject([{ 'schema:confidence': 90 }, {}]);
  expect(json['schema:variableMeasured'][1]).not.toHaveProperty('schema:confidence');
  const { bytes } = await files('observations.xlsx?metrics=corruption&lang=zh-Hans');
  expect(xlsxRows(bytes, 2).find(([name]) => name === '指标：corruption')?.[1]).toContain('上下界的置信水平为 90%');
});
