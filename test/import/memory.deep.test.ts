import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { SMALL, writePackage } from './fixture.ts';

const CHILD = fileURLToPath(new URL('./memory-child.mjs', import.meta.url));
const run = (...args: string[]) => promisify(execFile)(process.execPath, [CHILD, ...args]);
const ROWS = 100_000;

test('100,000 rows are imported in less than 300 MB', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'govgraph-'));
  const folder = await writePackage({ ...SMALL, 'observations.csv': observations(ROWS) });
  onTestFinished(async () => {
    await rm(directory, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
  });
  // Creating the database takes more memory than the import and leaves it to the process: so another one does it.
  await run(directory);
  const { stdout } = await run(directory, folder);
  const { rows, megabytes } = JSON.parse(stdout) as { rows: number; megabytes: number };
  expect(rows).toBe(ROWS);
  expect(megabytes).toBeGreaterThan(0);
  expect(megabytes).toBeLessThan(300);
});

function observations(count: number): string {
  const lines = ['metric,region,breakdown,period,value,note:en,source,locator'];
  for (let index = 0; index < count; index++) {
    const [metric, region] = [index % 2 === 0 ? 'filed' : 'solved', index % 4 < 2 ? 'top' : 'low'];
    const month = Math.floor(index / 4);
    const period = `${String(1 + Math.floor(month / 12)).padStart(4, '0')}-${String(1 + (month % 12)).padStart(2, '0')}`;
    lines.push(`${metric},${region},,${period},${index}.5,a note of row ${index},report,paragraph ${index % 500}`);
  }
  return lines.join('\n');
}
