import { finished } from 'node:stream/promises';
import { CsvError, type Options, type Parser, parse } from 'csv-parse';
import { message, type Text } from '../../domain/message/message.ts';
import { translate } from '../../domain/message/translate.ts';
import { UnreadableFile } from '../file/compression.ts';
import { readUtf8 } from '../file/text-encoding.ts';
import { MAX_RECORD } from './bound.ts';
import type { Declaration } from './declaration.ts';
import type { Dialect } from './dialect.ts';
import { type CsvLine, PlainLines } from './plain-csv.ts';
import { oneLine } from './problem.ts';

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
  for await (const lines of readLineBatches(file, declared)) yield* lines;
}

/** The same, as many at a time as a chunk of the file holds: a million awaits cost more than what they wait for. */
export async function* readLineBatches(file: string, declared: Declaration): AsyncGenerator<readonly CsvLine[]> {
  const { dialect } = declared;
  const bytes = readUtf8(file, declared);
  const plain = new PlainLines(dialect, MAX_RECORD);
  let parsed: ParsedLines | null = null;
  try {
    for await (const chunk of bytes) {
      const lines = parsed === null ? plain.read(chunk) : parsed.read(chunk);
      if (lines !== null) yield lines;
      else {
        parsed = new ParsedLines(dialect, plain.line);
        yield parsed.read(plain.takeRest(chunk));
      }
      parsed?.refuseUnreadable();
    }
    const last = parsed === null ? plain.end() : null;
    if (last !== null) yield last;
    else {
      parsed ??= new ParsedLines(dialect, plain.line);
      yield parsed.read(plain.takeRest(Buffer.alloc(0)));
      yield await parsed.end();
      parsed.refuseUnreadable();
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    throw new UnreadableCsv(error.text, (parsed ?? plain).line, error.expected);
  } finally {
    bytes.destroy();
  }
}

/** Lines of a file in which cells are quoted, which a parser reads. */
class ParsedLines {
  readonly #dialect: Dialect;
  readonly #parser: Parser;
  /** How many lines there are before those that the parser reads. */
  readonly #before: number;
  #line: number;
  #overcounted = 0;
  #records = 0;
  /** Bytes of which no record came. */
  #pending = 0;

  constructor(dialect: Dialect, line: number) {
    this.#dialect = dialect;
    this.#before = line - 1;
    this.#line = line;
    this.#parser = parse({ ...parserOptions(dialect), bom: line === 1 });
    this.#parser.on('error', () => {}); // told by `refuseUnreadable`
  }

  /** The number of the line that comes next. */
  get line(): number {
    return this.#line;
  }

  /** The lines that end in a chunk of the file. The parser reads it at once. */
  read(chunk: Buffer): CsvLine[] {
    this.#parser.write(chunk);
    const lines = this.#drain();
    const { records: read, comment_lines: comments } = this.#parser.info;
    this.#pending = read + comments > this.#records ? 0 : this.#pending + chunk.length;
    this.#records = read + comments;
    return lines;
  }

  /** The last line, where nothing ends it. */
  async end(): Promise<CsvLine[]> {
    this.#parser.end();
    await finished(this.#parser, { readable: false }).catch(() => {}); // told by `refuseUnreadable`
    return this.#drain();
  }

  /** Refuses what the parser could not read behind the lines that were answered last. */
  refuseUnreadable(): void {
    const expected = message('import.quoting-expected');
    // The parser counts the characters of cells, and of a million empty ones there are none.
    if (this.#pending > MAX_RECORD) throw new UnreadableCsv(TOO_LONG, this.#line, expected);
    const { errored: error } = this.#parser;
    if (error === null) return;
    if (!(error instanceof CsvError)) throw error;
    const at = typeof error.lines === 'number' ? this.#before + error.lines - this.#overcounted : this.#line;
    throw new UnreadableCsv(MESSAGES[error.code] ?? oneLine(error.message), at, expected);
  }

  #drain(): CsvLine[] {
    const { commentRows, headerRow } = this.#dialect;
    const lines: CsvLine[] = [];
    for (;;) {
      const record = this.#parser.read() as ParsedRecord | null;
      if (record === null) return lines;
      const cells = Array.isArray(record) ? record : record.record;
      // Counted here: what the parser tells of each row's place costs as much as reading the row.
      const breaks = cells.some((cell) => cell.includes('\n') || cell.includes('\r'))
        ? (cells.join().match(/\r\n?|\n/g) ?? [])
        : [];
      // In what it tells the parser counts a quoted CRLF as two lines.
      this.#overcounted += breaks.filter((found) => found === '\r\n').length;
      // Only the parser knows of lines that are comments.
      if (!Array.isArray(record)) this.#line = this.#before + record.info.lines - this.#overcounted - breaks.length;
      const line = this.#line;
      const isSkipped = commentRows.has(line) || (headerRow !== null && line < headerRow);
      if (!isSkipped && (cells.length > 1 || cells[0] !== '')) lines.push({ line, cells });
      this.#line += 1 + breaks.length;
    }
  }
}

/** With its place where lines may be comments. */
type ParsedRecord = string[] | { readonly record: string[]; readonly info: { readonly lines: number } };

const parserOptions = (dialect: Dialect): Options => ({
  relax_column_count: true,
  max_record_size: MAX_RECORD,
  record_delimiter: [...dialect.lineTerminators],
  delimiter: dialect.delimiter,
  quote: dialect.quote,
  escape: dialect.doubleQuote ? dialect.quote : null,
  ltrim: dialect.skipInitialSpace,
  ...(dialect.comment === null ? {} : { comment: dialect.comment, comment_no_infix: true, info: true }),
});

const TOO_LONG = message('import.row-too-long', { max: MAX_RECORD });

const MESSAGES: Readonly<Record<string, Text>> = {
  CSV_QUOTE_NOT_CLOSED: message('import.quote-not-closed'),
  CSV_INVALID_CLOSING_QUOTE: message('import.text-after-quote'),
  CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE: message('import.text-after-quote'),
  INVALID_OPENING_QUOTE: message('import.quote-in-cell'),
  CSV_MAX_RECORD_SIZE: TOO_LONG,
};
