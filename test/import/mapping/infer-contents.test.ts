import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/database/database.ts';
import { importFile } from '../../../src/import/import-file.ts';
import { openMemory } from '../fixture.ts';
import { citedFigures, importMappedFile, printedInference } from './support.ts';

/** Made for this test in the form of the statistical offices of the Nordic countries: two contents in two units, with decimals of their own. */
const PX = `CHARSET="ANSI";
AXIS-VERSION="2013";
CODEPAGE="utf-8";
LANGUAGE="en";
CREATION-DATE="20260301 08:00";
DECIMALS=2;
SHOWDECIMALS=0;
MATRIX="001_keys_2025";
SUBJECT-CODE="POP";
SUBJECT-AREA="Population";
CONTENTS="Key figures";
UNITS="various";
TITLE="Key figures by area, information and year";
STUB="Area";
HEADING="Information","Year";
CONTVARIABLE="Information";
VALUES("Area")="East side","West side";
CODES("Area")="E","W";
VALUES("Information")="Households","Share of people who rent, %";
CODES("Information")="k411","k408";
VALUES("Year")="2024","2025";
TIMEVAL("Year")=TLIST(A1),"2024","2025";
UNITS("Households")="households";
UNITS("Share of people who rent, %")="per cent";
PRECISION("Information","Share of people who rent, %")=1;
LAST-UPDATED("Households")="20260301 08:00";
SOURCE="Office of the shire";
DATA=
1200.00 1250.00 31.50 32.25
700.00 690.00 12.00 -4.50;
`;
/** The shire, as it stands before. */
const KNOWN = `CHARSET="ANSI";
UNITS="persons";
STUB="area","sex";
HEADING="year";
VALUES("area")="E","W";
VALUES("sex")="T";
VALUES("year")="2019";
CELLNOTE("E","T","2019")="Counted in spring";
DATA=
100 51;
`;
const JSON_STAT = JSON.stringify({
  version: '2.0',
  class: 'dataset',
  id: ['ContentsCode', 'area', 'year'],
  size: [2, 2, 1],
  role: { metric: ['ContentsCode'], geo: ['area'], time: ['year'] },
  dimension: {
    ContentsCode: {
      category: {
        index: { k411: 0, k408: 1 },
        label: { k411: 'Households', k408: 'Share of people who rent' },
        unit: { k411: { base: 'households', decimals: 0 }, k408: { base: 'per cent', decimals: 1 } },
      },
    },
    area: { category: { index: ['E', 'W'], label: { E: 'East', W: 'West' } } },
    year: { category: { index: ['2025'] } },
  },
  value: [1250, 690, 32.2, 4.5],
});

let database: Database;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'govgraph-contents-'));
  database = await openMemory();
  await importMappedFile(database, { set: 'cube', file: 'cube.px', by: 'px.mapping.json', content: KNOWN });
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const METRICS = [
  { code: null, 'name:en': 'Households', theme: null, kind: null, basis: null, unit: null, decimals: 0 },
  { code: null, 'name:en': 'Share of people who rent, %', theme: null, kind: null, basis: null, unit: null, decimals: 1, minimum: -100 },
]; // biome-ignore format: a row a line

describe('the variable of contents of a PX file', () => {
  test('names metrics, which are proposed with their units and decimals, and nothing is asked', async () => {
    const { lines, mapping, definitions } = await printedInference(database, 'keys.px', PX, 'shire');
    expect(lines.filter((line) => line.startsWith('? '))).toEqual([]);
    expect(mapping).toMatchObject({
      metric: { column: 'Information:label' },
      unit: { column: 'UNITS' },
      region: { column: 'Area' },
      period: { column: 'Year' },
      values: [{ columns: ['DATA'] }],
    });
    expect(definitions.metrics).toEqual(METRICS);
    expect(definitions.units).toEqual([
      { code: null, 'name:en': 'households' },
      { code: null, 'name:en': 'per cent' },
    ]);
    expect(lines.filter((line) => line.includes(' → '))).toContain(
      '29:3 "31.50" → Share of people who rent, % shire:E 2024 31.50',
    );
  });

  test('comes to figures of the metrics once these are defined', async () => {
    const { mapping } = await printedInference(database, 'keys.px', PX, 'shire');
    const common = { theme: 'society', basis: 'LEVEL' };
    const file = join(folder, 'keys.px');
    await writeFile(file, PX);
    await writeFile(`${file}.mapping.json`, JSON.stringify({ ...mapping, definitions: 'keys.definitions.json' }));
    await writeFile(
      join(folder, 'keys.definitions.json'),
      JSON.stringify({
        themes: [{ code: 'society', 'name:en': 'Society' }],
        units: [
          { code: 'household', 'name:en': 'households' },
          { code: 'percent', 'name:en': 'per cent' },
        ],
        metrics: [
          { code: 'homes', 'name:en': 'Households', kind: 'COUNT', unit: 'household', decimals: 0, ...common },
          { code: 'renting', 'name:en': 'Share of people who rent, %', kind: 'RATE', unit: 'percent', decimals: 1, ...common },
        ],
      }),
    ); // biome-ignore format: a row a line
    await importFile(database, file, { mapping: `${file}.mapping.json` });
    const figures = await citedFigures(database, 'shire');
    expect(figures).toContain('homes E 2025 1250.00 <- 29:2');
    expect(figures).toContain('renting W 2025 -4.50 <- 30:4');

    const next = await printedInference(database, 'next.px', PX.replaceAll('2025', '2026'), 'shire');
    expect(next.mapping.questions).toBeUndefined();
    expect(next.mapping.definitions).toBeUndefined();
  });
});

test('the dimension of metrics of JSON-stat does so as well', async () => {
  const { lines, mapping, definitions } = await printedInference(database, 'keys.json', JSON_STAT, 'shire');
  expect(lines.filter((line) => line.startsWith('? '))).toEqual([]);
  expect(mapping).toMatchObject({
    metric: { column: 'ContentsCode:label' },
    unit: { column: 'ContentsCode:unit' },
  });
  expect(definitions.metrics).toMatchObject([{ 'name:en': 'Share of people who rent', decimals: 1 }]);
});
