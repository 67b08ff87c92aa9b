import { rm } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { expect, test } from 'vitest';
import { longCity, riverCity, writePackage } from '../support/package.ts';
import { run, temporaryFolder } from './process.ts';

test('an import into the embedded database that is killed leaves nothing, and the next one works', async () => {
  await using folder = await temporaryFolder();
  const env = { DATA_DIR: folder.path };
  const [first, long, next] = [
    await writePackage(riverCity('1')),
    await writePackage(longCity('2')),
    await writePackage(longCity('2', 100)),
  ];
  expect((await run(['import', first], env).ended).code).toBe(0);
  const importing = run(['import', long, '--yes'], env);
  await expect.poll(() => importing.err(), { timeout: 120_000, interval: 10 }).toContain('reading observations');
  importing.child.kill('SIGKILL');
  await importing.ended;
  expect(importing.child.signalCode).toBe('SIGKILL');
  const pglite = await PGlite.create({ dataDir: `${folder.path}/pg` });
  const { rows } = await pglite.query(`select (select count(*)::int from release) as releases,
      (select count(*)::int from observation where from_seq > 1) as written, (select max(current_seq) from dataset) as seq`);
  await pglite.close();
  expect(rows).toEqual([{ releases: 1, written: 0, seq: 1 }]);
  expect((await run(['import', next, '--yes'], env).ended).out).toMatch(/^river-city 2: published as release 2 /);
  for (const path of [first, long, next]) await rm(path, { recursive: true });
});
