import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { message, type Text } from '../../domain/message/message.ts';
import { translate } from '../../domain/message/translate.ts';

/** What a packed file may unpack to: so many times its own size, which no table of figures comes near, or this many bytes. */
const MAX_UNPACKED_RATIO = 100;
const MIN_UNPACKED_LIMIT = 10_000_000;

/** How a file of a package is packed; null where it is not. */
export type Compression = 'gz' | null;

/** A file that cannot be unpacked. */
export class UnreadableFile extends Error {
  readonly text: Text;
  readonly expected: Text;

  constructor(text: Text, expected: Text) {
    super(translate(text, 'en'));
    this.text = text;
    this.expected = expected;
  }
}

/** The bytes of a file, unpacked where it is packed. `delivered` is given the bytes as they lie on the disk. */
export function openBytes(file: string, compression: Compression, delivered?: (chunk: Buffer) => void): Readable {
  const stored = createReadStream(file);
  const bytes = delivered ? Readable.from(passOn(stored, delivered), { objectMode: false }) : stored;
  return compression === null ? bytes : Readable.from(unpack(bytes, file), { objectMode: false });
}

async function* passOn(bytes: AsyncIterable<Buffer>, delivered: (chunk: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of bytes) {
    delivered(chunk);
    yield chunk;
  }
}

async function* unpack(packed: Readable, file: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  packed.on('error', (error) => gunzip.destroy(error));
  // Whoever reads it below is told. Until then nobody is, and an error that nobody hears would end the process.
  gunzip.on('error', () => undefined);
  try {
    // Known before the first byte: what is unpacked so far says nothing of what is still to come.
    const { size } = await stat(file);
    packed.pipe(gunzip);
    const most = Math.max(MIN_UNPACKED_LIMIT, MAX_UNPACKED_RATIO * size);
    let unpacked = 0;
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (unpacked > most) {
        throw new UnreadableFile(
          message('import.unpacked-too-large', { size, max: most }),
          message('import.unpacked-expected', { ratio: MAX_UNPACKED_RATIO }),
        );
      }
      yield chunk;
    }
    if (gunzip.bytesWritten !== size) throw new UnreadableFile(DAMAGED, ORIGINAL);
  } catch (error) {
    const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
    if (reason === undefined) throw error;
    throw new UnreadableFile(reason, ORIGINAL);
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}

const DAMAGED = message('import.gzip-damaged');
const ORIGINAL = message('import.gzip-expected');
const REASONS: Readonly<Record<string, Text>> = { Z_BUF_ERROR: message('import.gzip-cut-off'), Z_DATA_ERROR: DAMAGED };

/** Whether a file begins as gzip does: nothing else that is text begins so. */
export const beginsAsGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;
