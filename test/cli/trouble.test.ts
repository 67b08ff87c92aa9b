import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createPostgres, hasPostgres, type PostgresServer } from '../server/postgres-server.ts';
import { riverCity, writePackage } from '../support/package.ts';
import { type Ended, run, serve } from './process.ts';

const READ_ONLY =
  'The database is read-only. Nothing was written. Is the server a standby, or is default_transaction_read_only on? Name a database in DATABASE_URL that can be written.\n';
const FULL = 'The disk of the database is full. Nothing was written. Free space there, then run the command again.\n';

const WITHIN = { timeout: 60_000, interval: 100 };

describe.skipIf(!hasPostgres)('a PostgreSQL server in trouble (skipped where PostgreSQL 15 is not installed)', () => {
  let server: PostgresServer;
  let client: pg.Client;
  let folder: string;
  beforeAll(async () => {
    server = await createPostgres();
    client = new pg.Client({ connectionString: server.url });
    await client.connect();
    for (const name of ['filled', 'bare', 'faulty']) await client.query(`create database ${name}`);
    await client.query("create database latin encoding 'LATIN1' template template0");
    await client.query('create role plain login');
    folder = await writePackage(riverCity());
    for (const name of ['filled', 'faulty']) expect((await start(name, 'import', folder)).code).toBe(0);
  });
  afterAll(async () => {
    await client.end();
    await server.remove();
  });

  const address = (database: string, user = 'postgres') =>
    server.url.replace('postgres@', `${user}@`).replace(/\/postgres$/, `/${database}`);
  /** How a command ends, with the last line of its errors: what takes long tells before how far it is. */
  const start = async (database: string, ...args: string[]): Promise<Ended> => {
    const { err, ...ended } = await run(args, { DATABASE_URL: address(database), PORT: '0' }).ended;
    return { ...ended, err: err.split('\n').slice(-2).join('\n') };
  };
  const failed = (err: string) => ({ code: 1, out: '', err });
  const REPORT = ['report', 'dike-a', '--status', 'IN_PROGRESS', '--progress', '50'];

  it('that is read-only says so to whoever writes, and serves what is published', async () => {
    await client.query('alter database filled set default_transaction_read_only = on');
    await client.query('alter database bare set default_transaction_read_only = on');
    expect(await start('bare', 'serve')).toEqual(failed(READ_ONLY));
    const other = await writePackage({ ...riverCity('2'), name: 'other-city' });
    expect(await start('filled', 'import', other)).toEqual(failed(READ_ONLY));
    expect(await start('filled', ...REPORT)).toEqual(failed(READ_ONLY));
    expect((await start('filled', 'import', folder)).out).toContain('unchanged');

    const running = await serve({
      DATABASE_URL: address('filled'),
      DATASETS: [folder, other].join(','),
      LOG_LEVEL: 'silent',
    });
    const ready = async () => (await (await fetch(`${running.url}/ready`)).json()) as Record<string, unknown>;
    // It is ready with its first package, and loads the other meanwhile.
    const retried = [{ stage: 'retrying', reason: 'The database is read-only.' }];
    await vi.waitFor(async () => expect((await ready()).loading).toMatchObject(retried), WITHIN);
    expect(await ready()).toMatchObject({ status: 'ready', refused: [] });
    // A standby that becomes the primary ends no session; this does, so that the setting is read again.
    await client.query('alter database filled reset default_transaction_read_only');
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'filled'");
    await running.printed(/Loaded other-city/);
    running.child.kill('SIGTERM');
    const { code, err } = await running.ended;
    expect([code, err]).toEqual([0, expect.stringContaining('The database is read-only.')]);
    expect(err).not.toContain('Skipped');
  });

  it.each([
    ['53100', 'could not extend file "base/16384/2619": No space left on device', FULL],
    ['53200', 'out of memory', 'The database has too little memory at the moment. Try again shortly.\n'],
    ['53400', 'temporary file size exceeds temp_file_limit (1kB)', 'The database has reached a limit of its configuration. The database says: temporary file size exceeds temp_file_limit (1kB). Raise the limit, then run the command again.\n'],
    ['58030', 'could not read block 1 in file "base/16384/2619": Input/output error', 'The database cannot read or write its files. The log of the database server says more.\n'],
    ['42501', 'could not open file "base/16384/2619": Read-only file system', 'The database cannot read or write its files. The log of the database server says more.\n'],
  ])('that fails with %s is told without its paths', async (sqlstate, words, err) => {
    const own = new pg.Client({ connectionString: address('faulty') });
    await own.connect();
    const fault = `begin raise exception using errcode = '${sqlstate}', message = '${words}'; end`;
    await own.query(`create or replace function fail() returns trigger language plpgsql as $body$ ${fault} $body$;
drop trigger if exists fault on task_report; drop trigger if exists fault on release;
create trigger fault before insert on task_report for each statement execute function fail();
create trigger fault before insert on release for each statement execute function fail()`);
    await own.end();
    expect(await start('faulty', ...REPORT)).toEqual(failed(err));
    const next = await writePackage({ ...riverCity('2'), name: 'other-city' });
    expect(await start('faulty', 'import', next)).toEqual(failed(err));
  }); // biome-ignore format: a table

  it('that lets in nobody more, or not with this role, or has another encoding, is told by what to do', async () => {
    const as = (database: string) =>
      run(['import', folder], { DATABASE_URL: address(database, 'plain') }).ended.then(({ code, err }) => [code, err]);
    expect(await as('filled')).toEqual([
      1,
      'The server lacks a right in the database. The database says: permission denied for table _prisma_migrations. Grant this right to the role of DATABASE_URL.\n',
    ]);
    expect(await as('postgres')).toEqual([
      1,
      'The server lacks a right in the database. The database says: permission denied for schema public. Grant this right to the role of DATABASE_URL.\n',
    ]);
    await client.query('alter database filled connection limit 0');
    expect(await as('filled')).toEqual([
      1,
      'The database accepts no more connections at the moment. Try again shortly. Lower POOL_SIZE, or raise max_connections of the database server.\n',
    ]);
    await client.query('alter database filled connection limit -1');
    expect(await as('latin')).toEqual([
      1,
      'The database of DATABASE_URL has the encoding LATIN1, but UTF8 is needed. Create another database: createdb --encoding UTF8 --template template0 NAME.\n',
    ]);
  });
});
