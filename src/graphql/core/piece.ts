import type { TakeTurn } from './turn.ts';

/** Rows whose fields are resolved in one go, of all lists together. */
const PIECE = 100;

/** A query that weighs more has the rows of its lists piece by piece: what weighs less is resolved in some milliseconds. */
export const MANY_UNITS = 5_000;

/**
 * Hands out the rows of the lists of one query in pieces, each in a turn of its own: a hundred lists that lie ready in memory, with fields that are read
 * for each row, would be resolved in one go otherwise, for seconds. Lists share a piece, so that what is read for their rows is read together.
 */
export class Pieces {
  readonly #takeTurn: TakeTurn;
  /** The turn of the piece that has room; null: there is none. */
  #turn: Promise<void> | null = null;
  #room = 0;

  constructor(takeTurn: TakeTurn) {
    this.#takeTurn = takeTurn;
  }

  /** The rows, each when its turn has come. They are rejected where the query is wanted no more. */
  share<Row>(rows: readonly Row[]): Promise<Row>[] {
    return rows.map((row) => {
      const given = this.#take().then(() => row);
      given.catch(() => {}); // told where the row is awaited, and a list is not always
      return given;
    });
  }

  #take(): Promise<void> {
    if (this.#turn === null || this.#room === 0) {
      const turn = this.#takeTurn();
      const close = () => {
        if (this.#turn === turn) this.#turn = null;
      };
      // Before its rows: what they lead to belongs to later pieces.
      turn.then(close, close);
      this.#turn = turn;
      this.#room = PIECE;
    }
    this.#room--;
    return this.#turn;
  }
}
