// `npm run bench -- export`: a million observations as files, against COPY of the same SELECT into a file.
import { get } from 'node:http';
import { OBSERVATION_TABLE } from '../dist/connectors/table/observation.js';
import { tableSql } from '../dist/connectors/table/table.js';
import { openDatabase } from '../dist/database/database.js';
import { readSnapshot } from '../dist/read/core/snapshot.js';
import { Parameters } from '../dist/read/core/statement.js';
import { withClient } from './postgres.mjs';
import { say } from './progress.mjs';
import { writeResults } from './report.mjs';
import { startServer } from './server.mjs';

const FORMATS = ['csv', 'parquet', 'xlsx', 'json', 'sdmx.csv', 'sdmx.json'];

/** The SELECT of the file, whole, with its parameters written out, as COPY wants it. */
async function wholeSelect(url) {
  const database = await openDatabase({ kind: 'postgres', url, poolSize: 1 });
  try {
    const names = OBSERVATION_TABLE.columns.filter(({ internal }) => !internal).map(({ name }) => name);
    const parameters = new Parameters();
    const reading = { state: await readSnapshot(database), languages: [] };
    const sql = tableSql(OBSERVATION_TABLE, names, reading, parameters);
    const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
    const literal = (value) => {
      if (typeof value === 'number' || value === null) return `${value}`;
      return quoted(Array.isArray(value) ? `{${value.map((one) => JSON.stringify(one)).join(',')}}` : String(value));
    };
    const whole = sql.replace(/\$(\d+)/g, (_, place) => literal(parameters.values[place - 1]));
    return `${whole}\norder by m.code, r.code, s.breakdown_key, s.id, o.period_end, o.period`;
  } finally {
    await database.close();
  }
}

/** Reads a file to its end and keeps none of it. */
function download(port, path) {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    get({ port, path }, (response) => {
      let bytes = 0;
      let first = null;
      response.on('data', (chunk) => {
        first ??= performance.now() - start;
        bytes += chunk.length;
      });
      response.on('error', reject);
      response.on('end', () => {
        const seconds = (performance.now() - start) / 1_000;
        if (response.statusCode === 200) resolve({ seconds, first: first / 1_000, bytes });
        else reject(new Error(`${path} was answered with ${response.statusCode}`));
      });
    }).on('error', reject);
  });
}

export async function measureExport({ rows, postgres, filled, keep }) {
  const url = await filled(rows);
  const select = await wholeSelect(url);
  say('copying the same rows');
  const copied = await withClient(url, async (client) => {
    const times = [];
    for (let round = 0; round < 3; round++) {
      const start = performance.now();
      await client.query(`copy (${select}) to '${postgres.folder}/observations.csv' (format csv, header)`);
      times.push((performance.now() - start) / 1_000);
    }
    return Math.min(...times);
  });
  console.log(`COPY of the same SELECT: ${copied.toFixed(1)} s`);
  const files = {};
  for (const format of FORMATS) {
    // A server for each: the most memory that a process ever held never falls again.
    const server = keep(await startServer('ours', url));
    const before = server.memory();
    say(`reading observations.${format}`);
    const read = await download(server.port, `/files/observations.${format}`);
    const memory = server.memory('VmHWM');
    files[format] = { ...read, memory, before, ratio: copied / read.seconds };
    console.log(
      `observations.${format}: ${read.seconds.toFixed(1)} s (first byte after ${read.first.toFixed(1)} s), ${(read.bytes / 2 ** 20).toFixed(0)} MiB, peak memory ${Math.round(memory / 2 ** 20)} MiB (${Math.round(before / 2 ** 20)} before); speed against COPY ${(copied / read.seconds).toFixed(2)}`,
    );
    await server.stop();
  }
  writeResults(`export-${rows}`, { rows, copy: { seconds: copied }, files });
}
