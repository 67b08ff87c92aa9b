import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { parseByteRange } from './byte-range.ts';

/** A file, all of it. */
export interface WholeFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Of its bytes: what stands for the state of its content is a weak one, by which no parts can be put together. */
  readonly etag: string;
}

/** A file that is not longer has a length before it is sent, and is kept for those who read it in parts. */
export const MAX_WHOLE_FILE = 1_048_576;
const MAX_KEPT_BYTES = 16 * MAX_WHOLE_FILE;

/** Files that were made, by the name of what they hold: their address, language and state. */
export const keepFiles = (): LRUCache<string, WholeFile> =>
  new LRUCache({ maxSize: MAX_KEPT_BYTES, sizeCalculation: ({ bytes }) => bytes.length + 1_000 });

export function wholeFile(pieces: readonly Uint8Array[], name: string): WholeFile {
  const bytes = new Uint8Array(Buffer.concat(pieces));
  const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
  return { bytes, etag: `"${name}.${digest}"` };
}

/** The answer with all of a file, or with the part of it that is asked for. */
export function answerWhole(request: Request, { bytes, etag }: WholeFile, given: Headers): Response {
  const headers = new Headers(given);
  headers.set('etag', etag);
  headers.set('accept-ranges', 'bytes');
  const range = request.method === 'GET' && isSame(request, etag) ? request.headers.get('range') : null;
  const part = parseByteRange(range, bytes.length);
  if (part === 'UNSATISFIABLE') {
    headers.set('content-range', `bytes */${bytes.length}`);
    for (const name of ['content-type', 'content-disposition']) headers.delete(name);
    return new Response(null, { status: 416, headers });
  }
  const body = part ? bytes.subarray(part.first, part.last + 1) : bytes;
  headers.set('content-length', `${body.length}`);
  if (part) headers.set('content-range', `bytes ${part.first}-${part.last}/${bytes.length}`);
  return new Response(request.method === 'HEAD' ? null : body, { status: part ? 206 : 200, headers });
}

/** Whether a client that has a part of a file asks for another part of the same one. A date never says so: files have none. */
function isSame({ headers }: Request, etag: string): boolean {
  const condition = headers.get('if-range');
  return condition === null || condition.trim() === etag;
}
