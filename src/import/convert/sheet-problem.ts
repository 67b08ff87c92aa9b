import { message, type Text } from '../../domain/message/message.ts';
import type { MappedSection } from '../mapping/section.ts';
import { Wrong } from '../package/cell.ts';
import { type FaultPlace, oneLine, type PackageFault, type Problems, quoted } from '../package/problem.ts';
import { cellLocator, cellText, type SheetPlaces, type SourceRow, type SourceSheet } from '../reader/sheet.ts';
import { foldWidth } from '../text/plain-text.ts';
import type { Header } from './column-title.ts';
import type { MixedSigns } from './mixed-sign.ts';
import { firstText } from './row-condition.ts';
import type { SheetLayout } from './sheet-layout.ts';
import type { CellPlace } from './text-lookup.ts';
import { WrongMapping } from './wrong-mapping.ts';

/** Where a problem is, in the words of the file: a cell of a workbook, a value of a cube, or a line and column of a text file. */
export function placeIn(
  { file, sheet, number }: { readonly file: string; readonly sheet: SheetPlaces; readonly number: number },
  { row, column }: CellPlace,
  name: string,
): FaultPlace {
  const place = { resource: file, row, column: name, at: { sheet: number, row, column, of: 'CELL' } } as const;
  const isText = sheet.name === null && sheet.locator === undefined;
  return isText ? place : { ...place, cell: cellLocator(sheet, row, column) };
}

const MIXED = {
  percentages: { words: 'mapping.mixed-percentages', expected: 'mapping.mixed-percentages-expected' },
  units: { words: 'mapping.mixed-units', expected: 'mapping.mixed-units-expected' },
} as const;

/** Tells what is wrong in one sheet, each problem at its cell. */
export class SheetProblems {
  readonly #sheet: SourceSheet;
  readonly #number: number;
  readonly #file: string;
  readonly #mappingFile: string;
  /** Where the section stands in the mapping. */
  readonly #at: string;
  readonly #problems: Problems;
  header: Header;
  /** What was told of cells of the header: each is read again for every row. */
  readonly #toldOfHeader = new Set<string>();
  /** What is wrong within the row that is read, where that is kept apart. */
  #row: { readonly number: number; readonly faults: PackageFault<Text>[] } | null = null;

  constructor(
    {
      file,
      mappingFile,
      section,
      problems,
      number = 0,
    }: {
      readonly file: string;
      readonly mappingFile: string;
      readonly section: MappedSection;
      readonly problems: Problems;
      readonly number?: number | undefined;
    },
    sheet: SourceSheet,
    header: Header,
  ) {
    this.#file = file;
    this.#mappingFile = mappingFile;
    this.#at = section.at;
    this.#problems = problems;
    this.#sheet = sheet;
    this.#number = number;
    this.header = header;
  }

