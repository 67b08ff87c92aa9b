import { createInflateRaw, inflateRawSync } from 'node:zlib';
import { message } from '../../domain/message/message.ts';
import { UnreadableFile } from '../file/compression.ts';

/** What the parts of a workbook may unpack to: so many times its own size, or this many bytes, and never more than the greatest. */
const MAX_RATIO = 100;
const MIN_LIMIT = 10_000_000;
const MAX_UNPACKED = 300_000_000;
const MAX_PARTS = 10_000;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;
const MAX_COMMENT = 65_535;
const DEFLATED = 8;

export const beginsAsZip = (bytes: Buffer): boolean => bytes.length >= 4 && bytes.readUInt32LE(0) === LOCAL;

/** Unpacks every part of a ZIP file and keeps nothing: what it says of its sizes may be a lie. Throws UnreadableFile for a bomb, and for a torn file. */
export async function boundZip(bytes: Buffer): Promise<void> {
  const limit = Math.min(MAX_UNPACKED, Math.max(MIN_LIMIT, MAX_RATIO * bytes.length));
  let unpacked = 0;
  for (const { packed, method } of zipParts(bytes)) {
    if (method !== DEFLATED) unpacked += packed.length;
    else unpacked += await countInflated(packed, limit - unpacked);
    if (unpacked > limit) {
      const expected = message('import.unpacked-expected', { ratio: MAX_RATIO });
      throw new UnreadableFile(message('import.unpacked-too-large', { size: bytes.length, max: limit }), expected);
    }
  }
}

/** The text of a part, in UTF-8, of a file that `boundZip` has let through; null where there is none of that name. */
export function readZipText(bytes: Buffer, name: string): string | null {
  for (const { name: own, packed, method } of zipParts(bytes)) {
    if (own === name) return (method === DEFLATED ? inflateRawSync(packed) : packed).toString('utf8');
  }
  return null;
}

interface ZipPart {
  readonly name: string;
  readonly packed: Buffer;
  readonly method: number;
}

function* zipParts(bytes: Buffer): Generator<ZipPart> {
  const end = findEnd(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MAX_PARTS) throw damaged();
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + ENTRY_SIZE > bytes.length || bytes.readUInt32LE(at) !== ENTRY) throw damaged();
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const local = bytes.readUInt32LE(at + 42);
    if (local + LOCAL_SIZE > bytes.length || bytes.readUInt32LE(local) !== LOCAL) throw damaged();
    const begin = local + LOCAL_SIZE + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    if (begin + size > bytes.length) throw damaged();
    const name = bytes.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + bytes.readUInt16LE(at + 28));
    yield { name, packed: bytes.subarray(begin, begin + size), method };
    at += ENTRY_SIZE + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
}

function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_SIZE - MAX_COMMENT);
  for (let at = bytes.length - END_SIZE; at >= first; at--) if (bytes.readUInt32LE(at) === END) return at;
  throw damaged();
}

async function countInflated(packed: Buffer, most: number): Promise<number> {
  const inflate = createInflateRaw();
  let count = 0;
  inflate.end(packed);
  try {
    for await (const chunk of inflate as AsyncIterable<Buffer>) {
      count += chunk.length;
      if (count > most) break;
    }
  } catch {
    throw damaged();
  } finally {
    inflate.destroy();
  }
  return count;
}

export const damaged = (): UnreadableFile =>
  new UnreadableFile(message('mapping.workbook-damaged'), message('mapping.workbook-whole'));
