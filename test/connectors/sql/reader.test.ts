import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dropReader, makeReader } from '../../../src/connectors/sql/role.ts';
import { watchReaders } from '../../../src/connectors/sql/watch.ts';
import { type Database, openDatabase } from '../../../src/database/database.ts';
import type { DomainError } from '../../../src/domain/core/errors.ts';
import { translate } from '../../../src/domain/message/translate.ts';
import { importPackage } from '../../../src/import/import.ts';
import { createPostgres, hasPostgres, type PostgresServer } from '../../server/postgres-server.ts';
import { BUNDLED, databaseUrl } from '../../support/template.ts';

const WISH = { name: 'analyst', language: 'en', connections: 4, timeout: 60_000, password: 'a password of the test' };
const LEFT = {
  en: 'The role may still write large objects, take advisory locks, and run blocks of PL/pgSQL, as every role may. A superuser can revoke this by running this command.',
  'zh-Hans':
    '与所有角色一样，该角色仍可写入大对象、获取咨询锁并运行 PL/pgSQL 代码块。超级用户执行此命令即可撤销这些权限。',
};
const WITH_PASSWORD = ['host all +govgraph_reader 127.0.0.1/32 scram-sha-256'];
const SILENT = pino({ level: 'silent' });

/** The protocol's message that calls a function with one argument in text. */
function functionCall(oid: number, argument: string): Buffer {
  const text = Buffer.from(argument);
  const message = Buffer.alloc(1 + 4 + 4 + 2 + 2 + 4 + text.length + 2);
  message.write('F');
  message.writeInt32BE(message.length - 1, 1);
  message.writeInt32BE(oid, 5);
  message.writeInt16BE(0, 9); // arguments are text
  message.writeInt16BE(1, 11);
  message.writeInt32BE(text.length, 13);
  text.copy(message, 17);
  return message;
}

