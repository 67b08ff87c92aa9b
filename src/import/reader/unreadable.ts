import { UnreadableFile } from '../file/compression.ts';
import { UnreadableCsv } from '../package/csv.ts';
import type { Problems } from '../package/problem.ts';

/** Tells why a file cannot be read, or not be read on. Any other error is thrown again. */
export function tellUnreadable(error: unknown, resource: string, problems: Problems): void {
  if (!(error instanceof UnreadableCsv || error instanceof UnreadableFile)) throw error;
  const row = error instanceof UnreadableCsv ? error.line : null;
  problems.add({ resource, row, message: error.text, expected: error.expected });
}
