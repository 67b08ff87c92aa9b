import { once } from 'node:events';
import { type PassThrough, Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { Bytes } from './sheet.ts';

/** A file in an archive: its bytes are asked for when it is its turn. */
export interface Entry {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The first day that an archive can tell: the same content is the same bytes whenever it is written. */
const OPTIONS = { compressionLevel: 1, mtime: new Date(1980, 0, 1), forceDosTimestamp: true };

/** A ZIP archive, written front to back. What comes out is taken before more goes in, so that a reader who waits lets the whole line wait. */
export async function* zipBytes(entries: Iterable<Entry>): Bytes {
  const archive = new ZipFile();
  // It is one, and its type says less.
  const written = archive.outputStream as PassThrough;
  const opened: Readable[] = [];
  const fail = (error: Error) => written.destroy(error);
  archive.on('error', fail);
  for (const { name, bytes } of entries) {
    archive.addReadStreamLazy(name, OPTIONS, (give) => {
      const stream = Readable.from(bytes, { objectMode: false }).on('error', fail);
      opened.push(stream);
      give(null, stream);
    });
  }
  archive.end();
  try {
    yield* written;
  } finally {
    for (const stream of opened) {
      if (!stream.closed) await once(stream.destroy(), 'close');
    }
  }
}
