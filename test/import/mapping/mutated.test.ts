import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import fc from 'fast-check';
import { parquetReadObjects } from 'hyparquet';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UnreadableFile } from '../../../src/import/file/compression.ts';
import { UnreadableCsv } from '../../../src/import/package/csv.ts';
import { Problems } from '../../../src/import/package/problem.ts';
import { openSheetFile } from '../../../src/import/reader/open.ts';
import { cellLocator, cellText } from '../../../src/import/reader/sheet.ts';
import { checkProperty } from '../../support/property.ts';
import { FIXTURES } from './support.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'govgraph-mutated-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const book = utils.book_new();
const sheet = utils.aoa_to_sheet([['县区', 44_136, '%'], ['秦州区', 1024, 0.5], ['麦积区', null, 12.25]]); // biome-ignore format: a table
sheet['!merges'] = [utils.decode_range('B1:C1')];
utils.book_append_sheet(book, sheet, '月报');
const workbook = (bookType: 'xlsx' | 'biff8' | 'ods') =>
  new Uint8Array(write(book, { type: 'buffer', bookType, compression: false }) as Buffer);

/** The same few figures in each format that knows figures itself. */
const JSON_STAT =
  '{"version":"2.0","class":"dataset","id":["area","year"],"size":[2,2],"dimension":{"area":{"category":{"index":["E","W"]}},"year":{"category":{"index":{"2019":0,"2020":1}}}},"value":{"0":12.50,"1":7,"3":null},"status":{"3":"c"}}';
const SDMX_JSON =
  '{"data":{"structures":[{"dimensions":{"observation":[{"id":"AREA","values":[{"id":"E"},{"id":"W"}]},{"id":"TIME_PERIOD","values":[{"id":"2019"},{"id":"2020"}]}]},"attributes":{"observation":[{"id":"OBS_STATUS","values":[{"id":"A"},{"id":"P"}]}]}}],"dataSets":[{"structure":0,"observations":{"0:0":[12.50,0],"0:1":[7,[0,1]],"1:1":[null,1]}}]}}';
const SDMX_CSV =
  'STRUCTURE[;],STRUCTURE_ID,ACTION,AREA: Area,TIME_PERIOD,OBS_VALUE,OBS_STATUS[]\ndataflow,X:Y(1.0),I,E: East,2019,12.50,A\ndataflow,X:Y(1.0),I,W: West,2020,7,A;P\n';
const SDMX_ML =
  '<?xml version="1.0"?><m:StructureSpecificData xmlns:m="urn:m"><m:DataSet><Series AREA="E"><Obs TIME_PERIOD="2019" OBS_VALUE="12.50"/>\n<Obs TIME_PERIOD="2020" OBS_VALUE="7"><Comp id="S"><Value>A</Value></Comp></Obs></Series></m:DataSet></m:StructureSpecificData>';
const PX =
  'CHARSET="ANSI";\nSTUB="area";\nHEADING="year";\nVALUES("area")="East","West";\nCODES("area")="E","W";\nVALUES("year")="2019","2020";\nCELLNOTE("West","*")="late";\nDATA=\n12.50 7\n".." 9;\n';
const PX_KEYED = PX.replace('DATA=\n12.50 7\n".." 9;', 'KEYS("area")=CODES;\nDATA=\n"W",12.50 7\n"E",".." 9;');
const PARQUET_COLUMNS: ColumnSource[] = [
  { name: 'area', data: ['East', 'West', 'East', 'West', 'East', null], type: 'STRING' },
  { name: 'year', data: [2019, 2019, 2020, 2020, 2021, 2021], type: 'INT32', nullable: false },
  { name: 'value', data: [12.5, 7, null, 98.4, -0.1, 1e-7], type: 'DOUBLE', encoding: 'PLAIN' },
];
const parquet = (codec: 'SNAPPY' | 'UNCOMPRESSED') =>
  new Uint8Array(parquetWriteBuffer({ columnData: PARQUET_COLUMNS, rowGroupSize: 4, codec, statistics: false }));
const text = (content: string) => new TextEncoder().encode(content);

const FILES = [
  ['json', text(JSON_STAT)],
  ['sdmx.json', text(SDMX_JSON)],
  ['sdmx.csv', text(SDMX_CSV)],
  ['xml', text(SDMX_ML)],
  ['px', text(PX)],
  ['keyed.px', text(PX_KEYED)],
  ['xlsx', workbook('xlsx')],
  ['xls', workbook('biff8')],
  ['ods', workbook('ods')],
  ['parquet', parquet('UNCOMPRESSED')],
  ['snappy.parquet', parquet('SNAPPY')],
  ['csv', new Uint8Array(await readFile(join(FIXTURES, 'county/county.csv')))],
] as const;

/** Bytes that are replaced, and where the file is cut off. */
const mutation = fc.record({
  edits: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), { minLength: 1, maxLength: 8 }),
  length: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
});

// biome-ignore lint/suspicious/noExplicitAny: a file as another parser sees it
const parsed = (content: string): any => JSON.parse(content.replace(/^\uFEFF/, ''));

