import { type ByteCursor, DamagedBytes, readBits } from './byte-cursor.ts';

const MAX_BLOCK = 1_000_000;

/** Whole numbers, each of which is written as what it differs by from the last one, in blocks of numbers of few bits. */
export class DeltaReader {
  /** How many numbers there are. */
  readonly count: number;
  private readonly cursor: ByteCursor;
  private readonly bits: 32 | 64;
  private readonly perPart: number;
  private readonly parts: number;
  private value: bigint;
  private given = 0;
  private least = 0n;
  private widths: Uint8Array = new Uint8Array();
  private part = 0;
  private packed: Uint8Array = new Uint8Array();
  private width = 0;
  private inPart = 0;

  constructor(cursor: ByteCursor, bits: 32 | 64) {
    const block = cursor.varint();
    const parts = cursor.varint();
    this.cursor = cursor;
    this.bits = bits;
    this.parts = parts;
    this.perPart = block / parts;
    this.count = cursor.varint();
    this.value = cursor.zigzag();
    this.part = parts;
    if (block > MAX_BLOCK || !(this.perPart > 0 && this.perPart % 8 === 0)) throw new DamagedBytes();
  }

  next(): bigint {
    if (this.given === this.count) throw new DamagedBytes();
    this.given += 1;
    if (this.given > 1) this.value = BigInt.asIntN(this.bits, this.value + this.difference());
    return this.value;
  }

  private difference(): bigint {
    if (this.inPart === 0) this.openPart();
    const bit = (this.perPart - this.inPart) * this.width;
    this.inPart -= 1;
    if (this.width <= 32) return this.least + BigInt(readBits(this.packed, bit, this.width));
    const low = BigInt(readBits(this.packed, bit, 32));
    const high = BigInt(readBits(this.packed, bit + 32, this.width - 32));
    return this.least + ((high << 32n) | low);
  }

  private openPart(): void {
    if (this.part === this.parts) {
      this.least = this.cursor.zigzag();
      this.widths = this.cursor.take(this.parts);
      this.part = 0;
    }
    this.width = this.widths[this.part] ?? 0;
    if (this.width > 64) throw new DamagedBytes();
    this.packed = this.cursor.take((this.perPart * this.width) / 8);
    this.part += 1;
    this.inPart = this.perPart;
  }
}

/** Reads the lengths that stand before the texts they are of. */
export function readLengths(cursor: ByteCursor, max: number): Int32Array {
  const reader = new DeltaReader(cursor, 32);
  if (reader.count > max) throw new DamagedBytes();
  const lengths = new Int32Array(reader.count);
  for (let index = 0; index < lengths.length; index++) {
    lengths[index] = Number(reader.next());
    if ((lengths[index] ?? 0) < 0) throw new DamagedBytes();
  }
  return lengths;
}
