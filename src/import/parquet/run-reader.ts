import { type ByteCursor, DamagedBytes, readBits } from './byte-cursor.ts';

/** Numbers of a few bits as Parquet writes levels and the numbers of texts: in runs of one number, or packed bit by bit. None is held. */
export class RunReader {
  private readonly cursor: ByteCursor;
  private readonly width: number;
  private readonly max: number;
  private left = 0;
  private value = 0;
  /** Null in a run of one number. */
  private packed: Uint8Array | null = null;
  private bit = 0;

  /** `max` is how many numbers there may be. */
  constructor(cursor: ByteCursor, width: number, max: number) {
    this.cursor = cursor;
    this.width = width;
    this.max = max;
  }

  next(): number {
    while (this.left === 0) this.open();
    this.left -= 1;
    if (this.packed === null) return this.value;
    const value = readBits(this.packed, this.bit, this.width);
    this.bit += this.width;
    return value;
  }

  private open(): void {
    const head = this.cursor.varint();
    const count = Math.floor(head / 2);
    if (head % 2 === 0) {
      if (count > this.max) throw new DamagedBytes();
      this.left = count;
      this.packed = null;
      const bytes = this.cursor.take(Math.ceil(this.width / 8));
      this.value = readBits(bytes, 0, bytes.length * 8);
      if (this.value >= 2 ** this.width) throw new DamagedBytes();
      return;
    }
    this.left = count * 8;
    // Some writers leave the last group short.
    this.packed = this.cursor.take(Math.min(count * this.width, this.cursor.left));
    this.bit = 0;
  }
}
