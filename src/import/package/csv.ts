import { Readable } from 'node:stream';
import { CsvError, type Options, type Parser, parse } from 'csv-parse';
import { message, type Text } from '../../domain/message/message.ts';
import { translate } from '../../domain/message/translate.ts';
import { UnreadableFile } from '../file/compression.ts';
import { readUtf8 } from '../file/text-encoding.ts';
import { MAX_RECORD } from './bound.ts';
import type { Declaration } from './declaration.ts';
import type { Dialect } from './dialect.ts';
import { oneLine } from './problem.ts';

export interface CsvLine {
  /** Where it begins, as an editor counts. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** A cell as it stands in a file: quoted where it would be read as something else. */
export const csvCell = (text: string, delimiter = ','): string =>
  text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** A file whose quoting cannot be followed; what comes after is not read. */
export class UnreadableCsv extends Error {
  readonly line: number;
  readonly text: Text;
  readonly expected: Text | null;

  constructor(text: Text, line: number, expected: Text | null = null) {
    super(translate(text, 'en'));
    this.text = text;
    this.line = line;
    this.expected = expected;
  }
}

/** The rows of a file, header first where it has one; a byte order mark is dropped, lines may end in LF or CRLF unless the dialect says CR. */
export async function* readLines(file: string, declared: Declaration): AsyncGenerator<CsvLine> {
  const { dialect } = declared;
  const { commentRows, headerRow } = dialect;
  const parser = parse(parserOptions(dialect));
  const bytes = readUtf8(file, declared);
  const guarded = Readable.from(withinRecords(bytes, parser), { objectMode: false });
  guarded.on('error', (error) => parser.destroy(error));
  guarded.pipe(parser);
  // Counted here: what the parser tells of each row's place costs as much as reading the row.
  let line = 1;
  let overcounted = 0;
  try {
    for await (const record of parser as AsyncIterable<ParsedRecord>) {
      const cells = Array.isArray(record) ? record : record.record;
      const breaks = cells.some((cell) => cell.includes('\n') || cell.includes('\r'))
        ? (cells.join().match(/\r\n?|\n/g) ?? [])
        : [];
      // In what it tells the parser counts a quoted CRLF as two lines.
      overcounted += breaks.filter((found) => found === '\r\n').length;
      // Only the parser knows of lines that are comments.
      if (!Array.isArray(record)) line = record.info.lines - overcounted - breaks.length;
      const isSkipped = commentRows.has(line) || (headerRow !== null && line < headerRow);
      if (!isSkipped && (cells.length > 1 || cells[0] !== '')) yield { line, cells };
      line += 1 + breaks.length;
    }
  } catch (error) {
    if (error instanceof LongRecord) throw new UnreadableCsv(TOO_LONG, line, message('import.quoting-expected'));
    if (error instanceof UnreadableFile) throw new UnreadableCsv(error.text, line, error.expected);
    if (!(error instanceof CsvError)) throw error;
    const at = typeof error.lines === 'number' ? error.lines - overcounted : line;
    throw new UnreadableCsv(MESSAGES[error.code] ?? oneLine(error.message), at, message('import.quoting-expected'));
  } finally {
    bytes.destroy();
  }
}

/** With its place where lines may be comments. */
type ParsedRecord = string[] | { readonly record: string[]; readonly info: { readonly lines: number } };

const parserOptions = (dialect: Dialect): Options => ({
  bom: true,
  relax_column_count: true,
  max_record_size: MAX_RECORD,
  record_delimiter: [...dialect.lineTerminators],
  delimiter: dialect.delimiter,
  quote: dialect.quote,
  escape: dialect.doubleQuote ? dialect.quote : null,
  ltrim: dialect.skipInitialSpace,
  ...(dialect.comment === null ? {} : { comment: dialect.comment, comment_no_infix: true, info: true }),
});

class LongRecord extends Error {}

/** The bytes, as long as rows come of them: the parser counts the characters of cells, and of a million empty ones there are none. */
async function* withinRecords(chunks: AsyncIterable<Buffer>, parser: Parser): AsyncGenerator<Buffer> {
  let records = 0;
  let pending = 0;
  for await (const chunk of chunks) {
    const { records: read, comment_lines: comments } = parser.info;
    if (read + comments > records) pending = 0;
    records = read + comments;
    // What was handed over last is perhaps not parsed yet.
    if (pending > MAX_RECORD + SLACK) throw new LongRecord();
    pending += chunk.length;
    yield chunk;
  }
}

/** Three chunks of a file. */
const SLACK = 3 * 65_536;
const TOO_LONG = message('import.row-too-long', { max: MAX_RECORD });

const MESSAGES: Readonly<Record<string, Text>> = {
  CSV_QUOTE_NOT_CLOSED: message('import.quote-not-closed'),
  CSV_INVALID_CLOSING_QUOTE: message('import.text-after-quote'),
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: message('import.text-after-quote'),
  INVALID_OPENING_QUOTE: message('import.quote-in-cell'),
  CSV_MAX_RECORD_SIZE: TOO_LONG,
};
