import type { Logger } from 'pino';
import type { Database } from '../../database/database.ts';
import type { Content } from '../../read/published-content.ts';

/** Answers every request under one address; the id finds it in the log. What it throws is told as a problem. */
export type Handler = (request: Request, requestId: string) => Promise<Response>;

/** How long the making of a file may take, in milliseconds. */
export interface FileLimits {
  /** How long the database may take for the next piece, and the client until it wants it. */
  readonly idle: number;
  /** How long the whole file may take. */
  readonly total: number;
}

/** What whoever answers has to answer with. */
export interface HandlerOptions {
  readonly database: Database;
  readonly log: Logger;
  readonly defaultDataset: string | null;
  readonly fileLimits: FileLimits;
  /** What is published now, read after the request arrived. */
  read(): Promise<Content>;
}
