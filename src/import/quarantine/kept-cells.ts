import { message, type Text } from '../../domain/message/message.ts';
import { type KeptCell, keptLength } from '../convert/kept-cell.ts';
import { quoteFaults } from '../mapped/quoted-cell.ts';
import type { Mapping } from '../mapping/schema.ts';
import type { PackageFault, Problems } from '../package/problem.ts';
import { cellText, type SheetFile, type SourceRow, type SourceSheet } from '../reader/sheet.ts';
import { eachOnce, MAX_KEPT_ROWS, MAX_KEPT_TEXT } from './kept-row.ts';
import type { KeptPart } from './store.ts';

/** What the kept cells of a sheet are read with. */
export interface SheetReading {
  readonly mapping: Mapping;
  readonly mappingFile: string;
  readonly file: Omit<SheetFile, 'sheets'>;
  readonly name: string | null;
  readonly labels: readonly string[];
  readonly hiddenColumns: readonly number[];
  /** Not said of rows that were kept before this was. */
  readonly nestedColumns?: readonly number[];
  /** Whether cells are named otherwise than by row and column. */
  readonly hasLocators: boolean;
  readonly head: readonly SourceRow[];
  /** Which of the tables of the sheet that are made alike it is; not said of rows that were kept before this was. */
  readonly table?: TablePlace;
}

/** Of several tables of one kind that are made of one sheet, one. */
export interface TablePlace {
  readonly index: number;
  readonly count: number;
}

/** A kept cell, as it is stored; headings are not said of rows that were kept before they were. */
export type StoredCell = Pick<KeptCell, 'row' | 'locator'> & Partial<Pick<KeptCell, 'headings'>>;

/** A sheet of which cells may be left out, and the mapping of the one table that is made of it. */
export interface KeptSheet {
  readonly sheet: SourceSheet;
  readonly head: readonly SourceRow[];
  readonly mapping: Mapping;
  readonly table: TablePlace;
}

/** The cells of a publisher's file that are left out, sheet by sheet. */
export class KeptCells {
  readonly #file: SheetFile;
  readonly #mappingFile: string;
  readonly #sheets = new Map<number, KeptSheet>();
  readonly #cells = new Map<number, KeptCell[]>();
  #count = 0;
  #length = 0;

  constructor(file: SheetFile, mappingFile: string) {
    this.#file = file;
    this.#mappingFile = mappingFile;
  }

  /** Takes a cell of a sheet, by the number of the table that is made of it. Of more than may be kept, the first are. */
  add(sheet: number, cell: KeptCell): void {
    this.#count++;
    this.#length += keptLength(cell);
    if (this.isTooMuch) return;
    const cells = this.#cells.get(sheet);
    if (cells) cells.push(cell);
    else this.#cells.set(sheet, [cell]);
  }

  addSheet(index: number, sheet: KeptSheet): void {
    this.#sheets.set(index, sheet);
  }

  /** Whether they are more than may be kept. */
  get isTooMuch(): boolean {
    return this.#count > MAX_KEPT_ROWS || this.#length > MAX_KEPT_TEXT;
  }

  /** What is wrong, cell by cell. */
  get faults(): readonly (readonly PackageFault<Text>[])[] {
    return [...this.#cells.values()].flat().map(({ faults }) => faults);
  }

  /** Makes problems of what would have been kept, where nothing is kept. */
  tell(problems: Problems): void {
    if (this.isTooMuch) problems.note(message('import.quarantine-rows', { max: MAX_KEPT_ROWS }));
    for (const fault of eachOnce(this.faults)) problems.add(fault);
  }

  /** All of them by their sheets, with those that were found wrong only later. */
  parts(later: ReadonlyMap<number, readonly KeptCell[]>): readonly KeptPart[] {
    return [...this.#sheets].flatMap(([index, { sheet, head, mapping, table }]) => {
      const cells = [...(this.#cells.get(index) ?? []), ...(later.get(index) ?? [])];
      if (cells.length === 0) return [];
      cells.sort((a, b) => a.row.row - b.row.row || a.column - b.column);
      const { name, sha256, format, encoding } = this.#file;
      const reading: SheetReading = {
        mapping,
        mappingFile: this.#mappingFile,
        file: { name, sha256, format, encoding },
        name: sheet.name,
        labels: [...(sheet.labels ?? [])],
        hiddenColumns: [...(sheet.hiddenColumns ?? [])],
        nestedColumns: [...(sheet.nestedColumns ?? [])],
        hasLocators: sheet.locator !== undefined,
        head,
        table,
      };
      const above = new Map(head.map((row) => [row.row, row]));
      const rows = cells.map(({ row, column, locator, headings, faults: given }) => {
        const rowOf = (at: number) =>
          at === row.row ? row : (above.get(at) ?? headings.find((heading) => heading.row === at));
        const faults = quoteFaults(given, (at) => cellText(rowOf(at.row)?.cells[at.column]));
        const content: StoredCell = { row, locator, ...(headings.length === 0 ? {} : { headings }) };
        return { line: row.row, position: column, faults, content };
      });
      return [{ kind: 'SHEET', key: String(index), file: name, reading, rows }] satisfies KeptPart[];
    });
  }
}
