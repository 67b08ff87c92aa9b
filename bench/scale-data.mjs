// Databases of two sizes with the same catalogue, loaded in bulk: rows first, indexes after them.
import { readFileSync } from 'node:fs';
import { openDatabase } from '../dist/database/database.js';
import { METRICS, REGIONS } from './catalogue.mjs';
import { writeCatalogue } from './data.mjs';
import { withClient } from './postgres.mjs';
import { say } from './progress.mjs';

/** Twice as many metrics as the other measurements have. */
export const SCALE_METRICS = 2 * METRICS;
const MONTHS = 120;
const LOADERS = 2;
const PARTITION = readFileSync(new URL('../deploy/partition.sql', import.meta.url), 'utf8');

const seriesCount = (rows) => Math.floor(rows / MONTHS);
/** The regions for which every metric has all months. */
export const scaleRegions = (rows) => Math.floor(seriesCount(rows) / SCALE_METRICS);
export const scaleMetric = (index) => `metric-${String(index + 1).padStart(3, '0')}`;

/** Migrates the database and fills it with about so many observations. `partitions`: null for one table. */
export async function fillScale(url, rows, partitions) {
  if (scaleRegions(rows) < 1 || scaleRegions(rows) > REGIONS.length) {
    const bounds = [1, REGIONS.length].map((count) => (count * SCALE_METRICS * MONTHS).toLocaleString('en'));
    throw new Error(`--rows must be between ${bounds.join(' and ')}.`);
  }
  const database = await openDatabase({ kind: 'postgres', url, poolSize: 1 });
  await database.close();
  await withClient(url, async (client) => {
    if (partitions !== null) {
      await client.query(`set govgraph.partitions = ${partitions}`);
      await client.query(PARTITION);
    }
    await client.query('create extension if not exists pg_stat_statements');
    await client.query('set session_replication_role = replica');
    await writeCatalogue(client);
    await writeSeries(client, rows);
    const [leaves, indexes] = [await leavesOf(client), await indexesOf(client)];
    for (const { drop } of indexes) await client.query(drop);
    await inParallel(url, leaves, 'rows', loadLeaf);
    say('building the indexes');
    for (const { create } of indexes) await client.query(create);
    await inParallel(url, leaves, 'vacuum', (one, { name }) => one.query(`vacuum ${name}`));
    say('analyzing');
    await client.query('vacuum analyze series');
    await client.query('analyze');
  });
}

async function writeSeries(client, rows) {
  await client.query(`insert into metric select (jsonb_populate_record(m, jsonb_build_object('id', n, 'code', 'metric-' || ${METRICS} + m.id,
  'search_text', 'metric-' || ${METRICS} + m.id || ' indicator'))).*
from metric m cross join lateral (select (select max(id) from metric) + m.id as n) n where m.id <= ${METRICS}`);
  // The ids of the metrics by their places: those that only townships report have none here.
  await client.query(
    `insert into series (id, dataset_id, metric_id, region_id, breakdown_key, from_seq)
select n + 1, 1, m.id, n / ${SCALE_METRICS} + 1, '', 1
from generate_series(0, $1::int - 1) n
join (select id, row_number() over (order by code) - 1 as place from metric where code like 'metric-%') m on m.place = n % ${SCALE_METRICS}
order by n`,
    [scaleRegions(rows) * SCALE_METRICS],
  );
  await client.query(
    `insert into metric_size (metric_id, series, regions, observations)
select metric_id, count(*), count(distinct region_id), count(*) * ${MONTHS} from series group by metric_id`,
  );
  await client.query('update release set observation_count = (select sum(observations) from metric_size)');
}

/** The tables that hold the rows of `observation`, each with the condition for its series: itself where it has no partitions. */
export async function leavesOf(client) {
  const { rows } = await client.query(`select c.oid::regclass::text as name,
  coalesce(replace(pg_get_partition_constraintdef(c.oid), 'series_id', 's.id'), 'true') as condition
from pg_class c where c.oid = 'observation'::regclass and c.relkind = 'r'
  or c.oid in (select inhrelid from pg_inherits where inhparent = 'observation'::regclass) order by c.relname`);
  return rows;
}

/** The rows that are there, and the bytes of their tables and indexes. */
export const sizeOf = (url) =>
  withClient(url, async (client) => {
    const leaves = await leavesOf(client);
    const bytes = leaves.map(({ name }) => `pg_total_relation_size('${name}')`).join(' + ');
    const { rows } = await client.query(
      `select count(*)::float8 as rows, (${bytes})::float8 as bytes from observation`,
    );
    return rows[0];
  });

/** The indexes of `observation`, and how they are dropped and made again. */
async function indexesOf(client) {
  const { rows } = await client.query(`select
  case when c.oid is null then format('drop index %s', i.indexrelid::regclass) else format('alter table observation drop constraint %I', c.conname) end as drop,
  case when c.oid is null then replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')
    else format('alter table observation add constraint %I %s', c.conname, pg_get_constraintdef(c.oid)) end as create
from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype = 'p' where i.indrelid = 'observation'::regclass`);
  return rows;
}

/** Does the work for each table, two at a time. */
async function inParallel(url, leaves, title, work) {
  const waiting = [...leaves];
  const worker = () =>
    withClient(url, async (client) => {
      await client.query('set session_replication_role = replica');
      for (let leaf = waiting.shift(); leaf; leaf = waiting.shift()) {
        say(`${title}: ${leaves.length - waiting.length} of ${leaves.length}`);
        await work(client, leaf);
      }
    });
  await Promise.all(Array.from({ length: LOADERS }, worker));
}

/** PostgreSQL logs nothing of rows whose table was emptied in the same transaction, where nobody follows it. */
async function loadLeaf(client, { name, condition }) {
  await client.query('begin');
  await client.query(`truncate ${name}`);
  await client.query(`create temp table month on commit drop as
select n, first::date, to_char(first, 'YYYY-MM') as name, (first + interval '1 month' - interval '1 day')::date as last
from generate_series(0, ${MONTHS - 1}) n cross join lateral (select timestamp '2015-01-01' + n * interval '1 month' as first) f`);
  // Made for each series in turn, so that its rows lie together.
  await client.query(`insert into ${name} (series_id, period_end, period, from_seq, period_start, frequency, value)
select s.id, m.last, m.name, 1, m.first, 'MONTHLY', (hashint4(s.id * 128 + m.n) & 65535) * 0.01
from (select id from series s where ${condition} order by id) s
cross join lateral (select s.id as of, month.* from month offset 0) m`);
  await client.query('commit');
}
