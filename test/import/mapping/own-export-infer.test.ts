import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importMapped } from '../../../src/cli/import.ts';
import { showInference } from '../../../src/cli/infer.ts';
import { OpenQuestions } from '../../../src/cli/open-question.ts';
import type { Text } from '../../../src/domain/message/message.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import type { Mapping } from '../../../src/import/mapping/schema.ts';
import { type Fetch, filesOver } from '../../connectors/files/support.ts';
import { openTestDatabase, type TestDatabase } from '../../support/database.ts';
import { governance } from '../../support/governance.ts';
import { csv } from '../../support/package.ts';
import { importText } from '../../support/river.ts';
import { silentTerminal } from '../../support/terminal.ts';

let database: TestDatabase;
let files: Fetch;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase('empty');
  folder = await mkdtemp(join(tmpdir(), 'govgraph-own-export-'));
  const observations = csv(
    'metric,region,breakdown,period,value,status,numerator,denominator,reported_by,note:en,standard_error,lower_bound,upper_bound,rank,source_count',
    'corruption,DNK,,2019,2.1073682308197,,,,,,0.155861303210258,1.85097640,2.36376010,97.5961532592773,9',
    'corruption,NRU,,2019,0.250,PROVISIONAL ESTIMATED,,,,Revised in spring,,,,,',
    'cases,DNK,,2020-11,98.40,,,,office,,1.5,97.1,99.90,,',
    'cases,DNK,sex=f,2020-11,12345678901234567890.5,,,,,,,,,,',
    'cases,DNK,age=young;sex=f,2020-11,7,,,,,"A note, with a comma",,,,,',
    'cases,DNK,sex=m,2020-Q3,,SUPPRESSED,,,,,,,,,',
    'cases,NRU,,2014/2016,-0.5,PROVISIONAL,,,,,0.1,,,,',
    'solved,DNK,,2020-11,41,,,,,,,,,,',
    'share,NRU,,2020-11,12.5,,1,8,,,,,,,',
  );
  const given = (name: string, region: string) =>
    governance('1', [], {
      name,
      files: {
        observations: observations.replaceAll('NRU', region),
        organizations: csv('code,kind,name:en', 'office,DEPARTMENT,Office of statistics'),
        dimensions: csv(
          'dimension,category,name:en,order',
          'sex,,Sex,', 'sex,f,Women,1', 'sex,m,Men,2', 'age,,Age,', 'age,young,Young,1',
        ),
        units: csv('code,name:en,symbol:en', 'point,point,', 'case,case,', 'percent,per cent,%'),
        metrics: csv(
          'code,name:en,theme,kind,basis,unit,unit_multiplier,decimals,direction,confidence,dimensions,expression',
          'corruption,Control of corruption,governance,SCORE,LEVEL,point,0,4,HIGHER_IS_BETTER,90,,',
          'cases,Cases,governance,COUNT,FLOW,case,3,2,LOWER_IS_BETTER,95,sex;age,',
          'solved,Solved,governance,COUNT,FLOW,case,3,2,HIGHER_IS_BETTER,,,',
          'share,Share,governance,RATE,FLOW,percent,0,1,HIGHER_IS_BETTER,,,solved / cases × 100',
        ),
      },
    }); // biome-ignore format: tables
  await importText(database, given('governance', 'NRU'));
  await importText(database, given('governance-again', 'XKX'));
  files = filesOver(database);
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

let count = 0;
/** What the command line says of a file with `--infer`, and the mapping that it writes. */
async function infer(name: string, content: string | Uint8Array, dataset?: string) {
  count += 1;
  const file = join(folder, `${count}-${name}`);
  await writeFile(file, content);
  const lines: string[] = [];
  const print = (text: Text) => lines.push(translate(text, 'en').replaceAll(`${folder}/${count}-`, ''));
  const asked = await showInference(database, file, dataset, { locale: 'en', print }).then(
    () => 0,
    (error: unknown) => {
      if (error instanceof OpenQuestions) return 1;
      throw error;
    },
  );
  const mapping = JSON.parse(await readFile(`${file}.mapping.json`, 'utf8')) as Mapping;
  return { file, lines, asked, mapping };
}

const read = async (file: string, options: Partial<Parameters<typeof importMapped>[3]> = {}) => {
  const { lines } = await importMapped(database, file, silentTerminal(), {
    mapping: `${file}.mapping.json`,
    mode: 'APPEND',
    dryRun: true,
    ...options,
  });
  return lines.map((line) => line.trim());
};

