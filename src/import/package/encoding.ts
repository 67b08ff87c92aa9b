import { isUtf8 } from 'node:buffer';
import type { Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { message, type Text } from '../../domain/message/message.ts';

/** What keeps a file from being read as UTF-8 text. */
export interface BadEncoding {
  readonly line: number;
  readonly text: Text;
}

const NEWLINE = 0x0a;

/** Reads a file once: adds its bytes to the hash, and says where it is not UTF-8 text. */
export async function inspect(file: string, hash: Hash, signal?: AbortSignal): Promise<BadEncoding | null> {
  let bad: BadEncoding | null = null;
  let line = 1;
  let rest: Buffer = Buffer.alloc(0);
  const check = (bytes: Buffer) => {
    bad ??= isUtf8(bytes) && !bytes.includes(0) ? null : findBad(bytes, line);
    if (bad === null) line += countNewlines(bytes);
  };
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    signal?.throwIfAborted();
    hash.update(chunk);
    if (bad !== null) continue;
    const whole = wholeCharacters(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]));
    rest = whole.rest;
    check(whole.bytes);
  }
  check(rest);
  return bad;
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

function findBad(bytes: Buffer, firstLine: number): BadEncoding {
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
