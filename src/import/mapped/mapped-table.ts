import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { MappedRow } from '../convert/figure.ts';
import type { DefinitionRow } from '../mapping/definition.ts';
import { csvCell } from '../package/csv.ts';
import type { FileName } from '../package/fact-format.ts';
import { type CatalogueFile, KEYS } from '../package/format.ts';
import { NumberList } from './number-list.ts';

const CHUNK = 1_000_000;
/** The first row of a file of a package stands on its second line. */
const FIRST_ROW = 2;

/** Where a row came from: which of the tables of which sheet, and its cell. */
export interface RowOrigin {
  readonly part: number;
  readonly row: number;
  readonly column: number;
}

/** One file of a package that is made: first the rows that are defined beside the mapping, then those that its file makes. */
export class MappedTable {
  readonly name: FileName;
  readonly #handle: FileHandle;
  readonly #columns: readonly string[];
  /** Null for facts, of which there may be millions. */
  readonly #key: readonly string[] | null;
  /** The last row of each key. */
  readonly #rows = new Map<string, string>();
  /** The line that each row begins on: a cell may hold line breaks. */
  readonly #starts = new NumberList();
  // Of each row of a file three numbers, because there may be millions.
  readonly #parts = new NumberList();
  readonly #lines = new NumberList();
  readonly #at = new NumberList();
  /** By line, the columns that could not be read. */
  readonly #unread = new Map<number, ReadonlySet<string>>();
  #defined = 0;
  #line = FIRST_ROW;
  #pending: string;

  private constructor(name: FileName, handle: FileHandle, columns: readonly string[]) {
    this.name = name;
    this.#handle = handle;
    this.#columns = columns;
    this.#key = Object.hasOwn(KEYS, name) ? KEYS[name as CatalogueFile] : null;
    this.#pending = `${columns.map((column) => csvCell(column)).join(',')}\n`;
  }

  static async create(directory: string, name: FileName, columns: readonly string[]): Promise<MappedTable> {
    return new MappedTable(name, await open(join(directory, `${name}.csv`), 'w'), columns);
  }

  /** Rows that no file made; before any other. */
  define(rows: readonly DefinitionRow[]): void {
    this.#defined += rows.length;
    for (const row of rows) this.#write(this.#columns.map((column) => row[column] ?? ''));
  }

  /**
   * Writes a row that cites `source` and `locator`. One that says the same as an earlier row of its key is that row. What it answers is awaited where
   * it is a promise.
   */
  add({ cells, row, column, unread }: MappedRow, part: number, source: string, locator: string): void | Promise<void> {
    if (unread.length > 0) {
      const names = unread.map((name) => name.replace(/:.*/s, ''));
      this.#unread.set(this.#line, new Set(names));
    } else if (this.#key !== null) {
      const key = JSON.stringify(this.#key.map((name) => cells[name] ?? ''));
      const text = JSON.stringify(this.#columns.map((name) => cells[name] ?? ''));
      if (this.#rows.get(key) === text) return;
      this.#rows.set(key, text);
    }
    this.#parts.push(part);
    this.#lines.push(row);
    this.#at.push(column);
    this.#write(
      this.#columns.map((name) => (name === 'source' ? source : name === 'locator' ? locator : (cells[name] ?? ''))),
    );
    return this.#pending.length > CHUNK ? this.#flush() : undefined;
  }

  /** By line, the columns of which nothing is known. */
  get unread(): ReadonlyMap<number, ReadonlySet<string>> {
    return this.#unread;
  }

  /** How many rows a file made. */
  get count(): number {
    return this.#parts.length;
  }

  /** What is on a line of the table: a row of a file, the number of one that is defined, or null for the header. */
  at(line: number): RowOrigin | number | null {
    const index = this.#starts.lastUpTo(line);
    if (this.#starts.at(index) !== line) return null;
    if (index < this.#defined) return index;
    const [part, row, column] = [this.#parts, this.#lines, this.#at].map((numbers) =>
      numbers.at(index - this.#defined),
    );
    return part === undefined || row === undefined || column === undefined ? null : { part, row, column };
  }

  async finish(): Promise<void> {
    await this.#flush();
    await this.close();
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  #write(cells: readonly string[]): void {
    const text = cells.map((cell) => csvCell(cell)).join(',');
    this.#pending += `${text}\n`;
    this.#starts.push(this.#line);
    const hasBreaks = text.includes('\n') || text.includes('\r');
    this.#line += 1 + (hasBreaks ? (text.match(/\r\n?|\n/g)?.length ?? 0) : 0);
  }

  async #flush(): Promise<void> {
    const text = this.#pending;
    this.#pending = '';
    await this.#handle.write(text);
  }
}
