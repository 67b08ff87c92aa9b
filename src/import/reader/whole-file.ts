import { readFile, stat } from 'node:fs/promises';
import { message } from '../../domain/message/message.ts';
import { UnreadableFile } from '../file/compression.ts';
import { createDecoder } from '../file/text-encoding.ts';
import type { Problems } from '../package/problem.ts';
import { inspectText } from './text-file.ts';
import { tellUnreadable } from './unreadable.ts';

const MAX_BYTES = 100_000_000;

/** Values of a file that is read whole. */
export const MAX_VALUES = 5_000_000;

/** A text that was read whole, without its byte order mark. */
export interface WholeText {
  readonly text: string;
  readonly sha256: string;
  readonly encoding: string;
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

/** Reads a text whole; null where it cannot be read, with the reason in `problems`. `labelOf` says the encoding that the file itself names. */
export async function readWholeText(
  file: string,
  name: string,
  declared: string | undefined,
  problems: Problems,
  labelOf: (bytes: Buffer) => string | undefined = () => undefined,
): Promise<WholeText | null> {
  try {
    const bytes = await readBounded(file);
    const inspected = await inspectText(file, declared ?? labelOf(bytes), problems);
    if (inspected === null) return null;
    const decode = createDecoder(inspected.encoding);
    const text = decode(bytes) + decode(null);
    return {
      text: text.startsWith('\uFEFF') ? text.slice(1) : text,
      sha256: inspected.sha256,
      encoding: inspected.encoding.name,
    };
  } catch (error) {
    tellUnreadable(error, name, problems);
    return null;
  }
}
