import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { DatabaseConfig, Engine } from './engine.ts';
import { lock } from './lock.ts';
import { openThread } from './pglite-client.ts';

/** The files of an empty database, migrated, which `scripts/setup.mjs` has made: to make them anew takes seconds, and more memory than anything after. */
const CLUSTER = fileURLToPath(new URL('../../build/cluster.tar.gz', import.meta.url));

/** Opens the PostgreSQL that runs inside this process, in a thread of its own, on a directory that this process alone may hold. */
export async function openEmbedded({ directory }: Extract<DatabaseConfig, { kind: 'embedded' }>): Promise<Engine> {
  const release = await lock(directory);
  const files = join(directory, 'pg');
  const created = join(files, 'govgraph.created');
  try {
    // Without the mark, the process that was creating the files died over it: nothing was ever written to them, and PostgreSQL cannot go on.
    const isNew = !existsSync(created);
    if (isNew) await rm(files, { recursive: true, force: true });
    const engine = await openThread({ files, beginsAs: isNew ? CLUSTER : null }, release);
    await writeFile(created, '');
    return engine;
  } catch (error) {
    await release();
    throw error;
  }
}

/** The engine over a PGlite in this thread: what tests open in memory. */
export function pgliteEngine(pglite: PGlite): Engine {
  return {
    connections: 1,
    isAlive: async () => !pglite.closed,
    adapter: new PrismaPGlite(pglite),
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await pglite.query<Row>(text, [...values])).rows,
    transaction: (work) =>
      pglite.transaction((tx) =>
        work({
          query: async <Row>(text: string, values: readonly unknown[] = []) =>
            (await tx.query<Row>(text, [...values])).rows,
        }),
      ),
    close: async () => {
      if (!pglite.closed) await pglite.close();
    },
  };
}