/** Each file of observations, in each language in which its headers differ. */
const EXPORTS = [
  'observations.csv?datasets=governance',
  'observations.csv?datasets=governance&lang=zh-Hans',
  'observations.xlsx?datasets=governance&lang=en',
  'observations.xlsx?datasets=governance&lang=zh-Hans',
  'observations.sdmx.csv?datasets=governance',
  'observations.sdmx.json?datasets=governance',
  'observations.json?datasets=governance',
  'observations.parquet?datasets=governance',
];
const nameOf = (address: string) => address.replace(/\?.*/, '');

describe.each(EXPORTS)('what this platform exports as %s', (address) => {
  test('is known for what it is, and comes in without a question and without a change', async () => {
    const { bytes } = await files(address);
    const { file, lines, asked, mapping } = await infer(nameOf(address), bytes);
    expect(lines.filter((line) => line.startsWith('? '))).toEqual([]);
    expect(asked).toBe(0);
    expect(mapping.dataset).toEqual({ code: 'governance' });
    expect(mapping.definitions).toBeUndefined();
    const [outcome, ...changes] = await read(file);
    expect(changes).toContain('observations: 0 new, 0 revised, 9 unchanged, 0 closed');
    expect(changes.filter((line) => /[1-9]\d* (?:new|revised|closed)/.test(line))).toEqual([]);
    // Nor is the file itself kept as a source of figures that were published before.
    expect(outcome).toMatch(/: unchanged, .* release 1: /);
    expect((await read(file, { dryRun: false }))[0]).toBe(outcome);
  });

  test('changes nothing where it revises', async () => {
    const { bytes } = await files(address);
    const { file } = await infer(nameOf(address), bytes);
    expect(await read(file, { mode: 'REVISE' })).toContain('observations: 0 new, 0 revised, 9 unchanged, 0 closed');
  });
});

describe('what else an export is read with', () => {
  test('a figure that was changed is the one revision', async () => {
    const { text } = await files('observations.csv?datasets=governance');
    const { file } = await infer('observations.csv', text.replace('98.40', '98.41'));
    expect(await read(file, { mode: 'REVISE' })).toContain('observations: 0 new, 1 revised, 8 unchanged, 0 closed');
  });

  test('values and bounds in the unit itself come to those in the unit of the metric', async () => {
    const { text } = await files('observations.csv?datasets=governance&metrics=cases&scaled=true');
    expect(text).toContain('98400');
    const { file, asked } = await infer('observations.csv', text.replace(',98400', ',98500'));
    expect(asked).toBe(0);
    const unchanged = await infer('observations.csv', text);
    expect(await read(unchanged.file)).toContain('observations: 0 new, 0 revised, 9 unchanged, 0 closed');
    const error = await read(file).catch((reason: unknown) => reason);
    // The standard error and the bounds are the same, and who reported it the file does not say.
    expect(String(error)).toMatch(/1 problem\.\n.*"cases DNK 2020-11" stands with "98\.40", and .* says "98\.500"/);
  });

  test('of several data sets it is asked which one is read, and the one that is named is read', async () => {
    const { bytes } = await files('observations.csv');
    const open = await infer('observations.csv', bytes);
    expect(open.lines.filter((line) => line.startsWith('? '))).toEqual([
      '? dataset: For which data set are the figures? Known are: governance, governance-again. [governance | governance-again]',
      '? rows.only: The file has figures of several data sets: "governance", "governance-again". Those of which one are read? [governance | governance-again]',
    ]);
    const { file, asked, mapping } = await infer('observations.csv', bytes, 'governance-again');
    expect(asked).toBe(0);
    expect(mapping.rows?.only).toEqual([{ column: 'datasetCode', in: ['governance-again'] }]);
    expect(await read(file)).toContain('observations: 0 new, 0 revised, 9 unchanged, 0 closed');
  });

  test('a file with a column that no export has is none', async () => {
    const { text } = await files('observations.csv?datasets=governance');
    const [head = '', ...rows] = text.trimEnd().split('\r\n');
    const more = [`${head},colour`, ...rows.map((row) => `${row},red`), ''].join('\r\n');
    const { lines, asked } = await infer('observations.csv', more, 'governance');
    expect(asked).toBe(1);
    expect(lines.join('\n')).not.toContain('one of the observations that this platform exports');
  });
});
