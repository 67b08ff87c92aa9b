import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { type DatabaseConfig, type DatabaseOptions, type Engine, STATEMENT_GRACE } from './engine.ts';

const CONNECT_TIMEOUT = 5_000;
/** Milliseconds within which a server that lives answers a statement that does nothing. */
const PROBE_TIMEOUT = 2_000;

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
  { statementTimeout = 0 }: DatabaseOptions,
): Promise<Engine> {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    statement_timeout: statementTimeout,
    keepAlive: true,
    // Keys come as arrays, and planning a statement anew for each set of them costs as much as running it.
    onConnect: async (client) => {
      await client.query('-- connection.plans\nset plan_cache_mode = force_generic_plan');
    },
  });
  // An idle connection that the server drops raises an event; unheard, it would end the process.
  pool.on('error', () => {});
  // A connection of its own: those of the pool may all be busy.
  const probe = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: PROBE_TIMEOUT,
    query_timeout: PROBE_TIMEOUT,
    allowExitOnIdle: true,
  });
  probe.on('error', () => {});
  let probing: Promise<boolean> | null = null;
  // A connection on which a statement outlasts its timeout is given up. Statements of a transaction have no timeout.
  const query_timeout = statementTimeout > 0 ? statementTimeout + STATEMENT_GRACE : 0;

  const close = async () => {
    if (!pool.ended) await pool.end();
    if (!probe.ended) await probe.end();
  };
  try {
    await one(pool.query('-- database.reach\nselect 1'));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    connections: poolSize,
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
    adapter: new PrismaPg(pool, { statementNameGenerator: ({ sql }) => nameOf(sql) }),
    query: async <Row>(text: string, values: readonly unknown[] = []) => {
      // pg takes the timeout with each query; its types know it for whole connections only.
      const query = { name: nameOf(text), text, values: [...values], query_timeout };
      return (await one(pool.query(query))).rows as Row[];
    },
    transaction: async (work) => {
      const client = await one(pool.connect());
      let broken: Error | undefined;
      try {
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
        client.release(broken);
      }
    },
    close,
  };
}

/** A name that stands for several addresses fails with an error for each of them, which would be told as so many errors. */
async function one<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  }
}
