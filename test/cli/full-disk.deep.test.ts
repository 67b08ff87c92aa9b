import { execFileSync } from 'node:child_process';
import { chown, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { openServerDatabase } from '../../src/server/control/client.ts';
import { createPostgres, hasPostgres } from '../server/postgres-server.ts';
import { type Folder, listenOnly, serve, temporaryFolder } from './process.ts';

const MIB = 1_048_576;
const SLOWLY = { timeout: 60_000, interval: 200 };
const DATASETS = '{ datasets { code } }';
const KEPT_FREE = 'The disk of the database is full: the embedded database keeps 16 MiB of it free for those who read.';
const FULL = 'The disk of the database is full.';
/** The embedded PostgreSQL cannot interrupt it, as it could not interrupt what a full disk made of it. */
const ENDLESS = 'do $$ begin loop end loop; end $$';

interface Disk extends Folder {
  resize(size: number): void;
}

/** A disk of its own in memory; its size in MiB may change. */
async function mountDisk(size: number): Promise<Disk> {
  const folder = await temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', folder.path], { stdio: 'pipe' });
  return {
    path: folder.path,
    resize: (to) => execFileSync('mount', ['-o', `remount,size=${to}m`, folder.path]),
    [Symbol.asyncDispose]: async () => {
      execFileSync('umount', ['--lazy', folder.path]);
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function canMount(): Promise<boolean> {
  try {
    await using _disk = await mountDisk(1);
    return true;
  } catch {
    return false;
  }
}

async function ask(url: string, query: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors = [] } = await response.json();
  return { status: response.status, data, messages: errors.map((error: { message: string }) => error.message) };
}

/** Starts a server for which there is room for one package alone, makes room, and answers once it has both. */
async function growUnder(disk: Disk, env: Record<string, string>, roomAtFirst = 0): Promise<void> {
  const running = await listenOnly({ ...env, DATASETS: 'data/tianshui-2020,data/wgi-2019' });
  await expect
    .poll(() => ready(running.url), SLOWLY)
    .toMatchObject({
      status: 'ready',
      loading: [{ package: 'wgi-2019', stage: 'retrying', reason: FULL }],
      refused: [],
    });
  expect(running.err()).toContain(
    `data/wgi-2019 yet, and will try again until it works. ${env.DATABASE_URL ? FULL : KEPT_FREE}\n`,
  );
  const published = { datasets: [{ code: 'tianshui-2020' }] };
  expect(await ask(running.url, DATASETS)).toMatchObject({ status: 200, data: published });
  const { bavail, bsize } = await statfs(disk.path);
  expect(bavail * bsize).toBeGreaterThanOrEqual(roomAtFirst);

  disk.resize(300);
  await expect.poll(() => ready(running.url), SLOWLY).toMatchObject({ status: 'ready', loading: [], refused: [] });
  expect((await ask(running.url, DATASETS)).data.datasets).toHaveLength(2);
  const { data } = await ask(running.url, '{ dataset(code: "wgi") { latestRelease { observationCount } } }');
  expect(data).toEqual({ dataset: { latestRelease: { observationCount: 24_730 } } });
  running.child.kill('SIGTERM');
  expect((await running.ended).code).toBe(0);
}

const ready = async (url: string) => (await fetch(`${url}/ready`)).json();

describe.skipIf(!(await canMount()))(
  'a full disk under the embedded database (skipped for who may not mount one)',
  () => {
    it('keeps what is published in reach, and lets the packages in once there is room', async () => {
      await using disk = await mountDisk(40);
      await growUnder(disk, { DATA_DIR: join(disk.path, 'data') }, 8 * MIB); // what is left is for those who read
    });

    it('ends a database that has stopped over it, says so, and opens it again once there is room', async () => {
      await using disk = await mountDisk(200);
      const directory = join(disk.path, 'data');
      const running = await serve({ DATA_DIR: directory });
      const before = await ask(running.url, DATASETS);
      const beside = await openServerDatabase(directory);
      const stopped = expect(beside?.query(ENDLESS)).rejects.toThrow('a full disk has stopped the embedded database');
      const { bavail, bsize } = await statfs(disk.path);
      await writeFile(join(disk.path, 'other'), Buffer.alloc(bavail * bsize));

      await stopped;
      const refused = await ask(running.url, '{ metrics(first: 1) { nodes { code } } }');
      expect(refused).toMatchObject({ status: 503, messages: [FULL] });
      expect(await ready(running.url)).toMatchObject({ status: 503, detail: FULL });
      expect((await fetch(`${running.url}/health`)).status).toBe(200);

      await rm(join(disk.path, 'other'));
      await expect.poll(async () => (await fetch(`${running.url}/ready`)).status, SLOWLY).toBe(200);
      expect(await ask(running.url, '{ metrics(first: 1) { nodes { code } } }')).toMatchObject({ status: 200 });
      expect(await ask(running.url, DATASETS)).toEqual(before);
      await beside?.close();
      running.child.kill('SIGTERM');
      const { code, out } = await running.ended;
      expect(code).toBe(0);
      expect(out).toContain('the embedded database has stopped, and is opened again');
      expect(out).toContain('the embedded database is open again');
      expect(out).not.toMatch(/"level":"error"|"stack"/);
    });
  },
);

describe.skipIf(!hasPostgres || !(await canMount()))(
  'a full disk under PostgreSQL 15 (skipped where it is not installed, and for who may not mount one)',
  () => {
    it('keeps what is published in reach, and lets the packages in once there is room', async () => {
      const server = await createPostgres();
      try {
        await using disk = await mountDisk(14);
        const { uid } = await stat(server.data);
        await chown(disk.path, uid, 0);
        const client = new pg.Client({ connectionString: server.url });
        await client.connect();
        await client.query(`create tablespace small location '${disk.path}'`);
        await client.query('create database full_disk tablespace small');
        await client.end();
        await growUnder(disk, { DATABASE_URL: server.url.replace(/postgres$/, 'full_disk') });
      } finally {
        await server.remove();
      }
    });
  },
);
