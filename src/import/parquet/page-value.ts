import type { SchemaElement } from 'hyparquet';
import { list, message } from '../../domain/message/message.ts';
import { UnreadablePart } from '../file/unreadable-part.ts';
import { ByteCursor, DamagedBytes } from './byte-cursor.ts';
import { DeltaReader, readLengths } from './delta-reader.ts';
import { plainReader, type ValueReader, widthOf } from './plain-value.ts';
import { RunReader } from './run-reader.ts';

/** Encodings of values themselves; those of dictionaries number them. */
const ENCODINGS = [
  'PLAIN',
  'RLE',
  'DELTA_BINARY_PACKED',
  'DELTA_LENGTH_BYTE_ARRAY',
  'DELTA_BYTE_ARRAY',
  'BYTE_STREAM_SPLIT',
];
export const DICTIONARY_ENCODINGS: ReadonlySet<string> = new Set(['PLAIN_DICTIONARY', 'RLE_DICTIONARY']);

/** What is read of a page, and where a text that is longer than its bytes is counted. */
export interface PageBytes {
  readonly cursor: ByteCursor;
  /** How many values there may be. */
  readonly max: number;
  readonly part: string;
  spend(count: number): void;
}

/** Reads the values of a page that has none of a dictionary. */
export function valueReader(
  encoding: string,
  { type, type_length: length }: SchemaElement,
  page: PageBytes,
): ValueReader {
  const { cursor } = page;
  switch (encoding) {
    case 'PLAIN':
      return plainReader(cursor, type, length);
    case 'RLE': {
      if (type !== 'BOOLEAN') throw new DamagedBytes();
      const runs = new RunReader(new ByteCursor(cursor.take(cursor.uint32())), 1, page.max);
      return () => runs.next() === 1;
    }
    case 'DELTA_BINARY_PACKED': {
      if (type !== 'INT32' && type !== 'INT64') throw new DamagedBytes();
      const numbers = new DeltaReader(cursor, type === 'INT32' ? 32 : 64);
      return () => numbers.next();
    }
    case 'DELTA_LENGTH_BYTE_ARRAY':
      return lengthReader(page);
    case 'DELTA_BYTE_ARRAY':
      return prefixReader(page, type === 'FIXED_LEN_BYTE_ARRAY' ? (length ?? 0) : null);
    case 'BYTE_STREAM_SPLIT':
      return splitReader(cursor, type, length);
    default: {
      const text = message('mapping.parquet-encoding', { encoding: String(encoding) });
      throw new UnreadablePart({ part: page.part }, text, list([...ENCODINGS, ...DICTIONARY_ENCODINGS]));
    }
  }
}

/** Texts whose lengths stand before them all. */
function lengthReader({ cursor, max }: PageBytes): () => Uint8Array {
  const lengths = readLengths(cursor, max);
  let index = 0;
  return () => {
    if (index === lengths.length) throw new DamagedBytes();
    return cursor.take(lengths[index++] ?? 0);
  };
}

/** Texts that begin as the one before them does: how long they do so, and what follows. */
function prefixReader(page: PageBytes, width: number | null): () => Uint8Array {
  const prefixes = readLengths(page.cursor, page.max);
  const readRest = lengthReader(page);
  let index = 0;
  let last = new Uint8Array();
  return () => {
    const prefix = prefixes[index++] ?? 0;
    const rest = readRest();
    if (prefix > last.length) throw new DamagedBytes();
    page.spend(prefix);
    const value = new Uint8Array(prefix + rest.length);
    value.set(last.subarray(0, prefix));
    value.set(rest, prefix);
    if (width !== null && value.length !== width) throw new DamagedBytes();
    last = value;
    return value;
  };
}

/** Numbers whose first bytes stand together, then their second ones, and so on. */
function splitReader(cursor: ByteCursor, type: SchemaElement['type'], length: number | undefined): ValueReader {
  const width = widthOf(type, length);
  const bytes = cursor.take(cursor.left);
  if (width === null || bytes.length % width !== 0) throw new DamagedBytes();
  const count = bytes.length / width;
  let index = 0;
  return () => {
    if (index === count) throw new DamagedBytes();
    const value = Uint8Array.from({ length: width }, (_, at) => bytes[at * count + index] ?? 0);
    index += 1;
    return plainReader(new ByteCursor(value), type, length)();
  };
}
