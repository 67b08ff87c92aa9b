/** Bytes that are not what their format has at this place. Whoever knows the place says where it is. */
export class DamagedBytes extends Error {}

/** Bytes of a whole number, seven bits in each: of one with 32 bits, and of one with 64. */
const MAX_SHORT = 5;
const MAX_LONG = 10;

/** Bytes that are read from the front to the back. Throws DamagedBytes where they end too early. */
export class ByteCursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** Passes over so many bytes, and answers where they begin. */
  pass(count: number): number {
    if (!(Number.isInteger(count) && count >= 0 && count <= this.left)) throw new DamagedBytes();
    const begin = this.at;
    this.at += count;
    return begin;
  }

  byte(): number {
    return this.bytes[this.pass(1)] ?? 0;
  }

  take(count: number): Uint8Array {
    const begin = this.pass(count);
    return this.bytes.subarray(begin, this.at);
  }

  uint32(): number {
    return this.view.getUint32(this.pass(4), true);
  }

  /** A whole number from 0 to 2³² - 1, in as many bytes as it needs. */
  varint(): number {
    let value = 0;
    for (let index = 0; index < MAX_SHORT; index++) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte >= 0x80) continue;
      if (value > 0xffff_ffff) break;
      return value;
    }
    throw new DamagedBytes();
  }

  /** The same with 64 bits. */
  longVarint(): bigint {
    let value = 0n;
    for (let index = 0; index < MAX_LONG; index++) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new DamagedBytes();
  }

  /** A whole number with its sign in its last bit. */
  zigzag(): bigint {
    const value = this.longVarint();
    return (value >> 1n) ^ -(value & 1n);
  }
}

/** Numbers of so many bits lie in four bytes, wherever they begin in the first. */
const MAX_NARROW = 24;

/** A number of some bits, which begin at a bit of the bytes, the lowest first. */
export function readBits(bytes: Uint8Array, bit: number, width: number): number {
  if (bit + width > bytes.length * 8) throw new DamagedBytes();
  if (width > MAX_NARROW) {
    const low = readBits(bytes, bit, MAX_NARROW);
    return low + readBits(bytes, bit + MAX_NARROW, width - MAX_NARROW) * 2 ** MAX_NARROW;
  }
  const at = bit >>> 3;
  const four =
    (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24);
  return (four >>> (bit & 7)) & ((1 << width) - 1);
}
