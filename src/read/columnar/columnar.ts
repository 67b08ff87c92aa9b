import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Sql } from '../../database/sql.ts';
import { beginTurn, type Turn, Turns, WANTED } from '../../domain/core/turns.ts';
import { formatPublication, readSnapshot, type Snapshot } from '../core/snapshot.ts';
import { type Copy, openCopy, removeOtherCopies } from './copy-folder.ts';
import {
  type CopyPage,
  type CopyPart,
  type CopySelection,
  type CopyStatement,
  countCopyRows,
  holdsNumbers,
  isSelectable,
  searchCopyRows,
} from './copy-query.ts';
import { type CopySource, readCopySources } from './copy-source.ts';
import { writeCopy } from './copy-writer.ts';
import { type Duckdb, type DuckdbLimits, openDuckdb, runWhileWanted } from './duckdb.ts';

/** The primary key of an observation. */
export interface FoundObservation {
  readonly seriesId: number;
  readonly periodEnd: string;
  readonly period: string;
  readonly fromSeq: number;
}

/** What a request may ask of copies. Whatever they cannot answer is null, and PostgreSQL answers it. */
export interface ColumnarReading {
  /** From so much work of PostgreSQL on, in units of a request's weight, a copy is asked. */
  readonly leastUnits: number;
  /** Tells whether there are copies of all that this state says of such a selection, and whether they can go on after these values of a cursor. */
  covers(state: Snapshot, selection: CopySelection, after?: CopyPage['after']): boolean;
  find(state: Snapshot, selection: CopySelection, page: CopyPage): Promise<readonly FoundObservation[] | null>;
  count(state: Snapshot, selection: CopySelection): Promise<number | null>;
}

/** Waits for a turn, and works for the answer to a request while somebody wants it. */
type InTurn = <Result>(run: (turn: Turn) => Promise<Result>) => Promise<Result>;

/** Columnar copies of what is published now. */
export interface Columnar {
  /** Looks every few seconds for what is published, and follows it. */
  watch(): void;
  /** Is told what is published. Copies of it are made in the background, one data set after the other. */
  follow(state: Snapshot): void;
  /** The copies for one request of a client, who has its turn with others. A statement that is wanted no more is interrupted. */
  readFor(client: string, inTurn?: InTurn): ColumnarReading;
  /** Resolves when all that was wanted is copied, or has failed. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

interface ColumnarLog {
  info(details: object, words: string): void;
  warn(details: object, words: string): void;
}

export interface ColumnarOptions extends DuckdbLimits {
  readonly directory: string;
  /** Where what is copied is read. */
  readonly sql: Sql;
  readonly log: ColumnarLog;
  /** Milliseconds after which what failed is tried again. */
  readonly retryAfter?: number;
  /** See `ColumnarReading`. */
  readonly leastUnits?: number;
  /** About so many rows are in a file of a copy. */
  readonly partRows?: number;
}

const RETRY_AFTER = 60_000;
/** PostgreSQL takes a tenth of a second for so much, in which a copy has hardly begun. */
const LEAST_UNITS = 50_000;
const PART_ROWS = 1_000_000;
/** Milliseconds between two looks for what is published. */
const WATCH_INTERVAL = 5_000;

