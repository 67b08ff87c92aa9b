import { rm } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { expect, test } from 'vitest';
import { csv, riverCity, writePackage } from '../support/package.ts';
import { run, temporaryFolder } from './process.ts';

/** Days enough for an import that can be met on its way. */
const longCity = (version: string) =>
  riverCity(version, {
    observations: csv(
      'metric,region,breakdown,period,value,status',
      ...Array.from({ length: 60_000 }, (_, index) => {
        const day = new Date(Date.UTC(1850, 0, 1 + index)).toISOString().slice(0, 10);
        return `gauges,990000,,${day},${index},`;
      }),
    ),
    published_changes: csv('metric,region,breakdown,period,change,value'),
  });

test('an import into the embedded database that is killed leaves nothing, and the next one works', async () => {
  await using folder = await temporaryFolder();
  const env = { DATA_DIR: folder.path };
  const [first, long] = [await writePackage(riverCity('1')), await writePackage(longCity('2'))];
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
  expect((await run(['import', long, '--yes'], env).ended).out).toMatch(/^river-city 2: published as release 2 /);
  for (const path of [first, long]) await rm(path, { recursive: true });
});
