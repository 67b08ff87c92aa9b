import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { badInput, type DomainError } from '../domain/core/errors.ts';
import { message } from '../domain/message/message.ts';
import type { DatabaseConfig, Engine } from './engine.ts';
import { abortable, Exclusion } from './exclusion.ts';
import { lock } from './lock.ts';
import { openThread } from './pglite-client.ts';
import type { Sql } from './sql.ts';

/** Opens the PostgreSQL that runs inside this process, in a thread of its own, on a directory that this process alone may hold. */
export async function openEmbedded({ directory }: Extract<DatabaseConfig, { kind: 'embedded' }>): Promise<Engine> {
  const release = await lock(directory).catch((error: unknown) => {
    throw directoryError(error, directory) ?? error;
  });
  const files = join(directory, 'pg');
  const created = join(files, 'govgraph.created');
  try {
    // Without the mark, the process that was creating the files died over it: nothing was ever written to them, and PostgreSQL cannot go on.
    if (!existsSync(created)) await rm(files, { recursive: true, force: true });
    const engine = await openThread(files, release);
    await writeFile(created, '');
    return engine;
  } catch (error) {
    await release();
    throw directoryError(error, directory) ?? error;
  }
}

/** What keeps the directory from being written; null: something else. */
function directoryError(error: unknown, directory: string): DomainError | null {
  const { code = '' } = error as NodeJS.ErrnoException;
  const text =
    code === 'ENOSPC' || code === 'EDQUOT' ? message('database.directory-full', { directory })
    : code === 'EROFS' ? message('database.directory-read-only', { directory })
    : code === 'EACCES' || code === 'EPERM' ? message('database.directory-not-permitted', { directory })
    : null; // biome-ignore format: a table
  return text && badInput('DATA_DIR', text);
}

/** The engine over a PGlite in this thread: what tests open in memory. */
export function pgliteEngine(pglite: PGlite): Engine {
  const sqlIn = (executor: Pick<Transaction, 'query'>): Sql => ({
    query: async <Row>(text: string, values: readonly unknown[] = []) =>
      (await executor.query<Row>(text, [...values])).rows,
  });
  const sql = sqlIn(pglite);
  const exclusion = new Exclusion();
  return {
    connections: 1,
    isAlive: async () => !pglite.closed,
    adapter: new PrismaPGlite(pglite),
    ...sql,
    probe: exclusion.probeOver(sql),
    exclusiveSince: () => exclusion.since,
    transaction: (work, signal) =>
      pglite.transaction((tx) =>
        exclusion.during(async () => {
          signal?.throwIfAborted();
          return work(abortable(sqlIn(tx), signal));
        }),
      ),
    close: async () => {
      if (!pglite.closed) await pglite.close();
    },
  };
}
