import { message } from '../../domain/message/message.ts';
import { Wrong } from '../package/cell.ts';
import { quoted } from '../package/problem.ts';
import { columnAt } from '../reader/sheet.ts';
import { type Header, plainHeader } from './column-title.ts';
import { dollarColumn } from './text-lookup.ts';
import { MissingColumns, type NamedColumn } from './wrong-mapping.ts';

/** Finds the columns that a mapping names in a header, and collects those that are not there, so that all of them are told. */
export class NamedColumns {
  readonly #header: Header;
  /** Columns that the mapping names or leaves out. */
  readonly named = new Set<number>();
  readonly #all: NamedColumn[] = [];
  readonly #missing: (NamedColumn & { readonly wrong: Wrong })[] = [];

  constructor(header: Header) {
    this.#header = header;
  }

  /** The columns that a title, letters or a range of letters names; none where they are not there. */
  find(at: string, name: string): readonly number[] {
    const column = { at, name };
    this.#all.push(column);
    try {
      const found = this.#header.findAll(name);
      for (const one of found) this.named.add(one);
      return found;
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      // Totals may name the column of the regions too: once is enough.
      if (!this.#missing.some((one) => one.name === name && one.letters === undefined))
        this.#missing.push({ ...column, wrong: error });
      return [];
    }
  }

  /** What the columns at some letters are called. */
  expectTitles(titles: Readonly<Record<string, string>>): void {
    for (const [letters, name] of Object.entries(titles)) {
      const column = { at: `header.titles.${letters}`, name, letters };
      this.#all.push(column);
      const found = this.#header.title(columnAt(letters.slice(1)));
      if (found === plainHeader(name)) continue;
      const now = this.#header.columnsCalled(name).map(dollarColumn);
      const shown = { column: letters, name: quoted(name), found: quoted(found) };
      const words = found === '' ? message('mapping.title-blank', shown) : message('mapping.title-differs', shown);
      const expected =
        now.length === 0
          ? message('mapping.title-gone', shown)
          : message('mapping.title-moved', { ...shown, now: now.join(', ') });
      this.#missing.push({ ...column, wrong: new Wrong(words, expected) });
    }
  }

  /** Throws MissingColumns where a column is not there. `labels` are titles of which the mapping need not say anything. */
  refuseMissing(labels: ReadonlySet<string> | undefined): void {
    if (this.#missing.length === 0) return;
    const unnamed = Array.from({ length: this.#header.width }, (_, column) => column)
      .filter((column) => !this.named.has(column))
      .map((column) => ({ title: this.#header.title(column), letters: dollarColumn(column) }))
      .filter(({ title }) => title !== '' && !labels?.has(title));
    throw new MissingColumns(this.#missing, this.#all, unnamed);
  }
}
