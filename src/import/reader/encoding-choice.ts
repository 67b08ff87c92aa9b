import { createReadStream } from 'node:fs';
import { findEncoding } from '../file/text-encoding.ts';

/** An encoding in which every byte of a file reads as a character. */
export interface EncodingCandidate {
  readonly encoding: string;
  /** The share of characters beyond ASCII that are in common use in this encoding, from 0 to 1. */
  readonly plausibility: number;
}

/** In this order a file is tried. Windows-1252 reads almost everything, so it comes last. */
const ENCODINGS = ['utf-8', 'gb18030', 'big5', 'windows-1252'] as const;

/** What is looked at of a file. The import reads all of it with the encoding that is chosen. */
const MAX_SAMPLE = 4_000_000;

/**
 * The encodings that a file may be written in, the likeliest first. Several may read it: GB18030 also reads most Western texts, as rare
 * Chinese characters, which is why it is looked at which characters these are.
 */
export async function findCandidates(file: string): Promise<readonly EncodingCandidate[]> {
  const bytes = await readSample(file);
  const wide = findUtf16(bytes);
  if (wide !== null) return [{ encoding: wide, plausibility: 1 }];
  const found: EncodingCandidate[] = [];
  for (const encoding of ENCODINGS) {
    const text = decode(bytes, encoding);
    if (text !== null) found.push({ encoding, plausibility: plausibility(bytes, encoding) });
    if (encoding === 'utf-8' && text !== null) return [{ encoding, plausibility: 1 }];
  }
  return found.sort((a, b) => b.plausibility - a.plausibility);
}

/** One character of so many may be broken in a file that is UTF-8 otherwise. */
const MIN_WHOLE = 10;

/** The line in which a file that is UTF-8 nearly everywhere is none; null for any other file. */
export async function findBrokenLine(file: string): Promise<number | null> {
  const text = new TextDecoder('utf-8').decode(await readSample(file), { stream: true });
  const broken = text.split('\uFFFD').length - 1;
  const whole = (text.match(/[^\0-\x7f\uFFFD]/g) ?? []).length;
  if (broken === 0 || whole < broken * MIN_WHOLE) return null;
  return text.slice(0, text.indexOf('\uFFFD')).split(/\r\n?|\n/).length;
}

/** Whether a text is the name of an encoding. */
export const isEncoding = (label: string): boolean => findEncoding(label) !== null;

async function readSample(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file, { end: MAX_SAMPLE - 1 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Of two bytes a character, one is zero in digits and delimiters: always the second, or always the first. */
function findUtf16(bytes: Buffer): string | null {
  const zeros = [0, 0];
  for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (Math.max(even, odd) < bytes.length / MIN_ZERO_PART || Math.min(even, odd) > 0) return null;
  const encoding = odd > 0 ? 'utf-16le' : 'utf-16be';
  return decode(bytes, encoding) === null ? null : encoding;
}

/** One byte of so many is zero at least. */
const MIN_ZERO_PART = 20;

function decode(bytes: Buffer, encoding: string): string | null {
  try {
    // The sample may end within a character.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: bytes.length === MAX_SAMPLE });
  } catch {
    return null;
  }
}

/**
 * How much of a file is in common use, by its bytes: in GB18030 and Big5 the first level of characters and punctuation; in Windows-1252 letters
 * that stand alone or in pairs among plain ones.
 */
function plausibility(bytes: Buffer, encoding: (typeof ENCODINGS)[number]): number {
  const last = encoding === 'gb18030' ? 0xd7 : 0xc6;
  let foreign = 0;
  let common = 0;
  for (let at = 0; at < bytes.length; at++) {
    if ((bytes[at] ?? 0) < 0x80) continue;
    const begin = at;
    if (encoding === 'windows-1252') {
      while ((bytes[at + 1] ?? 0) >= 0x80) at++;
      foreign += at - begin + 1;
      if (at - begin < 2) common += at - begin + 1;
      continue;
    }
    at++;
    foreign++;
    const [lead = 0, trail = 0] = [bytes[begin], bytes[at]];
    const isFirstLevel = lead >= 0xa1 && lead <= last && (encoding === 'big5' || trail >= 0xa1);
    if (isFirstLevel && !(encoding === 'gb18030' && lead > 0xa3 && lead < 0xb0)) common++;
  }
  return foreign === 0 ? 1 : common / foreign;
}
