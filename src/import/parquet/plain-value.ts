import type { ParquetType } from 'hyparquet';
import { type ByteCursor, DamagedBytes, readBits } from './byte-cursor.ts';

/** A value as the bytes have it, before it is known what it stands for. */
export type ParquetValue = boolean | number | bigint | Uint8Array;
export type ValueReader = () => ParquetValue;

const WIDTHS: Readonly<Partial<Record<ParquetType, number>>> = { INT32: 4, INT64: 8, INT96: 12, FLOAT: 4, DOUBLE: 8 };

/** How many bytes a value of a type has; null where that is not the same for all. */
export function widthOf(type: ParquetType | undefined, length: number | undefined): number | null {
  if (type !== 'FIXED_LEN_BYTE_ARRAY') return (type && WIDTHS[type]) ?? null;
  if (length === undefined || !(length > 0)) throw new DamagedBytes();
  return length;
}

/** Reads values that stand one after the other. */
export function plainReader(
  cursor: ByteCursor,
  type: ParquetType | undefined,
  length: number | undefined,
): ValueReader {
  const { view } = cursor;
  switch (type) {
    case 'BOOLEAN': {
      const bits = cursor.take(cursor.left);
      let bit = 0;
      return () => readBits(bits, bit++, 1) === 1;
    }
    case 'INT32':
      return () => view.getInt32(cursor.pass(4), true);
    case 'INT64':
      return () => view.getBigInt64(cursor.pass(8), true);
    case 'FLOAT':
      return () => view.getFloat32(cursor.pass(4), true);
    case 'DOUBLE':
      return () => view.getFloat64(cursor.pass(8), true);
    case 'BYTE_ARRAY':
      return () => cursor.take(cursor.uint32());
    default: {
      const width = widthOf(type, length);
      if (width === null) throw new DamagedBytes();
      return () => cursor.take(width);
    }
  }
}
