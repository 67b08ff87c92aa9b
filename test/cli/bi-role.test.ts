import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPostgres, hasPostgres, type PostgresServer } from '../server/postgres-server.ts';
import { run, serve, temporaryFolder } from './process.ts';

describe('bi:role', () => {
  it.each([
    [['bi-role'], 'Give exactly one role name.'],
    [['bi-role', 'x', '--connections', '0'], '--connections must be a whole number from 1 to 1,000; got "0".'],
    [['bi-role', 'x', '--timeout', 'soon'], '--timeout must be a time such as 60s or 5min; got "soon".'],
  ])('ends with 2 when it is used wrongly: %j', async (args, message) => {
    const { code, err } = await run(args, {}).ended;
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it('says that it needs a PostgreSQL server, and what the watch would end anyway', async () => {
    await using folder = await temporaryFolder();
    const embedded = await run(['bi-role', 'x'], { DATA_DIR: folder.path }).ended;
    expect(embedded).toMatchObject({ code: 1, err: expect.stringContaining('Set DATABASE_URL') });
    const long = await run(['bi-role', 'x', '--timeout', '2min'], { DATA_DIR: folder.path }).ended;
    expect(long).toMatchObject({ code: 1, err: expect.stringContaining('after 60 s: give no more with --timeout') });
  });
});

describe.skipIf(!hasPostgres)('bi:role on a server (skipped where PostgreSQL 15 is not installed)', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await createPostgres();
  });
  afterAll(() => server.remove());

  it('makes a reader, whose statements the running server ends, and drops it', async () => {
    const env = { DATABASE_URL: server.url, READER_TIMEOUT_MS: '1500' };
    const made = await run(['bi-role', 'analyst', '--timeout', '1s', '--connections', '3'], env).ended;
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(made.out).toMatch(
      /^Created the role analyst: .* 3 connections, 1 s a statement\.\n.*shown only once: [\w-]{32}\n- /,
    );
    const piped = run(['bi-role', 'analyst', '--timeout', '1s', '--password-stdin', '--language', 'en'], env);
    piped.child.stdin?.end('what nobody guesses\n');
    const updated = await piped.ended;
    expect(updated.out).toMatch(/^Updated the role analyst/);
    expect(updated.out).not.toContain('shown only once');

    const { child, ended } = await serve({ ...env, LOG_LEVEL: 'info' });
    const reader = new pg.Client({ connectionString: server.url.replace('postgres@', 'analyst@') });
    await reader.connect();
    try {
      const { rows } = await reader.query(
        `select current_setting('govgraph.language') as language, current_setting('statement_timeout') as timeout`,
      );
      expect(rows).toEqual([{ language: 'en', timeout: '1s' }]);
      expect((await reader.query('select count(*)::int as n from bi.observation')).rows[0].n).toBeGreaterThan(50);
      await reader.query('set statement_timeout = 0');
      await expect(reader.query('select pg_sleep(60)')).rejects.toMatchObject({ code: '57014' });
    } finally {
      await reader.end();
      child.kill('SIGTERM');
    }
    expect((await ended).out).toContain('ended a reader: its statement took too long');

    const dropped = await run(['bi-role', 'analyst', '--drop'], env).ended;
    expect(dropped.out).toMatch(/^Dropped the role analyst\./);
    const again = await run(['bi-role', 'analyst', '--drop'], env).ended;
    expect(again).toMatchObject({ code: 1, err: 'There is no role "analyst".\n' });
  });
});
