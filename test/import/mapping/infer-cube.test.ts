import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { showInference } from '../../../src/cli/infer.ts';
import { OpenQuestions } from '../../../src/cli/open-question.ts';
import type { Database } from '../../../src/database/database.ts';
import type { Text } from '../../../src/domain/message/message.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import { importFile } from '../../../src/import/import-file.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, importMappedFile } from './support.ts';

const JSON_STAT = {
  version: '2.0',
  class: 'dataset',
  id: ['indicator', 'area', 'year'],
  size: [1, 2, 2],
  dimension: {
    indicator: { category: { index: ['residents'], label: { residents: 'People who live here' } } },
    area: { category: { index: ['E', 'W'], label: { E: 'East', W: 'West' } } },
    year: { category: { index: ['2019', '2020'] } },
  },
  value: [100, 110, 51, 52],
  status: { '1': 'p' },
};

let database: Database;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'govgraph-infer-cube-'));
  database = await openMemory();
  const content = JSON.stringify({
    ...JSON_STAT,
    id: ['sex', 'area', 'year'],
    dimension: { ...JSON_STAT.dimension, sex: { category: { index: ['T'] } } },
  });
  await importMappedFile(database, { set: 'cube', file: 'known.json', by: 'json-stat.mapping.json', content });
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the command prints, and the mapping that it writes. */
async function infer(name: string, content: string) {
  const file = join(folder, name);
  await writeFile(file, content);
  const lines: string[] = [];
  const print = (text: Text) => lines.push(translate(text, 'en').replaceAll(folder, '.'));
  await showInference(database, file, 'shire', { locale: 'en', print }).catch((error: unknown) => {
    if (!(error instanceof OpenQuestions)) throw error;
  });
  return { lines, file };
}

test('JSON-stat', async () => {
  const { lines } = await infer('next.json', JSON.stringify(JSON_STAT));
  expect(lines).toMatchInlineSnapshot(`
    [
      "header: the header is in the rows 1",
      "region: the column area: 2 of 2 texts are known regions",
      "metric: the column indicator",
      "period: the column year",
      "status: the column status",
      "value[0] "100" → residents shire:E 2019 100",
      "value[2] "51" → residents shire:W 2019 51",
      "value[3] "52" → residents shire:W 2020 52",
      "? status.codes.p: What does the status "p" mean? [NORMAL | BREAK | DEFINITION_DIFFERS | ESTIMATED | FORECAST | MISSING | IMPUTED | NOT_SIGNIFICANT | PROVISIONAL | SUPPRESSED | LOW_RELIABILITY | UNVALIDATED]",
      "./next.json.mapping.json: written. 1 question is open: answer it in the mapping and take it out of questions.",
      "Then: npm run import -- ./next.json --mapping ./next.json.mapping.json",
    ]
  `);
});

const YEARS = Array.from({ length: 60 }, (_, index) => String(1960 + index));
const MONTHS = Array.from({ length: 12 }, (_, index) => `2019-${String(index + 1).padStart(2, '0')}`);

test.each([
  ['two months', MONTHS, 2],
  ['thirty years', YEARS, 30],
])('a cube of which the figures of the first %s are missing has its header above them', async (_, periods, missing) => {
  const label = Object.fromEntries(periods.map((period) => [period, period]));
  const value = Array.from({ length: 2 * periods.length }, (__, index) => (index < missing ? null : 100 + index));
  const { lines } = await infer(
    `late-${missing}.json`,
    JSON.stringify({
      ...JSON_STAT,
      size: [1, 2, periods.length],
      dimension: { ...JSON_STAT.dimension, year: { category: { index: periods, label } } },
      value,
      status: undefined,
    }),
  );
  expect(lines).toContain('header: the header is in the rows 1');
  expect(lines).toContain(
    `value[${missing}] "${100 + missing}" → residents shire:E ${periods[missing]} ${100 + missing}`,
  );
});

