import { message, type Text } from '../../domain/message/message.ts';
import { type Compression, openBytes } from './compression.ts';

/** How the bytes of a file are read as text. */
export interface TextEncoding {
  /** As the package calls it. */
  readonly label: string;
  /** As the Encoding Standard calls it, or `ascii`. */
  readonly name: string;
}

export const UTF_8: TextEncoding = { label: 'utf-8', name: 'utf-8' };

/** Names that Python and Windows use, and the Encoding Standard does not know. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'utf-8-sig': 'utf-8',
  'latin-1': 'latin1',
  cp936: 'gbk',
  ms936: 'gbk',
  cp950: 'big5',
  cp932: 'shift_jis',
  cp949: 'euc-kr',
  cp65001: 'utf-8',
  'mac-roman': 'macintosh',
};

const ASCII = new Set(['ascii', 'us-ascii', 'ansi_x3.4-1968', 'iso646-us']);

/** The encoding of that name; null where nothing here can read it. */
export function findEncoding(label: string): TextEncoding | null {
  const given = label.trim().toLowerCase();
  if (ASCII.has(given)) return { label, name: 'ascii' };
  const hyphens = given.replaceAll('_', '-');
  for (const name of [given, hyphens, hyphens.replace(/^iso(?=\d)/, 'iso-'), OTHER_NAMES[hyphens]]) {
    if (name === undefined) continue;
    try {
      return { label, name: new TextDecoder(name).encoding };
    } catch {
      // the next spelling
    }
  }
  return null;
}

/** One byte is one character, so that any bytes read as text of some sort. */
export const isOneByte = ({ name }: TextEncoding): boolean =>
  /^(?:windows-|iso-8859-|ibm866|koi8-|macintosh|x-mac)/.test(name);

/** The characters of 0x80 to 0x9f in windows-1252. Node's TextDecoder reads some of them as control characters. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** A function that takes the bytes of a file chunk by chunk, and null at the end. What cannot be read becomes U+FFFD. */
export function createDecoder({ name }: TextEncoding): (chunk: Buffer | null) => string {
  if (name === 'windows-1252') {
    return (chunk) =>
      (chunk?.toString('latin1') ?? '').replace(/[\x80-\x9f]/g, (c) => WINDOWS_1252[c.charCodeAt(0) - 0x80] ?? c);
  }
  if (name === 'ascii') {
    return (chunk) => (chunk?.toString('latin1') ?? '').replace(/[\x80-\xff]/g, '\uFFFD');
  }
  const decoder = new TextDecoder(name);
  return (chunk) => (chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true }));
}

/** The bytes of a file as UTF-8, whatever its encoding, and unpacked. */
export function readUtf8(
  file: string,
  { encoding, compression }: { readonly encoding: TextEncoding; readonly compression: Compression },
): AsyncIterable<Buffer> & { destroy(): unknown } {
  const bytes = openBytes(file, compression);
  if (encoding.name === 'utf-8') return bytes as AsyncIterable<Buffer> & { destroy(): unknown };
  const decode = createDecoder(encoding);
  async function* converted(): AsyncGenerator<Buffer> {
    for await (const chunk of bytes as AsyncIterable<Buffer>) yield Buffer.from(decode(chunk));
    yield Buffer.from(decode(null));
  }
  return Object.assign(converted(), { destroy: () => bytes.destroy() });
}

/** What is wrong with a text that was read in the encoding that the package declares. */
export function findUnreadable(text: string, { label }: TextEncoding): { at: number; text: Text } | null {
  const at = text.search(/[\0\uFFFD]/);
  if (at === -1) return null;
  return { at, text: text[at] === '\0' ? message('import.nul-byte') : message('import.not-in-encoding', { label }) };
}
