import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  countDigits,
  findDecimalType,
  holdsNumber,
  joinDecimalTypes,
} from '../../../src/read/columnar/decimal-type.ts';
import {
  DUCKDB_PACKAGE,
  DUCKDB_VERSION,
  type Duckdb,
  loadDuckdb,
  openDuckdb,
  quoteText,
  readDuckdbVersion,
  runWhileWanted,
} from '../../../src/read/columnar/duckdb.ts';

describe('DuckDB', () => {
  let folder: string;
  let duckdb: Duckdb;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'govgraph-duckdb-'));
    duckdb = await openDuckdb(folder, { threads: 2, memoryMegabytes: 256 });
  });
  afterAll(async () => {
    duckdb.closeSync();
    await rm(folder, { recursive: true });
  });

  test('is wanted in one version, which is installed for the tests and belongs to no production', async () => {
    const manifest = JSON.parse(await readFile('package.json', 'utf8'));
    // npm asks the registry for peers, also for optional ones, where a package holds all that it needs.
    expect(manifest.peerDependencies).toBeUndefined();
    expect(manifest.devDependencies[DUCKDB_PACKAGE]).toBe(DUCKDB_VERSION);
    expect(manifest.dependencies[DUCKDB_PACKAGE]).toBeUndefined();
    expect(readDuckdbVersion()).toBe(DUCKDB_VERSION);
    const lock = JSON.parse(await readFile('package-lock.json', 'utf8'));
    const own = Object.entries<{ dev?: boolean }>(lock.packages).filter(([path]) => path.includes('/@duckdb/'));
    expect(own.length).toBeGreaterThan(2);
    expect(own.filter(([, { dev }]) => dev !== true)).toEqual([]);
  });

  test('says how it is installed where it is missing', async () => {
    await expect(loadDuckdb('@duckdb/none')).rejects.toThrow(
      /^COLUMNAR_DIR is set, and DuckDB cannot be loaded \(.*@duckdb\/none.*\): install it with npm install @duckdb\/none@1\.5\.6-r\.1, or leave COLUMNAR_DIR out\.$/,
    );
  });

  test('ends a statement that nobody waits for, and lets the process work meanwhile', async () => {
    const connection = await duckdb.connect();
    const text = 'select count(*) from range(100000000000) a(i) where hash(i) % 3 = 1';
    const begin = performance.now();
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 5);
    await expect(runWhileWanted(connection, { text, values: [] }, () => turns > 20)).rejects.toThrow(/interrupt/i);
    clearInterval(timer);
    expect(performance.now() - begin).toBeLessThan(60_000);
    // The connection can be used again.
    expect(await runWhileWanted(connection, { text: 'select $1', values: ["it's"] }, () => false)).toEqual([["it's"]]);
    connection.closeSync();
  });

  test('reaches no file but those of its folder, and takes no more memory than it may', async () => {
    const connection = await duckdb.connect();
    const file = join(folder, "o'clock.parquet");
    await connection.run(`copy (select 1 as one) to ${quoteText(file)} (format parquet)`);
    const read = await connection.runAndReadAll(`select one from read_parquet([${quoteText(file)}])`);
    expect(read.getRowsJS()).toEqual([[1]]);
    await expect(connection.run("select * from read_csv('package.json')")).rejects.toThrow('Permission Error');
    await expect(connection.run('set enable_external_access = true')).rejects.toThrow();
    await expect(connection.run('create table much as select random() as one from range(200000000)')).rejects.toThrow(
      /out of memory/i,
    );
    connection.closeSync();
  });
});

describe('the type of values', () => {
  test('is the cheapest that holds all digits', () => {
    expect(findDecimalType(16, 2)).toEqual({ width: 18, scale: 2 });
    expect(findDecimalType(12, 3)).toEqual({ width: 18, scale: 6 });
    expect(findDecimalType(13, 3)).toEqual({ width: 38, scale: 16 });
    expect(findDecimalType(22, 16)).toEqual({ width: 38, scale: 16 });
    expect([findDecimalType(23, 0), findDecimalType(1, 17)]).toEqual([null, null]);
  });

  test('is the widest where files have several', () => {
    const [money, rate] = [findDecimalType(16, 2), findDecimalType(1, 6)];
    if (!money || !rate) throw new Error('there is such a type');
    expect(joinDecimalTypes([money, money])).toEqual(money);
    expect(joinDecimalTypes([money, rate])).toEqual({ width: 38, scale: 16 });
  });

  test('holds a number whose digits it has', () => {
    const type = { width: 18, scale: 2 };
    const held = ['0', '-1.25', '9999999999999999.99', '007'];
    const others = ['1.125', '12345678901234567', 'NaN', 'Infinity', '', '1e3', '1.'];
    expect(held.filter((text) => holdsNumber(type, text))).toEqual(held);
    expect(others.filter((text) => holdsNumber(type, text))).toEqual([]);
    expect(countDigits('-12.340')).toEqual({ whole: 2, decimals: 3 });
  });
});
