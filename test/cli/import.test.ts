import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importFolder } from '../../src/cli/import.ts';
import type { Database } from '../../src/database/database.ts';
import { openMemory, SMALL, writePackage } from '../import/fixture.ts';
import { silentTerminal } from '../support/terminal.ts';

let database: Database;
beforeAll(async () => {
  database = await openMemory();
});
afterAll(() => database.close());

test('a release that only updates labels says so', async () => {
  const relabelled = { ...SMALL, 'themes.csv': SMALL['themes.csv'].replace('Safety', 'Public safety') };
  const lines: string[] = [];
  for (const [version, files] of Object.entries({ 1: SMALL, 2: relabelled })) {
    const folder = await writePackage(files, { descriptor: { version } });
    lines.push(...(await importFolder(database, folder, silentTerminal())));
    await rm(folder, { recursive: true });
  }
  // What could not be computed is told below each.
  const told = '  rate: 1 value was not computed because an operand is missing; the first is top sex=f 2020-11.';
  expect(lines).toEqual([
    expect.stringContaining('published as release 1'),
    told,
    expect.stringContaining('published as release 2 (0 rows opened, 0 closed, 1 updated)'),
    told,
  ]);
});
