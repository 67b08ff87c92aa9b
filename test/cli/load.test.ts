import { appendFile, cp, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/database.ts';
import { createPostgres, hasPostgres, type PostgresServer } from '../server/postgres-server.ts';
import { csv, riverCity, writePackage } from '../support/package.ts';
import { listenOnly, loadedFolder, query, type Running, run, serve, temporaryFolder } from './process.ts';

const DATASETS = '{ datasets { code } }';
const MISSING = 'The folder of the package does not exist. The log of the server says where it was looked for.';
/** Milliseconds that count as "at once" on a machine that does much else. */
const AT_ONCE = 5_000;
/** What comes in its own time. */

async function ready(url: string, language = 'en') {
  const response = await fetch(`${url}/ready`, { headers: { 'accept-language': language } });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** A package that takes some seconds to import. */
function largeCity() {
  const days = Array.from({ length: 60_000 }, (_, index) =>
    new Date(Date.UTC(1850, 0, 1 + index)).toISOString().slice(0, 10),
  );
  const rows = days.map((day) => `gauges,990000,,${day},${day.length},`);
  return writePackage(
    riverCity('1', {
      observations: csv('metric,region,breakdown,period,value,status', ...rows),
      published_changes: csv('metric,region,breakdown,period,change,value'),
    }),
  );
}

async function stop({ child, ended }: Running) {
  const begun = Date.now();
  child.kill('SIGTERM');
  const { code, out, err } = await ended;
  return { code, out, err, took: Date.now() - begun };
}

describe('a package that cannot be loaded', () => {
  it('is skipped with a warning on the terminal, in the log and at /ready, and the others are served', async () => {
    await using folder = await loadedFolder();
    const broken = join(folder.path, 'broken');
    await cp('data/tianshui-2020', broken, { recursive: true });
    await writeFile(join(broken, 'themes.csv'), 'code,colour\na,red\n');
    const crowded = join(folder.path, 'crowded');
    await cp('data/tianshui-2020', crowded, { recursive: true });
    const unknown = Array.from({ length: 60 }, (_, index) => `nothing-${index},620500,,2020,1,,,,,,,,\n`);
    await appendFile(join(crowded, 'observations.csv'), unknown.join(''));
    const missing = join(folder.path, 'missing');
    const file = join(broken, 'themes.csv');
    const running = await serve({
      DATA_DIR: folder.path,
      DATASETS: [missing, broken, crowded, file, 'data/tianshui-2020'].join(','),
      LOG_LEVEL: 'warn',
    });
    const { status, body } = await ready(running.url);
    expect([status, body]).toEqual([
      200,
      {
        status: 'ready',
        loading: [],
        importLock: null,
        refused: [
          { package: 'missing', code: 'NOT_FOUND', reason: MISSING },
          {
            package: 'broken',
            code: 'BAD_INPUT',
            reason: expect.stringMatching(/^The package has \d+ problems\. The log of the server lists them\.$/),
          },
          {
            package: 'crowded',
            code: 'BAD_INPUT',
            reason: 'The package has 60 problems. The log of the server lists the first 50.',
          },
          { package: 'themes.csv', code: 'NOT_FOUND', reason: MISSING },
        ],
      },
    ]);
    expect(JSON.stringify((await ready(running.url, 'zh')).body)).toContain(
      '数据包的文件夹不存在，服务器日志中有查找的位置。',
    );
    expect((await query(running.url, DATASETS)).data).toEqual({ datasets: [{ code: 'tianshui-2020' }] });

    const { code, out, err } = await stop(running);
    expect(code).toBe(0);
    expect(err).toContain(
      `Skipped ${missing}, which keeps no other package from being loaded. There is no folder ${missing}.\n`,
    );
    expect(err).toMatch(
      /Skipped \S+broken, which keeps no other package from being loaded\. The package was refused: \d+ problems\.\nthemes/,
    );
    expect(err).toContain(`${file} is not a folder.\n`);
    expect(out).toContain('Already there: tianshui-2020');
    expect(out).toContain('1 package, skipped: missing, broken, crowded, themes.csv');
    const logged = out.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : []));
    expect(logged.map((line) => [line.level, line.package, line.code])).toEqual([
      ['warn', 'missing', 'NOT_FOUND'],
      ['warn', 'broken', 'BAD_INPUT'],
      ['warn', 'crowded', 'BAD_INPUT'],
      ['warn', 'themes.csv', 'NOT_FOUND'],
    ]);
  });

  it('leaves a server without its default data set answering, and not ready', async () => {
    await using folder = await loadedFolder();
    const running = await listenOnly({ DATA_DIR: folder.path, DATASETS: '', DEFAULT_DATASET: 'nope' });
    const { status, body } = await ready(running.url);
    expect([status, body.code, body.detail]).toEqual([
      503,
      'UNAVAILABLE',
      'DEFAULT_DATASET is "nope": there is no such data set. There are: tianshui-2020.',
    ]);
    expect((await query(running.url, DATASETS)).data).toEqual({ datasets: [{ code: 'tianshui-2020' }] });
    const { code, out, err } = await stop(running);
    expect(code).toBe(0);
    expect(err).toMatch(/^DEFAULT_DATASET is "nope": .* \/ready is 503 until this has changed\.\n$/);
    expect(out).not.toContain('is ready');
  });

  it('is told by import in a line where its folder does not exist', async () => {
    await using folder = await temporaryFolder();
    const args = ['import', join(folder.path, 'nothing')];
    expect(await run(args, { DATA_DIR: join(folder.path, 'data') }).ended).toEqual({
      code: 1,
      out: '',
      err: `There is no folder ${args[1]}.\n`,
    });
  });
});

