import { ByteCursor, DamagedBytes } from './byte-cursor.ts';

/**
 * Unpacks Snappy into so many bytes, no more and no less. It is written here because the library's own takes lengths of 2 GB for negative ones, and
 * then goes round in a circle.
 */
export function unpackSnappy(packed: Uint8Array, size: number): Uint8Array {
  const cursor = new ByteCursor(packed);
  if (cursor.varint() !== size) throw new DamagedBytes();
  const bytes = new Uint8Array(size);
  let at = 0;
  while (cursor.left > 0) {
    const tag = cursor.byte();
    const isLiteral = (tag & 3) === 0;
    const length = isLiteral ? literalLength(cursor, tag >> 2) : copyLength(tag);
    const distance = isLiteral ? 0 : copyDistance(cursor, tag);
    if (at + length > size || distance > at || (distance === 0 && !isLiteral)) throw new DamagedBytes();
    if (isLiteral) bytes.set(cursor.take(length), at);
    else if (distance >= length) bytes.copyWithin(at, at - distance, at - distance + length);
    // What is copied may reach into itself, and repeats then.
    else for (let to = at; to < at + length; to++) bytes[to] = bytes[to - distance] ?? 0;
    at += length;
  }
  if (at !== size) throw new DamagedBytes();
  return bytes;
}

/** Lengths from here on stand in one to four bytes behind the tag. */
const LONG_LITERAL = 60;

function literalLength(cursor: ByteCursor, short: number): number {
  return 1 + (short < LONG_LITERAL ? short : readLittle(cursor, short - LONG_LITERAL + 1));
}

const copyLength = (tag: number): number => ((tag & 3) === 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2));

function copyDistance(cursor: ByteCursor, tag: number): number {
  if ((tag & 3) === 1) return (tag >> 5) * 256 + cursor.byte();
  return readLittle(cursor, (tag & 3) === 2 ? 2 : 4);
}

/** A whole number in some bytes, the lowest first. */
const readLittle = (cursor: ByteCursor, count: number): number =>
  cursor.take(count).reduce((sum, byte, index) => sum + byte * 256 ** index, 0);
