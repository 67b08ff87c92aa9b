import pg from 'pg';
import { PROBE_TIMEOUT, STATEMENT_GRACE } from './engine.ts';
import { createPool, nameOf, one } from './postgres-pool.ts';

/** The version of the content, as the row of `content_version` has it. */
export interface ContentVersion {
  readonly facts: number;
  readonly reports: number;
  /** A UUID, new with every publication and report: after a failover the same numbers may stand for other content. */
  readonly mark: string;
}

/** What came of a statement: it was answered, the copy has another version of the content, or there is none that answers. */
export type ReplicaOutcome = 'answered' | 'different' | 'away';

/** Copies of a PostgreSQL database, kept up by streaming. Which of them answers is decided behind their address. */
export interface Replicas {
  /** The rows of a statement as they are in this version of the content; null where no copy can say. Fails where the statement takes too long. */
  query<Row>(version: ContentVersion, text: string, values: readonly unknown[]): Promise<readonly Row[] | null>;
  /** What came of the statements since the start. */
  outcomes(): Readonly<Record<ReplicaOutcome, number>>;
  close(): Promise<void>;
}

export interface ReplicaOptions {
  readonly url: string;
  readonly poolSize: number;
  /** Milliseconds after which a statement is given up. */
  readonly statementTimeout: number;
  readonly application: string;
}

/** Milliseconds after which it is seen whether copies that did not answer do again. */
const REST = 1_000;
/** Milliseconds after which it is seen whether a copy that is silent still answers anything. */
const PATIENCE = 3_000;
/** The code of a statement that took longer than it may. */
const CANCELLED = '57014';

const VERSION = '-- replica.version\nselect facts, reports, mark from content_version';

/**
 * A copy follows the server at a distance, and may even show a publication before the server does. So each statement is asked between two
 * looks at the version of the content: where both find the version that is wanted, the statement saw that version and no other. The first
 * look is the last one on the same connection, which never goes back; a copy that starts again ends its connections.
 */
export function openReplicas({ url, poolSize, statementTimeout, application }: ReplicaOptions): Replicas {
  const target = { url, application };
  const pool = createPool(target, {
    max: poolSize,
    statement_timeout: statementTimeout,
    connectionTimeoutMillis: PROBE_TIMEOUT,
  });
  const probe = createPool(target, {
    max: 1,
    connectionTimeoutMillis: PROBE_TIMEOUT,
    query_timeout: PROBE_TIMEOUT,
    allowExitOnIdle: true,
  });
  const query_timeout = statementTimeout > 0 ? statementTimeout + STATEMENT_GRACE : 0;
  const seen = new WeakMap<pg.PoolClient, ContentVersion>();
  const counts = { answered: 0, different: 0, away: 0 };

  const look = async (client: pg.PoolClient): Promise<ContentVersion | undefined> => {
    const query = { name: nameOf(VERSION), text: VERSION, query_timeout: PROBE_TIMEOUT };
    const [found] = (await client.query<ContentVersion>(query)).rows;
    if (found) seen.set(client, found);
    return found;
  };

  async function ask<Row>(client: pg.PoolClient, version: ContentVersion, text: string, values: readonly unknown[]) {
    if (!isSame(seen.get(client), version) && !isSame(await look(client), version)) return null;
    const query = { name: nameOf(text), text, values: [...values], query_timeout };
    const { rows } = await client.query(query);
    return isSame(await look(client), version) ? (rows as Row[]) : null;
  }

  const isAlive = () =>
    one(probe.query('-- replica.alive\nselect 1')).then(
      () => true,
      () => false,
    );
  /** Fails when copies answer nobody any more, and never else. */
  const silence = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      const timer = setInterval(async () => {
        if (!(await isAlive())) reject(new Silent());
      }, PATIENCE);
      signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    });

  let looking: NodeJS.Timeout | null = null;
  /** Sends nobody there until a copy answers: only the first who meet one that does not have to wait. */
  const turnAway = () => {
    looking ??= setTimeout(async () => {
      const isBack = await isAlive();
      if (looking === null) return; // closed
      looking = null;
      if (!isBack) turnAway();
    }, REST).unref();
  };

  return {
    query: async <Row>(version: ContentVersion, text: string, values: readonly unknown[]) => {
      const tell = (outcome: ReplicaOutcome) => {
        counts[outcome] += 1;
        return null;
      };
      if (looking !== null) return tell('away');
      const client = await pool.connect().catch(() => null);
      if (client === null) {
        turnAway();
        return tell('away');
      }
      const over = new AbortController();
      // The statement that runs is told of a connection that breaks; unheard, the event would end the process.
      const hear = () => {};
      client.on('error', hear);
      let broken: Error | undefined;
      try {
        const rows = await Promise.race([ask<Row>(client, version, text, values), silence(over.signal)]);
        if (rows === null) return tell('different');
        counts.answered += 1;
        return rows;
      } catch (error) {
        if (error instanceof pg.DatabaseError && error.code === CANCELLED) throw error;
        // What is wrong with the statement itself, the server will say.
        if (error instanceof pg.DatabaseError && !isEnd(error)) return tell('different');
        broken = error as Error;
        turnAway();
        return tell('away');
      } finally {
        over.abort();
        client.off('error', hear);
        client.release(broken);
      }
    },
    outcomes: () => ({ ...counts }),
    close: async () => {
      clearTimeout(looking ?? undefined);
      looking = null;
      await Promise.all([pool.end(), probe.end()]);
    },
  };
}

class Silent extends Error {}

const isSame = (one: ContentVersion | undefined, other: ContentVersion): boolean =>
  one?.facts === other.facts && one.reports === other.reports && one.mark === other.mark;

/** Whether the server ended the connection with the statement: it stops, starts, or is restored. */
const isEnd = ({ code = '', severity }: pg.DatabaseError): boolean => severity === 'FATAL' || /^(?:08|57P)/.test(code);
