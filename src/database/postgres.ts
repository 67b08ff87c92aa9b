import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { badInput } from '../domain/core/errors.ts';
import { message } from '../domain/message/message.ts';
import { type DatabaseConfig, type DatabaseOptions, type Engine, PROBE_TIMEOUT, STATEMENT_GRACE } from './engine.ts';
import { ask, createPool, nameOf, one, PATIENT } from './postgres-pool.ts';

/** Transactions at one time: a server loads one package after the other. */
const MAX_TRANSACTIONS = 2;
/** A statement may wait for a table that somebody has locked for this share of its time: then there is time left to say so. */
const LOCK_SHARE = 1 / 3;

/** Connects to a PostgreSQL server, 15 or later. */
export async function openPostgres(
  { url, poolSize }: Extract<DatabaseConfig, { kind: 'postgres' }>,
  { statementTimeout = 0, application = 'govgraph' }: DatabaseOptions,
): Promise<Engine> {
  const connect = (options: pg.PoolConfig) => createPool({ url, application }, options);
  const lock_timeout = Math.ceil(statementTimeout * LOCK_SHARE);
  const pool = connect({ ...PATIENT, max: poolSize, statement_timeout: statementTimeout, lock_timeout });
  // A transaction may wait for a lock for as long as an import takes: what is read meanwhile keeps its connections.
  const transactions = connect({ max: Math.min(poolSize, MAX_TRANSACTIONS) });
  // A connection of its own: those of the pool may all be busy.
  const probe = connect({
    max: 1,
    connectionTimeoutMillis: PROBE_TIMEOUT,
    query_timeout: PROBE_TIMEOUT,
    allowExitOnIdle: true,
  });
  let probing: Promise<boolean> | null = null;
  // A connection on which a statement outlasts its timeout is given up. Statements of a transaction have no timeout.
  const query_timeout = statementTimeout > 0 ? statementTimeout + STATEMENT_GRACE : 0;

  const close = async () => {
    await Promise.all([pool, transactions, probe].map((made) => (made.ended ? undefined : made.end())));
  };
  const transaction: Engine['transaction'] = async (work, signal) => {
    signal?.throwIfAborted();
    const client = await one(transactions.connect());
    let isReleased = false;
    const release = (broken?: Error) => {
      if (!isReleased) client.release(broken);
      isReleased = true;
    };
    // The statement that runs is told of a connection that breaks; unheard, the event would end the process.
    const hear = () => {};
    client.on('error', hear);
    // A connection that is given back as broken is cut off, in whatever statement it is.
    const giveUp = () => release(new Error('given up'));
    let broken: Error | undefined;
    try {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', giveUp);
      await client.query('-- transaction.begin\nbegin');
      // An import may rightly take longer than an answer.
      await client.query('-- transaction.patience\nset local statement_timeout = 0');
      const result = await work({
        query: async <Row>(text: string, values: readonly unknown[] = []) =>
          (await client.query(text, [...values])).rows as Row[],
      });
      await client.query('-- transaction.commit\ncommit');
      return result;
    } catch (error) {
      await client.query('-- transaction.rollback\nrollback').catch((reason: Error) => {
        broken = reason;
      });
      throw error;
    } finally {
      signal?.removeEventListener('abort', giveUp);
      client.off('error', hear);
      release(broken);
    }
  };

  try {
    await refuseEncoding(pool);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    connections: poolSize,
    rowCost: 1,
    usage: () => ({ open: pool.totalCount, busy: pool.totalCount - pool.idleCount }),
    isAlive: () => {
      probing ??= probe
        .query('-- database.alive\nselect 1')
        .then(
          () => true,
          () => false,
        )
        .finally(() => {
          probing = null;
        });
      return probing;
    },
    // A server that cannot say so is busy, and nothing is locked.
    waitsForTable: () =>
      probe.query(WAITING_FOR_TABLE).then(
        ({ rowCount }) => rowCount === 1,
        () => false,
      ),
    probe: {
      query: async <Row>(text: string, values: readonly unknown[] = []) =>
        (await probe.query(text, [...values])).rows as Row[],
    },
    exclusiveSince: () => null,
    longSince: () => null,
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => nameOf(sql) }),
    query: async <Row>(text: string, values: readonly unknown[] = []) => {
      return (await one(ask(pool, text, values, query_timeout))).rows as Row[];
    },
    transaction,
    // Nobody waits for what others have not committed.
    longTransaction: (work, signal) => transaction((tx) => work({ ...tx, ...NOBODY_WAITS }), signal),
    close,
  };
}

const WAITING_FOR_TABLE = `-- database.waiting
select pid from pg_stat_activity
where datname = current_database() and usename = current_user and wait_event_type = 'Lock' and wait_event = 'relation' limit 1`;

const NOBODY_WAITS = { isShared: false, excludeReaders: async () => {}, admitReaders: async () => {} };

/** Reaches the database. In any other encoding than UTF-8 it would lose names, or count bytes as characters. */
async function refuseEncoding(pool: pg.Pool): Promise<void> {
  const { rows } = await one(
    pool.query<{ encoding: string }>("-- database.reach\nselect current_setting('server_encoding') as encoding"),
  );
  const encoding = rows[0]?.encoding ?? '';
  if (encoding !== 'UTF8') throw badInput('DATABASE_URL', message('database.wrong-encoding', { encoding }));
}
