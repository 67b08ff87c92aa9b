/** One SQL statement with its parameters. The text begins with a comment that names it: `-- observation.latest`. */
export interface Sql {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/**
 * The statements of a transaction that takes long. On an embedded database, which has one connection, whoever reads is let in between them and
 * sees what was written: so readers are kept out while anything is written that they could notice. On a PostgreSQL server they see
 * nothing before the commit, and nobody is kept out.
 */
export interface LongTransaction extends Sql {
  /** Whether readers see what was written. */
  readonly isShared: boolean;
  /** From here on readers wait for the end of the transaction, or until they are admitted again. */
  excludeReaders(): Promise<void>;
  /** Lets readers in, as from the beginning. */
  admitReaders(): Promise<void>;
}

/** The to_seq of a row that no release has closed. */
export const OPEN = 2_147_483_647;