describe('the embedded database', () => {
  it('gives up a package on SIGTERM, at once and whole', async () => {
    await using folder = await loadedFolder();
    const large = await largeCity();
    const env = { DATA_DIR: folder.path, DATASETS: large };
    const running = await listenOnly(env);
    await expect.poll(async () => JSON.stringify((await ready(running.url)).body)).toMatch(/"reading"|"writing"/);
    expect((await fetch(`${running.url}/health`)).status).toBe(200);
    expect((await ready(running.url)).status).toBe(503);
    const { code, took, out } = await stop(running);
    expect(code).toBe(0);
    expect(took).toBeLessThan(AT_ONCE);
    expect(out).not.toContain('Loaded');

    const again = await serve({ ...env, DATASETS: '' });
    expect((await query(again.url, DATASETS)).data).toEqual({ datasets: [{ code: 'tianshui-2020' }] });
    expect((await stop(again)).code).toBe(0);
  });

  it('is ready while it loads another package than the default one', async () => {
    await using folder = await loadedFolder();
    const running = await serve({
      DATA_DIR: folder.path,
      DATASETS: await largeCity(),
      DEFAULT_DATASET: 'tianshui-2020',
    });
    const { status, body } = await ready(running.url);
    expect([status, body]).toMatchObject([200, { status: 'ready', loading: [{ stage: expect.any(String) }] }]);
    await running.printed(/Loaded river-city 1: published as release 1/);
    expect((await ready(running.url)).body.loading).toEqual([]);
    expect((await stop(running)).code).toBe(0);
  });
});

describe('without a default data set', () => {
  it('a server is ready once its first package is loaded, and names those that follow', async () => {
    await using folder = await loadedFolder();
    const large = await largeCity();
    const running = await serve({ DATA_DIR: folder.path, DATASETS: ['data/tianshui-2020', large].join(',') });
    expect(running.out()).toContain(`Loaded    1 package, still loading: ${basename(large)}`);
    const { status, body } = await ready(running.url);
    expect([status, body]).toMatchObject([200, { status: 'ready', loading: [{ package: basename(large) }] }]);
    expect((await query(running.url, DATASETS)).data).toEqual({ datasets: [{ code: 'tianshui-2020' }] });
    expect((await stop(running)).code).toBe(0);
  });
});