describe.skipIf(!hasPostgres)('a role that reads SQL (skipped where PostgreSQL 15 is not installed)', () => {
  let server: PostgresServer;
  let database: Database;
  const clients: pg.Client[] = [];

  /** A connection of some role; whatever it holds is ended with the test file. */
  async function connect(user: string, password = WISH.password, url = server.url): Promise<pg.Client> {
    const address = new URL(url);
    address.username = user;
    address.password = password;
    const client = new pg.Client({ connectionString: address.href });
    client.on('error', () => {});
    await client.connect();
    clients.push(client);
    return client;
  }
  const close = async () => {
    await Promise.all(clients.splice(0).map((client) => client.end().catch(() => {})));
  };

  /** Makes these the server's rules for readers; everybody else is let in. Who may end readers is a member of them, and comes first. */
  async function admit(rules: readonly string[]): Promise<void> {
    const [file] = await database.query<{ hba_file: string }>('show hba_file');
    const all = ['host all owner,half 127.0.0.1/32 trust', ...rules, 'host all all 127.0.0.1/32 trust'];
    const rows = all.map((rule, at) => `(${at}, '${rule}')`).join(', ');
    const text = `select rule from (values ${rows}) r (at, rule) order by at`;
    await database.query(`copy (${text}) to '${file?.hba_file}'`);
    await database.query('select pg_reload_conf()');
    await setTimeout(300);
  }

  /** What the watch says of itself. */
  const logTo = (lines: string[]) =>
    pino({ base: null }, { write: (line: string) => lines.push(JSON.parse(line).msg) });

  const isBusy = async (pid: number) =>
    (await database.query(`select from pg_stat_activity where pid = $1 and state = 'active'`, [pid])).length > 0;

  beforeAll(async () => {
    server = await createPostgres();
    database = await openDatabase({ kind: 'postgres', url: server.url, poolSize: 3 });
    await importPackage(database, BUNDLED);
    await makeReader(database, WISH);
    // Readers give a password here, and whoever administers does not.
    await admit(WITH_PASSWORD);
  });
  afterAll(async () => {
    await close();
    await database.close();
    await server.remove();
  });

  test('reads every view, in its language, and is let in by its password alone', async () => {
    const analyst = await connect('analyst');
    const { rows: views } = await analyst.query(`select viewname from pg_views where schemaname = 'bi'`);
    expect(views.length).toBe(12);
    for (const { viewname } of views) await analyst.query(`select * from bi.${viewname}`);
    const named = await analyst.query(
      `select metric_name from bi.dim_metric where metric_code = 'criminal-cases-filed'`,
    );
    expect(named.rows).toEqual([{ metric_name: 'criminal cases filed' }]);
    // What drivers say to clear a connection that comes back to their pool, and to read in parallel.
    await analyst.query('select pg_advisory_unlock_all(); close all; unlisten *; reset all');
    await analyst.query('begin isolation level repeatable read; select pg_export_snapshot(); commit');
    await expect(connect('analyst', 'another password')).rejects.toMatchObject({ code: '28P01' });
    await close();
  });

  const DENIED = '42501';
  /** A view of several tables takes no rows, whoever brings them. */
  const NO_TABLE = '55000';
  test.each([
    ['insert into public.unit (dataset_id, code, name, from_seq) values (1, $$x$$, $${}$$, 1)', DENIED],
    ['update public.observation set value = 0', DENIED],
    ['select * from public.observation', DENIED],
    ['select * from public.task_report', DENIED],
    ['update bi.dim_metric set decimals = 0', NO_TABLE],
    ['delete from bi.task_organization', NO_TABLE],
    [`copy (select 1) to program 'id'`, DENIED],
    [`copy (select 1) to '/tmp/reader'`, DENIED],
    [`select pg_read_file('/etc/passwd')`, DENIED],
    ['create temporary table t (a int)', DENIED],
    ['create table bi.t (a int)', DENIED],
    ['create table public.t (a int)', DENIED],
    ['create schema mine', DENIED],
    ['create function public.f() returns int language sql as $$select 1$$', DENIED],
    ['set role postgres', DENIED],
    ['set session authorization postgres', DENIED],
    ['create role another', DENIED],
    ['alter role analyst superuser', DENIED],
    ['alter role analyst connection limit 100', DENIED],
    ['select rolpassword from pg_authid', DENIED],
    ['select lo_create(0)', DENIED],
    [`select pg_logical_emit_message(true, 'a', repeat('x', 1000))`, DENIED],
    ['set temp_file_limit = -1', DENIED],
    [`select lo_put(1, 0, 'x')`, DENIED],
    ['select pg_advisory_lock(1)', DENIED],
    [`select pg_advisory_xact_lock(hashtext('govgraph.import'))`, DENIED],
    ['select pg_try_advisory_lock_shared(1, 2)', DENIED],
    ['do $$ begin loop perform pg_sleep(1); end loop; end $$', DENIED],
    ['select * from bi.reader_memory()', DENIED],
    ['lock table bi.observation in row share mode; select 1', DENIED],
    ['select * from bi.dim_metric for share', DENIED],
    ['alter role analyst reset temp_file_limit', DENIED],
    [`alter role analyst set govgraph.language = 'zh'`, DENIED],
    ['revoke govgraph_reader from analyst', DENIED],
    ['revoke analyst from postgres', DENIED],
    [`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'`, DENIED],
  ])('may not: %s', async (statement, code) => {
    const analyst = await connect('analyst');
    // What its own settings forbid, it can allow itself: that must not matter.
    await analyst.query('set default_transaction_read_only = off');
    await analyst.query('set role govgraph_reader');
    await expect(analyst.query(statement)).rejects.toMatchObject({ code: DENIED });
    await analyst.query('reset role');
    await expect(analyst.query(statement)).rejects.toMatchObject({ code });
    await close();
  });

  test('holds no more connections than it may', async () => {
    await Promise.all([1, 2, 3, 4].map(() => connect('analyst')));
    await expect(connect('analyst')).rejects.toMatchObject({ code: '53300' });
    await close();
    await makeReader(database, { ...WISH, connections: 1, password: null });
    await setTimeout(200);
    await connect('analyst');
    await expect(connect('analyst')).rejects.toMatchObject({ code: '53300' });
    await close();
    await makeReader(database, { ...WISH, password: null });
    await setTimeout(200);
  });

  test('what it runs too long is ended, whatever it sets, and nobody else is', async () => {
    const other = await connect('postgres', '');
    const undisturbed = other.query('select pg_sleep(3)');
    const watch = watchReaders(database, { limit: 500, every: 100, log: SILENT });
    try {
      const asleep = await connect('analyst');
      await asleep.query('set statement_timeout = 0');
      await expect(asleep.query('select pg_sleep(60)')).rejects.toMatchObject({ code: '57014' });
      expect((await asleep.query('select 1 as one')).rows).toEqual([{ one: 1 }]);

      // Whoever takes no answer keeps the statement waiting.
      const stubborn = await connect('analyst');
      const { rows: own } = await stubborn.query('select pg_backend_pid() as pid');
      await stubborn.query('set statement_timeout = 0');
      stubborn.connection.stream.pause();
      stubborn.query(`select repeat('x', 1000) from generate_series(1, 1000000)`).catch(() => {});
      await expect.poll(() => isBusy(own[0].pid)).toBe(true);
      await expect.poll(() => isBusy(own[0].pid)).toBe(false);

      const waiting = await connect('analyst');
      await waiting.query('set idle_in_transaction_session_timeout = 0');
      await waiting.query('begin');
      await waiting.query('select count(*) from bi.observation');
      await setTimeout(1_200);
      await expect(waiting.query('select 1')).rejects.toThrow();

      const busy = await connect('analyst');
      await busy.query('begin');
      await expect(
        (async () => {
          for (const until = Date.now() + 5_000; Date.now() < until; await setTimeout(50)) await busy.query('select 1');
        })(),
      ).rejects.toThrow();

      // A function that is called by its number, without a statement: pg_sleep(60).
      const calling = await connect('analyst');
      await calling.query('set statement_timeout = 0');
      const { rows } = await calling.query('select pg_backend_pid() as pid');
      await setTimeout(700); // what was begun before says nothing of the call
      const begun = performance.now();
      const failed = new Promise<{ code?: string }>((resolve) => calling.once('error', resolve));
      calling.connection.stream.write(functionCall(2626, '60'));
      expect((await failed).code).toMatch(/^57/);
      expect(performance.now() - begun).toBeGreaterThan(450);
      const isCalling = `select from pg_stat_activity where pid = $1 and state not like 'idle%'`;
      await expect.poll(() => database.query(isCalling, [rows[0].pid])).toEqual([]);

      const idle = await connect('analyst');
      await setTimeout(1_000);
      expect((await idle.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
      await undisturbed;
    } finally {
      await watch.stop();
      await close();
    }
  });

  test('the watch says what it lacks, and does with what it needs', async () => {
    await database.query('create role watcher login');
    const url = server.url.replace('postgres@', 'watcher@');
    const sleepOver = async (told: string[]) => {
      const own = await openPlain(url);
      const watch = watchReaders(
        { query: async (text, values) => (await own.query(text, [...(values ?? [])])).rows },
        { limit: 300, every: 100, log: logTo(told) },
      );
      const analyst = await connect('analyst');
      const outcome = await analyst.query('select pg_sleep(1.5)').then(
        () => 'finished',
        (error) => error.code,
      );
      await watch.stop();
      await own.end();
      await close();
      return outcome;
    };
    const told: string[] = [];
    expect(await sleepOver(told)).toBe('finished');
    const blind = 'cannot see the memory of readers: run npm run bi:role again as a superuser';
    expect(told).toEqual([blind, 'cannot watch analyst: grant analyst to watcher']);
    await database.query('grant pg_read_all_stats, pg_signal_backend to watcher');
    told.splice(0);
    expect(await sleepOver(told)).toBe('57014');
    expect(told).toEqual([blind, 'ended a reader: its statement took too long']);
  });

  test('a reader that the watch cannot end does not shield another one', async () => {
    await database.query('create role half login');
    await database.query('grant analyst to half');
    await makeReader(database, { ...WISH, name: 'hidden' });
    const own = await openPlain(server.url.replace('postgres@', 'half@'));
    // It holds a lock in a database that it was not given: reasons to end it, if that were possible.
    const hidden = await connect('hidden', WISH.password, databaseUrl(server.url, 'template1'));
    await hidden.query('select pg_advisory_lock(1)');
    const watch = watchReaders(
      { query: async (text, values) => (await own.query(text, [...(values ?? [])])).rows },
      { limit: 300, every: 100, log: SILENT },
    );
    try {
      const analyst = await connect('analyst');
      await analyst.query('set statement_timeout = 0');
      await expect(analyst.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
    } finally {
      await watch.stop();
      await own.end();
      await close();
      await dropReader(database, 'hidden');
    }
  });

  test.skipIf(process.platform !== 'linux')('takes memory up to a bound, whatever it sets', async () => {
    const lines: string[] = [];
    const watch = watchReaders(database, { limit: 60_000, every: 100, memory: 2 ** 27, log: logTo(lines) });
    try {
      const small = await connect('analyst');
      const greedy = await connect('analyst');
      await greedy.query(`set work_mem = '1TB'`);
      const grows = `select length(array_agg(repeat('x', 1000) || i)::text) from generate_series(1, 1000000) i`;
      await expect(greedy.query(grows)).rejects.toMatchObject({ code: '57P01' });
      // Two that together take too much: the larger one is ended. A session keeps what it sets.
      const fill = async (client: pg.Client, megabytes: number) => {
        for (let at = 0; at < megabytes; at += 5) {
          await client.query(`select length(set_config('a.b${at}', repeat('x', 5000000), false))`);
          await setTimeout(10);
        }
      };
      const [less, more] = [await connect('analyst'), await connect('analyst')];
      await fill(less, 30);
      await expect(fill(more, 200)).rejects.toThrow();
      expect((await small.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
      expect((await less.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
      expect(new Set(lines)).toEqual(new Set(['ended a reader: it took too much memory']));
    } finally {
      await watch.stop();
      await close();
    }
  });

  test('holds few locks, so that the lock table of the server has room for others', async () => {
    const lines: string[] = [];
    const watch = watchReaders(database, { limit: 60_000, every: 100, log: logTo(lines) });
    try {
      // Every view at once is what an honest reader may lock, in the isolation that locks most.
      const honest = await connect('analyst');
      await honest.query('begin isolation level serializable');
      const { rows: views } = await honest.query(`select viewname from pg_views where schemaname = 'bi'`);
      for (const { viewname } of views) await honest.query(`select * from bi.${viewname}`);
      const greedy = await connect('analyst');
      await greedy.query('begin read write');
      const step = (at: number) => `savepoint s${at}; alter role analyst set work_mem = '${1000 + at}kB'`;
      await greedy.query(Array.from({ length: 60 }, (_, at) => step(at)).join(';'));
      await setTimeout(400);
      await expect(greedy.query('select 1')).rejects.toThrow();
      expect((await honest.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
      expect(lines).toEqual(['ended a reader: it held too many locks']);
    } finally {
      await watch.stop();
      await close();
    }
  });

  test('is ended in a database that nobody gave it, and refused there by rules of the server', async () => {
    const elsewhere = databaseUrl(server.url, 'template1');
    const lines: string[] = [];
    const watch = watchReaders(database, { limit: 60_000, every: 100, log: logTo(lines) });
    try {
      const stray = await connect('analyst', WISH.password, elsewhere);
      const here = await connect('analyst');
      await setTimeout(400);
      await expect(stray.query('select 1')).rejects.toThrow();
      expect((await here.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
      expect(lines).toEqual(['ended a reader: it was connected to another database']);

      await database.query('grant connect on database template1 to analyst');
      const guest = await connect('analyst', WISH.password, elsewhere);
      await setTimeout(400);
      expect((await guest.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    } finally {
      await database.query('revoke connect on database template1 from analyst');
      await watch.stop();
      await close();
    }
    const page = readFileSync(new URL('../../../docs/sql-views.md', import.meta.url), 'utf8');
    const [, rules = ''] = /```\nhost +all +govgraph .*\n([^`]+)```/.exec(page) ?? [];
    expect(rules).toContain('reject');
    await admit(rules.replace('host  govgraph', 'host postgres').trim().split('\n'));
    await expect(connect('analyst', WISH.password, elsewhere)).rejects.toMatchObject({ code: '28000' });
    await connect('analyst');
    await close();
    await admit(WITH_PASSWORD);
  });

  test('what everybody loses, the roles of servers keep', async () => {
    await database.query('create role publisher login');
    await database.query('grant all on all tables in schema public to publisher');
    await database.query('grant all on all sequences in schema public to publisher');
    await database.query('grant usage, create on schema public to publisher');
    await database.query('grant temporary on database postgres to publisher');
    const { notes } = await makeReader(database, { ...WISH, password: null });
    expect(notes.map((note) => translate(note, 'en'))).toContain(
      'These roles read the tables of govgraph and keep advisory locks and PL/pgSQL: publisher. Run this command again after you add such a role.',
    );
    const url = server.url.replace('postgres@', 'publisher@');
    const own = await openDatabase({ kind: 'postgres', url, poolSize: 2 });
    try {
      await importPackage(own, BUNDLED);
      await own.query('do $$ begin end $$');
      const [memory] = await own.query('select count(*)::int as n from pg_locks, bi.reader_memory()');
      expect(memory).toEqual({ n: 0 });
    } finally {
      await own.close();
    }
  });

  test('is made by a role that is no superuser, which can then watch it', async () => {
    await database.query('create role owner login createrole');
    await database.query('create database small owner owner');
    const url = databaseUrl(server.url, 'small').replace('postgres@', 'owner@');
    const own = await openDatabase({ kind: 'postgres', url, poolSize: 2 });
    try {
      const wish = { ...WISH, name: 'modest', language: null };
      await expect(makeReader(own, { ...wish, language: 'en' })).rejects.toThrow(
        'Only a superuser may set the language of a role',
      );
      await database.query('revoke govgraph_reader from owner').catch(() => {});
      const { created, notes } = await makeReader(own, wish);
      expect(created).toBe(true);
      expect(notes.map((note) => translate(note, 'en'))).toEqual(
        expect.arrayContaining([
          LEFT.en,
          'The server cannot see how much memory the role takes. A superuser can change this by running this command.',
          `The size of temporary files that the role writes has no limit. A superuser can set one: alter role modest set temp_file_limit = '4GB'.`,
        ]),
      );
      expect(notes.map((note) => translate(note, 'zh-Hans'))).toContain(LEFT['zh-Hans']);
      await database.query('grant set on parameter temp_file_limit to owner');
      const again = await makeReader(own, { ...wish, password: null });
      expect(again.notes.map((note) => translate(note, 'en')).join()).not.toContain('temporary files');
      const reader = await connect('modest', WISH.password, databaseUrl(server.url, 'small'));
      expect((await reader.query('select * from bi.observation')).rows).toEqual([]);
      await expect(reader.query('create temporary table t (a int)')).rejects.toMatchObject({ code: '25006' });
      await reader.query('set default_transaction_read_only = off');
      await expect(reader.query('create temporary table t (a int)')).rejects.toMatchObject({ code: DENIED });
      const watch = watchReaders(own, { limit: 300, every: 100, log: SILENT });
      await expect(reader.query('select pg_sleep(30)')).rejects.toMatchObject({ code: '57014' });
      const stubborn = await connect('modest', WISH.password, url.replace('owner@', 'modest@'));
      const loop = `do $$ begin loop begin perform pg_sleep(60); exception when query_canceled then null; end; end loop; end $$`;
      await stubborn.query('set statement_timeout = 0');
      await expect(stubborn.query(loop)).rejects.toMatchObject({ code: '57P01' });
      const locking = await connect('modest', WISH.password, url.replace('owner@', 'modest@'));
      await locking.query(`select pg_advisory_lock(hashtext('govgraph.migrate'))`);
      await setTimeout(400);
      await expect(locking.query('select 1')).rejects.toThrow();
      await watch.stop();
      // Publishing goes on: whoever owns the database still makes temporary tables.
      await importPackage(own, BUNDLED);
      expect((await reader.query('select count(*)::int as n from bi.observation')).rows[0].n).toBeGreaterThan(50);
      // The server of the owner watches also whom a superuser made.
      const above = await openDatabase({ kind: 'postgres', url: databaseUrl(server.url, 'small'), poolSize: 2 });
      await makeReader(above, { ...wish, name: 'given' }).finally(() => above.close());
      const given = await connect('given', WISH.password, url.replace('owner@', 'given@'));
      const second = watchReaders(own, { limit: 300, every: 100, log: SILENT });
      await given.query('set statement_timeout = 0');
      await expect(given.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
      await second.stop();
      await close();
      await dropReader(own, 'modest');
      await expect(connect('modest')).rejects.toMatchObject({ code: '28000' });
    } finally {
      await own.close();
    }
  });

  test('is refused with what would be right', async () => {
    await database.query('create role worker login');
    const refused = (wish: Partial<typeof WISH>) =>
      makeReader(database, { ...WISH, ...wish }).catch((error) => error.message);
    expect(await refused({ name: 'worker' })).toContain('was not created as a reader');
    expect(await refused({ name: 'postgres' })).toContain('was not created as a reader');
    expect(await refused({ name: 'a"b' })).toContain('lower-case letters');
    expect(await refused({ name: 'govgraph_reader' })).toContain('must be none of public, none, govgraph_reader');
    expect(await refused({ password: 'short' })).toContain('12 to 200');
    expect(await refused({ language: 'no language' })).toContain('zh-Hans');
    await expect(dropReader(database, 'worker')).rejects.toThrow('was not created as a reader');
    await expect(dropReader(database, 'nobody')).rejects.toThrow('There is no role "nobody"');
    const inChinese = (work: Promise<unknown>) => work.catch((error: DomainError) => translate(error.text, 'zh-Hans'));
    expect(await inChinese(dropReader(database, 'nobody'))).toBe('角色“nobody”不存在。');
    expect(await inChinese(makeReader(database, { ...WISH, password: 'short' }))).toMatch(/^密码须为 12 至 200 个/);
    const own = await openPlain(server.url.replace('postgres@', 'worker@'));
    const poor = {
      transaction: (work: (sql: unknown) => unknown) =>
        work({ query: async (text: string, values = []) => (await own.query(text, values)).rows }),
    };
    await expect(makeReader(poor as unknown as Database, WISH)).rejects.toThrow(
      'alter role worker createrole; grant postgres to worker',
    );
    await own.end();
  });

  test('tells what everybody may, beside what a reader may', async () => {
    await database.query('create table public.open_to_all (a int)');
    await database.query('grant select on public.open_to_all to public');
    await database.query('grant set on parameter log_statement to public');
    const { created, notes } = await makeReader(database, { ...WISH, password: null });
    expect(created).toBe(false);
    const told = notes.map((note) => translate(note, 'en'));
    expect(told.filter((note) => note.startsWith('The role may'))).toEqual([
      'The role may still read or write public.open_to_all, as every role may.',
      'The role may set log_statement, because a superuser granted it to the role or to every role.',
      'The role may connect to these databases, as every role may: small, template1. A running govgraph server ends such connections; rules in pg_hba.conf refuse them.',
    ]);
    expect(notes.map((note) => translate(note, 'zh-Hans'))).toContain(
      '与所有角色一样，该角色仍可读写 public.open_to_all。',
    );
    await database.query('revoke set on parameter log_statement from public');
    await database.query('drop table public.open_to_all');
  });

  async function openPlain(url: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client;
  }
});
