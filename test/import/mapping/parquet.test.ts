import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, crc32, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runQuarantine } from '../../../src/cli/quarantine.ts';
import type { Database } from '../../../src/database/database.ts';
import type { Text } from '../../../src/domain/message/message.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import { UnreadableFile } from '../../../src/import/file/compression.ts';
import { Problems } from '../../../src/import/package/problem.ts';
import { openSheetFile } from '../../../src/import/reader/open.ts';
import { cellText, typedPeriod } from '../../../src/import/reader/sheet.ts';
import { type Duckdb, type DuckdbConnection, openDuckdb } from '../../../src/read/columnar/duckdb.ts';
import { checkProperty } from '../../support/property.ts';
import { silentTerminal } from '../../support/terminal.ts';
import { openMemory } from '../fixture.ts';
import { fileOf, joinBytes, type MadeFile, madeFile, prefixed, varint } from './parquet-bytes.ts';
import { citedFigures, importMappedFile, printedInference, refusalOf } from './support.ts';

let folder: string;
let duckdb: Duckdb;
let connection: DuckdbConnection;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'govgraph-parquet-'));
  duckdb = await openDuckdb(folder, { threads: 1, memoryMegabytes: 256 });
  connection = await duckdb.connect();
});
afterAll(async () => {
  connection.closeSync();
  duckdb.closeSync();
  await rm(folder, { recursive: true });
});

/** A file as DuckDB writes it. */
async function written(select: string, options = ''): Promise<Uint8Array> {
  const file = join(folder, 'written.parquet');
  await connection.run(`copy (${select}) to '${file}' (format parquet${options})`);
  return readFile(file);
}

/** All cells of a file with the texts that they show, or what it is refused for. */
async function cellsOf(bytes: Uint8Array): Promise<string[][] | string> {
  const file = join(folder, 'read.parquet');
  await writeFile(file, bytes);
  const problems = new Problems(5);
  const opened = await openSheetFile(file, {}, problems);
  try {
    const rows: string[][] = [];
    for (const sheet of opened?.sheets ?? [])
      for await (const { cells } of sheet.rows())
        rows.push(cells.map((cell) => `${typedPeriod(cell) === null ? '' : 'day '}${cellText(cell)}`));
    return opened === null ? 'refused' : rows;
  } catch (error) {
    if (error instanceof UnreadableFile) return translate(error.text, 'en');
    throw error;
  }
}

const TABLE = `select * from (values
  ('E', 'T', 2019, 100::decimal(12, 2), null), ('E', 'f', 2019, 51.5, 'p'), ('W', 'T', 2019, 1000, 'p,e'), ('W', 'f', 2019, null, 'c')
) as t(area, sex, year, value, status)`;
const CUBE_FILE = { set: 'cube', file: 'cube.parquet', by: 'json-stat.mapping.json' } as const;
const FIGURES = [
  'residents E 2019 100.00 <- value[0]',
  'residents E sex=f 2019 51.50 <- value[1]',
  'residents W 2019 1000.00 {PROVISIONAL,ESTIMATED} <- value[2]',
  'residents W sex=f 2019 null {SUPPRESSED} <- value[3]',
].map((figure) => figure.replace('51.50 <-', '51.50 {PROVISIONAL} <-'));

