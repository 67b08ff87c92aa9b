import { setImmediate as immediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database.ts';
import { buildCatalogue, type Catalogue } from './catalogue/catalogue.ts';
import { catalogueRowsAsOf } from './catalogue/catalogue-history.ts';
import { readTables } from './catalogue/catalogue-table.ts';
import { type ContentSizes, readSizes } from './core/size.ts';
import { isSamePublication, readSnapshot, readVersion, type Snapshot, type Version } from './core/snapshot.ts';

/** What every request is answered from: the state that it reads, and the catalogue, held in memory. */
export interface Content {
  readonly state: Snapshot;
  /** The catalogue as a state shows it: as it stands now, or for a state of the past as it stood then. */
  catalogueOf(state: Snapshot): Catalogue;
  readonly sizes: ContentSizes;
}

/** So many states of the past are held for pages that were begun in them. */
const PAST_STATES = 4;

/**
 * Reads the content for whoever asks. The version is read each time, after it was asked for, unless it was read less than `maxAge`
 * milliseconds ago; the rest only where a publication has raised it. Those who ask at the same time share one reading.
 */
export function contentReader(database: Database, maxAge = 0): () => Promise<Content> {
  let cached: { version: Version; content: Promise<Content> } | null = null;
  let recent: { content: Content; until: number } | null = null;

  const read = async (version: Version): Promise<Content> => {
    if (cached === null || !isSamePublication(cached.version, version)) {
      const content = readContent(database);
      cached = { version, content };
      // What failed is tried again by the next request.
      content.catch(() => {
        if (cached?.content === content) cached = null;
      });
    }
    const { state, ...held } = await cached.content;
    const { reports, mark } = version;
    return { state: state.mark === mark ? state : { ...state, reports, mark }, ...held };
  };
  const readNow = shared(async () => {
    const until = performance.now() + maxAge;
    const content = await read(await readVersion(database));
    recent = { content, until };
    return content;
  });
  return async () => (recent && performance.now() < recent.until ? recent.content : readNow());
}

async function readContent(database: Database): Promise<Content> {
  const state = await readSnapshot(database);
  const rows = await readTables(database);
  const sizes = await readSizes(database, database.rowCost);
  const present = buildCatalogue(rows);
  const past = new LRUCache<number, Catalogue>({ max: PAST_STATES });
  return {
    state,
    sizes,
    catalogueOf: ({ facts, past: isPast }) => {
      if (!isPast) return present;
      const then = past.get(facts) ?? buildCatalogue(catalogueRowsAsOf(rows, facts));
      past.set(facts, then);
      return then;
    },
  };
}

/**
 * A reading begins when the event loop has taken in all that has arrived, and not before the last one has ended. Whoever asks until then gets
 * it: one statement serves all, and nobody is answered with what was before their question.
 */
function shared<Result>(read: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<unknown> = Promise.resolve();
  let next: Promise<Result> | null = null;
  const start = (): Promise<Result> => {
    next = null;
    const reading = read();
    running = reading.catch(() => {});
    return reading;
  };
  return () => {
    next ??= running.then(() => immediate()).then(start);
    return next;
  };
}
