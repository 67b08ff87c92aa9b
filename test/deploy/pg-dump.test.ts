import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import pg from 'pg';
import { expect, test } from 'vitest';
import { run, serve, temporaryFolder } from '../cli/process.ts';
import { createPostgres, hasPostgres } from '../server/postgres-server.ts';

const PROGRAMS = '/usr/lib/postgresql/15/bin';
const PAGE = readFileSync(new URL('../../docs/operations/README.md', import.meta.url), 'utf8');
/** The commands as the page for operators has them. */
const COMMANDS = /```sh\n(pg_dump .*?)```/s.exec(PAGE)?.[1] ?? '';
/** Together they have every figure, every task and every release. */
const ADDRESSES = [
  ...['/files/observations.csv', '/files/tasks.csv', '/files/task-reports.csv'],
  ...['/odata/v4/Releases', '/odata/v4/Metrics', '/odata/v4/Organizations', '/odata/v4/Regions'],
];

/** What a server answers at each address, without the address of the server itself. */
async function readAll(url: string): Promise<string[]> {
  const answers = [];
  for (const address of ADDRESSES) {
    const response = await fetch(url + address);
    answers.push(`${response.status} ${address} ${(await response.text()).replaceAll(url, '')}`);
  }
  return answers;
}

test.skipIf(!hasPostgres)(
  'the commands for pg_dump bring back every figure, for a role that is no superuser (skipped where PostgreSQL 15 is not installed)',
  async () => {
    await using folder = await temporaryFolder();
    const server = await createPostgres();
    try {
      const superuser = new pg.Client({ connectionString: server.url });
      await superuser.connect();
      await superuser.query('create role govgraph login');
      await superuser.query('create database govgraph owner govgraph');
      await superuser.end();
      const urlOf = (name: string) => server.url.replace('postgres@', 'govgraph@').replace(/\/postgres$/, `/${name}`);
      const serving = await serve({ DATABASE_URL: urlOf('govgraph'), LOG_LEVEL: 'silent' });
      const published = await readAll(serving.url);
      expect(published.map((answer) => answer.slice(0, 4))).toEqual(ADDRESSES.map(() => '200 '));

      const env = {
        PGHOST: '127.0.0.1',
        PGPORT: `${server.port}`,
        PGUSER: 'postgres',
        DATABASE_URL: urlOf('govgraph'),
      };
      const path = `${PROGRAMS}:${process.env.PATH}`;
      expect(COMMANDS).toContain('pg_restore ');
      await promisify(execFile)('sh', ['-ec', COMMANDS], { cwd: folder.path, env: { ...env, PATH: path } });
      serving.child.kill('SIGTERM');
      await serving.ended;

      const restored = { DATABASE_URL: urlOf('govgraph_restored'), DATASETS: '', LOG_LEVEL: 'silent' };
      const { code, out } = await run(['doctor'], { ...restored, PORT: '0' }).ended;
      expect([code, out]).toEqual([0, expect.stringContaining('Published: tianshui-2020.')]);
      const again = await serve(restored);
      expect(await readAll(again.url)).toEqual(published);
      again.child.kill('SIGTERM');
      await again.ended;
    } finally {
      await server.remove();
    }
  },
);
