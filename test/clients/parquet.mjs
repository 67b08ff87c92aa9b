// `node test/clients/parquet.mjs URL`: DuckDB (C++) and parquet-wasm (Rust) read the Parquet that a running server answers with.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { moduleOf, same, serverUrl } from './support.mjs';

const url = serverUrl();
const get = async (path) => Buffer.from(await (await fetch(`${url}/files/${path}`)).arrayBuffer());
const bytes = await get('observations.parquet');
const rows = parse(await get('observations.csv'), { bom: true, columns: true });
const values = rows.flatMap(({ value }) => (value === '' ? [] : [Number(value)]));
const sum = values.reduce((total, value) => total + value, 0);
const rounded = (number) => Number(number).toPrecision(10);

const duckdb = await moduleOf('@duckdb/node-api');
if (duckdb) {
  const folder = mkdtempSync(join(tmpdir(), 'govgraph-parquet-'));
  const file = join(folder, 'observations.parquet');
  writeFileSync(file, bytes);
  const connection = await (await duckdb.DuckDBInstance.create(':memory:')).connect();
  const ask = async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  const [counted] = await ask(
    `select count(*)::int as rows, count(value)::int as figures, sum(value) as sum from '${file}'`,
  );
  same('DuckDB counts rows', counted.rows, rows.length);
  same('DuckDB counts values', counted.figures, values.length);
  same('DuckDB adds values up', rounded(counted.sum), rounded(sum));
  const described = await ask(`describe select * from '${file}'`);
  const typeOf = (name) => described.find((column) => column.column_name === name).column_type;
  same('DuckDB knows types', ['periodEnd', 'value', 'isTotal', 'unitMultiplier', 'metricName'].map(typeOf), ['DATE', 'DOUBLE', 'BOOLEAN', 'INTEGER', 'VARCHAR']); // biome-ignore format: one call
  const names = await ask(`select distinct "metricName" as name from '${file}' order by 1`);
  same('DuckDB reads names', names.map(({ name }) => name), [...new Set(rows.map(({ metricName }) => metricName))].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))); // biome-ignore format: one call
  connection.closeSync();
  rmSync(folder, { recursive: true });
}

const wasm = await moduleOf('parquet-wasm');
if (wasm) {
  const table = wasm.readParquet(bytes);
  const batches = table.recordBatches();
  same(
    'parquet-wasm counts rows',
    batches.reduce((count, batch) => count + batch.numRows, 0),
    rows.length,
  );
  same('parquet-wasm counts columns', batches[0].numColumns, Object.keys(rows[0]).length);
}
