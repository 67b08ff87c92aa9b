import { message } from '../../domain/message/message.ts';
import { Wrong } from '../package/cell.ts';
import type { SourceCell, SourceRow } from '../reader/sheet.ts';
import type { CellPlace, TextLookup } from './text-lookup.ts';

/** Tells what is wrong with a text, at the cell that it stands in; null: in the mapping. It is told again, as `isRepeated`, for each value of the row. */
export type ComplainOfText = (
  role: string,
  place: CellPlace | null,
  text: string,
  wrong: Wrong,
  isRepeated: boolean,
) => void;

/** One part of what a figure is of: its metric, region, period and so on, which is found once for each row or column that says it. */
export class Role<T> {
  readonly name: string;
  readonly lookup: TextLookup;
  readonly #interpret: (text: string, cell: SourceCell | null) => T;
  readonly #complain: ComplainOfText;
  readonly #columns = new Map<number, T | null>();
  readonly #faults = new Map<number, () => void>();
  #row = -1;

  constructor(
    name: string,
    lookup: TextLookup,
    interpret: (text: string, cell: SourceCell | null) => T,
    complain: ComplainOfText,
  ) {
    this.name = name;
    this.lookup = lookup;
    this.#interpret = interpret;
    this.#complain = complain;
  }

  /** Null where it cannot be told, which was complained of. */
  at(row: SourceRow, column: number): T | null {
    const { scope } = this.lookup;
    const said = this.lookup.headingRow?.(row.row) ?? row.row;
    if ((scope === 'ROW' || scope === 'VALUE') && this.#row !== said) {
      this.#columns.clear();
      this.#faults.clear();
      this.#row = said;
    }
    const key = scope === 'COLUMN' || scope === 'VALUE' ? column : 0;
    const known = this.#columns.get(key);
    if (known === null) this.#faults.get(key)?.();
    if (known !== undefined) return known;
    const found = this.#find(row, column, key);
    this.#columns.set(key, found);
    return found;
  }

  #find(row: SourceRow, column: number, key: number): T | null {
    let given = '';
    try {
      const { text, cell } = this.lookup.read(row, column);
      given = text;
      if (text === '') throw new Wrong(message('import.value-missing'), message('import.value-expected'));
      return this.#interpret(text, cell);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      const place = this.lookup.place(row.row, column);
      this.#complain(this.name, place, given, error, false);
      this.#faults.set(key, () => this.#complain(this.name, place, given, error, true));
      return null;
    }
  }
}
