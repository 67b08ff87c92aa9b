import type { Logger } from 'pino';
import type { Database } from '../../database/database.ts';
import type { Version } from '../../read/core/snapshot.ts';
import type { Content } from '../../read/published-content.ts';

/** Who sent a request, and the id by which it is found in the log. */
export interface Sender {
  readonly client: string;
  readonly id: string;
  /** Notes the error that the request is answered with, where the handler does not throw it. */
  refuse(code: string, limit?: unknown): void;
}

/** Answers every request under one address. What it throws is told as a problem. */
export type Handler = (request: Request, sender: Sender) => Promise<Response>;

/** How long the making of a file may take, in milliseconds. */
export interface FileLimits {
  /** How long the database may take for the next piece, its turn included. */
  readonly piece: number;
  /** How long the client may take until it wants the next slice. */
  readonly client: number;
  /** How long the whole file may take. */
  readonly total: number;
  /** Why nothing came in time: the database answers nobody, or others were before. */
  explainDelay(milliseconds: number): Promise<Error>;
}

/** What whoever answers has to answer with. */
export interface HandlerOptions {
  readonly database: Database;
  readonly log: Logger;
  readonly defaultDataset: string | null;
  readonly fileLimits: FileLimits;
  /** What is published now, read after the request arrived. */
  read(): Promise<Content>;
  /** The version that is published now. It waits for no turn. */
  readVersion(): Promise<Version>;
}

/** The same before it is known who asks. */
export interface ConnectorBase extends Omit<HandlerOptions, 'database'> {
  /** The way to the database on which what the client asks for waits for its turn. Once `isGone`, no statement begins on it. */
  databaseFor(client: string, isGone: () => boolean): Database;
}
