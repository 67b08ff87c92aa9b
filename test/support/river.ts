import { rm } from 'node:fs/promises';
import type { Database } from '../../src/database/database.ts';
import { importPackage } from '../../src/import/import.ts';
import { openTestDatabase, type TestDatabase } from './database.ts';
import { type PackageText, writePackage } from './package.ts';

/** Imports a package that exists for this test only. */
export async function importText(database: Database, text: PackageText) {
  const folder = await writePackage(text);
  try {
    return await importPackage(database, folder, { closing: 'confirmed' });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The bundled report, and beside it a small city with everything that the report lacks. */
export const openWithRiverCity = (): Promise<TestDatabase> => openTestDatabase('bundled and river');
