import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getConcepts } from '../../../src/connectors/files/formats/sdmx.ts';
import type { TestDatabase } from '../../support/database.ts';
import { openWithRiverCity } from '../../support/river.ts';
import { hasSdmxSchema, sdmxValidator } from './sdmx-schema.ts';
import { type Fetch, filesOver } from './support.ts';

let database: TestDatabase;
let files: Fetch;
beforeAll(async () => {
  database = await openWithRiverCity();
  files = filesOver(database);
});
afterAll(() => database.close());

const SELECTIONS = ['', 'datasets=river-city&lang=zh-Hans', 'metrics=leaks&breakdowns=bank', 'metrics=gauges&to=2010'];

describe.each(SELECTIONS)('SDMX-JSON of ?%s', (words) => {
  test.runIf(hasSdmxSchema)('is valid against its schema', async () => {
    const faultsOf = sdmxValidator();
    const { json } = await files(`observations.sdmx.json?${words}`);
    expect(faultsOf(json)).toEqual([]);
    // A schema that lets everything through would say so too.
    expect(faultsOf({ ...json, meta: { id: 'x y' } })).not.toEqual([]);
  });

  test('has what every message has to have', async () => {
    const { json } = await files(`observations.sdmx.json?${words}`);
    expect(json.$schema).toBe('https://json.sdmx.org/2.1/sdmx-json-data-schema.json');
    expect(json.meta).toMatchObject({ id: expect.stringMatching(/^[\w@$-]+$/), sender: { id: 'GOVGRAPH' } });
    expect(Date.parse(json.meta.prepared)).not.toBeNaN();
    const [structure] = json.data.structures;
    expect(structure.links[0]).toEqual({ urn: 'urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=GOVGRAPH:OBSERVATIONS(1.0.0)', rel: 'dataflow' }); // biome-ignore format: one part
    const dimensions: { id: string; name: string; keyPosition: number; values?: object[] }[] =
      structure.dimensions.observation;
    expect(dimensions.map(({ keyPosition }) => keyPosition)).toEqual(dimensions.map((_, at) => at));
    expect(dimensions.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['FREQ', 'METRIC', 'REF_AREA', 'TIME_PERIOD']),
    );
    for (const { id, values = [] } of dimensions) {
      expect(id).toMatch(/^[A-Za-z][A-Za-z0-9_-]*$/);
      for (const value of values) expect('id' in value ? value.id : 'x').toMatch(/^[\w@$-]+$/);
    }
    const observations = Object.entries<unknown[]>(json.data.dataSets[0].observations);
    for (const [key, values] of observations) {
      const places = key.split(':').map(Number);
      expect(places).toHaveLength(dimensions.length);
      for (const [at, place] of places.entries()) expect(dimensions[at]?.values?.[place]).toBeDefined();
      expect(values).toHaveLength(1 + structure.attributes.observation.length);
    }
  });
});

test('a period that is no SDMX id stands as a plain value, with its days', async () => {
  const { json } = await files('observations.sdmx.json?metrics=criminal-cases-filed');
  const [period] = json.data.structures[0].dimensions.observation.at(-1).values;
  expect(period).toEqual({
    value: '2020-01-01/P11M',
    name: expect.any(String),
    start: '2020-01-01T00:00:00Z',
    end: '2020-11-30T23:59:59Z',
  });
});

test('several flags of a figure are several values of one attribute', async () => {
  const { json } = await files('observations.sdmx.json?metrics=leaks&from=2020&frequency=ANNUAL&regions=990000');
  const [status] = json.data.structures[0].attributes.observation;
  expect(status.maxOccurs).toBe('unbounded');
  const [, flags] = json.data.dataSets[0].observations['0:0:0:0:0:0:0'];
  expect(flags.map((place: number) => status.values[place].id).sort()).toEqual(['E', 'P']);
  const { text } = await files('observations.sdmx.csv?metrics=leaks&frequency=ANNUAL&regions=990000');
  expect(text).toContain('STRUCTURE[;],STRUCTURE_ID,ACTION,FREQ,DATASET,METRIC,REF_AREA,BANK,SEASON,TIME_PERIOD,OBS_VALUE,OBS_STATUS[]'); // biome-ignore format: one line
  expect(text).toMatch(/,222,[EP];[EP],piece,0,PUBLISHED/);
});

test('what is missing is told as missing, and not as zero', async () => {
  const { text } = await files('observations.sdmx.csv?metrics=gauges');
  expect(text).toContain('2019,NaN,O,');
  expect(text).toContain('2020,0,A,');
});

test('a dimension is named by an id that SDMX allows, and by none that a concept has', () => {
  const codes = ['bank', 'age group', '年龄', '性别', 'metric', 'freq', '2nd', 'age_group', 'BANK', 'bank_2'];
  expect([...getConcepts(codes).values()]).toEqual(['BANK', 'AGE_GROUP', 'U5E74U9F84', 'U6027U522B', 'D_METRIC', 'D_FREQ', 'D_2ND', 'AGE_GROUP_2', 'BANK_2', 'BANK_2_2']); // biome-ignore format: one line
});