describe.skipIf(!hasPostgres)('a PostgreSQL server (skipped where PostgreSQL 15 is not installed)', () => {
  let server: PostgresServer;
  let client: pg.Client;
  let env: { DATABASE_URL: string; LOG_LEVEL: string };
  beforeAll(async () => {
    server = await createPostgres();
    env = { DATABASE_URL: server.url, LOG_LEVEL: 'silent' };
    await (await openDatabase({ kind: 'postgres', url: server.url, poolSize: 1 })).close();
    client = await connect();
  });
  afterEach(async () => {
    await unlock();
    await speedUp();
  });
  afterAll(async () => {
    await client.end();
    await server.remove();
  });

  async function connect(): Promise<pg.Client> {
    const connected = new pg.Client({ connectionString: server.url, application_name: 'a nightly job' });
    connected.on('error', () => {});
    await connected.connect();
    return connected;
  }
  const lock = () => client.query("begin; select pg_advisory_xact_lock(hashtext('govgraph.import'))");
  const unlock = () => client.query('rollback');
  const isLocked = async () =>
    (await client.query("select 1 from pg_locks where locktype = 'advisory' and granted")).rows.length > 0;
  /** From now on the first figures that an import writes take a minute. */
  const slowDown = () =>
    client.query(`create function wait_long() returns trigger language plpgsql as 'begin perform pg_sleep(60); return null; end';
create trigger slow before insert on release for each statement execute function wait_long()`);
  const speedUp = () => client.query('drop function if exists wait_long cascade');
  const sleeps = async () =>
    (await client.query("select 1 from pg_stat_activity where wait_event = 'PgSleep'")).rows.length > 0;

  it('whose import lock is held answers, is not ready, and says who holds the lock', async () => {
    await lock();
    const { rows } = await client.query('select pg_backend_pid() as pid');
    const running = await listenOnly({ ...env, DATASETS: 'data/tianshui-2020', DEFAULT_DATASET: 'tianshui-2020' });
    expect((await fetch(`${running.url}/health`)).status).toBe(200);
    expect((await query(running.url, DATASETS)).data).toEqual({ datasets: [] });
    await expect
      .poll(() => ready(running.url))
      .toMatchObject({
        status: 503,
        body: {
          code: 'UNAVAILABLE',
          detail:
            'The default data set "tianshui-2020" is not there yet. Packages are still being loaded: tianshui-2020.',
          loading: [{ package: 'tianshui-2020', stage: 'waiting' }],
          importLock: { pid: rows[0].pid, application: 'a nightly job', since: expect.stringMatching(/^20.*Z$/) },
        },
      });
    expect(running.err()).toMatch(
      /waiting for another import to end: a nightly job, process \d+ of the database server, since 20/,
    );
    await unlock();
    await running.printed('govgraph is ready');
    expect(await ready(running.url)).toMatchObject({ status: 200, body: { loading: [], importLock: null } });
    expect((await query(running.url, DATASETS)).data).toEqual({ datasets: [{ code: 'tianshui-2020' }] });
    expect((await stop(running)).code).toBe(0);
  });

  it('whose import lock is held by a role that it may not see says no more of it than it knows', async () => {
    await client.query('create role loader login');
    await client.query('create database loaded owner loader');
    const url = server.url.replace('postgres@', 'loader@').replace(/\/postgres$/, '/loaded');
    const holder = new pg.Client({ connectionString: server.url.replace(/\/postgres$/, '/loaded') });
    await holder.connect();
    await holder.query("begin; select pg_advisory_xact_lock(hashtext('govgraph.import'))");
    const running = await listenOnly({ ...env, DATABASE_URL: url, DATASETS: 'data/tianshui-2020' });
    await expect.poll(running.err).toMatch(/waiting for another import to end: .*process \d+ of the database server\n/);
    expect(running.err()).not.toMatch(/since|: -/);
    await holder.end();
    await running.printed('govgraph is ready');
    await stop(running);
  });

  it('whose import lock is held keeps nobody waiting who has nothing to import', async () => {
    await lock();
    const running = await serve({ ...env, DATASETS: 'data/tianshui-2020' });
    expect(running.out()).toContain('unchanged');
    expect((await run(['import', 'data/tianshui-2020'], env).ended).out).toContain(
      'unchanged, because all of it is published already; readers see release 1',
    );
    expect((await stop(running)).code).toBe(0);
    await unlock();
  });

  it('answers while a package waits, however few connections there are, and gives the package up on SIGTERM', async () => {
    await lock();
    const folder = await writePackage(riverCity('waiting'));
    const running = await listenOnly({ ...env, DATASETS: folder, POOL_SIZE: '1' });
    await expect.poll(async () => JSON.stringify((await ready(running.url)).body)).toContain('"waiting"');
    expect((await query(running.url, DATASETS)).data).toEqual({ datasets: [{ code: 'tianshui-2020' }] });
    const { code, took } = await stop(running);
    expect([code, took < AT_ONCE]).toEqual([0, true]);
    await unlock();
    await expect.poll(isLocked).toBe(false);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'frees the lock within seconds when serve ends by %s over a long statement',
    async (signal) => {
      await slowDown();
      const running = await listenOnly({ ...env, DATASETS: await writePackage(riverCity('slow')) });
      await expect.poll(sleeps).toBe(true);
      const begun = Date.now();
      running.child.kill(signal);
      const { code } = await running.ended;
      expect(code).toBe(signal === 'SIGTERM' ? 0 : null);
      await expect.poll(isLocked).toBe(false);
      expect(Date.now() - begun).toBeLessThan(AT_ONCE);
      expect((await client.query("select 1 from dataset where code = 'river-city'")).rows).toEqual([]);
    },
  );

  it('frees the lock within seconds when an import is killed over a long statement, keeps nothing of it, and takes the next', async () => {
    await slowDown();
    // A data set of its own: the first release of the other one is another test's.
    const folder = await writePackage({ ...riverCity('killed'), name: 'killed-city' });
    const running = run(['import', folder], env);
    await expect.poll(sleeps).toBe(true);
    const { rows } = await client.query("select application_name from pg_stat_activity where wait_event = 'PgSleep'");
    expect(rows).toEqual([{ application_name: 'govgraph import' }]);
    const begun = Date.now();
    running.child.kill('SIGKILL');
    await running.ended;
    await expect.poll(isLocked).toBe(false);
    const backends = async () =>
      (await client.query("select 1 from pg_stat_activity where application_name = 'govgraph import'")).rows;
    await expect.poll(backends).toEqual([]);
    expect(Date.now() - begun).toBeLessThan(AT_ONCE);
    const kept = () => client.query("select version from release where version = 'killed'");
    expect((await kept()).rows).toEqual([]);
    await speedUp();
    expect((await run(['import', folder], env).ended).code).toBe(0);
    expect((await kept()).rows).toHaveLength(1);
  });

  it('frees the lock within seconds when an import is killed that waits for another', async () => {
    await lock();
    const running = run(['import', await writePackage(riverCity('second'))], env);
    const waiting = async () =>
      (await client.query("select pid from pg_locks where locktype = 'advisory' and not granted")).rows;
    await expect.poll(waiting).toHaveLength(1);
    running.child.kill('SIGKILL');
    await running.ended;
    await expect.poll(waiting, { timeout: AT_ONCE }).toHaveLength(0);
    await unlock();
  });

  it('that goes away while a package is loaded is tried again until it is back', async () => {
    await lock();
    const running = await listenOnly({ ...env, DATASETS: await writePackage(riverCity('patient')) });
    await expect.poll(async () => JSON.stringify((await ready(running.url)).body)).toContain('"waiting"');
    await server.stop();
    await expect.poll(async () => JSON.stringify((await ready(running.url)).body)).toContain('"retrying"');
    expect((await ready(running.url)).body.loading).toEqual([
      {
        package: expect.any(String),
        stage: 'retrying',
        reason: 'The database cannot be reached at the moment. Try again shortly.',
      },
    ]);
    expect((await ready(running.url)).body.detail).toBe('The database does not answer.');
    await server.start();
    client = await connect();
    await running.printed(/Loaded river-city patient: published as release 1/);
    await running.printed('govgraph is ready');
    expect(running.err()).toMatch(
      /Cannot load \S+ yet, and will try again until it works\. The database cannot be reached/,
    );
    expect((await stop(running)).code).toBe(0);
  });
});
