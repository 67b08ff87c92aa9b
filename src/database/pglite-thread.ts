// The thread in which the embedded PostgreSQL runs. It does what pglite-client.ts sends, and holds the transactions that are open.
import { readFile } from 'node:fs/promises';
import { constants, getPriority, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type {
  IsolationLevel,
  Transaction as PrismaTransaction,
  SqlDriverAdapter,
  SqlQueryable,
} from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import {
  plainError,
  type ThreadCall,
  type ThreadData,
  type ThreadReply,
  type ThreadRequest,
} from './pglite-message.ts';
import { AdmittingTransaction, ReaderAdmission } from './reader-admission.ts';

interface OpenTransaction {
  readonly query: (text: string, values: readonly unknown[]) => Promise<unknown[]>;
  /** Null: it lets no readers in. */
  readonly admitting: AdmittingTransaction | null;
  /** Ends the transaction: without an error it is committed. */
  readonly end: (error?: Error) => void;
  /** Settles when PostgreSQL has ended it. */
  readonly ended: Promise<void>;
}

const ROLLBACK = new Error('the transaction was rolled back');

function serve(pglite: PGlite, adapter: SqlDriverAdapter) {
  const admission = new ReaderAdmission();
  const transactions = new Map<number, OpenTransaction>();
  const prismaTransactions = new Map<number, PrismaTransaction>();
  let last = 0;

  const queryable = (tx: number | null): SqlQueryable => (tx === null ? adapter : found(prismaTransactions, tx));

  return async (request: ThreadRequest): Promise<unknown> => {
    switch (request.kind) {
      case 'query': {
        const { tx, text, values } = request;
        if (tx === null) return admission.query(pglite, text, values);
        return found(transactions, tx).query(text, values);
      }
      case 'begin': {
        const number = ++last;
        transactions.set(number, await begin(pglite, request.admitsReaders ? admission : null));
        return number;
      }
      case 'readers':
        return found(transactions, request.tx).admitting?.admitReaders(request.admitted);
      case 'end': {
        const { end, ended } = found(transactions, request.tx);
        transactions.delete(request.tx);
        end(request.commit ? undefined : ROLLBACK);
        return ended;
      }
      case 'prisma-query':
        return queryable(request.tx).queryRaw(request.query);
      case 'prisma-execute':
        return queryable(request.tx).executeRaw(request.query);
      case 'prisma-script':
        // The adapter does not wait for its script.
        return void (await pglite.exec(request.script));
      case 'prisma-begin': {
        const number = ++last;
        prismaTransactions.set(number, await adapter.startTransaction(request.isolation as IsolationLevel | undefined));
        return number;
      }
      case 'prisma-end': {
        const transaction = found(prismaTransactions, request.tx);
        prismaTransactions.delete(request.tx);
        return request.commit ? transaction.commit() : transaction.rollback();
      }
      case 'ping':
        return;
      case 'close':
        return pglite.closed ? undefined : pglite.close();
    }
  };
}

/** Begins a transaction and waits until it has the database to itself, or with an admission, until it is the one that lets readers in. */
function begin(pglite: PGlite, admission: ReaderAdmission | null): Promise<OpenTransaction> {
  return new Promise((resolve, reject) => {
    const ended = pglite.transaction((tx) => {
      const admitting = admission ? new AdmittingTransaction(tx) : null;
      const query: OpenTransaction['query'] = admitting
        ? (text, values) => admitting.query(text, values)
        : async (text, values) => (await tx.query(text, [...values])).rows;
      const untilEnded = new Promise<void>((commit, rollback) => {
        const end = (error?: Error) => (error ? rollback(error) : commit());
        // The transaction is handed over once it runs, and `ended` is there by then.
        queueMicrotask(() => resolve({ query, admitting, end, ended: settled }));
      });
      return admission && admitting ? admission.during(admitting, () => untilEnded) : untilEnded;
    });
    const settled = ended.catch((error: unknown) => {
      if (error !== ROLLBACK) throw error;
    });
    settled.catch(reject); // where it could not begin; otherwise whoever ends it is told
  });
}

function found<Value>(open: ReadonlyMap<number, Value>, tx: number): Value {
  const value = open.get(tx);
  if (value === undefined) throw new Error(`there is no open transaction ${tx}`);
  return value;
}

/** How much nicer this thread is than the one that answers requests, whose turns are short and should not wait for a statement. */
const NICER = 5;

/** Lets the thread of the server go first where both want the same processor. Only Linux knows priorities of threads: elsewhere it is the whole process. */
function goSecond(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Math.min(constants.priority.PRIORITY_LOW, getPriority() + NICER));
  } catch {
    // A machine that forbids it has both threads as equals.
  }
}

/** What one connection needs; the buffers of its defaults are 160 MB. */
const SETTINGS = ['shared_buffers=32MB', 'max_connections=5'];

const port = parentPort;
if (!port) throw new Error('pglite-thread.ts runs in a worker thread');
const reply = (message: ThreadReply) => port.postMessage(message);
try {
  goSecond();
  const { files, beginsAs } = workerData as ThreadData;
  const pglite = await PGlite.create({
    dataDir: files,
    startParams: [...PGlite.defaultStartParams, ...SETTINGS.flatMap((setting) => ['-c', setting])],
    ...(beginsAs === null ? {} : { loadDataDir: new Blob([await readFile(beginsAs)]) }),
  });
  const run = serve(pglite, (await new PrismaPGlite(pglite).connect()) as unknown as SqlDriverAdapter);
  port.on('message', ({ id, request }: ThreadCall) => {
    run(request).then(
      (result) => reply({ id, result }),
      (error: unknown) => reply({ id, error: plainError(error) }),
    );
  });
  reply({ id: 0, result: null });
} catch (error) {
  reply({ id: 0, error: plainError(error) });
}
