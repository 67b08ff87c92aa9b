import type { Text } from '../../domain/message/message.ts';
import type { PackageFault } from '../package/problem.ts';
import { cellLocator, cellText, type SheetPlaces, type SourceCell, type SourceRow } from '../reader/sheet.ts';
import type { HeadingRows } from './heading-row.ts';
import type { SheetContext } from './text-lookup.ts';

/** A value that is left out with its row, because something is wrong with it. */
export interface KeptCell {
  readonly row: SourceRow;
  /** Counted from 0. */
  readonly column: number;
  /** What a citation of it says. */
  readonly locator: string;
  /** The rows in which the headings of the row stand. */
  readonly headings: readonly SourceRow[];
  readonly faults: readonly PackageFault<Text>[];
}

/** How long the texts are that a kept cell is stored with. */
export const keptLength = ({ row, headings }: Pick<KeptCell, 'row' | 'headings'>): number =>
  [...headings, row].flatMap(({ cells }) => cells).reduce((sum, cell) => sum + cellText(cell).length, 0);

/** Takes the values of a sheet that are left out. */
export class CellKeeper {
  readonly #sheet: SheetPlaces;
  readonly #filled: ReadonlyMap<number, SourceCell | undefined>;
  readonly #headings: HeadingRows;
  readonly #take: (cell: KeptCell) => void;

  /** `filled` are the columns whose blank cells say what the last one said. */
  constructor(
    sheet: SheetPlaces,
    { filled, headings }: Pick<SheetContext, 'filled' | 'headings'>,
    take: (cell: KeptCell) => void,
  ) {
    this.#sheet = sheet;
    this.#filled = filled;
    this.#headings = headings;
    this.#take = take;
  }

  keep(row: SourceRow, column: number, faults: KeptCell['faults']): void {
    const cells = Array.from(
      { length: Math.max(row.cells.length, 1 + Math.max(-1, ...this.#filled.keys())) },
      (_, index) => this.#filled.get(index) ?? row.cells[index] ?? '',
    );
    const headings = this.#headings.rowsAbove(row.row);
    const locator = cellLocator(this.#sheet, row.row, column);
    this.#take({ row: { ...row, cells }, column, locator, headings, faults });
  }
}