test('SDMX-CSV', async () => {
  const { lines, file } = await infer(
    'next.csv',
    'DATAFLOW,METRIC,REF_AREA,TIME_PERIOD,OBS_VALUE,OBS_STATUS\nX:Y(1.0),residents,E,2021,120,A\nX:Y(1.0),residents,W,2021,53,P\n',
  );
  expect(lines).toMatchInlineSnapshot(`
    [
      "file.format: the header is that of sdmx-csv",
      "header: the header is in the rows 1",
      "region: the column REF_AREA: 2 of 2 texts are known regions",
      "metric: the column METRIC",
      "period: the column TIME_PERIOD",
      "status: the column OBS_STATUS",
      "2:5 "120" → residents shire:E 2021 120 NORMAL",
      "3:5 "53" → residents shire:W 2021 53 PROVISIONAL",
      "./next.csv.mapping.json: written. No question is open.",
      "Then: npm run import -- ./next.csv --mapping ./next.csv.mapping.json",
    ]
  `);
  await importFile(database, file, { mapping: `${file}.mapping.json` });
  expect(await citedFigures(database, 'shire')).toContain('residents W 2021 53 {PROVISIONAL} <- 3:5');
});

test('PX', async () => {
  const { lines } = await infer(
    'next.px',
    'UNITS="persons";\nSTUB="area";\nHEADING="year";\nVALUES("area")="East","West";\nCODES("area")="E","W";\nVALUES("year")="2021","2022";\nDATA=\n120 130\n53 ".."; \n',
  );
  expect(lines).toMatchInlineSnapshot(`
    [
      "header: the header is in the rows 1",
      "region: the column area: 2 of 2 texts are known regions",
      "unit: the column UNITS (likely; look at it)",
      "period: the column year",
      "? metric: Neither a header nor a column names a metric that is known. Which metric is it? [{ "column": "area:label" } | { "column": "UNITS" } | { "constant": "residents" }]",
      "? marks...: What does ".." mean in place of a value? [MISSING | SUPPRESSED | NOT_SIGNIFICANT | UNVALIDATED | LOW_RELIABILITY | SKIP | 0]",
      "./next.px.mapping.json: written. 2 questions are open: answer them in the mapping and take them out of questions.",
      "Then: npm run import -- ./next.px --mapping ./next.px.mapping.json",
    ]
  `);
});

test('PX whose regions are unknown: each is proposed by its code and its name', async () => {
  const { file } = await infer(
    'new.px',
    'STUB="region";\nHEADING="year";\nVALUES("region")="Alund","Borga";\nCODES("region")="0101","0102";\nVALUES("year")="2021";\nDATA=\n120\n53; \n',
  );
  const { regions } = JSON.parse(await readFile(`${file}.definitions.json`, 'utf8'));
  expect(regions).toEqual([
    { scheme: null, code: '0101', 'name:en': 'Alund', level: null, parent: null },
    { scheme: null, code: '0102', 'name:en': 'Borga', level: null, parent: null },
  ]);
});

test('SDMX-CSV whose status is called a flag', async () => {
  const content = 'DATAFLOW,freq,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nX:Y(1.0),A,E,2019,100,\nX:Y(1.0),A,W,2019,51,p\n';
  const { lines } = await infer('flag.csv', content);
  expect(lines).toContain('status: the column OBS_FLAG');
  expect(lines.filter((line) => line.startsWith('? status.codes.p'))).toHaveLength(1);
});

test('SDMX-CSV with names beside its codes', async () => {
  const rows = (header: string, row: (code: string, name: string) => string) =>
    `${header}\n${row('E', 'East')}\n${row('W', 'West')}\n`;
  const pairs = rows(
    'STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,METRIC,Indicator,REF_AREA,Reference area,TIME_PERIOD,Time period,OBS_VALUE,Observation value,OBS_STATUS,Observation status',
    (code, name) => `dataflow,X:Y(1.0),Res,I,residents,Residents,${code},${name},2021,2021,120,,A,Normal value`,
  );
  const joined = rows(
    'DATAFLOW,METRIC: Indicator,REF_AREA: Reference area,TIME_PERIOD: Time period,OBS_VALUE: Value,OBS_STATUS: Status',
    (code, name) => `X:Y(1.0): Res,residents: Residents,${code}: ${name},2021,120,A: Normal`,
  );
  for (const [name, content] of [['pairs.csv', pairs], ['joined.csv', joined]] as const) {
    const { lines } = await infer(name, content);
    expect(lines.filter((line) => line.startsWith('? '))).toEqual([]);
    expect(lines).toContainEqual(expect.stringMatching(/"120" → residents shire:W 2021 120 NORMAL$/));
  }
}); // biome-ignore format: a list
