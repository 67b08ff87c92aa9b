import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { badInput } from '../domain/core/errors.ts';
import { message } from '../domain/message/message.ts';
import { type DatabaseConfig, type DatabaseOptions, type Engine, PROBE_TIMEOUT, STATEMENT_GRACE } from './engine.ts';

/** Transactions at one time: a server loads one package after the other. */
const MAX_TRANSACTIONS = 2;
const CONNECT_TIMEOUT = 5_000;

/**
 * Settings of each connection. Keys come as arrays, and planning a statement anew for each set of them costs as much as running it. Compiling
 * a statement to machine code, which PostgreSQL does where it expects much work, takes longer than most of them. A server whose client has
 * died over a statement ends it, and frees its locks, once it looks for the client: by itself it looks when it has an answer. Keepalives are
 * for a client whose machine is gone.
 */
const SETTINGS = [
  'plan_cache_mode = force_generic_plan',
  'jit = off',
  'tcp_keepalives_idle = 10',
  'tcp_keepalives_interval = 5',
  'tcp_keepalives_count = 3',
];
/** Not every system on which PostgreSQL runs can look. */
const LOOK_FOR_CLIENT = "client_connection_check_interval = '1s'";
const KEEPALIVE_DELAY = 10_000;

/** Statements with a name are planned once on each connection. So many at most: a filter with many shapes must not fill the server. */
const MAX_NAMED_STATEMENTS = 500;
const names = new Map<string, string>();

/** Statements that people compose are hardly ever asked twice. They are not to take the names of those that are. */
const COMPOSED = '-- odata.';

function nameOf(text: string): string {
  if (text.startsWith(COMPOSED)) return '';
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MAX_NAMED_STATEMENTS) return ''; // planned anew each time
  const name = `govgraph_${names.size}`;
  names.set(text, name);
  return name;
}

/** Connects to a PostgreSQL server, 15 or later. */
export async function openPostgres(
  { url, poolSize }: Extract<DatabaseConfig, { kind: 'postgres' }>,
  { statementTimeout = 0, application = 'govgraph' }: DatabaseOptions,
): Promise<Engine> {
  const connect = (options: pg.PoolConfig) => {
    const made = new pg.Pool({
      connectionString: url,
      fallback_application_name: application,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEPALIVE_DELAY,
      onConnect: setUpConnection,
      ...options,
    });
    // An idle connection that the server drops raises an event; unheard, it would end the process.
    made.on('error', () => {});
    return made;
  };
  const pool = connect({ max: poolSize, statement_timeout: statementTimeout });
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
    probe: {
      query: async <Row>(text: string, values: readonly unknown[] = []) =>
        (await probe.query(text, [...values])).rows as Row[],
    },
    exclusiveSince: () => null,
    longSince: () => null,
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => nameOf(sql) }),
    query: async <Row>(text: string, values: readonly unknown[] = []) => {
      // pg takes the timeout with each query; its types know it for whole connections only.
      const query = { name: nameOf(text), text, values: [...values], query_timeout };
      return (await one(pool.query(query))).rows as Row[];
    },
    transaction,
    // Nobody waits for what others have not committed.
    longTransaction: (work, signal) => transaction((tx) => work({ ...tx, ...NOBODY_WAITS }), signal),
    close,
  };
}

const NOBODY_WAITS = { isShared: false, excludeReaders: async () => {}, admitReaders: async () => {} };

async function setUpConnection(client: pg.ClientBase): Promise<void> {
  const set = (settings: readonly string[]) =>
    client.query(`-- connection.settings\n${settings.map((setting) => `set ${setting}`).join(';')}`);
  await set([...SETTINGS, LOOK_FOR_CLIENT]).catch(() => set(SETTINGS));
}

/** Reaches the database. In any other encoding than UTF-8 it would lose names, or count bytes as characters. */
async function refuseEncoding(pool: pg.Pool): Promise<void> {
  const { rows } = await one(
    pool.query<{ encoding: string }>("-- database.reach\nselect current_setting('server_encoding') as encoding"),
  );
  const encoding = rows[0]?.encoding ?? '';
  if (encoding !== 'UTF8') throw badInput('DATABASE_URL', message('database.wrong-encoding', { encoding }));
}

/** A name that stands for several addresses fails with an error for each of them, which would be told as so many errors. */
async function one<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  }
}
