import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { message } from '../../domain/message/message.ts';
import { UnreadableFile } from '../file/compression.ts';
import { createDecoder } from '../file/text-encoding.ts';
import type { Problems } from '../package/problem.ts';
import type { SheetFile, SourceFormat, SourceSheet } from './sheet.ts';
import { inspectText } from './text-file.ts';
import { tellUnreadable } from './unreadable.ts';

const MAX_BYTES = 100_000_000;

/** Values of a file that is read whole. */
export const MAX_VALUES = 5_000_000;

/** What the text of a file comes to. */
export interface ReadText {
  readonly format: SourceFormat;
  readonly sheets: readonly SourceSheet[];
}

/** The bytes of a file that is read whole. Throws UnreadableFile where there are too many. */
export async function readBounded(file: string): Promise<Buffer> {
  const { size } = await stat(file);
  if (size <= MAX_BYTES) return readFile(file);
  throw new UnreadableFile(
    message('import.file-bytes', { count: size }),
    message('import.max-bytes', { max: MAX_BYTES }),
  );
}

/** How a file of text is read whole. */
export interface WholeFileReader {
  /** The encoding that the file itself names. */
  readonly labelOf?: (bytes: Buffer) => string | undefined;
  /** Reads the text, without its byte order mark. Throws UnreadablePart where it cannot be read. */
  read(text: string): ReadText;
}

/** Opens a file of text that is read whole; null where it cannot be read, with the reason in `problems`. */
export async function openWholeFile(
  file: string,
  declared: string | undefined,
  problems: Problems,
  { labelOf, read }: WholeFileReader,
): Promise<SheetFile | null> {
  const name = basename(file);
  try {
    const bytes = await readBounded(file);
    const inspected = await inspectText(file, declared ?? labelOf?.(bytes), problems, bytes);
    if (inspected === null) return null;
    const { encoding, sha256 } = inspected;
    const decode = createDecoder(encoding);
    const text = decode(bytes) + decode(null);
    const { format, sheets } = read(text.startsWith('\uFEFF') ? text.slice(1) : text);
    return { name, sha256, format, encoding: encoding.name, sheets };
  } catch (error) {
    tellUnreadable(error, name, problems);
    return null;
  }
}
