import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { createPostgres, hasPostgres, type PostgresServer } from '../server/postgres-server.ts';
import { applicationOver } from '../server/support.ts';
import { withQuery } from '../support/database.ts';
import { csv, riverCity } from '../support/package.ts';
import { importText } from '../support/river.ts';

const SCRIPT = readFileSync('deploy/partition.sql', 'utf8');
const PARTITIONED = ['check_result', 'observation', 'published_change'];
/** The migration after which the tables are partitioned: later ones change the columns of `observation` and the views over it. */
const LAST_BEFORE = '20261126115000_former_label';

const QUESTIONS = [
  `{ observations(where: { metrics: ["leaks", "checks", "leak-rate", "gauges"] }, first: 100) { totalCount nodes {
    period value release { version } statusFlags region { code } change(kind: YOY) { percent } revisions { nodes { value } } } } }`,
  `{ metrics(first: 20) { nodes { code latest { period value } series(first: 20) { totalCount nodes { region { code } breakdown { dimension { code } }
    observations(first: 5, orderBy: [PERIOD_DESC]) { nodes { period value } } } } } } }`,
  '{ cube(input: { metrics: ["leaks", "checks"], first: 500, orderBy: [VALUE_DESC], changes: [YOY] }) { totalCount rows { metricCode regionCode period value changes { percent } } } }',
  '{ cube(input: { metrics: ["leaks"], rollUp: { overTime: ANNUAL, allowPartial: true } }) { rows { regionCode period value coverage { expected reported } } } }',
  '{ checks(first: 100) { totalCount nodes { verdict } } }',
];
const ADDRESSES = ['/odata/v4/Observations?$orderby=id', '/files/observations.csv'];
const VIEWS = ['fact_observation', 'observation'];

const [head = '', ...figures] = (riverCity().files.observations ?? '').trim().split('\n');
/** The second release changes a figure, leaves one out and has a new one. */
const REVISED = riverCity('2', {
  observations: csv(
    head,
    ...figures.slice(1).map((line, index) => (index === 0 ? line.replace(/(\d{4}-\d\d),\d+/, '$1,77') : line)),
    'gauges,990100,,1990-01-01,7,,,,,,,',
  ),
});

/** Without the moments at which releases were imported, which are the only thing that may differ. */
const untimed = (answer: unknown) =>
  JSON.stringify(answer).replaceAll(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:[\d.]+(Z|\+00)?/g, 'moment');

