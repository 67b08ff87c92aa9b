import type { SourceCell, SourceRow } from '../reader/sheet.ts';
import { soleColumn } from './row-condition.ts';

/** Where a heading stands, and what it says; no cell where one to its left has ended it. */
export interface Heading {
  readonly row: number;
  readonly cell: SourceCell | null;
}

/** The headings of a sheet: rows that say nothing but one cell, in a column of headings. Each is that of the rows below it, up to the next. */
export class HeadingRows {
  /** By column, in the order of the sheet. */
  readonly #headings = new Map<number, Heading[]>();
  /** The row of the last heading; 0 above the first. */
  last = 0;

  /** Reads the headings of a column. */
  addColumn(column: number): void {
    if (!this.#headings.has(column)) this.#headings.set(column, []);
  }

  /** Takes a row that is read; false for one that is no heading. */
  take(given: SourceRow): boolean {
    if (this.#headings.size === 0) return false;
    const { row, cells } = given;
    const column = soleColumn(given);
    if (column === null || !this.#headings.has(column)) return false;
    this.last = row;
    for (const [own, headings] of this.#headings) {
      if (own === column) headings.push({ row, cell: cells[column] ?? null });
      // Below another chapter, the section of the one before is over.
      else if (own > column && headings.length > 0) headings.push({ row, cell: null });
    }
    return true;
  }

  /** The heading of a row in a column; null for none. */
  above(row: number, column: number): Heading | null {
    const headings = this.#headings.get(column) ?? [];
    let [low, high] = [0, headings.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((headings[middle]?.row ?? row) < row) low = middle + 1;
      else high = middle;
    }
    return headings[low - 1] ?? null;
  }

  /** The rows in which the headings of a row stand, without what else the sheet has. */
  rowsAbove(row: number): readonly SourceRow[] {
    return [...this.#headings.keys()].flatMap((column) => {
      const { row: number = 0, cell = null } = this.above(row, column) ?? {};
      return cell === null ? [] : [{ row: number, cells: [...Array<string>(column).fill(''), cell], hidden: false }];
    });
  }
}
