import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Database } from '../../src/database/database.ts';
import type { LongTransaction } from '../../src/database/sql.ts';
import { importPackage } from '../../src/import/import.ts';
import { ImportRefused } from '../../src/import/package/problem.ts';
import { cpuGrowth } from '../support/growth.ts';
import { IS_DEEP } from '../support/property.ts';
import { openMemory, SMALL, writePackage } from './fixture.ts';
import { PUBLISHED, REFUSED, type Shape } from './growth-shape.ts';

/** Five times the size may cost so many times the processor time: room for what is read from memory that is no longer near. */
const LIMIT = 8;

let database: Database;
beforeAll(async () => {
  database = await openMemory();
  // What is compiled and prepared at the first import would count for the smaller size of the first shape.
  const folder = await writePackage(SMALL);
  await tryImport(folder);
  await rm(folder, { recursive: true });
});
afterAll(() => database.close());

class RolledBack extends Error {}

/** Imports the package and rolls everything back, so that the next one finds the database as this one did. */
async function tryImport(folder: string): Promise<'PUBLISHED' | 'REFUSED'> {
  const longTransaction: Database['longTransaction'] = <Result>(work: (tx: LongTransaction) => Promise<Result>) =>
    database.longTransaction(async (tx): Promise<Result> => {
      await work(tx);
      throw new RolledBack();
    });
  try {
    await importPackage({ query: database.query, longTransaction }, folder);
  } catch (error) {
    if (error instanceof RolledBack) return 'PUBLISHED';
    if (error instanceof ImportRefused) return 'REFUSED';
    throw error;
  }
  throw new Error('nothing was rolled back');
}

async function check({ full, filesOf }: Shape, outcome: 'PUBLISHED' | 'REFUSED'): Promise<void> {
  // What is published takes longest, and a quarter of it grows alike.
  const size = outcome === 'PUBLISHED' && !IS_DEEP ? full / 4 : full;
  const prepare = async (rows: number) => {
    const folder = await writePackage(filesOf(rows));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    return folder;
  };
  const run = async (folder: string) => expect(await tryImport(folder)).toBe(outcome);
  const growth = await cpuGrowth({ prepare, run, full: size }, LIMIT);
  expect(growth.factor).toBeLessThanOrEqual(LIMIT);
}

describe('five times the size is published at no more than eight times the cost', () => {
  test.each(PUBLISHED)('$name', (shape) => check(shape, 'PUBLISHED'));
});

describe('five times the size is refused at no more than eight times the cost', () => {
  test.each(REFUSED)('$name', (shape) => check(shape, 'REFUSED'));
});
