import type { Logger } from 'pino';
import type { Database } from '../../database/database.ts';
import type { Content } from '../../read/published-content.ts';

/** Answers every request under one address; the id finds it in the log. What it throws is told as a problem. */
export type Handler = (request: Request, requestId: string) => Promise<Response>;

/** What whoever answers has to answer with. */
export interface HandlerOptions {
  readonly database: Database;
  readonly log: Logger;
  readonly defaultDataset: string | null;
  /** What is published now, read after the request arrived. */
  read(): Promise<Content>;
}
