import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '../../../src/database/database.ts';
import { type Columnar, openColumnar } from '../../../src/read/columnar/columnar.ts';
import { readSnapshot } from '../../../src/read/core/snapshot.ts';

export interface TestCopies extends Columnar {
  readonly directory: string;
  readonly warnings: string[];
  /** How many copies were made. */
  readonly made: string[];
  /** Follows what is published, and waits until it is copied. */
  catchUp(): Promise<void>;
}

/** Copies of a database in a folder of their own, which answer however little is asked. */
export async function openCopies(database: Database, given?: string, retryAfter = 60_000): Promise<TestCopies> {
  const directory = given ?? (await mkdtemp(join(tmpdir(), 'govgraph-columnar-')));
  const warnings: string[] = [];
  const made: string[] = [];
  const columnar = await openColumnar({
    directory,
    sql: database,
    log: {
      info: (details) => made.push(String((details as { dataset?: string }).dataset)),
      warn: (details, words) => warnings.push(`${words}: ${(details as { reason?: string }).reason}`),
    },
    threads: 2,
    memoryMegabytes: 512,
    leastUnits: 0,
    retryAfter,
  });
  return {
    ...columnar,
    directory,
    warnings,
    made,
    catchUp: async () => {
      columnar.follow(await readSnapshot(database));
      await columnar.settled();
    },
    close: async () => {
      await columnar.close();
      if (given === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}
