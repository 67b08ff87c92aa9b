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
import { EMBEDDED_ROW_COST, type Engine } from './engine.ts';
import { abortable, Exclusion } from './exclusion.ts';
import { errorFrom, type ThreadData, type ThreadReply, type ThreadRequest } from './pglite-message.ts';
import type { Sql } from './sql.ts';

/** A worker runs what was built: Node reads no TypeScript, which is what this file is when tests import it. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? '../../dist/database/pglite-thread.js' : 'pglite-thread.js',
  import.meta.url,
);

/** Milliseconds for which a database that is closed may finish the statement that it runs. After them it is left as if the process had died. */
const CLOSE_TIMEOUT = 2_000;

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Opens a PGlite in a thread of its own: a statement of seconds leaves the event loop of this process free. Statements are run in the order in
 * which they come; a transaction has the database to itself until it ends.
 */
export async function openThread(workerData: ThreadData, release: () => Promise<void>): Promise<Engine> {
  const worker = new Worker(THREAD, { workerData });
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let failure: Error | null = null;

  const fail = (error: Error) => {
    failure ??= error;
    for (const { reject } of waiting.values()) reject(failure);
    waiting.clear();
  };
  const opened = new Promise((resolve, reject) => waiting.set(0, { resolve, reject }));
  worker.on('message', (reply: ThreadReply) => {
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) call?.reject(errorFrom(reply.error));
    else call?.resolve(reply.result);
  });
  worker.on('error', (cause) => fail(new Error('the embedded database is closed: its thread has failed', { cause })));
  worker.on('exit', () => fail(new Error('the embedded database is closed')));

  const call = <Result>(request: ThreadRequest): Promise<Result> =>
    new Promise((resolve, reject) => {
      if (failure) return reject(failure);
      const id = ++last;
      waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
      worker.postMessage({ id, request });
    });
  const sqlIn = (tx: number | null): Sql => ({
    query: <Row>(text: string, values: readonly unknown[] = []) => call<Row[]>({ kind: 'query', tx, text, values }),
  });

  const sql = sqlIn(null);
  const exclusion = new Exclusion();

  try {
    await opened;
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  return {
    connections: 1,
    rowCost: EMBEDDED_ROW_COST,
    usage: () => ({ open: 1, busy: waiting.size > 0 ? 1 : 0 }),
    isAlive: async () => failure === null,
    adapter: adapterOver(call),
    ...sql,
    probe: exclusion.probeOver(sql),
    exclusiveSince: () => exclusion.since,
    transaction: (work, signal) =>
      exclusion.during(async () => {
        const tx = await call<number>({ kind: 'begin' });
        try {
          signal?.throwIfAborted();
          const result = await work(abortable(sqlIn(tx), signal));
          await call({ kind: 'end', tx, commit: true });
          return result;
        } catch (error) {
          await call({ kind: 'end', tx, commit: false }).catch(() => {}); // it may have ended already
          throw error;
        }
      }),
    close: async () => {
      if (!failure) await Promise.race([call({ kind: 'close' }), after(CLOSE_TIMEOUT, undefined, { ref: false })]);
      await worker.terminate();
      await release();
    },
  };
}

type CallThread = <Result>(request: ThreadRequest) => Promise<Result>;

/** Prisma's driver adapter runs in the thread, where the types of columns are known; this is its other end. */
function adapterOver(call: CallThread): SqlMigrationAwareDriverAdapterFactory {
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
