/** A part of a file: its first and its last byte. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

const RANGE = /^bytes=(?:(\d+)-(\d+)?|-(\d+))$/i;

/**
 * The part that a Range header asks of a file of this length, as RFC 9110 reads it: null where it asks for the whole, for several parts, or for
 * nothing that can be read; UNSATISFIABLE where the file has no such bytes.
 */
export function parseByteRange(header: string | null, length: number): ByteRange | 'UNSATISFIABLE' | null {
  const match = RANGE.exec(header?.trim() ?? '');
  if (!match) return null;
  const [, from, to, suffix] = match;
  if (suffix !== undefined) {
    const count = Math.min(Number(suffix), length);
    return count === 0 ? 'UNSATISFIABLE' : { first: length - count, last: length - 1 };
  }
  const first = Number(from);
  const last = Math.min(to === undefined ? length - 1 : Number(to), length - 1);
  if (to !== undefined && Number(to) < first) return null;
  return first >= length ? 'UNSATISFIABLE' : { first, last };
}
