import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { type Database, databaseOver } from '../../src/store/database.ts';
import { pgliteEngine } from '../../src/store/embedded.ts';
import { migrate } from '../../src/store/migrate.ts';

export const BUNDLED = fileURLToPath(new URL('../../data/tianshui-2020/', import.meta.url));

/** A migrated database in memory. */
export async function openMemory(): Promise<Database> {
  const engine = pgliteEngine(await PGlite.create());
  await migrate(engine);
  return databaseOver(engine);
}
