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
    return rows.map((row) => quietly(this.#take().then(() => row)));
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

/** What becomes of a row that may come later. */
export const mapRow = <Row, Mapped>(row: Row | Promise<Row>, map: (row: Row) => Mapped): Mapped | Promise<Mapped> =>
  row instanceof Promise ? quietly(row.then(map)) : map(row);

/** A failure is told where a row is awaited. Of a list that is only counted none is, and then it is no failure of the process. */
function quietly<Row>(given: Promise<Row>): Promise<Row> {
  given.catch(() => {});
  return given;
}
