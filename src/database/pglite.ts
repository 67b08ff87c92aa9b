import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { abortable } from './calls.ts';
import { isFull } from './disk-room.ts';
import { type DatabaseConfig, type DatabaseLog, EMBEDDED_ROW_COST, type Engine } from './engine.ts';
import { Exclusion, withStage } from './exclusion.ts';
import { directoryError, directoryFull, lock } from './lock.ts';
import { engineOver } from './pglite-client.ts';
import { AdmittingTransaction, ReaderAdmission } from './reader-admission.ts';
import type { Sql } from './sql.ts';
import { ThreadKeeper } from './thread-keeper.ts';

/** The files of an empty database, migrated, which `scripts/setup.mjs` has made: to make them anew takes seconds, and more memory than anything after. */
const CLUSTER = fileURLToPath(new URL('../../build/cluster.tar.gz', import.meta.url));

/** A file that says that the database in a directory was made whole. */
export const createdMark = (directory: string): string => join(directory, 'pg', 'govgraph.created');

/** Opens the PostgreSQL that runs inside this process, in a thread of its own, on a directory that this process alone may hold. */
export async function openEmbedded(
  { directory }: Extract<DatabaseConfig, { kind: 'embedded' }>,
  log?: DatabaseLog,
): Promise<Engine> {
  const release = await lock(directory);
  const files = join(directory, 'pg');
  const created = createdMark(directory);
  try {
    // Without the mark, the process that was creating the files died over it: nothing was ever written to them, and PostgreSQL cannot go on.
    const isNew = !existsSync(created);
    if (isNew) await rm(files, { recursive: true, force: true });
    const keeper = await ThreadKeeper.open({ files, beginsAs: isNew ? CLUSTER : null }, { directory, log });
    await writeFile(created, '');
    return engineOver(keeper, directory, release);
  } catch (error) {
    await release();
    if (await isFull(directory)) throw directoryFull(directory);
    throw (await directoryError(error, directory)) ?? error;
  }
}

/** The engine over a PGlite in this thread: what tests open in memory. */
export function pgliteEngine(pglite: PGlite): Engine {
  const admission = new ReaderAdmission();
  const exclusion = new Exclusion();
  const sql: Sql = {
    query: <Row>(text: string, values: readonly unknown[] = []) => admission.query<Row>(pglite, text, values),
  };
  const begin = <Result>(work: (tx: Transaction) => Promise<Result>, signal: AbortSignal | undefined) =>
    pglite.transaction((tx) => {
      signal?.throwIfAborted();
      return work(tx);
    });
  return {
    connections: 1,
    rowCost: EMBEDDED_ROW_COST,
    usage: () => ({ open: 1, busy: 0 }),
    isAlive: async () => !pglite.closed,
    // Whoever writes has all of it: `exclusiveSince`.
    waitsForTable: async () => false,
    adapter: new PrismaPGlite(pglite),
    ...sql,
    probe: exclusion.probeOver(sql),
    exclusiveSince: () => exclusion.since,
    longSince: () => exclusion.longSince,
    transaction: (work, signal) =>
      exclusion.during(() =>
        begin((tx) => {
          const query = async <Row>(text: string, values: readonly unknown[] = []) =>
            (await tx.query<Row>(text, [...values])).rows;
          return work(abortable({ query }, signal));
        }, signal),
      ),
    longTransaction: (work, signal) =>
      exclusion.duringLong((stage) =>
        begin((tx) => {
          const admitting = new AdmittingTransaction(tx);
          const query = <Row>(text: string, values: readonly unknown[] = []) => admitting.query<Row>(text, values);
          const long = {
            ...abortable({ query }, signal),
            isShared: true,
            excludeReaders: () => admitting.admitReaders(false),
            admitReaders: () => admitting.admitReaders(true),
          };
          return admission.during(admitting, () => work(withStage(long, stage)));
        }, signal),
      ),
    close: async () => {
      if (!pglite.closed) await pglite.close();
    },
  };
}
