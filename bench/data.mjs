// The generated data set: the same rows for the same size.
import { openDatabase } from '../dist/database/database.js';
import { catalogue, METRICS, REGIONS, RURAL_METRICS } from './catalogue.mjs';
import { withClient } from './postgres.mjs';

const MONTHS = 120;
/** Townships report a year of months. */
const RURAL_MONTHS = 12;
const TOWNSHIPS = REGIONS.filter(({ level }) => level === 'TOWNSHIP');
const seriesCount = (rows) => Math.ceil(rows / MONTHS);
/** The regions for which every metric has all months: the size of the data is how far down the tree it reaches. */
export const measuredRegions = (rows) => Math.max(1, Math.floor(rows / MONTHS / METRICS));

/** Migrates the PostgreSQL database and fills it. */
export async function fill(url, rows) {
  const database = await openDatabase({ kind: 'postgres', url, poolSize: 1 });
  await database.close();
  await withClient(url, async (client) => {
    await client.query('create extension if not exists pg_stat_statements');
    await write(client, rows);
  });
}

/** Makes an embedded database in a folder and fills it. `more` writes what a bench needs besides. */
export async function fillEmbedded(directory, rows, more = async () => {}) {
  const database = await openDatabase({ kind: 'embedded', directory });
  try {
    await write(database, rows);
    await more(database);
  } finally {
    await database.close();
  }
}

/** Writes what the generated figures are about. */
export async function writeCatalogue(client) {
  for (const [table, entries] of Object.entries(catalogue())) {
    const columns = Object.keys(entries[0])
      .map((name) => `"${name}"`)
      .join(', ');
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(entries)],
    );
  }
  await client.query('update content_version set facts = 1, facts_mark = gen_random_uuid(), mark = gen_random_uuid()');
}

/** How many releases of a second data set `writeReleases` writes, a day after the other. */
export const RELEASES = 200;
/** When the first of them was published, after the only release of the first data set. */
export const FIRST_RELEASE = Date.parse('2025-02-01T00:00:00Z');

/** Writes releases of a second data set that brings nothing: each of them leaves a state of its own, which a question can ask for. */
export async function writeReleases(client) {
  await client.query(`insert into dataset (id, code, title, language, time_zone, current_seq)
values (2, 'releases', '{"en": "generated releases"}', 'en', 'UTC', ${RELEASES})`);
  const at = `'${new Date(FIRST_RELEASE).toISOString()}'::timestamptz + n * interval '1 day'`;
  await client.query(`insert into release (id, dataset_id, seq, version, state, published_at, content_hash, observation_count)
select n + 2, 2, n + 1, (n + 1)::text, 'PUBLISHED', ${at}, 'generated', 0 from generate_series(0, ${RELEASES - 1}) n`);
  await client.query(`insert into publication (version, dataset_id, seq, at)
select n + 2, 2, n + 1, ${at} from generate_series(0, ${RELEASES - 1}) n`);
  await client.query('update content_version set facts = $1', [RELEASES + 1]);
  // As an import does.
  await client.query('analyze dataset');
}

/** Writes so many observations: ten years of months for each metric, region after region. */
async function write(client, rows) {
  // What is generated refers to what is there: not asking for each of ten million rows saves minutes.
  await client.query('set session_replication_role = replica');
  await writeCatalogue(client);
  await client.query(
    `insert into series (id, dataset_id, metric_id, region_id, breakdown_key, from_seq)
select n + 1, 1, n % ${METRICS} + 1, n / ${METRICS} + 1, '', 1 from generate_series(0, $1::int - 1) n`,
    [seriesCount(rows)],
  );
  await client.query(
    `insert into observation (series_id, period_end, period, from_seq, period_start, frequency, value)
select n / ${MONTHS} + 1, (start + interval '1 month' - interval '1 day')::date, to_char(start, 'YYYY-MM'), 1, start::date, 'MONTHLY',
  round((50 + n / ${MONTHS} % 97 + 20 * sin(n % ${MONTHS} / 6.0) + abs(hashint4(n)) % 1000 / 100.0)::numeric, 2)
from generate_series(0, $1::int - 1) n
cross join lateral (select timestamp '2015-01-01' + n % ${MONTHS} * interval '1 month' as start) m`,
    [rows],
  );
  await fillTownships(client, seriesCount(rows));
  await client.query('update release set observation_count = $1', [rows]);
  await client.query(`insert into check_result (series_id, period_end, period, rule, subject, from_seq, verdict, expected, reported)
select series_id, period_end, period, 'BOUNDS', 'minimum', 1, 'PASS', 0, value from observation where extract(month from period_end) = 12`);
  await client.query(`insert into metric_size (metric_id, series, regions, observations)
select s.metric_id, count(*), count(distinct s.region_id), sum(o.rows)
from series s join (select series_id, count(*) as rows from observation group by series_id) o on o.series_id = s.id group by s.metric_id`);
  await client.query('vacuum analyze');
}

async function fillTownships(client, above) {
  const ids = TOWNSHIPS.map(({ id }) => id);
  await client.query(
    `insert into series (id, dataset_id, metric_id, region_id, breakdown_key, from_seq)
select $1::int + (m - 1) * $4::int + r.place, 1, $2::int + m, r.id, '', 1
from generate_series(1, $3::int) m cross join unnest($5::int[]) with ordinality as r(id, place)`,
    [above, METRICS, RURAL_METRICS, ids.length, ids],
  );
  await client.query(
    `insert into observation (series_id, period_end, period, from_seq, period_start, frequency, value)
select s.id, (start + interval '1 month' - interval '1 day')::date, to_char(start, 'YYYY-MM'), 1, start::date, 'MONTHLY', 10 + (s.id + m) % 50
from series s cross join generate_series(1, $2::int) m
cross join lateral (select make_date(2024, m, 1)::timestamp as start) d
where s.id > $1::int`,
    [above, RURAL_MONTHS],
  );
}