describe('a table of another publisher comes to figures that cite their column and row', () => {
  let database: Database;
  beforeEach(async () => {
    database = await openMemory();
  });
  afterEach(() => database.close());
  const figures = async () => (await citedFigures(database, 'shire')).sort();

  test.each(['uncompressed', 'snappy', 'gzip', 'zstd', 'brotli'])(
    'compressed with %s, in both versions',
    async (codec) => {
      for (const version of ['V1', 'V2']) {
        const content = await written(TABLE, `, codec ${codec}, parquet_version ${version}`);
        await importMappedFile(database, { ...CUBE_FILE, content });
        expect(await figures()).toEqual(FIGURES);
      }
    },
  );

  test('in several groups of rows', async () => {
    const columnData: ColumnSource[] = [
      { name: 'area', data: ['E', 'E', 'W', 'W'] },
      { name: 'sex', data: ['T', 'f', 'T', 'f'] },
      { name: 'year', data: [2019, 2019, 2019, 2019] },
      { name: 'value', data: [100.25, 51.5, 1000, null], type: 'DOUBLE' },
      { name: 'status', data: [null, 'p', 'p,e', 'c'], type: 'STRING' },
    ];
    const content = new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 1 }));
    await importMappedFile(database, { ...CUBE_FILE, content });
    expect(await figures()).toEqual(
      FIGURES.map((one) => one.replace('100.00', '100.25').replace('51.50', '51.5').replace('1000.00', '1000')),
    );
  });

  test('with days, and without a question of what they are', async () => {
    const content = await written(
      "select * from (values ('E', date '2019-03-01', 12.50::decimal(9, 2)), ('W', date '2019-03-02', 7)) as t(area, day, value)",
    );
    const change = { period: { column: 'day' }, breakdown: undefined, status: undefined, blank: undefined };
    await importMappedFile(database, { ...CUBE_FILE, content, change });
    expect(await figures()).toEqual([
      'residents E 2019-03-01 12.50 <- value[0]',
      'residents W 2019-03-02 7.00 <- value[1]',
    ]);
  });

  test('and --infer asks of it what it asks of any table', async () => {
    await importMappedFile(database, { ...CUBE_FILE, content: await written(TABLE) });
    const table = "select * from (values ('East', 2020, 12), ('West', 2020, 7)) as t(area, year, residents)";
    const { lines, mapping } = await printedInference(database, 'new.parquet', await written(table), 'shire');
    expect(mapping.region).toEqual({ column: 'area' });
    expect(mapping.period).toEqual({ column: 'year' });
    expect(lines.join('\n')).toContain('residents[0] "12" → residents shire:E 2020 12');
    expect(mapping.questions ?? []).toEqual([]);
  });

  test('what is wrong in a cell is told by its column and row', async () => {
    const content = await written(TABLE.replace("'p,e'", "'x'"));
    expect(await refusalOf(database, { ...CUBE_FILE, content })).toEqual([
      expect.stringMatching(/^cube\.parquet status\[2\]: .*"x" is no status that the mapping knows/),
    ]);
  });

  test('good rows go on where others wait in quarantine, and cite what they would have cited', async () => {
    const content = await written(TABLE.replace("'p,e'", "'x'"));
    expect(await importMappedFile(database, { ...CUBE_FILE, content, quarantine: true })).toMatchObject({ kept: 1 });
    expect(await figures()).toEqual(FIGURES.filter((figure) => !figure.endsWith('value[2]')));
    const lines: string[] = [];
    const print = (text: Text) => lines.push(translate(text, 'en'));
    const terminal = { ...silentTerminal(), locale: 'en', print } as const;
    await runQuarantine(database, { action: 'list', choice: {}, isConfirmed: false }, terminal);
    expect(lines[0]).toMatch(/^1 shire value\[2\] cube\.parquet status\[2\] "x": /);
  });

  test('a figure that is what a double makes of the one that stands keeps its digits, and another is a revision', async () => {
    const big = '12345678901234567890.5';
    const exact =
      await written(`select 'E' as area, 'T' as sex, 2019 as year, ${big}::decimal(38, 2) as value, null as status
union all select 'W', 'T', 2019, 98.4, null`);
    await importMappedFile(database, { ...CUBE_FILE, content: exact });
    const before = await figures();
    expect(before.join()).toContain('12345678901234567890.50');
    const double = (value: string) =>
      written(`select 'E' as area, 'T' as sex, 2019 as year, ${big}::double as value, null as status
union all select 'W', 'T', 2019, ${value}::double, null`);
    await importMappedFile(database, { ...CUBE_FILE, content: await double('98.4'), mode: 'REVISE' });
    expect(await figures()).toEqual(before);
    await importMappedFile(database, { ...CUBE_FILE, content: await double('98.41'), mode: 'REVISE' });
    expect(await figures()).toEqual(before.map((one) => one.replace('98.40', '98.41')));
  });

  describe.each([
    ['a list', 'list_value(1, 2)'],
    ['a structure', "{'n': 1, 'm': {'k': [2]}}"],
    ['a map', "map {'n': 1}"],
    ['a list of structures', "[{'n': 1}, {'n': 2}]"],
  ])('%s in a column', (_, value) => {
    const withParts = TABLE.replace('select *', `select area, sex, ${value} as parts, year, value, status`);

    test('is left out where the mapping ignores it, and moves no other column', async () => {
      const content = await written(withParts);
      await importMappedFile(database, { ...CUBE_FILE, content, change: { ignore: ['parts'] } });
      expect(await figures()).toEqual(FIGURES);
    });

    test('is told where the mapping says nothing of it', async () => {
      expect(await refusalOf(database, { ...CUBE_FILE, content: await written(withParts) })).toEqual([
        expect.stringMatching(/^cube\.parquet parts: .*"parts"/),
      ]);
    });

    test('is refused with its name where the mapping reads it', async () => {
      const content = await written(withParts);
      const change = { note: 'parts' };
      expect(await refusalOf(database, { ...CUBE_FILE, content, change })).toEqual([
        'cube.parquet parts: the column holds lists or other columns; expected: a column with one plain value in each row; this one can only stand in ignore',
      ]);
    });
  });

  test('--infer leaves a column with lists out, and says so', async () => {
    await importMappedFile(database, { ...CUBE_FILE, content: await written(TABLE) });
    const table =
      "select * from (values ('East', [1, 2], 2020, 12), ('West', [], 2020, 7)) as t(area, parts, year, residents)";
    const { lines, mapping } = await printedInference(database, 'new.parquet', await written(table), 'shire');
    expect(lines).toContain('ignore: the column parts holds lists or other columns, and is not read');
    expect(lines.join('\n')).toContain('residents[0] "12" → residents shire:E 2020 12');
    expect(mapping).toMatchObject({ ignore: ['$B'], region: { column: 'area' } });
    expect(mapping.questions ?? []).toEqual([]);
  });

  test('a codec that is not read is refused with those that are', async () => {
    const content = await written(TABLE, ', codec lz4_raw');
    expect(await refusalOf(database, { ...CUBE_FILE, content })).toEqual([
      'cube.parquet, column area: the column is compressed with LZ4_RAW, which is not read; expected: UNCOMPRESSED, SNAPPY, GZIP, BROTLI, ZSTD',
    ]);
  });

  test('an encrypted file is refused as one', async () => {
    const content = joinBytes(await written(TABLE)).with(-1, 'E'.charCodeAt(0));
    expect(await refusalOf(database, { ...CUBE_FILE, content })).toEqual([
      'cube.parquet: the file is encrypted; expected: a Parquet file that is not encrypted',
    ]);
  });

  test('what is cut off, or is none, is refused as damaged', async () => {
    const whole = await written(TABLE);
    const sign = new TextEncoder().encode('PAR1');
    const noise = Uint8Array.from({ length: 1_000 }, (_, index) => (index * 151 + 7) % 256);
    const random = [0, 1, 2, 3].map((shift) => joinBytes(sign, noise, [244 + shift, 1, 0, 0], sign));
    for (const content of [whole.subarray(0, -1), whole.subarray(0, 100), sign, new Uint8Array(), ...random])
      expect(await refusalOf(database, { ...CUBE_FILE, content })).toEqual([
        'cube.parquet: the file is damaged, or no Parquet file; expected: a whole Parquet file',
      ]);
  });

  test('a page that says it unpacks to two gigabytes is refused before there is room for it', async () => {
    const content = madeFile({ type: 5, codec: 1, rows: 1, unpacked: 2 ** 31 - 1, page: new Uint8Array(20) });
    expect(
      await refusalOf(database, { ...CUBE_FILE, content, change: { values: [{ columns: ['value'] }] } }),
    ).toContain(
      'cube.parquet, column value[0]: the page that begins here unpacks to 2,147,483,647 bytes, as it says; expected: at most 50,000,000 bytes',
    );
  });
});

