// A columnar copy of what is published: Parquet, read by DuckDB in this process. What it takes to make, and how fast everything is asked of it.
import { chmodSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { median } from './measure.mjs';
import { withClient } from './postgres.mjs';
import { note, say } from './progress.mjs';
import { leavesOf } from './scale-data.mjs';
import { installPeer, PEER } from './server.mjs';

const THREADS = 2;
const ROUNDS = 3;

async function openDuckdb() {
  installPeer();
  const path = createRequire(join(PEER, 'package.json')).resolve('@duckdb/node-api');
  const { default: duckdb } = await import(pathToFileURL(path));
  const instance = await duckdb.DuckDBInstance.create(':memory:', { threads: `${THREADS}`, memory_limit: '4GB' });
  return instance.connect();
}

/** What is asked of the copy by the names of the questions, and what of an answer of either has to be the same. */
const WHOLE = {
  'cube-greatest': {
    select: (parquet, { first }) => `select metric, region, period, value::double as value from '${parquet}'
order by value desc nulls last, metric, region, period_end, period limit ${first}`,
    read: ({ cube }) => cube.rows.map((row) => [row.metricCode, row.regionCode, row.period, Number(row.value)]),
    shape: (rows) => rows,
  },
  'cube-count': {
    select: (parquet, { from }) => `select count(*) from '${parquet}' where period_end >= '${from}-01'`,
    read: ({ cube }) => cube.totalCount,
    shape: ([[count]]) => Number(count),
  },
};

/** @typedef {{ seconds: { copy: number, write: number }, bytes: number, ask: (name: string, variation: object, data: object) => Promise<number> }} Copy */

/**
 * Makes the copy in a folder that the database may write. Rows lie in the order of metric, region and period. `ask` answers the
 * milliseconds of a question, and fails where the copy answers it otherwise than the server did.
 * @returns {Promise<Copy>}
 */
export async function makeCopy(url, folder) {
  const texts = join(folder, 'texts');
  const parquet = join(folder, 'observation.parquet');
  mkdirSync(texts);
  chmodSync(texts, 0o777);
  const begin = performance.now();
  await withClient(url, async (client) => {
    await client.query(`copy (select s.id, m.code, r.code, s.breakdown_key from series s join metric m on m.id = s.metric_id join region r on r.id = s.region_id)
to '${join(texts, 'series.text')}' (format csv)`);
    for (const { name } of await leavesOf(client)) {
      say(`copying ${name}`);
      await client.query(`copy (select series_id, period_start, period_end, period, frequency, basis, value, flags from ${name})
to '${join(texts, `${name}.csv`)}' (format csv)`);
    }
  });
  const copied = performance.now();
  say('writing Parquet');
  const duckdb = await openDuckdb();
  await duckdb.run(`create table series as select * from read_csv('${texts}/series.text', header = false,
  columns = {'id': 'INT', 'metric': 'VARCHAR', 'region': 'VARCHAR', 'breakdown': 'VARCHAR'})`);
  await duckdb.run(`copy (
  select s.metric, s.region, coalesce(s.breakdown, '') as breakdown, o.* exclude (series_id), o.series_id
  from read_csv('${texts}/observation*.csv', header = false, columns = {'series_id': 'INT', 'period_start': 'DATE', 'period_end': 'DATE',
    'period': 'VARCHAR', 'frequency': 'VARCHAR', 'basis': 'VARCHAR', 'value': 'DECIMAL(18, 4)', 'flags': 'VARCHAR'}) o
  join series s on s.id = o.series_id order by s.metric, s.region, breakdown, o.period_end
) to '${parquet}' (format parquet, compression zstd)`);
  const end = performance.now();
  rmSync(texts, { recursive: true });
  const seconds = { copy: (copied - begin) / 1_000, write: (end - copied) / 1_000 };
  const { size: bytes } = statSync(parquet);
  note(
    `columnar copy: COPY ${seconds.copy.toFixed(0)} s, Parquet ${seconds.write.toFixed(0)} s, ${(bytes / 1e9).toFixed(2)} GB`,
  );
  const ask = async (name, variation, data) => {
    const { select, read, shape } = WHOLE[name];
    const times = [];
    for (let round = 0; round < ROUNDS; round++) {
      const start = performance.now();
      const answer = shape((await duckdb.runAndReadAll(select(parquet, variation))).getRows());
      times.push(performance.now() - start);
      if (!isDeepStrictEqual(answer, read(data)))
        throw new Error(`The copy answers ${name} otherwise than the server.`);
    }
    return median(times);
  };
  return { seconds, bytes, ask };
}
