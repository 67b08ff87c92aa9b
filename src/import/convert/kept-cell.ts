import type { Text } from '../../domain/message/message.ts';
import type { PackageFault } from '../package/problem.ts';
import { cellLocator, type SheetPlaces, type SourceCell, type SourceRow } from '../reader/sheet.ts';

/** A value that is left out with its row, because something is wrong with it. */
export interface KeptCell {
  readonly row: SourceRow;
  /** Counted from 0. */
  readonly column: number;
  /** What a citation of it says. */
  readonly locator: string;
  readonly faults: readonly PackageFault<Text>[];
}

/** Takes the values of a sheet that are left out. */
export class CellKeeper {
  readonly #sheet: SheetPlaces;
  readonly #filled: ReadonlyMap<number, SourceCell | undefined>;
  readonly #take: (cell: KeptCell) => void;

  /** `filled` are the columns whose blank cells say what the last one said. */
  constructor(sheet: SheetPlaces, filled: ReadonlyMap<number, SourceCell | undefined>, take: (cell: KeptCell) => void) {
    this.#sheet = sheet;
    this.#filled = filled;
    this.#take = take;
  }

  keep(row: SourceRow, column: number, faults: KeptCell['faults']): void {
    const cells = Array.from(
      { length: Math.max(row.cells.length, 1 + Math.max(-1, ...this.#filled.keys())) },
      (_, index) => this.#filled.get(index) ?? row.cells[index] ?? '',
    );
    this.#take({ row: { ...row, cells }, column, locator: cellLocator(this.#sheet, row.row, column), faults });
  }
}
