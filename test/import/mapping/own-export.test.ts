import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importFile } from '../../../src/import/import-file.ts';
import type { ImportMode } from '../../../src/import/standing/mode.ts';
import { type Fetch, filesOver } from '../../connectors/files/support.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { governance } from '../../support/governance.ts';
import { csv } from '../../support/package.ts';
import { importText } from '../../support/river.ts';

let database: TestDatabase;
let files: Fetch;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  folder = await mkdtemp(join(tmpdir(), 'govgraph-export-'));
  const observations = csv(
    'metric,region,breakdown,period,value,status,standard_error,lower_bound,upper_bound,rank,rank_lower_bound,rank_upper_bound,source_count',
    'corruption,DNK,,2019,2.1073682308197,,0.155861303210258,1.85097640,2.36376010,97.5961532592773,94.711540222168,100,9',
    'corruption,NRU,,2019,0.250,PROVISIONAL ESTIMATED,,,,,,,',
    'cases,DNK,,2020-11,98.40,,,,,,,,',
    'cases,DNK,sex=f,2020-11,12345678901234567890.5,,,,,,,,',
    'cases,DNK,sex=m,2020-Q3,,SUPPRESSED,,,,,,,',
    'cases,NRU,,2014/2016,-0.5,PROVISIONAL,0.1,,,,,,',
  );
  const given = governance('1', [], {
    files: {
      observations,
      dimensions: csv('dimension,category,name:en,order', 'sex,,Sex,', 'sex,f,Women,1', 'sex,m,Men,2'),
      metrics: csv(
        'code,name:en,theme,kind,basis,unit,unit_multiplier,direction,confidence,dimensions',
        'corruption,Control of corruption,governance,SCORE,LEVEL,point,0,HIGHER_IS_BETTER,90,',
        'cases,Cases,governance,COUNT,FLOW,case,3,LOWER_IS_BETTER,,sex',
      ),
    },
  });
  await importText(database, given);
  files = filesOver(database);
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const STATUSES = ['BREAK', 'DEFINITION_DIFFERS', 'ESTIMATED', 'FORECAST', 'IMPUTED', 'MISSING', 'NOT_SIGNIFICANT', 'PROVISIONAL', 'SUPPRESSED', 'LOW_RELIABILITY', 'UNVALIDATED']; // biome-ignore format: a list
const SDMX_STATUSES = { A: 'NORMAL', B: 'BREAK', D: 'DEFINITION_DIFFERS', E: 'ESTIMATED', F: 'FORECAST', I: 'IMPUTED', O: 'MISSING', N: 'NOT_SIGNIFICANT', P: 'PROVISIONAL', Q: 'SUPPRESSED', U: 'LOW_RELIABILITY', V: 'UNVALIDATED' }; // biome-ignore format: a table

const COMMON = { version: 1, dataset: { code: 'governance' }, header: { rows: [1] }, blank: 'STATUS' };
const JSON_STAT = {
  ...COMMON,
  metric: { column: 'metric' },
  region: { column: 'region' },
  period: { column: 'period' },
  breakdown: { sex: { column: 'sex' } },
  values: [{ columns: ['value'] }],
  status: { column: 'status', codes: Object.fromEntries(STATUSES.map((code) => [code, code])), separator: ' ' },
  fields: { standard_error: 'standardError', lower_bound: 'lowerBound', upper_bound: 'upperBound', rank: 'rank', rank_lower_bound: 'rankLowerBound', rank_upper_bound: 'rankUpperBound', source_count: 'sourceCount' },
  ignore: ['dataset', 'metric:unit'],
}; // biome-ignore format: a table
const SDMX = {
  ...COMMON,
  metric: { column: 'METRIC' },
  region: { column: 'REF_AREA' },
  period: { column: 'TIME_PERIOD' },
  breakdown: { sex: { column: 'SEX' } },
  values: [{ columns: ['OBS_VALUE'] }],
  marks: { NaN: 'STATUS' },
  status: { column: 'OBS_STATUS', codes: SDMX_STATUSES, separator: ';' },
  fields: { standard_error: 'OBS_STANDARD_ERROR', lower_bound: 'OBS_LOWER_BOUND', upper_bound: 'OBS_UPPER_BOUND', rank: 'OBS_RANK', rank_lower_bound: 'OBS_RANK_LOWER_BOUND', rank_upper_bound: 'OBS_RANK_UPPER_BOUND', source_count: 'OBS_SOURCE_COUNT' },
  ignore: ['FREQ', 'DATASET', 'UNIT_MEASURE', 'UNIT_MULT', 'BASIS', 'CONFIDENCE_LEVEL'],
}; // biome-ignore format: a table

async function readBack(name: string, content: string | Uint8Array, mapping: object, mode?: ImportMode) {
  const [file, mappingFile] = [join(folder, name), join(folder, `${name}.mapping.json`)];
  await writeFile(file, content);
  await writeFile(mappingFile, JSON.stringify(mapping));
  const { preview } = await importFile(database, file, {
    mapping: mappingFile,
    dryRun: true,
    ...(mode ? { mode } : {}),
  });
  return preview?.files.find((one) => one.file === 'observations');
}

const UNCHANGED = { file: 'observations', opened: 0, revised: 0, unchanged: 6, closed: 0 };

describe.each([
  ['observations.json', JSON_STAT],
  ['observations.sdmx.csv', SDMX],
  ['observations.sdmx.json', SDMX],
] as const)('a file that this platform exports as %s', (name, mapping) => {
  test('comes in without a change', async () => {
    const { bytes } = await files(name);
    expect(await readBack(name, bytes, mapping)).toEqual(UNCHANGED);
  });

  test('comes in with one change where one figure is another', async () => {
    const { text } = await files(name);
    const changed = text.replace('98.40', '98.41');
    expect(changed).not.toBe(text);
    expect(await readBack(name, changed, mapping, 'REVISE')).toEqual({ ...UNCHANGED, revised: 1, unchanged: 5 });
  });
});
