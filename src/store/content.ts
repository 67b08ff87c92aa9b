import type { Database } from './database.ts';
import { type State, stateReader } from './state.ts';

/** What every request is answered from: the state that it reads, and the catalogue, held in memory. */
export interface Content {
  readonly state: State;
}

/** Reads the content for whoever asks; those who ask at the same time share one reading. */
export function contentReader(database: Database): () => Promise<Content> {
  const readState = stateReader(database);
  return async () => ({ state: await readState() });
}
