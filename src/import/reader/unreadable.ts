import { UnreadableFile } from '../file/compression.ts';
import { UnreadablePart, type UnreadablePlace } from '../file/unreadable-part.ts';
import { UnreadableCsv } from '../package/csv.ts';
import type { Problems } from '../package/problem.ts';

/** Tells why a file cannot be read, or not be read on. Any other error is thrown again. */
export function tellUnreadable(error: unknown, resource: string, problems: Problems): void {
  if (!(error instanceof UnreadableCsv || error instanceof UnreadableFile)) throw error;
  const { line: row = null, part: column = null, value = null } = placeOf(error);
  problems.add({ resource, row, column, value, message: error.text, expected: error.expected });
}

function placeOf(error: UnreadableCsv | UnreadableFile): UnreadablePlace {
  if (error instanceof UnreadableCsv) return { line: error.line };
  return error instanceof UnreadablePart ? error.place : {};
}

/** The line of a place in a text, as an editor counts. */
export function lineAt(text: string, at: number): number {
  let line = 1;
  for (let found = text.indexOf('\n'); found !== -1 && found < at; found = text.indexOf('\n', found + 1)) line++;
  return line;
}