describe('each value is what its type says', () => {
  test.each([
    ["date '2020-11-05'", 'day 2020-11-05'],
    ["date '0001-01-01'", 'day 0001-01-01'],
    ["timestamp '2020-11-05 00:00:00'", 'day 2020-11-05'],
    ["timestamp '1969-11-05 00:00:00'", 'day 1969-11-05'],
    ["timestamp '1969-11-05 10:30:00.25'", '1969-11-05T10:30:00.25'],
    ["timestamp_ns '2020-11-05 10:30:00.000000001'", '2020-11-05T10:30:00.000000001'],
    ["timestamptz '2020-11-05 00:00:00+00'", '2020-11-05T00:00:00Z'],
    ["time '10:30:00.5'", '10:30:00.5'],
    ['9007199254740993::bigint', '9007199254740993'],
    ['18446744073709551615::ubigint', '18446744073709551615'],
    ['4294967295::uinteger', '4294967295'],
    ['(-128)::tinyint', '-128'],
    ['98.40::decimal(4, 2)', '98.40'],
    ['-0.05::decimal(18, 2)', '-0.05'],
    ["'-12345678901234567890.1234567890'::decimal(38, 10)", '-12345678901234567890.1234567890'],
    ['98.40::double', '98.4'],
    ['1e21::double', '1000000000000000000000'],
    ["'nan'::double", 'NaN'],
    ['3.14::float', '3.14'],
    ['16777216::float', '16777216'],
    ['true', 'true'],
    ["'秦州区'", '秦州区'],
    ["''", ''],
    ['null::varchar', ''],
    ["'2019'::blob", '2019'],
    ["'\\xFF\\x00'::blob", '0xff00'],
    ["uuid 'c1d4e5f6-0000-4000-8000-00000000000a'", 'c1d4e5f6-0000-4000-8000-00000000000a'],
  ])('%s is "%s"', async (value, text) => {
    for (const version of ['V1', 'V2'])
      expect(await cellsOf(await written(`select ${value} as c`, `, parquet_version ${version}`))).toEqual([
        ['c'],
        [text],
      ]);
  });

  /** A column of each type, with what its cells are. */
  const rows = fc.array(
    fc.record({
      text: fc.option(fc.oneof(fc.constantFrom('East', 'West', '秦州区', ''), fc.string({ unit: 'grapheme' }))),
      whole: fc.option(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer())),
      long: fc.option(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
      double: fc.option(
        fc.oneof(
          fc.integer({ min: -9, max: 9 }),
          fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }),
        ),
      ),
      truth: fc.option(fc.boolean()),
    }),
    { minLength: 1, maxLength: 60 },
  );
  const shape = fc.record({
    codec: fc.constantFrom('UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI'),
    text: fc.constantFrom(undefined, 'PLAIN', 'DELTA_LENGTH_BYTE_ARRAY', 'DELTA_BYTE_ARRAY', 'RLE_DICTIONARY'),
    number: fc.constantFrom(undefined, 'PLAIN', 'DELTA_BINARY_PACKED', 'BYTE_STREAM_SPLIT'),
    double: fc.constantFrom(undefined, 'PLAIN', 'BYTE_STREAM_SPLIT'),
    truth: fc.constantFrom(undefined, 'PLAIN', 'RLE'),
    pageSize: fc.constantFrom(1, 40, 1_000_000),
    rowGroupSize: fc.constantFrom(1, 7, 1_000),
  });

  test('in every encoding, codec and cut of pages and groups', async () => {
    await checkProperty(
      fc.asyncProperty(rows, shape, async (table, { codec, text, number, double, truth, pageSize, rowGroupSize }) => {
        const column = (name: string, type: string, encoding: string | undefined, data: unknown[]) =>
          ({ name, type, data, ...(encoding === undefined ? {} : { encoding }) }) as ColumnSource;
        const columnData = [
          column('text', 'STRING', text, table.map((row) => row.text)),
          column('whole', 'INT32', number, table.map((row) => row.whole)),
          column('long', 'INT64', number, table.map((row) => row.long)),
          column('double', 'DOUBLE', double, table.map((row) => row.double)),
          column('truth', 'BOOLEAN', truth, table.map((row) => row.truth)),
        ]; // biome-ignore format: a column a line
        const compressors = {
          GZIP: (bytes: Uint8Array) => gzipSync(bytes),
          BROTLI: (bytes: Uint8Array) => brotliCompressSync(bytes),
        };
        const content = parquetWriteBuffer({
          columnData,
          codec: codec as 'SNAPPY',
          compressors,
          pageSize,
          rowGroupSize,
        });
        const cells = await cellsOf(new Uint8Array(content));
        expect(typeof cells).toBe('object');
        const [header, ...found] = cells as string[][];
        expect(header).toEqual(['text', 'whole', 'long', 'double', 'truth']);
        const shown = (value: unknown) => (value === null ? '' : String(value));
        expect(found.map((row) => [row[0], row[1], row[2], row[4]])).toEqual(
          table.map((row) => [row.text, row.whole, row.long, row.truth].map(shown)),
        );
        expect(found.map((row) => (row[3] === '' ? null : Number(row[3])))).toEqual(
          table.map(({ double: value }) => (value === null ? null : value + 0)),
        );
      }),
      { runs: 100 },
    );
  });
});

