import { setTimeout as after } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQuery,
  SqlQueryable,
  SqlResultSet,
  Transaction,
} from '@prisma/driver-adapter-utils';
import { Calls } from './calls.ts';
import { EMBEDDED_ROW_COST, type Engine } from './engine.ts';
import { Exclusion, withStage } from './exclusion.ts';
import { errorFrom, type ThreadData, type ThreadReply } from './pglite-message.ts';
import { Precedence } from './precedence.ts';
import type { LongTransaction, Sql } from './sql.ts';

/** A worker runs what was built: Node reads no TypeScript, which is what this file is when tests import it. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/database/pglite-thread.js' : 'pglite-thread.js',
  import.meta.url,
);

/** Milliseconds for which a database that is closed may finish the statement that it runs. After them it is left as if the process had died. */
const CLOSE_TIMEOUT = 2_000;

/**
 * Opens a PGlite in a thread of its own: a statement of seconds leaves the event loop of this process free. Statements are run in the order in
 * which they come; a transaction has the database to itself until it ends, but for a long one, which lets readers in.
 */
export async function openThread(workerData: ThreadData, release: () => Promise<void>): Promise<Engine> {
  const worker = new Worker(THREAD, { workerData });
  const calls = new Calls((call) => worker.postMessage(call));
  const opened = new Promise<void>((resolve, reject) => {
    worker.on('message', (reply: ThreadReply) => {
      if (reply.id !== 0) calls.settle(reply);
      else if ('error' in reply) reject(errorFrom(reply.error));
      else resolve();
    });
    const fail = (error: Error) => {
      calls.fail(error);
      reject(error);
    };
    worker.on('error', (cause) => fail(new Error('the embedded database is closed: its thread has failed', { cause })));
    worker.on('exit', () => fail(new Error('the embedded database is closed')));
  });
  const exclusion = new Exclusion();
  const precedence = new Precedence();
  const { query } = calls.sqlIn(null);
  const sql: Sql = { query: (text, values) => precedence.first(() => query(text, values)) };

  try {
    await opened;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    connections: 1,
    rowCost: EMBEDDED_ROW_COST,
    usage: () => ({ open: 1, busy: calls.isBusy ? 1 : 0 }),
    isAlive: async () => calls.failure === null,
    adapter: adapterOver(calls.call),
    ...sql,
    probe: exclusion.probeOver(sql),
    exclusiveSince: () => exclusion.since,
    longSince: () => exclusion.longSince,
    transaction: (work, signal) => exclusion.during(() => calls.transaction(work, signal)),
    longTransaction: (work, signal) =>
      exclusion.duringLong((stage) =>
        calls.longTransaction((tx) => work(withStage(behind(tx, precedence), stage)), signal),
      ),
    close: async () => {
      if (!calls.failure) {
        await Promise.race([calls.call({ kind: 'close' }), after(CLOSE_TIMEOUT, undefined, { ref: false })]);
      }
      await worker.terminate();
      await release();
    },
  };
}

/** A transaction whose statements let those of readers go first. */
const behind = (tx: LongTransaction, precedence: Precedence): LongTransaction => ({
  ...tx,
  query: async (text, values) => {
    await precedence.pause();
    return tx.query(text, values);
  },
});

/** Prisma's driver adapter runs in the thread, where the types of columns are known; this is its other end. */
function adapterOver(call: Calls['call']): SqlMigrationAwareDriverAdapterFactory {
  const adapterName = 'pglite-thread';
  const provider = 'postgres';
  const queryableIn = (tx: number | null): SqlQueryable => ({
    adapterName,
    provider,
    queryRaw: (query: SqlQuery) => call<SqlResultSet>({ kind: 'prisma-query', tx, query }),
    executeRaw: (query: SqlQuery) => call<number>({ kind: 'prisma-execute', tx, query }),
  });
  const adapter: SqlDriverAdapter = {
    ...queryableIn(null),
    executeScript: (script) => call({ kind: 'prisma-script', script }),
    startTransaction: async (isolation): Promise<Transaction> => {
      const tx = await call<number>({ kind: 'prisma-begin', isolation });
      const end = (commit: boolean) => call<void>({ kind: 'prisma-end', tx, commit });
      return {
        ...queryableIn(tx),
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
