import pg from 'pg';

/** The connections of one use, to one address. */
export interface PoolTarget {
  readonly url: string;
  /** The name under which the server lists them, unless the address gives another. */
  readonly application: string;
}

const CONNECT_TIMEOUT = 5_000;

/**
 * Settings of each connection. Keys come as arrays, and planning a statement anew for each set of them costs as much as running it. Compiling
 * a statement to machine code, which PostgreSQL does where it expects much work, takes longer than most of them. A server whose client has
 * died over a statement ends it, and frees its locks, once it looks for the client: by itself it looks when it has an answer. Keepalives are
 * for a client whose machine is gone. A statement takes one process: with helpers of its own it would take processors from the others, of
 * which as many run as the pool has connections.
 */
const SETTINGS = [
  'plan_cache_mode = force_generic_plan',
  'jit = off',
  'max_parallel_workers_per_gather = 0',
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

/** The name of a statement on each connection; empty: it is planned anew each time. */
export function nameOf(text: string): string {
  if (text.startsWith(COMPOSED)) return '';
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MAX_NAMED_STATEMENTS) return ''; // planned anew each time
  const name = `govgraph_${names.size}`;
  names.set(text, name);
  return name;
}

/** Values of sslmode that the driver takes for verify-full, and warns of each time, unless it is told to do as libpq does. */
const LIKE_VERIFY_FULL = /([?&]sslmode=)(prefer|require|verify-ca)(?=&|$)/;

/** The value of sslmode in an address that means verify-full although it says something else; null: there is none. */
export const findStricterSslMode = (url: string): string | null =>
  url.includes('uselibpqcompat=true') ? null : (LIKE_VERIFY_FULL.exec(url)?.[2] ?? null);

/** The same address in the words that the driver does not warn of. */
const withPlainSslMode = (url: string): string =>
  findStricterSslMode(url) === null ? url : url.replace(LIKE_VERIFY_FULL, '$1verify-full');

/** A client of a pool that lets statements wait for a connection: only to open one is bounded in time. */
class PromptClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super({
      ...(typeof config === 'string' ? { connectionString: config } : config),
      connectionTimeoutMillis: CONNECT_TIMEOUT,
    });
  }
}

/** For a pool whose connections may all be busy for longer than it takes to open one. By itself the driver bounds both in one, and calls both an outage. */
export const PATIENT: pg.PoolConfig = { connectionTimeoutMillis: 0, Client: PromptClient };

export function createPool({ url, application }: PoolTarget, options: pg.PoolConfig): pg.Pool {
  const made = new pg.Pool({
    connectionString: withPlainSslMode(url),
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
}

/**
 * Asks a statement under its name, and gives its connection up after so many milliseconds; 0: never. The driver copies settings of a query
 * property by property, and takes a query that is made already as it is. Its types know neither the name of one, nor that the pool answers
 * it with a promise.
 */
export function ask(
  pool: pg.Pool,
  text: string,
  values: readonly unknown[],
  query_timeout: number,
): Promise<pg.QueryResult> {
  const query = Object.assign(new pg.Query(text, [...values]), { name: nameOf(text), query_timeout });
  return pool.query(query) as unknown as Promise<pg.QueryResult>;
}

async function setUpConnection(client: pg.ClientBase): Promise<void> {
  const set = (settings: readonly string[]) =>
    client.query(`-- connection.settings\n${settings.map((setting) => `set ${setting}`).join(';')}`);
  await set([...SETTINGS, LOOK_FOR_CLIENT]).catch(() => set(SETTINGS));
}

/** A name that stands for several addresses fails with an error for each of them, which would be told as so many errors. */
export async function one<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  }
}
