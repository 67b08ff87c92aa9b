// Three implementations that share no line read the Parquet: DuckDB (C++), parquet-wasm (Rust) and hyparquet (JavaScript).
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { many, one } from './harness/figure.mjs';

export const name = 'parquet';
export const over = 'files';
export const needs = [
  { package: '@duckdb/node-api' },
  { package: 'parquet-wasm' },
  { package: 'apache-arrow' },
  { package: 'hyparquet' },
];

export async function run({ url, expect, check, folder }) {
  const answer = await fetch(`${url}/files/observations.parquet`);
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const file = join(folder, 'observations.parquet');
  writeFileSync(file, bytes);
  const all = await one(
    expect,
    `count(*) as n, sum(value) as total, count(value) as known,
     count(*) filter (where period_end = date '2020-02-29') as leap, sum(period_end - date '1970-01-01') as days,
     count(*) filter (where breakdown = '') as totals`,
  );
  const expected = [all.n, all.known, all.total, all.leap, Number(all.days), all.totals];
  check('DuckDB: rows, values, sum, 29 February, days, totals', await throughDuckDb(file, check, expect), expected);
  check('parquet-wasm: the same', await throughWasm(bytes), expected);
  check('hyparquet: the same', await throughHyparquet(bytes), expected);
}

async function throughDuckDb(file, check, expect) {
  const { DuckDBInstance } = await import('@duckdb/node-api');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const ask = async (sql) => (await connection.runAndReadAll(sql)).getRowsJson();
  const types = Object.fromEntries(
    (await ask(`describe select * from read_parquet('${file}')`)).map(([column, type]) => [column, type]),
  );
  check('DuckDB: the type of periodEnd', types.periodEnd, 'DATE');
  check('DuckDB: the type of periodStart', types.periodStart, 'DATE');
  check('DuckDB: the type of value', types.value, 'DOUBLE');
  check('DuckDB: the type of isTotal', types.isTotal, 'BOOLEAN');
  check('DuckDB: publishedAt is a moment', /^TIMESTAMP/.test(types.publishedAt), true);
  const rows = await ask(
    `select metricCode, max(value) from read_parquet('${file}') where datasetCode = 'lake-province' group by 1 order by 1`,
  );
  const greatest = await many(
    expect,
    'metric, max(value) as most',
    `where dataset = 'lake-province' group by metric order by metric`,
  );
  check(
    'DuckDB: the greatest of each metric',
    rows.map(([metric, value]) => [metric, Number(value)]),
    greatest.map(({ metric, most }) => [metric, most]),
  );
  const [row] =
    await ask(`select count(*), count(value), sum(value), count(*) filter (where periodEnd = date '2020-02-29'),
    sum(periodEnd - date '1970-01-01'), count(*) filter (where isTotal) from read_parquet('${file}')`);
  connection.closeSync();
  return row.map(Number);
}

const DAY = 86_400_000;

async function throughWasm(bytes) {
  const { readParquet } = await import('parquet-wasm/node');
  const { tableFromIPC } = await import('apache-arrow');
  const table = tableFromIPC(readParquet(new Uint8Array(bytes)).intoIPCStream());
  return counted(table.toArray().map((row) => row.toJSON()));
}

async function throughHyparquet(bytes) {
  const { parquetReadObjects } = await import('hyparquet');
  const { buffer, byteOffset, byteLength } = bytes;
  return counted(await parquetReadObjects({ file: buffer.slice(byteOffset, byteOffset + byteLength) }));
}

function counted(rows) {
  const known = rows.filter(({ value }) => value !== null && value !== undefined);
  const days = rows.map(({ periodEnd }) => Number(periodEnd) / DAY);
  return [
    rows.length,
    known.length,
    known.reduce((sum, { value }) => sum + value, 0),
    days.filter((day) => day === Date.parse('2020-02-29') / DAY).length,
    days.reduce((sum, day) => sum + day, 0),
    rows.filter(({ isTotal }) => isTotal).length,
  ];
}
