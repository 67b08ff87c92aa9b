import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { list, message, type Text } from '../../domain/message/message.ts';
import { inspect } from '../file/encoding.ts';
import { findEncoding, type TextEncoding, UTF_8 } from '../file/text-encoding.ts';
import { readLineBatches, UnreadableCsv } from '../package/csv.ts';
import type { Declaration } from '../package/declaration.ts';
import { DEFAULT_DIALECT } from '../package/dialect.ts';
import { type Problems, quoted } from '../package/problem.ts';
import { findCandidates } from './encoding-choice.ts';
import { splitFirstColumn } from './joined-key.ts';
import { MAX_CELL, MAX_SHEET_COLUMNS, type SheetFile, type SourceRow, type SourceSheet } from './sheet.ts';

/** How a mapping says that a text file is written. */
export interface TextFileOptions {
  readonly format: 'csv' | 'tsv' | 'sdmx-csv';
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  /** Null where nothing is quoted. */
  readonly quote?: string | null | undefined;
  /** What parts the texts that the first column joins. */
  readonly keySeparator?: string | undefined;
  /** Whether an apostrophe before what a spreadsheet would take for a formula is none of the text. */
  readonly apostrophes?: 'DROP' | undefined;
}

/** Opens a file of lines; null where it cannot be read as text, with the reason in `problems`. */
export async function openTextFile(
  file: string,
  options: TextFileOptions,
  problems: Problems,
): Promise<SheetFile | null> {
  const inspected = await inspectText(file, options.encoding, problems);
  if (inspected === null) return null;
  const { encoding, sha256 } = inspected;
  const written: SourceSheet = { name: null, rows: () => readRows(file, encoding, options) };
  const plain = options.apostrophes === 'DROP' ? withoutApostrophes(written) : written;
  const sheet = options.keySeparator === undefined ? plain : splitFirstColumn(plain, options.keySeparator);
  return { name: basename(file), sha256, format: options.format, encoding: encoding.name, sheets: [sheet] };
}

/** A file that is text of an encoding from its beginning to its end. */
export interface InspectedText {
  readonly encoding: TextEncoding;
  readonly sha256: string;
}

/**
 * Reads a file through in the encoding that is declared, or that its byte order mark names; null where it is no such text, with the reason in
 * `problems`. `bytes` is what it holds, where it was read already.
 */
export async function inspectText(
  file: string,
  label: string | undefined,
  problems: Problems,
  bytes?: Buffer,
): Promise<InspectedText | null> {
  const refuse = (text: Text, expected: Text, row: number | null = null) => {
    problems.add({ resource: basename(file), row, message: text, expected });
    return null;
  };
  const encoding = label === undefined ? await markedEncoding(file, bytes) : findEncoding(label);
  if (encoding === null) {
    const text = message('mapping.unknown-encoding', { encoding: quoted(label ?? '') });
    return refuse(text, message('import.encoding-expected'));
  }
  const hash = createHash('sha256');
  const bad = await inspect(bytes ?? file, hash, { encoding });
  if (bad === null) return { encoding, sha256: hash.digest('hex') };
  if (label !== undefined) return refuse(bad.text, bad.expected, bad.line);
  const candidates = (await findCandidates(file)).map((one) => one.encoding);
  // A file of UTF-8 may hold what no text does, or break beyond what the candidates were looked for in.
  if (candidates.includes('utf-8')) return refuse(bad.text, bad.expected, bad.line);
  const text = message('mapping.not-utf-8', { candidates: list(candidates) });
  return refuse(text, message('mapping.declare-encoding'), bad.line);
}

/** The encoding that a byte order mark names; UTF-8 without one. */
export async function markedEncoding(file: string, bytes?: Buffer): Promise<TextEncoding> {
  const [first, second] = bytes ?? (await readBeginning(file, 2));
  if (first === 0xff && second === 0xfe) return { label: 'utf-16le', name: 'utf-16le' };
  if (first === 0xfe && second === 0xff) return { label: 'utf-16be', name: 'utf-16be' };
  return UTF_8;
}

async function readBeginning(file: string, length: number): Promise<Buffer> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Whether lines end in CR alone, as programs of old Macintoshes write them. */
async function endsInReturns(file: string, { name }: TextEncoding): Promise<boolean> {
  const text = new TextDecoder(name.startsWith('utf-16') ? name : 'latin1').decode(
    await readBeginning(file, LINE_SAMPLE),
  );
  return text.includes('\r') && !text.includes('\n');
}

const LINE_SAMPLE = 65_536;

/** An apostrophe that files of this platform, and of others, have before a text that begins as a formula does. */
const GUARD = /^'(?='*[=+\-@\t\r\n＝＋－＠])/;

/** A row as it was before it was guarded against spreadsheets. */
export const dropApostrophes = (row: SourceRow): SourceRow => ({
  ...row,
  cells: row.cells.map((cell) => (typeof cell === 'string' && cell.startsWith("'") ? cell.replace(GUARD, '') : cell)),
});

export function withoutApostrophes(sheet: SourceSheet): SourceSheet {
  async function* rows(): AsyncGenerator<SourceRow> {
    for await (const row of sheet.rows()) yield dropApostrophes(row);
  }
  return { ...sheet, rows };
}

async function* readRows(
  file: string,
  encoding: TextEncoding,
  { format, delimiter, quote }: TextFileOptions,
): AsyncGenerator<SourceRow> {
  const lineTerminators = (await endsInReturns(file, encoding)) ? ['\r'] : DEFAULT_DIALECT.lineTerminators;
  const dialect = {
    ...DEFAULT_DIALECT,
    lineTerminators,
    headerRow: null,
    delimiter: delimiter ?? (format === 'tsv' ? '\t' : ','),
    ...(quote === undefined ? {} : { quote, doubleQuote: quote !== null }),
  };
  const declared: Declaration = { compression: null, encoding, dialect, schema: null };
  for await (const lines of readLineBatches(file, declared)) {
    for (const { line, cells } of lines) {
      if (cells.length > MAX_SHEET_COLUMNS) {
        const text = message('mapping.row-columns', { count: cells.length });
        throw new UnreadableCsv(text, line, message('import.max-columns', { max: MAX_SHEET_COLUMNS }));
      }
      if (cells.some((cell) => cell.length > MAX_CELL)) {
        const text = message('mapping.cell-too-long', { max: MAX_CELL });
        throw new UnreadableCsv(text, line, message('import.max-characters', { max: MAX_CELL }));
      }
      yield { row: line, cells, hidden: false };
    }
  }
}
