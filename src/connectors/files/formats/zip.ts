import { crc32, createDeflateRaw } from 'node:zlib';
import type { Bytes } from './sheet.ts';

/** A file in an archive: its bytes are asked for when it is its turn. */
export interface Entry {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Archives without the 64-bit records end here; a larger one is broken off, never written wrong. */
const MAX_BYTES = 0xffff_ffff;
const VERSION = 20;
/** Sizes and checksum follow the file (bit 3), and names are UTF-8 (bit 11): what is streamed is not known before it was. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** The first day that an archive can tell: the same content is the same bytes whenever it is written. */
const FIRST_DAY = 0x0021;
const LEVEL = 1;
const PIECE = 65_536;

interface Written {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** A ZIP archive, written front to back. */
export async function* zipBytes(entries: AsyncIterable<Entry> | Iterable<Entry>): Bytes {
  const written: Written[] = [];
  let offset = 0;
  for await (const { name: text, bytes } of entries) {
    const name = Buffer.from(text);
    const begin = offset;
    const head = fields(
      [4, 0x04034b50],
      [2, VERSION],
      [2, FLAGS],
      [2, DEFLATED],
      [2, 0],
      [2, FIRST_DAY],
      [4, 0],
      [4, 0],
      [4, 0],
      [2, name.length],
      [2, 0],
    );
    yield Buffer.concat([head, name]);
    offset += head.length + name.length;

    const counted = { crc: 0, size: 0 };
    let packed = 0;
    for await (const piece of deflated(bytes, counted)) {
      packed += piece.length;
      offset += piece.length;
      if (offset > MAX_BYTES || counted.size > MAX_BYTES) throw new Error('the archive would be larger than 4 GiB');
      yield piece;
    }
    const tail = fields([4, 0x08074b50], [4, counted.crc], [4, packed], [4, counted.size]);
    yield tail;
    offset += tail.length;
    written.push({ name, offset: begin, packed, ...counted });
  }
  const index = Buffer.concat(written.flatMap((entry) => [indexRecord(entry), entry.name]));
  const count = written.length;
  const end = fields([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, index.length], [4, offset], [2, 0]);
  yield Buffer.concat([index, end]);
}

const indexRecord = ({ name, offset, crc, packed, size }: Written): Buffer =>
  fields(
    [4, 0x02014b50],
    [2, VERSION],
    [2, VERSION],
    [2, FLAGS],
    [2, DEFLATED],
    [2, 0],
    [2, FIRST_DAY],
    [4, crc],
    [4, packed],
    [4, size],
    [2, name.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, offset],
  );

/** Numbers of so many bytes each, the least first. */
function fields(...given: readonly (readonly [length: 2 | 4, value: number])[]): Buffer {
  const bytes = Buffer.alloc(given.reduce((sum, [length]) => sum + length, 0));
  let at = 0;
  for (const [length, value] of given) at = bytes.writeUIntLE(value, at, length);
  return bytes;
}

/** What comes out is taken before more goes in, so that a reader who waits lets the whole line wait. */
async function* deflated(bytes: AsyncIterable<Uint8Array>, counted: { crc: number; size: number }): Bytes {
  const packer = createDeflateRaw({ level: LEVEL, chunkSize: PIECE });
  let goOn = () => {};
  packer.on('drain', () => goOn()).on('close', () => goOn());
  const feed = async () => {
    for await (const piece of bytes) {
      if (packer.destroyed) return;
      counted.crc = crc32(piece, counted.crc);
      counted.size += piece.length;
      if (!packer.write(piece)) await new Promise<void>((resolve) => (goOn = resolve));
    }
    packer.end();
  };
  const fed = feed().catch((error: Error) => {
    packer.destroy(error);
  });
  try {
    yield* packer as AsyncIterable<Uint8Array>;
  } finally {
    packer.destroy();
    await fed;
  }
}
