import { createContext, runInContext } from 'node:vm';
import { decompress } from 'fzstd';
import { ByteCursor, DamagedBytes } from './byte-cursor.ts';

const MAGIC = 0xfd2fb528;
/** Of a frame that does not say its size: what the `zstd` program takes unless it is told otherwise. */
const MAX_WINDOW = 2 ** 27;
const MAX_MILLISECONDS = 10_000;

/**
 * Unpacks a frame of Zstandard into so many bytes. The library makes room for the window that a frame claims, which may be 2 GB, and moves
 * it for every block: frames are walked through before, and it has a bounded time.
 */
export function unpackZstd(packed: Uint8Array, size: number): Uint8Array {
  passFrame(packed, size);
  ROOM.packed = packed;
  try {
    const bytes = runInContext('decompress(packed)', ROOM, { timeout: MAX_MILLISECONDS }) as Uint8Array;
    if (bytes.length !== size) throw new DamagedBytes();
    return bytes;
  } finally {
    ROOM.packed = null;
  }
}

/** What is run in it can be ended while it goes on, also where it never gives the word back. */
const ROOM = createContext({ decompress, packed: null });

/** Passes over one frame: its header, and its blocks up to the last. */
function passFrame(packed: Uint8Array, size: number): void {
  const cursor = new ByteCursor(packed);
  if (cursor.uint32() !== MAGIC) throw new DamagedBytes();
  const flags = cursor.byte();
  const isSingle = (flags & 0x20) !== 0;
  if (!isSingle) {
    const window = cursor.byte();
    const base = 2 ** (10 + (window >> 3));
    if (base + (base / 8) * (window & 7) > MAX_WINDOW) throw new DamagedBytes();
  }
  // A dictionary that the file does not have.
  if ((flags & 3) !== 0) throw new DamagedBytes();
  const sizeBytes = flags >> 6 === 0 ? (isSingle ? 1 : 0) : 2 ** (flags >> 6);
  if (sizeBytes > 0) {
    const said = cursor.take(sizeBytes).reduce((sum, byte, index) => sum + byte * 256 ** index, 0);
    if (said + (sizeBytes === 2 ? 256 : 0) !== size) throw new DamagedBytes();
  }
  let isLast = false;
  while (!isLast) {
    const [low = 0, middle = 0, high = 0] = cursor.take(3);
    const head = low + middle * 256 + high * 65_536;
    isLast = head % 2 === 1;
    const isRepeated = ((head >> 1) & 3) === 1;
    cursor.pass(isRepeated ? 1 : head >> 3);
  }
  const hasChecksum = (flags & 4) !== 0;
  if (cursor.left !== (hasChecksum ? 4 : 0)) throw new DamagedBytes();
}
