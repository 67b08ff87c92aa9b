import type { SchemaElement } from 'hyparquet';
import { ByteCursor, DamagedBytes } from './byte-cursor.ts';
import type { ParquetCell } from './parquet-cell.ts';
import { type ParquetValue, plainReader, type ValueReader, widthOf } from './plain-value.ts';

/** Cells that are kept once they were read: a dictionary of more is large because it does not help. */
const MAX_KEPT = 100_000;
/** Bytes of the length that stands before a text. */
const LENGTH_WIDTH = 4;

/** The values that the pages of a chunk number. Only those that are asked for are read. */
export class Dictionary {
  private readonly cursor: ByteCursor;
  private readonly read: ValueReader;
  private readonly toCell: (value: ParquetValue) => ParquetCell;
  private readonly width: number;
  /** Where each text begins; null where all values are equally long. */
  private readonly begins: Int32Array | null;
  private readonly count: number;
  private readonly kept = new Map<number, ParquetCell>();

  constructor(page: Uint8Array, count: number, column: SchemaElement, toCell: (value: ParquetValue) => ParquetCell) {
    this.cursor = new ByteCursor(page);
    this.read = plainReader(this.cursor, column.type, column.type_length);
    this.toCell = toCell;
    this.count = count;
    this.width = widthOf(column.type, column.type_length) ?? 0;
    const least = count * (this.width || LENGTH_WIDTH);
    if (!(Number.isInteger(count) && count >= 0 && least <= page.length)) throw new DamagedBytes();
    this.begins = this.width > 0 ? null : this.findBegins();
  }

  cellAt(index: number): ParquetCell {
    const kept = this.kept.get(index);
    if (kept !== undefined) return kept;
    if (index >= this.count) throw new DamagedBytes();
    this.cursor.at = this.begins?.[index] ?? index * this.width;
    const cell = this.toCell(this.read());
    if (this.kept.size < MAX_KEPT) this.kept.set(index, cell);
    return cell;
  }

  private findBegins(): Int32Array {
    const begins = new Int32Array(this.count);
    for (let index = 0; index < this.count; index++) {
      begins[index] = this.cursor.at;
      this.cursor.pass(this.cursor.uint32());
    }
    return begins;
  }
}
