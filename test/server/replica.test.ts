import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../src/database/database.ts';
import { openReplicas, type Replicas } from '../../src/database/replica.ts';
import { readVersion } from '../../src/read/core/snapshot.ts';
import { run, serve } from '../cli/process.ts';
import { riverCity } from '../support/package.ts';
import { importText } from '../support/river.ts';
import { createPostgres, createStandby, hasPostgres, type PostgresServer } from './postgres-server.ts';
import { applicationOver, type TestApplication } from './support.ts';

const ASKED = {
  query: '{ datasets { latestRelease { version } } metrics { nodes { observations(first: 5) { nodes { value } } } } }',
};
const ADDRESSES = ['/odata/v4/Observations?$select=value&$orderby=id', '/files/observations.csv'];

describe.skipIf(!hasPostgres)('a streaming replica (skipped where PostgreSQL 15 is not installed)', () => {
  let primary: PostgresServer;
  let standby: PostgresServer;
  let database: Database;
  /** Statements on the standby itself. */
  let onStandby: Database;
  let replicas: Replicas;
  let application: TestApplication;
  /** The same without a replica. */
  let alone: TestApplication;
  const settings = { CACHE_MB: '0' };

  beforeAll(async () => {
    primary = await createPostgres();
    database = await openDatabase({ kind: 'postgres', url: primary.url, poolSize: 3 });
    await importText(database, riverCity());
    standby = await createStandby(primary);
    onStandby = await openDatabase({ kind: 'postgres', url: standby.url, poolSize: 1 });
    replicas = openReplicas({ url: standby.url, poolSize: 3, statementTimeout: 15_000, application: 'test' });
    application = applicationOver(database, settings, undefined, replicas);
    alone = applicationOver(database, settings);
  });
  afterAll(async () => {
    await replicas.close();
    await onStandby.close();
    await database.close();
    await standby.remove();
    await primary.remove();
  });

  const textOf = async (one: TestApplication, path: string) => {
    const response = await one.fetch(new Request(`http://test${path}`));
    expect(response.status).toBe(200);
    return response.text();
  };
  /** Asks everything of both, finds the same, and tells what came of the statements. */
  const compare = async () => {
    const before = replicas.outcomes();
    const [one, other] = [await application.ask(ASKED), await alone.ask(ASKED)];
    expect(one.body).toEqual(other.body);
    for (const path of ADDRESSES) expect(await textOf(application, path)).toBe(await textOf(alone, path));
    const after = replicas.outcomes();
    const release = one.body.data.datasets[0].latestRelease.version as string;
    const count = (name: keyof typeof after) => after[name] - before[name];
    return { release, answered: count('answered'), different: count('different'), away: count('away') };
  };

  it('answers what it holds as the server does', async () => {
    await expect.poll(compare).toMatchObject({ release: '1', different: 0, away: 0 });
    expect((await compare()).answered).toBeGreaterThan(1);
  });

  it('is passed by while it lacks what was published, and asked again when it has it', async () => {
    await onStandby.query('select pg_wal_replay_pause()');
    const { observations = '' } = riverCity().files;
    await importText(database, riverCity('2', { observations: `${observations}gauges,990100,,1990-01-01,7,,,,,,,\n` }));
    expect(await compare()).toMatchObject({ release: '2', answered: 0, away: 0 });
    await onStandby.query('select pg_wal_replay_resume()');
    await expect.poll(compare).toMatchObject({ release: '2', different: 0, away: 0 });
  });

  it('is not believed where it is ahead of the server', async () => {
    // As between the moment when a commit is replayed and the one when the server lets it be seen.
    const ahead = openReplicas({ url: primary.url, poolSize: 1, statementTimeout: 15_000, application: 'test' });
    const version = await readVersion(database);
    expect(await ahead.query(version, 'select 1 as one', [])).toEqual([{ one: 1 }]);
    expect(await ahead.query({ ...version, facts: version.facts - 1 }, 'select 1 as one', [])).toBe(null);
    expect(await ahead.query({ ...version, reports: version.reports + 1 }, 'select 1 as one', [])).toBe(null);
    await ahead.close();
  });

  it('is not believed where it counted to the same number in another history', async () => {
    // As after a failover: the replica holds a publication that the new primary never had, and the primary has used its number again.
    await expect.poll(compare).toMatchObject({ different: 0, away: 0 });
    const [asBefore] = await database.query<{ mark: string }>('select mark from content_version');
    await onStandby.query('select pg_wal_replay_pause()');
    await database.query('update content_version set mark = gen_random_uuid()');
    expect(await compare()).toMatchObject({ release: '2', answered: 0, away: 0 });
    await database.query('update content_version set mark = $1::text::uuid', [asBefore?.mark]);
    await onStandby.query('select pg_wal_replay_resume()');
    await expect.poll(compare).toMatchObject({ release: '2', different: 0, away: 0 });
  });

  it('that hangs or is gone is missed by nobody for longer than it takes to notice', async () => {
    await standby.freeze();
    const start = performance.now();
    try {
      expect((await compare()).away).toBeGreaterThan(0);
      expect(performance.now() - start).toBeLessThan(15_000);
      // Known now.
      expect(await compare()).toMatchObject({ answered: 0, different: 0 });
    } finally {
      await standby.thaw();
    }
    await expect.poll(async () => (await compare()).answered).toBeGreaterThan(0);
    await standby.stop();
    expect((await compare()).away).toBeGreaterThan(0);
    await standby.start();
    await expect.poll(async () => (await compare()).answered).toBeGreaterThan(0);
  });

  it('that dies without a word over a statement takes no server with it', async () => {
    const version = await readVersion(database);
    const slow = 'select pg_sleep(20)';
    const asked = replicas.query(version, slow, []);
    const processes = () =>
      onStandby.query<{ pid: number }>('select pid from pg_stat_activity where query = $1', [slow]);
    await expect.poll(processes).toHaveLength(1);
    for (const { pid } of await processes()) process.kill(pid, 'SIGKILL');
    expect(await asked).toBe(null);
    await expect.poll(async () => (await compare()).answered).toBeGreaterThan(0);
  });

  it('is asked by a server that is told of it, and looked at by the doctor', async () => {
    const env = { DATABASE_URL: primary.url, DATABASE_READ_URL: standby.url, DATASETS: '', PORT: '0', CACHE_MB: '0' };
    const server = await serve(env);
    try {
      const counted = async () => {
        const body = JSON.stringify(ASKED);
        await fetch(`${server.url}/graphql`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
        const text = await (await fetch(`${server.url}/metrics`)).text();
        return Number(/govgraph_replica_statements_total{outcome="answered"} (\d+)/.exec(text)?.[1] ?? 0);
      };
      await expect.poll(counted).toBeGreaterThan(0);
    } finally {
      server.child.kill('SIGTERM');
      await server.ended;
    }
    const doctor = (address: string) => run(['doctor'], { ...env, DATABASE_READ_URL: address }).ended;
    expect((await doctor(standby.url)).out).toMatch(/good +A replica answers: it holds publication 2\./);
    expect((await doctor(primary.url)).out).toMatch(/warning +The server of DATABASE_READ_URL follows no other/);
    const gone = await doctor('postgres://postgres:secret@127.0.0.1:1/postgres');
    expect(gone).toMatchObject({ code: 0, out: expect.stringMatching(/warning +No replica answers .*ECONNREFUSED/) });
    expect(gone.out).not.toContain('secret');
  });

  it('fails where the server would: a statement that takes too long is not asked twice', async () => {
    const impatient = openReplicas({ url: primary.url, poolSize: 1, statementTimeout: 100, application: 'test' });
    const version = await readVersion(database);
    await expect(impatient.query(version, 'select pg_sleep(3)', [])).rejects.toThrow(/statement timeout/);
    await impatient.close();
  });
});
