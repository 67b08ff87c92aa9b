import { createReadStream } from 'node:fs';
import { CsvError, type Options, parse } from 'csv-parse';

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
  const options: Options = {
    bom: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n'],
    max_record_size: LONGEST_RECORD,
  };
  const parser = parse(options);
  const bytes = createReadStream(file);
  bytes.on('error', (error) => parser.destroy(error));
  bytes.pipe(parser);
  // Counted here: what the parser tells of each row's place costs as much as reading the row.
  let line = 1;
  let overcounted = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      if (cells.length > 1 || cells[0] !== '') yield { line, cells };
      line += 1;
      if (!cells.some((cell) => cell.includes('\n') || cell.includes('\r'))) continue;
      const breaks = cells.join().match(/\r\n?|\n/g) ?? [];
      line += breaks.length;
      // In its errors the parser counts a quoted CRLF as two lines.
      overcounted += breaks.filter((found) => found === '\r\n').length;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const at = typeof error.lines === 'number' ? error.lines - overcounted : line;
    throw new UnreadableCsv(MESSAGES[error.code] ?? error.message, at);
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
