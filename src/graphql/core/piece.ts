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
  readonly #isCompiled: boolean;
  /** The piece that has room; null: there is none. */
  #piece: Piece | null = null;

  /** A query that was compiled resolves its fields several times as fast as one that is interpreted. */
  constructor(takeTurn: TakeTurn, isCompiled: boolean) {
    this.#takeTurn = takeTurn;
    this.#isCompiled = isCompiled;
  }

  /** The rows, each when its turn has come. They are rejected where the query is wanted no more. */
  share<Row>(rows: readonly Row[]): Promise<Row>[] {
    return rows.map((row) => {
      const { turn, given } = this.#pieceWithRoom();
      const one = turn.then(() => row);
      given.push(one);
      return one;
    });
  }

  /**
   * The rows of a table, whose fields lie ready. A compiled query has ten thousand of them in 40 ms: they come at once, since a promise for each would
   * take half as long again.
   */
  shareTable<Row>(rows: readonly Row[]): readonly (Row | Promise<Row>)[] {
    return this.#isCompiled ? rows : this.share(rows);
  }

  #pieceWithRoom(): Piece {
    const open = this.#piece;
    if (open && open.given.length < PIECE) return open;
    const piece: Piece = { turn: this.#takeTurn(), given: [] };
    this.#piece = piece;
    const close = () => {
      if (this.#piece === piece) this.#piece = null;
    };
    // Before its rows: what they lead to belongs to later pieces.
    piece.turn.then(close, () => {
      close();
      for (const one of piece.given) quietly(one);
    });
    return piece;
  }
}

interface Piece {
  readonly turn: Promise<void>;
  /** Its rows, of which each is a promise and no more: a cube has ten thousand of them. */
  readonly given: Promise<unknown>[];
}

/** What becomes of a row that may come later. */
export const mapRow = <Row, Mapped>(row: Row | Promise<Row>, map: (row: Row) => Mapped): Mapped | Promise<Mapped> =>
  row instanceof Promise ? quietly(row.then(map)) : map(row);

/** A failure is told where a row is awaited. Of a list that is only counted none is, and then it is no failure of the process. */
function quietly<Row>(given: Promise<Row>): Promise<Row> {
  given.catch(() => {});
  return given;
}
