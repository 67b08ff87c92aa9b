// The real server as a process of its own, over data that it published itself, and a second way to the same data for what is expected.
import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { freePort } from '../../../bench/postgres.mjs';
import { startProcess } from '../../../bench/process.mjs';
import { makeReader } from '../../../dist/connectors/sql/role.js';
import { openDatabase } from '../../../dist/database/database.js';
import { writeGenerated } from './city.mjs';
import { writeData } from './data.mjs';

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));
const MAIN = join(PROJECT, 'dist/main.js');
const run = promisify(execFile);

const READER = {
  name: 'client',
  password: 'a reader of the test',
  language: 'zh-Hans',
  connections: 20,
  timeout: 60_000,
};

/** PostgreSQL's own types → what a comparison wants: days as texts, counts and sums as numbers. */
const asText = (text) => text;
const PARSERS = { 20: Number, 1082: asText, 1700: Number };
const TYPES = {
  getTypeParser: (oid, format) => PARSERS[oid] ?? pg.types.getTypeParser(oid, format),
};

/**
 * @typedef {{ engine: 'embedded' | 'postgresql', url: string, pagePort: number, databaseUrl: string | null, readerUrl: string | null,
 *   expect: (sql: string, values?: unknown[]) => Promise<Record<string, unknown>[]>, stop: () => Promise<void> }} Ground
 */

/** Publishes the bundled and two generated data sets, one of them twice, and serves them. @returns {Promise<Ground>} */
export async function startGround(engine, folder, databaseUrl = null) {
  const pagePort = await freePort();
  const env = {
    ...process.env,
    CORS_ORIGINS: `http://127.0.0.1:${pagePort}`,
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    DATASETS: '',
    DEFAULT_DATASET: 'tianshui-2020',
    DATA_DIR: join(folder, 'embedded'),
    DATABASE_URL: databaseUrl ?? '',
  };
  const packages = [
    join(PROJECT, 'data/tianshui-2020'),
    writeGenerated(join(folder, 'city')),
    writeData(folder, 1),
    writeData(folder, 2),
  ];
  for (const path of packages) await run(process.execPath, [MAIN, 'import', path], { env });
  const readerUrl = databaseUrl && (await addReader(databaseUrl));
  const reader = databaseUrl ? await readPostgres(databaseUrl) : await readCopy(folder);
  const server = await serve(env);
  const stop = async () => {
    await server.stop();
    await reader.close();
  };
  return { engine, url: server.url, pagePort, databaseUrl, readerUrl, expect: reader.expect, ask: reader.ask, stop };
}

/** The role that tools read the views with, as `npm run bi:role` makes it. */
async function addReader(databaseUrl) {
  const database = await openDatabase({ kind: 'postgres', url: databaseUrl, poolSize: 2 });
  await makeReader(database, READER);
  await database.close();
  const reader = new URL(databaseUrl);
  reader.username = READER.name;
  reader.password = READER.password;
  return reader.href;
}

async function readPostgres(databaseUrl) {
  const client = new pg.Client({ connectionString: databaseUrl, types: TYPES });
  await client.connect();
  /** Rows as arrays of texts, every digit as PostgreSQL writes it. */
  const ask = async (text) => {
    const { rows } = await client.query({ text, rowMode: 'array', types: { getTypeParser: () => asText } });
    return rows.map((row) => row.map(String));
  };
  return { ask, expect: async (sql, values = []) => (await client.query(sql, values)).rows, close: () => client.end() };
}

/** One process at a time may hold the embedded database: what is expected is read from a copy. */
async function readCopy(folder) {
  const copy = join(folder, 'copy');
  cpSync(join(folder, 'embedded/pg'), copy, { recursive: true });
  const database = await PGlite.create(copy, { parsers: PARSERS });
  return {
    expect: async (sql, values = []) => (await database.query(sql, values)).rows,
    close: () => database.close(),
  };
}

async function serve(env) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const { stop } = await startProcess({
    title: 'The server',
    command: process.execPath,
    args: [MAIN, 'serve'],
    cwd: PROJECT,
    env: { ...env, PORT: String(port) },
    answers: async () => (await fetch(`${url}/ready`)).ok,
  });
  return { url, stop };
}
