import { isAscii, isUtf8 } from 'node:buffer';
import type { Hash } from 'node:crypto';
import { message, type Text } from '../../domain/message/message.ts';
import { beginsAsGzip, type Compression, openBytes, UnreadableFile } from './compression.ts';
import { createDecoder, findUnreadable, isOneByte, type TextEncoding, UTF_8 } from './text-encoding.ts';

/** What keeps a file from being read as text of its encoding. */
export interface BadEncoding {
  /** null for the file as a whole. */
  readonly line: number | null;
  readonly text: Text;
  readonly expected: Text;
}

/** Takes the bytes of a file one chunk after the other. */
interface ByteSink {
  update(chunk: Buffer): unknown;
}

const NEWLINE = 0x0a;

/** What a file is read for besides its hash. */
interface Inspection {
  readonly encoding?: TextEncoding;
  readonly compression?: Compression;
  readonly signal?: AbortSignal | undefined;
  readonly sinks?: readonly ByteSink[];
}

/**
 * Reads a file once: adds its bytes, as they were delivered, to the hash and the other sinks, and says where it is not text of its encoding. The bytes
 * themselves stand for a file that was read already.
 */
export async function inspect(
  file: string | Buffer,
  hash: Hash,
  { encoding = UTF_8, compression = null, signal, sinks = [] }: Inspection = {},
): Promise<BadEncoding | null> {
  const inspector = encoding.name === 'utf-8' ? new Utf8Inspector(encoding) : new OtherInspector(encoding);
  const deliver = (chunk: Buffer): void => {
    hash.update(chunk);
    for (const sink of sinks) sink.update(chunk);
  };
  if (typeof file !== 'string') deliver(file);
  const bytes = typeof file === 'string' ? openBytes(file, compression, deliver) : [file];
  let isFirst = true;
  try {
    for await (const chunk of bytes as AsyncIterable<Buffer> | Iterable<Buffer>) {
      signal?.throwIfAborted();
      if (isFirst && compression === null && beginsAsGzip(chunk)) return UNDECLARED_GZIP;
      isFirst = false;
      inspector.update(chunk);
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { line: null, text: error.text, expected: error.expected };
  }
  return inspector.end();
}

const UNDECLARED_GZIP: BadEncoding = {
  line: null,
  text: message('import.gzip-undeclared'),
  expected: message('import.gzip-declaration'),
};

class Utf8Inspector {
  readonly #expected: Text;
  #bad: BadEncoding | null = null;
  #line = 1;
  #rest: Buffer = Buffer.alloc(0);

  constructor(encoding: TextEncoding) {
    this.#expected = message(encoding === UTF_8 ? 'import.encoding-or-utf-8' : 'import.utf-8-expected');
  }

  update(chunk: Buffer): void {
    if (this.#bad !== null) return;
    const whole = wholeCharacters(this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]));
    this.#rest = whole.rest;
    this.#check(whole.bytes);
  }

  end(): BadEncoding | null {
    this.#check(this.#rest);
    return this.#bad;
  }

  #check(bytes: Buffer): void {
    if (this.#bad !== null) return;
    if (isUtf8(bytes) && !bytes.includes(0)) this.#line += countNewlines(bytes);
    else this.#bad = { ...findBad(bytes, this.#line), expected: this.#expected };
  }
}

/** Text in another encoding. Any bytes read as one of one byte: UTF-8, which was declared by mistake, would read as other letters. */
class OtherInspector {
  readonly #encoding: TextEncoding;
  readonly #decode: (chunk: Buffer | null) => string;
  #bad: BadEncoding | null = null;
  #line = 1;
  #rest: Buffer = Buffer.alloc(0);
  #mayBeUtf8: boolean;
  #isAscii = true;

  constructor(encoding: TextEncoding) {
    this.#encoding = encoding;
    this.#decode = createDecoder(encoding);
    this.#mayBeUtf8 = isOneByte(encoding);
  }

  update(chunk: Buffer): void {
    if (this.#mayBeUtf8) {
      const whole = wholeCharacters(this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]));
      this.#rest = whole.rest;
      this.#isAscii &&= isAscii(whole.bytes) && this.#rest.length === 0;
      this.#mayBeUtf8 = isUtf8(whole.bytes);
    }
    this.#check(this.#decode(chunk));
  }

  end(): BadEncoding | null {
    this.#check(this.#decode(null));
    if (this.#bad === null && this.#mayBeUtf8 && isUtf8(this.#rest) && !this.#isAscii) {
      const text = message('import.utf-8-although', { label: this.#encoding.label });
      return { line: 1, text, expected: message('import.encoding-of-file') };
    }
    return this.#bad;
  }

  #check(text: string): void {
    if (this.#bad !== null) return;
    const found = findUnreadable(text, this.#encoding);
    const read = found === null ? text : text.slice(0, found.at);
    this.#line += read.split('\n').length - 1;
    if (found === null) return;
    this.#bad = { line: this.#line, text: found.text, expected: message('import.encoding-of-file') };
  }
}

/** Cuts off the beginning of a character whose other bytes are still to come. */
function wholeCharacters(bytes: Buffer): { bytes: Buffer; rest: Buffer } {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (length > back) return { bytes: bytes.subarray(0, -back), rest: bytes.subarray(-back) };
    if (byte < 0x80 || length > 1) break;
  }
  return { bytes, rest: bytes.subarray(bytes.length) };
}

function countNewlines(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

function findBad(bytes: Buffer, firstLine: number): Omit<BadEncoding, 'expected'> {
  let line = firstLine;
  for (let start = 0; start < bytes.length; line++) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline + 1;
    const part = bytes.subarray(start, end);
    if (!isUtf8(part)) return { line, text: message('import.looks-like', { encoding: looksLike(bytes) }) };
    if (part.includes(0)) {
      const isWide = looksLike(bytes) === UTF_16;
      return { line, text: isWide ? message('import.looks-like', { encoding: UTF_16 }) : message('import.nul-byte') };
    }
    start = end;
  }
  return { line, text: message('import.not-utf-8') };
}

const UTF_16 = 'UTF-16';

function looksLike(bytes: Buffer): Text {
  const sample = bytes.subarray(0, 65_536);
  const zeros = sample.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  const marked = (sample[0] === 0xff && sample[1] === 0xfe) || (sample[0] === 0xfe && sample[1] === 0xff);
  if (marked || zeros > sample.length / 5) return UTF_16;
  return readsAs('gb18030', sample) ? 'GB18030 (GBK, GB2312)' : message('import.one-byte-encoding');
}

/** Half of the non-ASCII bytes must give Chinese characters: GB18030 also reads most Western text, as rare ones. */
function readsAs(encoding: string, bytes: Buffer): boolean {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
    const foreign = [...text].filter((character) => character > '\u007f');
    return (
      foreign.filter((character) => /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/.test(character)).length * 2 >
      foreign.length
    );
  } catch {
    return false;
  }
}
