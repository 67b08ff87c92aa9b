import { badInput } from '../../domain/core/errors.ts';
import { message } from '../../domain/message/message.ts';
import { type KeptCell, keptLength } from '../convert/kept-cell.ts';
import type { RowOrigin } from '../mapped/mapped-table.ts';
import { type KeptFact, MAX_KEPT_TEXT } from './kept-row.ts';

/** Finds the cell that a line of a file of the package was made of; null for a line that no cell made. */
type OriginOf = (path: string, line: number) => RowOrigin | null;

/** Cells of a publisher's file whose rows the import found wrong, when the file had been read. They are read once more, to be kept as they stand. */
export class RecalledCells {
  readonly #originOf: OriginOf;
  readonly #cells = new Map<string, KeptCell>();
  #length = 0;

  constructor(originOf: OriginOf) {
    this.#originOf = originOf;
  }

  /** By the number of a table and its row and column, the cells that have not been read again. */
  missing(rows: readonly KeptFact[]): ReadonlySet<string> {
    const keys = rows.flatMap(({ path, line }) => this.#keyOf(path, line) ?? []);
    return new Set(keys.filter((key) => !this.#cells.has(key)));
  }

  add(part: number, cell: KeptCell): void {
    this.#length += keptLength(cell);
    if (this.#length > MAX_KEPT_TEXT) {
      throw badInput('quarantine', message('import.quarantine-text', { max: MAX_KEPT_TEXT }));
    }
    this.#cells.set(cellKey({ part, row: cell.row.row, column: cell.column }), cell);
  }

  /** The cells of the rows by their tables, with what is wrong in them, and the rows that no cell made. */
  sort(rows: readonly KeptFact[]): {
    readonly cells: ReadonlyMap<number, readonly KeptCell[]>;
    readonly rest: readonly KeptFact[];
  } {
    const cells = new Map<number, KeptCell[]>();
    const rest: KeptFact[] = [];
    for (const fact of rows) {
      const origin = this.#originOf(fact.path, fact.line);
      const cell = origin === null ? undefined : this.#cells.get(cellKey(origin));
      if (origin === null || cell === undefined) {
        rest.push(fact);
        continue;
      }
      const own = cells.get(origin.part) ?? [];
      cells.set(origin.part, own);
      own.push({ ...cell, faults: fact.faults });
    }
    return { cells, rest };
  }

  #keyOf(path: string, line: number): string | null {
    const origin = this.#originOf(path, line);
    return origin === null ? null : cellKey(origin);
  }
}

export const cellKey = ({ part, row, column }: RowOrigin): string => `${part}:${row}:${column}`;