/** What stands at the place that a cell cites, found without the code that read it. */
const CITED: Readonly<Record<string, (content: string, place: string) => string>> = {
  json: (content, place) => {
    const [, number = ''] = /^value\[(\d+)\]$/.exec(place) ?? [];
    return String(parsed(content).value[number] ?? '');
  },
  'sdmx.json': (content, place) => {
    const [, number = '', key = ''] = /^data\.dataSets\[(\d+)\]\.observations\.(.*)$/s.exec(place) ?? [];
    return String(parsed(content).data.dataSets[Number(number)]?.observations[key]?.[0] ?? '');
  },
  xml: (content, place) => {
    const [, number = ''] = /^\d+:Obs\[(\d+)\]$/.exec(place) ?? [];
    const element = content.match(/<Obs\b[^>]*>/g)?.[Number(number) - 1] ?? '';
    return (/\sOBS_VALUE\s*=\s*["']([^"']*)["']/.exec(element)?.[1] ?? '').replaceAll(/[\t\r\n]/g, ' ');
  },
  px: (content, place) => {
    const [line = 0, nth = 0] = place.split(':').map(Number);
    const given = (content.split('\n')[line - 1] ?? '').replace(/^.*DATA=/, '');
    return (given.match(/"[^"]*"|[^\s",;]+/g)?.[nth - 1] ?? '').replaceAll('"', '');
  },
};

const isSame = (one: string, other: string) => one === other || (one !== '' && Number(one) === Number(other));

/** Each value of a cube with the place that it cites. */
async function citedValues(file: string, title: string): Promise<(readonly [place: string, text: string])[]> {
  const opened = await openSheetFile(file, {}, new Problems(5));
  const found: (readonly [string, string])[] = [];
  for (const sheet of opened?.sheets ?? []) {
    let column = -1;
    for await (const { row, cells } of sheet.rows()) {
      if (row === 1) column = cells.findIndex((cell) => cellText(cell) === title);
      else found.push([cellLocator(sheet, row, column), cellText(cells[column])]);
    }
  }
  return found;
}

/** Reads all cells; what cannot be read has to be refused in words. */
async function readAll(file: string): Promise<'read' | 'refused'> {
  const problems = new Problems(5);
  const opened = await openSheetFile(file, {}, problems);
  if (opened === null) return problems.none ? Promise.reject(new Error('refused without a word')) : 'refused';
  try {
    for (const { rows } of opened.sheets) for await (const { cells } of rows()) expect(cells.length).toBeGreaterThan(0);
    return 'read';
  } catch (error) {
    if (error instanceof UnreadableCsv || error instanceof UnreadableFile) return 'refused';
    throw error;
  }
}

test.each(FILES)('a damaged file is read or refused, and nothing else: %s', async (ending, bytes) => {
  const file = join(folder, `file.${ending}`);
  await checkProperty(
    fc.asyncProperty(mutation, async ({ edits, length }) => {
      const changed = bytes.slice(0, Math.ceil(bytes.length * length));
      for (const [at, byte] of edits) changed[Math.floor(at * (changed.length - 1))] = byte;
      await writeFile(file, changed);
      expect(['read', 'refused']).toContain(await readAll(file));
    }),
    { runs: 60, deepRuns: 10_000 },
  );
});

test.each([
  ['json', JSON_STAT, 'value', 'json'],
  ['sdmx.json', SDMX_JSON, 'OBS_VALUE', 'sdmx.json'],
  ['xml', SDMX_ML, 'OBS_VALUE', 'xml'],
  ['px', PX, 'DATA', 'px'],
  ['px', PX_KEYED, 'DATA', 'px'],
] as const)(
  'what is read of a damaged cube is what stands at the place that it cites: %s',
  async (ending, given, title, by) => {
    const file = join(folder, `cited.${ending}`);
    const bytes = text(given);
    await checkProperty(
      fc.asyncProperty(mutation, async ({ edits }) => {
        const changed = bytes.slice();
        for (const [at, byte] of edits) changed[Math.floor(at * (changed.length - 1))] = byte;
        await writeFile(file, changed);
        if ((await readAll(file)) === 'refused') return;
        const content = new TextDecoder().decode(changed);
        for (const [place, cell] of await citedValues(file, title)) {
          const there = CITED[by]?.(content, place) ?? '';
          expect(isSame(cell, there), `${place}: ${cell} is not ${there}`).toBe(true);
        }
      }),
      { runs: 60, deepRuns: 10_000 },
    );
  },
);

test.each(['UNCOMPRESSED', 'SNAPPY'] as const)(
  'what is read of a damaged Parquet file is what another reader has in the column and the row that it cites: %s',
  async (codec) => {
    const file = join(folder, `cited-${codec}.parquet`);
    const bytes = parquet(codec);
    // The description at the end says what is a column and what a row: only what it describes is damaged.
    const body = bytes.length - 8 - Buffer.from(bytes).readUInt32LE(bytes.length - 8);
    await checkProperty(
      fc.asyncProperty(mutation, async ({ edits }) => {
        const changed = bytes.slice();
        for (const [at, byte] of edits) changed[Math.floor(at * (body - 1))] = byte;
        await writeFile(file, changed);
        if ((await readAll(file)) === 'refused') return;
        const rows = await parquetReadObjects({ file: changed.buffer, geoparquet: false }).catch(() => null);
        if (rows === null) return;
        for (const title of Object.keys(rows[0] ?? {})) {
          for (const [place, cell] of await citedValues(file, title)) {
            const row = Number(place.slice(title.length + 1, -1));
            const there = String(rows[row]?.[title] ?? '');
            expect(isSame(cell, there), `${place}: ${cell} is not ${there}`).toBe(true);
          }
        }
      }),
      { runs: 60, deepRuns: 10_000 },
    );
  },
);
