import { message } from '../../domain/message/message.ts';
import { Wrong } from '../package/cell.ts';
import { quoted } from '../package/problem.ts';
import { cellText, columnAt, columnLetters, type SourceCell, type SourceRow } from '../reader/sheet.ts';
import { withoutNoteMark } from '../text/note-mark.ts';
import { foldWidth } from '../text/plain-text.ts';

/** Between the titles that a column has in several header rows. */
const SEPARATOR = ' / ';

/** The title of a column as a mapping writes it, without the marks of notes that this month's file has. */
export const plainHeader = (title: string): string =>
  foldWidth(title).split(SEPARATOR).map(withoutNoteMark).join(SEPARATOR);

/** The header of a sheet: the text of each column in each of its rows, filled where that is said. */
export class Header {
  readonly width: number;
  /** A header row, and then its columns. */
  readonly #texts: readonly (readonly string[])[];
  /** The cell that says each of these texts. */
  readonly #cells: readonly (readonly (SourceCell | undefined)[])[];
  readonly #rows: readonly (SourceRow | undefined)[];
  readonly #titles: readonly string[];
  /** How many columns have a title. */
  readonly #counts = new Map<string, number>();

  constructor(rows: readonly (SourceRow | undefined)[], fill: boolean, width: number) {
    this.#rows = rows;
    this.width = Math.max(width, ...rows.map((row) => row?.cells.length ?? 0), 0);
    this.#cells = rows.map((row, index) => {
      let last: SourceCell | undefined;
      const isFilled = fill && index < rows.length - 1;
      return Array.from({ length: this.width }, (_, column) => {
        const own = row?.cells[column];
        last = isFilled && foldWidth(cellText(own)) === '' ? last : own;
        return last;
      });
    });
    this.#texts = this.#cells.map((row) => row.map((cell) => withoutNoteMark(foldWidth(cellText(cell)))));
    this.#titles = Array.from({ length: this.width }, (_, column) => {
      const texts = this.#texts.map((row) => row[column] ?? '').filter((text) => text !== '');
      // A cell that is merged over several header rows says the same in each.
      return texts.filter((text, index) => text !== texts[index - 1]).join(SEPARATOR);
    });
    for (const title of this.#titles) this.#counts.set(title, (this.#counts.get(title) ?? 0) + 1);
  }

  title(column: number): string {
    return this.#titles[column] ?? '';
  }

  /** What a column is called in messages: its title, or its letters where it has none of its own. */
  name(column: number): string {
    const title = this.title(column);
    const isOwn = title !== '' && this.#counts.get(title) === 1;
    return isOwn ? title : `$${columnLetters(column)}`;
  }

  /** What the column's header says in a row of it, counted from 1; null where there is no such row. */
  text(row: number, column: number): string | null {
    return this.#texts[row - 1]?.[column] ?? null;
  }

  /** The cell that says it: its own, or the one that it is filled from. */
  cell(row: number, column: number): SourceCell | null {
    return this.#cells[row - 1]?.[column] ?? null;
  }

  /** Whether a row of the sheet is one of the header. */
  has(row: number): boolean {
    return this.#rows.some((one) => one?.row === row);
  }

  rowNumber(row: number): number | null {
    return this.#rows[row - 1]?.row ?? null;
  }

  /** The column that a mapping names by its title or its letters. Throws Wrong. */
  find(name: string): number {
    const letters = /^\$([A-Z]{1,3})$/.exec(name)?.[1];
    if (letters !== undefined) return this.#within(columnAt(letters), name);
    const found = this.columnsCalled(name);
    const [column, ...others] = found;
    if (column === undefined) throw new Wrong(message('mapping.no-column', { name: quoted(name) }), this.#shown());
    if (others.length === 0) return column;
    const columns = found.map((one) => `$${columnLetters(one)}`).join(', ');
    throw new Wrong(message('mapping.columns-alike', { name: quoted(name) }), columns);
  }

  /** The columns of a title. */
  columnsCalled(title: string): number[] {
    const wanted = plainHeader(title);
    return this.#titles.flatMap((one, column) => (one === wanted ? [column] : []));
  }

  /** The columns that one entry of a list names: one, or a range of letters. Throws Wrong. */
  findAll(name: string): number[] {
    const [, from, to] = /^\$([A-Z]{1,3}):\$([A-Z]{1,3})$/.exec(name) ?? [];
    if (from === undefined || to === undefined) return [this.find(name)];
    const [first, last] = [this.#within(columnAt(from), name), this.#within(columnAt(to), name)];
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  }

  #within(column: number, name: string): number {
    if (column < this.width) return column;
    throw new Wrong(message('mapping.no-column', { name: quoted(name) }), this.#shown());
  }

  #shown(): string {
    const titles = this.#titles.map((title, column) => (title === '' ? `$${columnLetters(column)}` : title));
    const shown = titles.slice(0, 20).join(', ');
    return titles.length > 20 ? `${shown}, …` : shown;
  }
}

/** How a mapping names a column: by its title where it has one of its own, so that a mapping says what it means. */
export const columnReference = (header: Header, column: number): string => {
  const name = header.name(column);
  return name.startsWith('$') ? `$${columnLetters(column)}` : name;
};