describe.skipIf(!hasPostgres)('deploy/partition.sql (skipped where PostgreSQL 15 is not installed)', () => {
  let server: PostgresServer;
  const open: Database[] = [];
  const url = (name: string) => server.url.replace(/postgres$/, name);

  async function withClient<Result>(name: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    const client = new pg.Client({ connectionString: url(name) });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
  const partition = (name: string) =>
    withClient(name, async (client) => {
      await client.query('set govgraph.partitions = 4');
      await client.query(SCRIPT);
    });
  async function create(name: string): Promise<Database> {
    await withClient('postgres', (client) => client.query(`create database ${name}`));
    return connect(name);
  }
  async function connect(name: string): Promise<Database> {
    const database = await openDatabase({ kind: 'postgres', url: url(name), poolSize: 3 });
    open.push(database);
    return database;
  }

  /** Everything that can be read, and the statements that read it. */
  async function readAll(database: Database) {
    const statements: string[] = [];
    const recorded = withQuery(database, (text, values) => {
      statements.push(text);
      return database.query(text, values);
    });
    const application = applicationOver(recorded, { CACHE_MB: '0' });
    const answers: unknown[] = [];
    for (const query of QUESTIONS) {
      const { body } = await application.ask({ query });
      expect(body.errors).toBeUndefined();
      answers.push(body.data);
    }
    for (const path of ADDRESSES) {
      const response = await application.fetch(new Request(`http://test${path}`));
      expect(response.status).toBe(200);
      answers.push(await response.text());
    }
    for (const view of VIEWS) {
      answers.push(
        (await database.query<{ row: string }>(`select v::text as row from bi.${view} v`)).map(({ row }) => row).sort(),
      );
    }
    return { answers: answers.map(untimed), statements: statements.sort() };
  }

  /** Columns, constraints, indexes and rights, as they are named, of the tables and of the views over them. */
  const describeTables = async (database: Database) =>
    database.query(
      `select 'column' as what, table_name::text as place, column_name::text as name, concat_ws(' ', ordinal_position, data_type, udt_name, is_nullable, column_default) as says
from information_schema.columns where table_schema = 'public' and table_name = any($1::text[]) or table_schema = 'bi'
union all select 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint where conrelid::regclass::text = any($1::text[])
union all select 'index', tablename, indexname, replace(indexdef, ' ON ONLY ', ' ON ') from pg_indexes where tablename = any($1::text[])
union all select 'view', c.oid::regclass::text, array_to_string(c.reloptions, ','), pg_get_viewdef(c.oid) from pg_class c where c.relkind = 'v' and c.relnamespace = 'bi'::regnamespace
union all select 'comment', c.oid::regclass::text, '', obj_description(c.oid, 'pg_class') from pg_class c where c.relkind = 'v' and c.relnamespace = 'bi'::regnamespace
union all select 'right', table_name, grantee, privilege_type || is_grantable from information_schema.table_privileges where table_name = any($1::text[]) or table_schema = 'bi'
union all select 'column right', table_name, grantee, column_name || privilege_type from information_schema.column_privileges where table_name = 'observation' and grantee = 'column_reader'
order by 1, 2, 3, 4`,
      [PARTITIONED],
    );

  beforeAll(async () => {
    server = await createPostgres();
    await withClient('postgres', (client) => client.query('create role reader; create role column_reader'));
    await create('alone');
    await create('parted');
    for (const database of open) {
      await importText(database, riverCity());
      await database.query('grant select on observation to reader with grant option');
      await database.query('grant select (value) on observation to column_reader');
      await database.query('grant select on bi.observation to public');
    }
    await partition('parted');
  });
  afterAll(async () => {
    for (const database of open) await database.close();
    await server.remove();
  });
  const [alone, parted] = [() => open[0] as Database, () => open[1] as Database];

  it('parts the tables that grow, and changes neither their rows nor what else belongs to them', async () => {
    const kinds = await parted().query(
      `select c.relname::text as name, (select count(*)::int from pg_inherits where inhparent = c.oid) as parts
from pg_class c where c.relkind = 'p' order by 1`,
    );
    expect(kinds).toEqual(PARTITIONED.map((name) => ({ name, parts: 4 })));
    const [own] = await parted().query<{ parts: number }>(
      'select count(distinct tableoid)::int as parts from observation',
    );
    expect(own?.parts).toBeGreaterThan(1);
    expect(await describeTables(parted())).toEqual(await describeTables(alone()));
    const left = await parted().query(
      "select relname from pg_class where relnamespace = 'public'::regnamespace and relname ~ '_(before|partitioned)'",
    );
    expect(left).toEqual([]);
  });

  it('is read with the same statements and answers the same, on connections that were open before it too', async () => {
    const [one, other] = [await readAll(alone()), await readAll(parted())];
    expect(one.answers[0]).toMatch(/"totalCount":[1-9]/);
    expect(other).toEqual(one);
  });

  it('takes a revision', async () => {
    for (const database of [alone(), parted()]) await importText(database, REVISED);
    const [one, other] = [await readAll(alone()), await readAll(parted())];
    expect(other).toEqual(one);
    expect(one.answers[0]).toContain('"version":"2"');
    const closed = 'select count(*)::int as rows from observation where to_seq < 2147483647';
    expect(await parted().query(closed)).toEqual(await alone().query(closed));
    expect((await parted().query<{ rows: number }>(closed))[0]?.rows).toBeGreaterThan(0);
  });

  it('does nothing where it has been run, and leaves a database whole where it cannot run', async () => {
    const before = await describeTables(parted());
    await partition('parted');
    expect(await describeTables(parted())).toEqual(before);
    const untouched = await describeTables(alone());
    await alone().query('create materialized view own as select count(*) from check_result');
    await expect(partition('alone')).rejects.toThrow('The materialized view own reads "check_result".');
    expect(await describeTables(alone())).toEqual(untouched);
    await expect(
      withClient('alone', async (client) => {
        await client.query("set govgraph.partitions = '1'");
        await client.query(SCRIPT);
      }),
    ).rejects.toThrow('govgraph.partitions must be between 2 and 128; got 1.');
  });

  it('lets readers go on while it copies, and until all of it is copied', async () => {
    const name = 'copied';
    const database = await create(name);
    await importText(database, riverCity());
    const isWaiting = async () => {
      const [found] = await database.query<{ waits: boolean }>(
        "select exists (select from pg_stat_activity where wait_event_type = 'Lock' and query ~ 'hash partitions') as waits",
      );
      return found?.waits;
    };
    let parting = Promise.resolve();
    // Somebody writes to the last of the tables, for which the script waits with the others copied.
    await database.transaction(async (tx) => {
      await tx.query('lock table check_result in row exclusive mode');
      parting = partition(name);
      await expect.poll(isWaiting).toBe(true);
      await withClient(name, async (reader) => {
        await reader.query("set lock_timeout = '1s'");
        for (const table of PARTITIONED) {
          expect((await reader.query(`select count(*)::int as rows from ${table}`)).rows).toHaveLength(1);
        }
      });
    });
    await parting;
    const kinds = await database.query("select relname::text as name from pg_class where relkind = 'p' order by 1");
    expect(kinds).toEqual(PARTITIONED.map((table) => ({ name: table })));
  });

  it('lets later migrations change the tables', async () => {
    await withClient('postgres', (client) => client.query('create database early'));
    await withClient('early', async (client) => {
      await client.query(`create table _prisma_migrations (id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz, started_at timestamptz not null default now(), applied_steps_count int not null default 0)`);
      for (const name of readdirSync('prisma/migrations')
        .filter((one) => one <= LAST_BEFORE)
        .sort()) {
        await client.query(readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8'));
        await client.query(
          "insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) values (gen_random_uuid(), '', $1, now(), 1)",
          [name],
        );
      }
    });
    await partition('early');
    const early = await connect('early');
    const tables = async (database: Database) =>
      (await describeTables(database)).filter((row) => !/right$/.test((row as { what: string }).what));
    await alone().query('drop materialized view own');
    expect(await tables(early)).toEqual(await tables(alone()));
    await importText(early, riverCity());
    await importText(early, REVISED);
    expect((await readAll(early)).answers.slice(0, 4)).toEqual((await readAll(alone())).answers.slice(0, 4));
  });
});
