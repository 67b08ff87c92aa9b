// What every client is given: a server over a PostgreSQL with the bundled data and generated data, and a role that reads SQL there.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startPostgres, withClient } from '../../../bench/postgres.mjs';
import { makeReader } from '../../../dist/connectors/sql/role.js';
import { importPackage } from '../../../dist/ingest/import.js';
import { openDatabase } from '../../../dist/store/database.js';
import { writeGenerated } from './data.mjs';

const PROJECT = fileURLToPath(new URL('../../../', import.meta.url));
const READER = {
  name: 'client',
  password: 'a reader of the test',
  language: 'zh-Hans',
  connections: 20,
  timeout: 60_000,
};

export async function openContext() {
  const folder = mkdtempSync(join(tmpdir(), 'govgraph-clients-'));
  const postgres = await startPostgres();
  const postgresUrl = postgres.url('clients');
  let child;
  const close = async () => {
    if (child && child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await withClient(postgres.url('postgres'), (client) => client.query('create database clients'));
    const database = await openDatabase({ kind: 'postgres', url: postgresUrl, poolSize: 2 });
    await importPackage(database, join(PROJECT, 'data/tianshui-2020'));
    await importPackage(database, writeGenerated(join(folder, 'generated')));
    await makeReader(database, READER);
    await database.close();
    child = spawn(process.execPath, [join(PROJECT, 'dist/main.js'), 'serve'], {
      env: { PATH: process.env.PATH, DATABASE_URL: postgresUrl, PORT: '0', DATASETS: '', LOG_LEVEL: 'error' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const reader = new URL(postgresUrl);
    reader.username = READER.name;
    reader.password = READER.password;
    return {
      /** Where the server answers: /graphql, /odata/v4, /files. */
      url: await addressOf(child),
      /** The PostgreSQL behind it, as its administrator. */
      postgresUrl,
      /** The same, as a role that reads the views of `bi`. */
      readerUrl: reader.href,
      /** A folder for what a client writes. */
      folder,
      /** Rows of a statement, each an array of texts, as the administrator: what answers are compared with. */
      ask: (text) =>
        withClient(postgresUrl, async (client) =>
          (await client.query({ text, rowMode: 'array' })).rows.map((row) => row.map(String)),
        ),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function addressOf(child) {
  let out = '';
  child.stdout.setEncoding('utf8');
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    out += chunk;
    const found = /API {7}(http:\S+)\/graphql/.exec(out);
    if (found) {
      child.stdout.resume();
      return found[1];
    }
  }
  throw new Error(`The server ended before it answered:\n${out}`);
}
