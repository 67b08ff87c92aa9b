import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { list, message } from '../../domain/message/message.ts';
import { UnreadablePart } from '../file/unreadable-part.ts';
import { DamagedBytes } from './byte-cursor.ts';
import { unpackSnappy } from './snappy.ts';
import { unpackZstd } from './zstd.ts';

/** Unpacks a page into so many bytes, and never into more. Throws whatever it likes for bytes that are no such page. */
type Unpack = (packed: Uint8Array, size: number) => Uint8Array;

const CODECS: Readonly<Record<string, Unpack>> = {
  UNCOMPRESSED: (packed) => packed,
  SNAPPY: unpackSnappy,
  GZIP: (packed, size) => gunzipSync(packed, { maxOutputLength: Math.max(1, size) }),
  BROTLI: (packed, size) => brotliDecompressSync(packed, { maxOutputLength: Math.max(1, size) }),
  ZSTD: unpackZstd,
};

/** Refuses a codec that is not read here, by the column that is packed with it. */
export function refuseCodec(codec: string, part: string): void {
  if (Object.hasOwn(CODECS, codec)) return;
  throw new UnreadablePart({ part }, message('mapping.parquet-codec', { codec }), list(Object.keys(CODECS)));
}

/** Unpacks a page of which its header says how large it is. Throws DamagedBytes where it is not. */
export function unpackPage(codec: string, packed: Uint8Array, size: number): Uint8Array {
  // A page without values has no bytes, in no codec.
  if (size === 0 && packed.length === 0) return packed;
  let page: Uint8Array | undefined;
  try {
    page = CODECS[codec]?.(packed, size);
  } catch {
    throw new DamagedBytes();
  }
  if (page?.length !== size) throw new DamagedBytes();
  return page;
}