  /**
   * `at` is the part of the mapping that reads the cell; without a place, the mapping itself says the text. What `isRepeated` was told before,
   * of another value of the row.
   */
  add(at: string, place: CellPlace | null, value: string, { text, expected }: Wrong, isRepeated = false): void {
    if (place !== null && this.header.has(place.row)) {
      const name = JSON.stringify([at, place.row, place.column, text]);
      if (this.#toldOfHeader.has(name)) return;
      this.#toldOfHeader.add(name);
    }
    const where = place === null ? { resource: this.#mappingFile, column: `${this.#at}${at}` } : this.placeOf(place);
    const problem = { ...where, value, message: text, expected };
    const isOfRow = place?.row === this.#row?.number || place?.isHeading === true;
    if (this.#row !== null && isOfRow) this.#row.faults.push(this.#problems.toFault(problem));
    else if (!isRepeated) this.#problems.add(problem);
  }

  /** A cell of the sheet in the words of the file. */
  placeOf(place: CellPlace): FaultPlace {
    const sheet = { file: this.#file, sheet: this.#sheet, number: this.#number };
    return placeIn(sheet, place, this.header.name(place.column));
  }

  /** Keeps apart what is wrong within a row while something of it is read. What is wrong elsewhere is told as ever. */
  collect<T>(row: number, read: () => T): { readonly result: T; readonly faults: readonly PackageFault<Text>[] } {
    const faults: PackageFault<Text>[] = [];
    this.#row = { number: row, faults };
    try {
      return { result: read(), faults };
    } finally {
      this.#row = null;
    }
  }

  /** Tells what was kept apart. */
  tell(faults: readonly PackageFault<Text>[]): void {
    for (const fault of faults) this.#problems.add(fault);
  }

  /** A mapping and a sheet that do not fit. */
  addMapping(error: unknown): void {
    const [at, wrong] = error instanceof WrongMapping ? [error.at, error.wrong] : ['rows', error];
    if (!(wrong instanceof Wrong)) throw error;
    const sheet = this.#sheet.name === null ? null : oneLine(this.#sheet.name);
    const text = sheet === null ? wrong.text : message('mapping.in-sheet', { sheet, words: wrong.text });
    this.#problems.add({
      resource: this.#mappingFile,
      column: `${this.#at}${at}`,
      message: text,
      expected: wrong.expected,
    });
  }

  /** A column that came new, or was forgotten, is never passed over. Answers whether there is one. */
  refuseUnnamedColumns(named: ReadonlySet<number>, row: number): boolean {
    let isAny = false;
    for (let column = 0; column < this.header.width; column++) {
      const title = this.header.title(column);
      if (title === '' || named.has(column) || this.#sheet.labels?.has(title)) continue;
      const text = message('mapping.column-unnamed', { title: quoted(title) });
      this.add('values', { row, column }, title, new Wrong(text, message('mapping.column-named')));
      isAny = true;
    }
    return isAny;
  }

  /** What stands in a column without a title belongs to nothing. */
  refuseUntitledCells(row: SourceRow, named: ReadonlySet<number>): void {
    for (let column = 0; column < row.cells.length; column++) {
      if (named.has(column) || this.header.title(column) !== '') continue;
      const text = foldWidth(cellText(row.cells[column]));
      if (text === '') continue;
      const words = message('mapping.cell-without-title', { text: quoted(text) });
      this.add('values', { row: row.row, column }, text, new Wrong(words, message('mapping.title-expected')));
    }
  }

  /** Nobody who looks at the sheet sees a hidden column, and no cell is read of one that holds lists. */
  refuseUnseenColumns({ hidden, nested }: Pick<SheetLayout, 'hidden' | 'nested'>, row: number): void {
    const ofHidden = message('mapping.declaration', { property: 'columns.hidden' });
    const ofNested = message('mapping.nested-expected');
    const tell = (columns: readonly number[], at: string, wrong: Wrong) => {
      for (const column of columns) this.add(at, { row, column }, this.header.title(column), wrong);
    };
    tell(hidden, 'columns.hidden', new Wrong(message('mapping.hidden-column'), ofHidden));
    tell(nested, 'ignore', new Wrong(message('mapping.nested-column'), ofNested));
  }

  /** Nobody who looks at the sheet sees a hidden row. */
  refuseHiddenRow(row: SourceRow): void {
    const expected = message('mapping.declaration', { property: 'rows.hidden' });
    this.add(
      'rows.hidden',
      { row: row.row, column: 0 },
      firstText(row),
      new Wrong(message('mapping.hidden-row'), expected),
    );
  }

  /** A township whose name begins as the footnotes do would take all that follows it out of the table. */
  refuseValuesBelow(row: SourceRow, column: number): void {
    const words = message('mapping.footer-of-values', { text: quoted(firstText(row)) });
    const wrong = new Wrong(words, message('mapping.footer-of-values-expected'));
    this.add('rows.until', { row: row.row, column }, cellText(row.cells[column]), wrong);
  }

  /** A cell that lost its percent sign is a hundredth of what is meant, and one without its unit may be any part of it. */
  refuseMixedSigns(found: ReturnType<MixedSigns['found']>, what: keyof typeof MIXED): void {
    const expected = message(MIXED[what].expected);
    for (const { plain, signed } of found) {
      const place = cellLocator(this.#sheet, signed.row, signed.column);
      const words = message(MIXED[what].words, { place });
      this.add('values', plain, plain.text, new Wrong(words, expected));
    }
  }
}