/** Opens the folder of copies. Fails with BAD_INPUT where DuckDB is not installed; a folder that cannot be written is warned of, and costs speed alone. */
export async function openColumnar({
  directory: given,
  sql,
  log,
  retryAfter = RETRY_AFTER,
  leastUnits = LEAST_UNITS,
  partRows = PART_ROWS,
  ...limits
}: ColumnarOptions): Promise<Columnar> {
  const directory = resolve(given);
  const duckdb: Duckdb = await openDuckdb(directory, limits);
  const [reader, writer] = [await duckdb.connect(), await duckdb.connect()];
  /** One statement at a time: each uses all threads that DuckDB has, and keeps one of those that read files for Node. */
  const turns = new Turns(1);
  let wanted: Snapshot | null = null;
  let current: { readonly publication: string; readonly sources: readonly CopySource[] } | null = null;
  const copies = new Map<string, Copy>();
  const failures = new Map<string, number>();
  const warned = new Set<string>();
  let running: Promise<void> | null = null;
  let isClosed = false;

  /** The same trouble is told once. */
  const warn = (about: string, error: unknown, words: string) => {
    const reason = (error as Error).message.split('\n')[0] ?? '';
    const warning = `${about}: ${reason}`;
    if (!warned.has(warning)) log.warn({ copy: about, reason }, words);
    warned.add(warning);
  };

  /** Finds out what is to be copied, and opens what is there already. */
  async function identify(state: Snapshot): Promise<void> {
    const sources = await readCopySources(sql, state);
    for (const { name } of sources) {
      const copy = copies.get(name) ?? (await openCopy(directory, name));
      if (copy) copies.set(name, copy);
    }
    current = { publication: formatPublication(state), sources };
  }

  const isBehind = (): boolean => wanted !== null && current?.publication !== formatPublication(wanted);

  const findMissing = (): CopySource | undefined =>
    current?.sources.find(({ name }) => !copies.has(name) && (failures.get(name) ?? 0) <= performance.now());

  async function copy(state: Snapshot, source: CopySource): Promise<void> {
    const { name, dataset } = source;
    const begin = performance.now();
    const isWanted = async () => {
      if (isClosed) return false;
      if (wanted && isBehind()) await identify(wanted);
      return current?.sources.some((one) => one.name === name) ?? false;
    };
    try {
      const rows = await writeCopy({ sql, directory, connection: writer, partRows, isWanted }, state, source);
      const made = rows === null ? null : await openCopy(directory, name);
      if (!made) {
        failures.set(name, performance.now() + retryAfter);
        return;
      }
      copies.set(name, made);
      const seconds = Math.round((performance.now() - begin) / 1_000);
      log.info({ dataset: dataset.code, rows, seconds }, 'a columnar copy is made');
    } catch (error) {
      failures.set(name, performance.now() + retryAfter);
      if (!isClosed) warn(name, error, 'a columnar copy cannot be made; the database answers');
    }
  }

  /** Nobody reads while files go: readers of what is not published any more ask the database. */
  const removeOthers = () =>
    turns.run('', WANTED, async () => {
      const kept = new Set(current?.sources.map(({ name }) => name));
      for (const name of copies.keys()) if (!kept.has(name)) copies.delete(name);
      await removeOtherCopies(directory, kept);
    });

  async function run(): Promise<void> {
    try {
      await mkdir(directory, { recursive: true });
      while (wanted && !isClosed) {
        const state = wanted;
        if (isBehind()) await identify(state);
        const source = findMissing();
        if (source) await copy(state, source);
        else if (!isBehind()) break;
      }
      if (!isClosed) await removeOthers();
    } catch (error) {
      failures.set('', performance.now() + retryAfter);
      if (!isClosed) warn(directory, error, 'columnar copies cannot be made; the database answers');
    }
  }

  const findParts = (state: Snapshot, { filter }: CopySelection): CopyPart[] | null => {
    if (state.past || state.asOf !== null || current?.publication !== formatPublication(state)) return null;
    const ids = state.datasets.map(({ id }) => id).filter((id) => filter.datasets?.includes(id) ?? true);
    const found = ids.map((id) => {
      const name = current?.sources.find(({ dataset }) => dataset.id === id)?.name;
      return name === undefined ? undefined : copies.get(name);
    });
    return found.every((one) => one !== undefined) ? found.flatMap(({ parts }) => parts) : null;
  };

  async function ask(
    state: Snapshot,
    selection: CopySelection,
    run: (parts: readonly CopyPart[], query: QueryCopy) => Promise<unknown[][]> | null,
    client: string,
    turn: Turn,
  ): Promise<unknown[][] | null> {
    const isOver = () => turn.findObstacle() !== null;
    return turns.run(client, turn, async () => {
      beginTurn(turn);
      const parts = isClosed ? null : findParts(state, selection);
      if (!parts) return null;
      try {
        return await run(parts, (statement) => runWhileWanted(reader, statement, isOver));
      } catch (error) {
        if (!isOver()) warn(directory, error, 'a columnar copy does not answer; the database does');
        return null;
      }
    });
  }

  const follow = (state: Snapshot) => {
    wanted = state;
    const isResting = (failures.get('') ?? 0) > performance.now();
    if (isClosed || running || isResting || (!isBehind() && !findMissing())) return;
    running = run().finally(() => {
      running = null;
    });
  };
  // A database that does not answer is looked at again.
  const look = () => readSnapshot(sql).then(follow, () => {});
  let watching: NodeJS.Timeout | null = null;

  return {
    watch: () => {
      watching ??= setInterval(look, WATCH_INTERVAL).unref();
      look();
    },
    follow,
    readFor: (client, inTurn = (run) => run(WANTED)) => ({
      leastUnits,
      covers: (state, selection, after = null) => {
        const parts = isSelectable(selection) ? findParts(state, selection) : null;
        return parts !== null && parts.length > 0 && holdsNumbers(parts, after ?? []);
      },
      find: async (state, selection, page) => {
        const search = (parts: readonly CopyPart[], query: QueryCopy) => findRows(parts, selection, page, query);
        const rows = await inTurn((turn) => ask(state, selection, search, client, turn));
        return rows?.map(toKey) ?? null;
      },
      count: async (state, selection) => {
        const counting = (parts: readonly CopyPart[], query: QueryCopy) => {
          const statement = countCopyRows(parts, selection);
          return statement && query(statement);
        };
        const rows = await inTurn((turn) => ask(state, selection, counting, client, turn));
        return rows ? Number(rows[0]?.[0]) : null;
      },
    }),
    settled: async () => {
      while (running) await running;
    },
    close: async () => {
      isClosed = true;
      clearInterval(watching ?? undefined);
      writer.interrupt();
      reader.interrupt();
      await running;
      await turns.run('', WANTED, async () => {
        reader.closeSync();
        writer.closeSync();
        duckdb.closeSync();
      });
    },
  };
}

type QueryCopy = (statement: CopyStatement) => Promise<unknown[][]>;

/** Finds the rows of a page; null where a copy cannot be asked for that. */
function findRows(
  parts: readonly CopyPart[],
  selection: CopySelection,
  page: CopyPage,
  query: QueryCopy,
): Promise<unknown[][]> | null {
  const search = searchCopyRows(parts, selection, page);
  if (!search) return null;
  // Where the last row has no value, the page may hold any of those that have none.
  return query(search.bound).then(([last]) => query(search.within((last?.[0] ?? null) as string | null)));
}

const toKey = ([seriesId, periodEnd, period, fromSeq]: unknown[]): FoundObservation => ({
  seriesId: Number(seriesId),
  periodEnd: String(periodEnd),
  period: String(period),
  fromSeq: Number(fromSeq),
});
