import { createReadStream } from 'node:fs';

/** An encoding in which every byte of a file reads as a character. */
export interface EncodingCandidate {
  readonly encoding: string;
  /** The share of characters beyond ASCII that are common in texts of this encoding, from 0 to 1. */
  readonly plausibility: number;
}

/** In this order a file is tried. Windows-1252 reads almost everything, so it comes last. */
const ENCODINGS = ['utf-8', 'gb18030', 'big5', 'windows-1252'] as const;

const HAN = /[\u3001-\u3011\u4e00-\u9fff\uff00-\uffef]/;
const LATIN = /[\u00a0-\u00ff\u2013-\u2026\u20ac\u0152\u0153\u0160\u0161\u0178\u017d\u017e]/;

/** What is looked at of a file. The import reads all of it with the encoding that is chosen. */
const MAX_SAMPLE = 4_000_000;

/**
 * The encodings that a file may be written in, the likeliest first. Several may read it: GB18030 also reads most Western texts, as rare
 * Chinese characters, which is why the characters are looked at.
 */
export async function findCandidates(file: string): Promise<readonly EncodingCandidate[]> {
  const bytes = await readSample(file);
  const found: EncodingCandidate[] = [];
  for (const encoding of ENCODINGS) {
    const text = decode(bytes, encoding);
    if (text !== null) found.push({ encoding, plausibility: plausibility(text, encoding) });
    if (encoding === 'utf-8' && text !== null) return [{ encoding, plausibility: 1 }];
  }
  return found.sort((a, b) => b.plausibility - a.plausibility);
}

async function readSample(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(file, { end: MAX_SAMPLE - 1 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer, encoding: string): string | null {
  try {
    // The sample may end within a character.
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: bytes.length === MAX_SAMPLE });
  } catch {
    return null;
  }
}

/** GB 2312 and the first level of Big5 hold the characters that are in use; what lies beyond them is rare. */
function plausibility(text: string, encoding: (typeof ENCODINGS)[number]): number {
  let foreign = 0;
  let common = 0;
  const expected = encoding === 'windows-1252' ? LATIN : HAN;
  for (const character of text) {
    if (character <= '\u007f') continue;
    foreign++;
    if (expected.test(character)) common++;
  }
  return foreign === 0 ? 1 : common / foreign;
}
