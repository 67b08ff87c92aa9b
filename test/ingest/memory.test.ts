import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const CHILD = fileURLToPath(new URL('./memory-child.ts', import.meta.url));
const run = (...args: string[]) => promisify(execFile)(process.execPath, ['--import', 'tsx', CHILD, ...args]);

test('100,000 rows are imported in less than 300 MB', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'govgraph-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  // Creating the database takes more memory than the import and leaves it to the process: so another one does it.
  await run(directory);
  const { stdout } = await run(directory, '100000');
  const { rows, megabytes } = JSON.parse(stdout) as { rows: number; megabytes: number };
  expect(rows).toBe(100_000);
  expect(megabytes).toBeGreaterThan(0);
  expect(megabytes).toBeLessThan(300);
}, 120_000);
