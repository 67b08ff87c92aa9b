import { type ByteCursor, DamagedBytes } from './byte-cursor.ts';

/** Footers and headers of pages nest a few structures. */
const MAX_DEPTH = 32;

const BOOLEANS: ReadonlySet<number> = new Set([1, 2]);
const BYTE = 3;
const INTEGERS: ReadonlySet<number> = new Set([4, 5, 6]);
const DOUBLE = 7;
const BINARY = 8;
const LIST = 9;
const STRUCT = 12;
/** What a list says where its length does not fit into four bits. */
const LONG_LIST = 15;

/**
 * Passes over a structure of Thrift and keeps nothing: lengths of lists and texts may be lies, and the library that reads it makes room for what
 * they claim. Throws DamagedBytes for what ends beyond the bytes, or nests too deeply.
 */
export function passStruct(cursor: ByteCursor, depth = 0): void {
  if (depth > MAX_DEPTH) throw new DamagedBytes();
  for (;;) {
    const head = cursor.byte();
    const type = head & 0x0f;
    if (type === 0) return;
    if (head >> 4 === 0) cursor.longVarint();
    if (!BOOLEANS.has(type)) passElement(cursor, type, depth);
  }
}

function passElement(cursor: ByteCursor, type: number, depth: number): void {
  if (type === BYTE) cursor.pass(1);
  else if (INTEGERS.has(type)) cursor.longVarint();
  else if (type === DOUBLE) cursor.pass(8);
  else if (type === BINARY) cursor.pass(cursor.varint());
  else if (type === LIST) passList(cursor, depth + 1);
  else if (type === STRUCT) passStruct(cursor, depth + 1);
  else throw new DamagedBytes();
}

function passList(cursor: ByteCursor, depth: number): void {
  if (depth > MAX_DEPTH) throw new DamagedBytes();
  const head = cursor.byte();
  const type = head & 0x0f;
  const short = head >> 4;
  const length = short === LONG_LIST ? cursor.varint() : short;
  // Each element has a byte at least.
  if (length > cursor.left) throw new DamagedBytes();
  for (let index = 0; index < length; index++) passElement(cursor, BOOLEANS.has(type) ? BYTE : type, depth);
}
