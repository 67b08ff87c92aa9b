import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, importMappedFile, refusalOf } from './support.ts';

let database: Database;
const open = async () => {
  database = await openMemory();
};
const close = () => database.close();

const CUBE = { set: 'cube', file: 'cube.sdmx.csv', by: 'sdmx-csv.mapping.json' } as const;
const lines = (...rows: readonly string[]) => `${rows.join('\n')}\n`;
const read = (content: string) => importMappedFile(database, { ...CUBE, content });

/** Files of this test's own, of one dataflow in each form. */
const VERSION_1 = lines(
  'DATAFLOW,FREQ,REF_AREA,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS',
  'X:RES(1.0),A,E,_T,2019,100.50,A',
  'X:RES(1.0),A,E,F,2020,,Q',
  'X:RES(1.0),A,W,M,2020,NaN,',
);
const VERSION_2 = lines(
  'STRUCTURE[|],STRUCTURE_ID,ACTION,FREQ,REF_AREA,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS[]',
  'dataflow,X:RES(1.0),I,A,E,_T,2019,100.50,A',
  'dataflow,X:RES(1.0),I,A,E,F,2020,NaN,Q',
  'dataflow,X:RES(1.0),I,A,W,M,2020,12,P|E',
);
const WITH_NAMES = lines(
  'STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,FREQ: Frequency,REF_AREA: Area,SEX: Sex,TIME_PERIOD: Period,OBS_VALUE: Value,OBS_STATUS: Status',
  'dataflow,X:RES(1.0),Residents,R,A: Annual,E: East,_T: Total,2019,100.50,A: Normal',
);

describe('SDMX-CSV comes to figures that cite their line and column', () => {
  beforeEach(open);
  afterEach(close);

  test('1.0', async () => {
    await read(VERSION_1);
    expect(await citedFigures(database, 'shire')).toEqual([
      'residents E 2019 100.50 <- 2:6',
      'residents E sex=f 2020 null {SUPPRESSED} <- 3:6',
    ]);
  });

  test('2.0, with several statuses of one value', async () => {
    await read(VERSION_2);
    expect(await citedFigures(database, 'shire')).toEqual([
      'residents E 2019 100.50 <- 2:8',
      'residents E sex=f 2020 null {SUPPRESSED} <- 3:8',
      'residents W sex=m 2020 12 {PROVISIONAL,ESTIMATED} <- 4:8',
    ]);
  });

  test('2.0 with names beside its codes, by the same mapping', async () => {
    await read(WITH_NAMES);
    expect(await citedFigures(database, 'shire')).toEqual(['residents E 2019 100.50 <- 2:9']);
  });
});

const NAMES_BESIDE = lines(
  'STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,SERIES_KEY,FREQ,Frequency,REF_AREA,Area,SEX,Sex,TIME_PERIOD,Period,OBS_VALUE,Value,OBS_STATUS,Status',
  'dataflow,X:RES(1.0),Residents,R,A.E._T,A,Annual,E,East,_T,Total,2019,2019,100.50,,A,Normal',
);
const SEVERAL_NAMES = lines(
  'STRUCTURE[|],STRUCTURE_ID,ACTION,FREQ: Frequency,REF_AREA: Area,SEX: Sex,TIME_PERIOD: Period,OBS_VALUE: Value,OBS_STATUS[]: Status',
  'dataflow,X:RES(1.0): Residents,I,A: Annual,W: West,M: Male,2020: 2020,12,P: Provisional|E: Estimated',
);

describe('names beside codes', () => {
  beforeEach(open);
  afterEach(close);

  test('in columns of their own need not be named', async () => {
    await read(NAMES_BESIDE);
    expect(await citedFigures(database, 'shire')).toEqual(['residents E 2019 100.50 <- 2:14']);
  });

  test('are taken from each of several statuses', async () => {
    await read(SEVERAL_NAMES);
    expect(await citedFigures(database, 'shire')).toEqual(['residents W sex=m 2020 12 {PROVISIONAL,ESTIMATED} <- 2:8']);
  });
});

describe('what is wrong is told at its line', () => {
  // What is refused writes nothing.
  beforeAll(open);
  afterAll(close);

  const refused = (content: string) => refusalOf(database, { ...CUBE, content });

  test('a header that is another', async () => {
    expect(await refused('REF_AREA,OBS_VALUE\nE,1\n')).toEqual([
      'cube.sdmx.csv line 1: the header is not that of SDMX-CSV; expected: DATAFLOW, or STRUCTURE and STRUCTURE_ID, as the first columns',
    ]);
  });

  test('a row that deletes', async () => {
    expect(await refused(VERSION_2.replace('I,A,W', 'D,A,W'))).toEqual([
      'cube.sdmx.csv line 4: the row says that figures are to be deleted; expected: figures that stand; an import with --mode replace closes the others',
    ]);
  });

  test('a row of another structure', async () => {
    expect(await refused(VERSION_1.replace('X:RES(1.0),A,W', 'X:OTHER(1.0),A,W'))).toEqual([
      'cube.sdmx.csv line 4: the file has rows of "X:RES(1.0)" and of "X:OTHER(1.0)"; expected: a file for each structure',
    ]);
  });

  test('a dimension that came new, and a status that nobody knows', async () => {
    expect(await refused(VERSION_1.replaceAll('FREQ', 'AGE'))).toEqual([
      expect.stringContaining('there is no column "FREQ"'),
    ]);
    expect(await refused(VERSION_2.replace('P|E', 'P|Z'))).toEqual([
      'cube.sdmx.csv line 4, column OBS_STATUS: "Z" is no status that the mapping knows; expected: status.codes.Z in the mapping, which says what it is',
    ]);
  });
});
