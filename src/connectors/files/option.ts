import type { Logger } from 'pino';
import type { Content } from '../../store/content.ts';
import type { Database } from '../../store/database.ts';

/** What files are made with; whoever makes all connectors has it. */
export interface FileOptions {
  readonly database: Database;
  readonly log: Logger;
  readonly defaultDataset: string | null;
  /** What is published now, read after the request arrived. */
  read(): Promise<Content>;
}
