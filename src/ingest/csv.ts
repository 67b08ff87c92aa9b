import { createReadStream } from 'node:fs';
import { CsvError, type InfoRecord, type Options, parse } from 'csv-parse';

export interface Line {
  /** Where it begins, as an editor counts. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A file whose quoting cannot be followed; what comes after is not read. */
export class UnreadableCsv extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** An unclosed quote would otherwise swallow the rest of a file of any size. */
const LONGEST_RECORD = 1_000_000;

/** The rows of a UTF-8 file, header first; a byte order mark is dropped, lines may end in LF or CRLF. */
export async function* readLines(file: string): AsyncGenerator<Line> {
  const options = {
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n'],
    max_record_size: LONGEST_RECORD,
    on_record: (cells: string[], { lines }: InfoRecord) => ({ end: lines, cells }),
  };
  // The package's types know records as arrays only.
  const parser = parse(options as object as Options);
  const bytes = createReadStream(file);
  bytes.on('error', (error) => parser.destroy(error));
  bytes.pipe(parser);
  let previousEnd = 0;
  let overcounted = 0;
  try {
    for await (const { end, cells } of parser as AsyncIterable<{ end: number; cells: string[] }>) {
      // The parser reports the line on which a row ends, and counts a quoted CRLF as two.
      const breaks = end === previousEnd + 1 ? [] : (cells.join().match(/\r\n?|\n/g) ?? []);
      overcounted += breaks.filter((found) => found === '\r\n').length;
      yield { line: end - overcounted - breaks.length, cells };
      previousEnd = end;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error.lines === 'number' ? error.lines - overcounted : previousEnd + 1;
    throw new UnreadableCsv(MESSAGES[error.code] ?? error.message, line);
  } finally {
    bytes.destroy();
  }
}

const MESSAGES: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed',
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote',
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: 'text follows a closing quote',
  INVALID_OPENING_QUOTE: 'a quote stands inside a cell that is not quoted',
  CSV_MAX_RECORD_SIZE: `a row is longer than ${LONGEST_RECORD} characters; a quote is probably not closed`,
};
