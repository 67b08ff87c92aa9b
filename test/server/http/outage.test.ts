import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/database/database.ts';
import { withQuery } from '../../support/database.ts';
import { createPostgres, hasPostgres, type PostgresServer } from '../postgres-server.ts';
import { applicationOver } from '../support.ts';

const READS = { query: '{ datasets { code } metrics { nodes { code } } }' };

describe.skipIf(!hasPostgres)('a PostgreSQL server (skipped where PostgreSQL 15 is not installed)', () => {
  let server: PostgresServer;
  let database: Database;
  const open = () => openDatabase({ kind: 'postgres', url: server.url, poolSize: 3 }, { statementTimeout: 300 });
  beforeAll(async () => {
    server = await createPostgres();
    // Two that start at one moment on an empty server: one migrates, the other waits for it.
    const [first, second] = await Promise.all([open(), open()]);
    database = first;
    await second.close();
  });
  afterAll(async () => {
    await database.close();
    await server.remove();
  });

  it('that goes away mid-flight is UNAVAILABLE, and all is well when it is back', async () => {
    const { ask, fetch } = applicationOver(database);
    const ready = async () => (await fetch(new Request('http://test/ready'))).status;
    expect((await ask(READS)).body.errors).toBeUndefined();

    const waiting = database.query('select pg_sleep(0.2)').catch((error: unknown) => error);
    await server.stop();
    expect(await waiting).toBeInstanceOf(Error);
    for (let time = 0; time < 3; time++) {
      const { status, body } = await ask(READS);
      expect([status, body.errors]).toEqual([503, [expect.objectContaining({ extensions: { code: 'UNAVAILABLE' } })]]);
    }
    expect(await ready()).toBe(503);

    await server.start();
    expect(await ready()).toBe(200);
    for (let time = 0; time < 3; time++) expect((await ask(READS)).body.errors).toBeUndefined();
  });

  it('with a table that somebody keeps locked is UNAVAILABLE and not too much asked for', async () => {
    const { ask, fetch } = applicationOver(database, { CACHE_MB: '0' });
    const ready = async () => (await fetch(new Request('http://test/ready'))).status;
    expect([(await ask(READS)).status, await ready()]).toEqual([200, 200]);
    const { status, body } = await database.transaction(async (tx) => {
      await tx.query('lock table content_version');
      expect(await ready()).toBe(503);
      return ask(READS);
    });
    expect([status, body.errors[0].extensions.code]).toEqual([503, 'UNAVAILABLE']);
    expect(body.errors[0].message).toContain('locked');
    expect((await ask(READS)).body.errors).toBeUndefined();
  });

  it('with a locked table is UNAVAILABLE for those who wait for their turn at it, too', async () => {
    const single = await openDatabase({ kind: 'postgres', url: server.url, poolSize: 1 }, { statementTimeout: 3_000 });
    try {
      const { ask } = applicationOver(single, { REQUEST_TIMEOUT_MS: '1500', CACHE_MB: '0' });
      const listed = (first: number) =>
        ask({ query: `{ observations(where: { metrics: [] }, first: ${first}) { nodes { value } } }` });
      expect((await listed(1)).body.errors).toBeUndefined();
      const answers = await database.transaction(async (tx) => {
        await tx.query('lock table observation');
        return Promise.all([2, 3, 4].map(listed));
      });
      for (const { body } of answers) expect(body.errors[0].extensions.code).toBe('UNAVAILABLE');
      expect(answers.map(({ body }) => body.errors[0].message)).toContainEqual(expect.stringContaining('locked'));
    } finally {
      await single.close();
    }
  });

  it('that hangs is UNAVAILABLE and not too much asked for, in GraphQL, OData and files, and all is well when it goes on', async () => {
    const { ask, fetch } = applicationOver(database, { REQUEST_TIMEOUT_MS: '400', CACHE_MB: '0' });
    const get = async (path: string) => {
      const response = await fetch(new Request(`http://test${path}`));
      return [response.status, (await response.json()) as object];
    };
    expect((await ask(READS)).status).toBe(200);
    await server.freeze();
    try {
      const { status, body } = await ask(READS);
      expect([status, body.errors[0].extensions.code]).toEqual([503, 'UNAVAILABLE']);
      expect(await get('/odata/v4/Metrics')).toMatchObject([503, { error: { code: 'UNAVAILABLE' } }]);
      for (const file of ['tasks.csv', 'observations.json', 'observations.xlsx']) {
        const detail = expect.stringContaining('cannot be reached');
        expect(await get(`/files/${file}`)).toMatchObject([503, { code: 'UNAVAILABLE', detail }]);
      }
    } finally {
      await server.thaw();
    }
    await expect.poll(async () => (await ask(READS)).status).toBe(200);
  });

  it('that hangs is not ready within about two seconds, however many ask', async () => {
    const { fetch } = applicationOver(database, { DEFAULT_DATASET: 'none' });
    const ready = async () => (await fetch(new Request('http://test/ready'))).json();
    expect((await ready()).detail).toContain('nor any other');
    await server.freeze();
    try {
      const from = performance.now();
      for (const { status, detail } of await Promise.all([ready(), ready(), ready()])) {
        expect([status, detail]).toEqual([503, 'The database does not answer.']);
      }
      expect(performance.now() - from).toBeLessThan(3_000);
    } finally {
      await server.thaw();
    }
    await expect.poll(async () => (await ready()).detail).toContain('nor any other');
  });

  it('that lets nothing be read is not ready, and says why until it does', async () => {
    await database.query('create role reader login');
    await database.query('grant usage on schema public to reader');
    await database.query('grant select on all tables in schema public to reader');
    const url = server.url.replace('postgres@', 'reader@');
    const reader = await openDatabase({ kind: 'postgres', url, poolSize: 3 }, { statementTimeout: 300 });
    try {
      const { ask, fetch } = applicationOver(reader, { CACHE_MB: '0', VERSION_MAX_AGE_MS: '0' });
      const ready = async (language: string) => {
        const response = await fetch(new Request('http://test/ready', { headers: { 'accept-language': language } }));
        return [response.status, (await response.json()).detail];
      };
      expect((await ready('en'))[0]).toBe(200);
      // Of a table that no request has been answered from yet, too.
      await database.query('revoke all on observation from reader');
      expect(await ready('en')).toEqual([503, expect.stringContaining('lacks a right')]);
      await database.query('grant select on observation to reader');
      // Imports alone read this one.
      await database.query('revoke all on quarantine_row from reader');
      expect((await ready('en'))[0]).toBe(200);
      await database.query('revoke all on all tables in schema public from reader');
      expect((await ask(READS)).status).toBe(503);
      expect(await ready('en')).toEqual([503, expect.stringContaining('lacks a right')]);
      expect(await ready('zh-Hans')).toEqual([503, expect.stringContaining('缺少其数据库中的某项权限')]);
      await database.query('grant select on all tables in schema public to reader');
      expect((await ready('en'))[0]).toBe(200);
    } finally {
      await reader.close();
      await database.query('drop owned by reader');
      await database.query('drop role reader');
    }
  });

  it('whose password has changed meanwhile refuses the server, and all is well when it is changed back', async () => {
    const rules = join(server.data, 'pg_hba.conf');
    const own = await readFile(rules, 'utf8');
    await writeFile(rules, `host all keyed 127.0.0.1/32 scram-sha-256\n${own}`);
    await database.query('select pg_reload_conf()');
    await database.query("create role keyed login superuser password 'right'");
    const setPassword = (password: string) => database.query(`alter role keyed password '${password}'`);
    const url = server.url.replace('postgres@', 'keyed:right@');
    const keyed = await openDatabase({ kind: 'postgres', url, poolSize: 3 }, { statementTimeout: 300 });
    try {
      const { ask, fetch } = applicationOver(keyed, { CACHE_MB: '0', VERSION_MAX_AGE_MS: '0' });
      const ready = async (language: string) => {
        const response = await fetch(new Request('http://test/ready', { headers: { 'accept-language': language } }));
        return [response.status, (await response.json()).detail];
      };
      expect([(await ask(READS)).status, (await ready('en'))[0]]).toEqual([200, 200]);
      await setPassword('another');
      await database.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'keyed'");
      const words =
        'The database refuses the user, the password or the database of DATABASE_URL. No other request can change that: tell the operator of this service.';
      await expect.poll(() => ready('en')).toEqual([503, words]);
      expect(await ready('zh-Hans')).toEqual([503, expect.stringContaining('数据库拒绝 DATABASE_URL 中的')]);
      const { status, body } = await ask(READS);
      expect([status, body.errors]).toEqual([
        503,
        [expect.objectContaining({ message: words, extensions: { code: 'UNAVAILABLE' } })],
      ]);
      await setPassword('right');
      await expect.poll(async () => (await ready('en'))[0]).toBe(200);
      expect((await ask(READS)).status).toBe(200);
    } finally {
      await keyed.close();
      await database.query('drop role keyed');
      await writeFile(rules, own);
      await database.query('select pg_reload_conf()');
    }
  });

  it('that lacks a table is not ready until it has it', async () => {
    const { fetch } = applicationOver(database);
    const ready = async () => {
      const response = await fetch(new Request('http://test/ready'));
      return [response.status, (await response.json()).detail];
    };
    await database.query('alter table content_version rename to elsewhere');
    try {
      const words = 'The database answers, but what is published cannot be read from it.';
      expect(await ready()).toEqual([503, words]);
    } finally {
      await database.query('alter table elsewhere rename to content_version');
    }
    expect((await ready())[0]).toBe(200);
  });

  it('that is busy answers that too much was asked for', async () => {
    const { ask } = applicationOver(
      withQuery(database, async (text, values) => {
        await database.query('select pg_sleep(0.25)');
        return database.query(text, values);
      }),
      { REQUEST_TIMEOUT_MS: '400', CACHE_MB: '0' },
    );
    const { status, body } = await ask(READS);
    expect([status, body.errors[0].extensions]).toEqual([
      400,
      { code: 'LIMIT_EXCEEDED', limit: 'time', admitted: 400 },
    ]);
  });

  it('lets a statement of a transaction take as long as it takes', async () => {
    const slept = await database.transaction((tx) => tx.query('select pg_sleep(1.6)::text as slept'));
    expect(slept).toHaveLength(1);
  });

  it('gives up a statement that takes too long', async () => {
    await expect(database.query('select pg_sleep(5)')).rejects.toMatchObject({ code: '57014' });
    await expect(database.prisma.$queryRaw`select 1 from (select pg_sleep(5)) as slow`).rejects.toThrow(
      /57014|timeout/,
    );
  });
});
