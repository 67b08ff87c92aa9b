import type { PGlite, Transaction } from '@electric-sql/pglite';

/** The code with which PostgreSQL refuses to write. */
const READ_ONLY = '25006';

/** What a reader does is undone in any case: that a statement fails is no matter of the one who writes. */
const ADMIT = `-- transaction.admit
savepoint reader; set local transaction_read_only = on; set local work_mem to default`;
const DISMISS = '-- transaction.dismiss\nrollback to savepoint reader; release savepoint reader';

/** What comes of a statement of a reader: rows, or for what it has to wait. */
type Reading<Row> = Row[] | 'EXCLUDED' | 'WRITES';

/**
 * A transaction that lets readers in. An embedded database has one connection, on which they would wait for the end of the transaction: so they
 * read within it, between its statements, and see what it has written.
 */
export class AdmittingTransaction {
  readonly #tx: Pick<Transaction, 'query' | 'exec'>;
  #admits = true;
  #last: Promise<unknown> = Promise.resolve();
  /** Readers that wait until they are admitted again. */
  #waiting: (() => void)[] = [];

  constructor(tx: Pick<Transaction, 'query' | 'exec'>) {
    this.#tx = tx;
  }

  /** A statement of the transaction itself. */
  query<Row>(text: string, values: readonly unknown[]): Promise<Row[]> {
    return this.#inTurn(async () => {
      try {
        return (await this.#tx.query<Row>(text, [...values])).rows;
      } catch (error) {
        this.#admits = false; // it will be rolled back, and until then nobody can read
        throw error;
      }
    });
  }

  /** A statement of a reader. */
  read<Row>(text: string, values: readonly unknown[]): Promise<Reading<Row>> {
    return this.#inTurn(async () => {
      if (!this.#admits) return 'EXCLUDED';
      await this.#tx.exec(ADMIT);
      try {
        return (await this.#tx.query<Row>(text, [...values])).rows;
      } catch (error) {
        if ((error as { code?: unknown }).code === READ_ONLY) return 'WRITES';
        throw error;
      } finally {
        await this.#tx.exec(DISMISS);
      }
    });
  }

  /** Whether readers are let in from here on. */
  admitReaders(admits: boolean): Promise<void> {
    return this.#inTurn(async () => {
      this.#admits = admits;
      if (admits) this.letGo();
    });
  }

  /** Waits until readers are admitted, or the transaction has ended. */
  untilAdmitted(): Promise<void> {
    return this.#admits ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Whoever waits tries again. */
  letGo(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }
}

/** The transaction that lets readers in at the moment, of those that an embedded database runs one after the other. */
export class ReaderAdmission {
  #current: AdmittingTransaction | null = null;

  async during<Result>(tx: AdmittingTransaction, work: () => Promise<Result>): Promise<Result> {
    this.#current = tx;
    try {
      return await work();
    } finally {
      await tx.admitReaders(false); // whoever reads at the moment comes to an end before the transaction does
      this.#current = null;
      tx.letGo();
    }
  }

  /** A statement outside of any transaction: within the one that lets readers in, or when it has ended. */
  async query<Row>(pglite: Pick<PGlite, 'query'>, text: string, values: readonly unknown[]): Promise<Row[]> {
    for (let tx = this.#current; tx; tx = this.#current) {
      const reading = await tx.read<Row>(text, values);
      if (reading === 'WRITES') break;
      if (reading !== 'EXCLUDED') return reading;
      await tx.untilAdmitted();
    }
    return (await pglite.query<Row>(text, [...values])).rows;
  }
}