describe('lengths that lie end in a refusal, and in no time', () => {
  const BROKEN = 'the file is damaged from here on';
  const double = (value: number) => new Uint8Array(Float64Array.of(value).buffer);
  /** One long list in another, over and over: each says that it has thirty million elements. */
  const lists = Array.from({ length: 60 }, () => joinBytes([0xf9], varint(30_000_000)));
  const one = { type: 5, rows: 1, page: double(98.4) } satisfies MadeFile;

  test('a file of one value, as it should be', async () => {
    expect(await cellsOf(madeFile(one))).toEqual([['value'], ['98.4']]);
    expect(await cellsOf(madeFile({ ...one, crc: crc32(one.page) | 0 }))).toEqual([['value'], ['98.4']]);
  });

  test.each<[string, Uint8Array, string]>([
    ['lists in lists in the footer', fileOf(new Uint8Array(9), joinBytes([0x19], ...lists)), 'refused'],
    ['structures in structures in the footer', fileOf(new Uint8Array(9), new Uint8Array(100_000).fill(0x1c)), 'refused'],
    ['a number of a million bytes in the footer', fileOf(new Uint8Array(9), joinBytes([0x16], new Uint8Array(1_000_000).fill(0xff))), 'refused'],
    ['more rows than a table may have', madeFile({ ...one, rows: 2e9 }), 'refused'],
    ['a page of fewer values than the group has rows', madeFile({ ...one, rows: 2, values: 1 }), BROKEN],
    ['a page of more values than the group has rows', madeFile({ ...one, values: 2 }), BROKEN],
    ['a page of fewer bytes than its values need', madeFile({ ...one, rows: 2 }), BROKEN],
    ['a checksum of other bytes', madeFile({ ...one, crc: 1 }), BROKEN],
    ['a run of two billion blanks', madeFile({ ...one, isOptional: true, page: joinBytes(prefixed(joinBytes(varint(2 ** 32 - 2), [1])), one.page) }), BROKEN],
    ['a level that there is not', madeFile({ ...one, isOptional: true, page: joinBytes(prefixed(Uint8Array.of(2, 3)), one.page) }), BROKEN],
    ['a text of four gigabytes', madeFile({ type: 6, rows: 1, page: Uint8Array.of(255, 255, 255, 255, 65) }), BROKEN],
    ['a literal of negative length in Snappy', madeFile({ ...one, codec: 1, unpacked: 8, page: Uint8Array.of(8, 0xfc, 0xf8, 0xff, 0xff, 0xff, 0, 0, 0) }), BROKEN],
    ['a copy from before the beginning in Snappy', madeFile({ ...one, codec: 1, unpacked: 8, page: Uint8Array.of(8, 0x1d, 4) }), BROKEN],
    ['a frame of Zstandard that ends in its header', madeFile({ ...one, codec: 6, unpacked: 8, page: Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x20, 8) }), BROKEN],
    ['a frame of Zstandard without a last block', madeFile({ ...one, codec: 6, unpacked: 8, page: Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x20, 8, 0x40, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8) }), BROKEN],
    ['differences in blocks of a negative size', madeFile({ ...one, type: 1, encoding: 5, rows: 9, page: joinBytes(varint(2 ** 32 - 128), [4, 9, 0], new Uint8Array(99)) }), BROKEN],
    ['differences in no part of a block', madeFile({ ...one, type: 1, encoding: 5, rows: 9, page: joinBytes(varint(128), [0, 9, 0], new Uint8Array(99)) }), BROKEN],
    ['differences in a negative number of parts', madeFile({ ...one, type: 1, encoding: 5, rows: 9, page: joinBytes(varint(128), varint(2 ** 32 - 2), [9, 0], new Uint8Array(99)) }), BROKEN],
    ['an encoding that there is not', madeFile({ ...one, encoding: 4 }), 'the values are in the encoding BIT_PACKED, which is not read'],
  ])('%s', async (_, bytes, refusal) => {
    const begin = performance.now();
    expect(await cellsOf(bytes)).toBe(refusal);
    expect(performance.now() - begin).toBeLessThan(2_000);
  }); // biome-ignore format: a case a line

  test('texts that begin as the last one does cannot come to more than the file may unpack to', async () => {
    const rows = 20_000;
    const block = 65_536;
    // Each is one letter longer than the last one, of which it has all: 20,000 letters come to two hundred million.
    const prefixes = joinBytes(varint(block), [1], varint(rows), [0, 2, 0]);
    const lengths = joinBytes(varint(block), [1], varint(rows), [2, 0, 0]);
    const page = joinBytes(prefixes, lengths, new Uint8Array(rows).fill(65));
    expect(await cellsOf(madeFile({ type: 6, encoding: 7, rows, page }))).toMatch(/more than 10,000,000 bytes/);
  });
});
