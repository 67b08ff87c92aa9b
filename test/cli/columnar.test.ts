import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createPostgres, hasPostgres } from '../server/postgres-server.ts';
import { run, serve, temporaryFolder } from './process.ts';

const NOWHERE = 'postgres://nobody@127.0.0.1:1/nothing';

describe('COLUMNAR_DIR', () => {
  test('is looked at by the doctor, who makes nothing there', async () => {
    await using folder = await temporaryFolder();
    const directory = join(folder.path, 'copies');
    const env = { DATABASE_URL: NOWHERE, PORT: '0', DATASETS: '' };
    const { out } = await run(['doctor'], { ...env, COLUMNAR_DIR: directory }).ended;
    expect(out).toContain(`good     DuckDB 1.5.6-r.1 is installed, and columnar copies are kept in ${directory}.`);
    expect(out).not.toContain('COLUMNAR_DIR');
    expect(await readdir(folder.path)).toEqual([]);

    await writeFile(directory, '');
    const below = join(directory, 'deeper');
    const other = await run(['doctor'], { ...env, COLUMNAR_DIR: below, LANG: 'zh_CN.UTF-8' }).ended;
    expect(other.out).toContain(`提示  COLUMNAR_DIR ${below} 不可写（ENOTDIR）：一切查询由数据库应答。`);
  });

  test.skipIf(!hasPostgres)(
    'makes a server copy what it publishes, and stop while it does (skipped where PostgreSQL 15 is not installed)',
    async () => {
      await using folder = await temporaryFolder();
      const server = await createPostgres();
      try {
        const env = { DATABASE_URL: server.url, COLUMNAR_DIR: join(folder.path, 'copies'), METRICS: 'off' };
        const first = await serve(env);
        const isCopied = async () => (await readdir(env.COLUMNAR_DIR)).some((name) => /^copy-[\da-f-]+$/.test(name));
        await expect.poll(() => first.out()).toContain('a columnar copy is made');
        expect(await isCopied()).toBe(true);
        first.child.kill('SIGTERM');
        expect((await first.ended).code).toBe(0);

        const second = await serve(env);
        second.child.kill('SIGTERM');
        const { code, out } = await second.ended;
        expect(code).toBe(0);
        expect(out).not.toContain('a columnar copy is made');
      } finally {
        await server.remove();
      }
    },
  );
});
