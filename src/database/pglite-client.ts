import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQuery,
  SqlQueryable,
  SqlResultSet,
  Transaction,
} from '@prisma/driver-adapter-utils';
import type { Calls } from './calls.ts';
import { assertRoom } from './disk-room.ts';
import { EMBEDDED_ROW_COST, type Engine } from './engine.ts';
import { Exclusion, withStage } from './exclusion.ts';
import { Precedence } from './precedence.ts';
import type { LongTransaction, Sql } from './sql.ts';
import type { ThreadKeeper } from './thread-keeper.ts';

/**
 * The engine over a PGlite in a thread of its own: a statement of seconds leaves the event loop of this process free. Statements are run in the order
 * in which they come; a transaction has the database to itself until it ends, but for a long one, which lets readers in. What writes is refused
 * before the disk is full.
 */
export function engineOver(keeper: ThreadKeeper, directory: string, release: () => Promise<void>): Engine {
  const exclusion = new Exclusion();
  const precedence = new Precedence();
  const sql: Sql = {
    query: <Row>(text: string, values?: readonly unknown[]) =>
      precedence.first(() => keeper.calls.sqlIn(null).query<Row>(text, values)),
  };
  return {
    connections: 1,
    rowCost: EMBEDDED_ROW_COST,
    usage: () => ({ open: 1, busy: keeper.calls.isBusy ? 1 : 0 }),
    isAlive: async () => keeper.calls.failure === null,
    // Whoever writes has all of it: `exclusiveSince`.
    waitsForTable: async () => false,
    adapter: adapterOver(keeper),
    ...sql,
    probe: exclusion.probeOver(sql),
    exclusiveSince: () => exclusion.since,
    longSince: () => exclusion.longSince,
    transaction: async (work, signal) => {
      await assertRoom(directory);
      return exclusion.during(() => keeper.calls.transaction(work, signal));
    },
    longTransaction: async (work, signal) => {
      await assertRoom(directory);
      return exclusion.duringLong((stage) =>
        keeper.calls.longTransaction((tx) => work(withStage(behind(tx, precedence, directory), stage)), signal),
      );
    },
    close: async () => {
      await keeper.close();
      await release();
    },
  };
}

/**
 * A transaction whose statements let those of readers go first, and are begun while the disk has room. While readers are kept out, it does not pause
 * for them: that would only keep them out longer.
 */
function behind(tx: LongTransaction, precedence: Precedence, directory: string): LongTransaction {
  let admits = true;
  return {
    ...tx,
    query: async (text, values) => {
      if (admits) await precedence.pause();
      await assertRoom(directory);
      return tx.query(text, values);
    },
    excludeReaders: () => {
      admits = false;
      return tx.excludeReaders();
    },
    admitReaders: () => {
      admits = true;
      return tx.admitReaders();
    },
  };
}

/** Prisma's driver adapter runs in the thread, where the types of columns are known; this is its other end. */
function adapterOver(keeper: ThreadKeeper): SqlMigrationAwareDriverAdapterFactory {
  const adapterName = 'pglite-thread';
  const provider = 'postgres';
  const queryableIn = (calls: () => Calls, tx: number | null): SqlQueryable => ({
    adapterName,
    provider,
    queryRaw: (query: SqlQuery) => calls().call<SqlResultSet>({ kind: 'prisma-query', tx, query }),
    executeRaw: (query: SqlQuery) => calls().call<number>({ kind: 'prisma-execute', tx, query }),
  });
  const adapter: SqlDriverAdapter = {
    ...queryableIn(() => keeper.calls, null),
    executeScript: (script) => keeper.calls.call({ kind: 'prisma-script', script }),
    startTransaction: async (isolation): Promise<Transaction> => {
      const { calls } = keeper; // a transaction ends with the thread in which it began
      const tx = await calls.call<number>({ kind: 'prisma-begin', isolation });
      const end = (commit: boolean) => calls.call<void>({ kind: 'prisma-end', tx, commit });
      return {
        ...queryableIn(() => calls, tx),
        options: { usePhantomQuery: true },
        commit: () => end(true),
        rollback: () => end(false),
      };
    },
    getConnectionInfo: () => ({ supportsRelationJoins: true }),
    dispose: async () => {},
  };
  return {
    adapterName,
    provider,
    connect: async () => adapter,
    connectToShadowDb: () => Promise.reject(new Error('the embedded database has no shadow database')),
  };
}
