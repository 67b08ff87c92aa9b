import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { groupBy } from '../domain/core/group-by.ts';
import type { Locale } from '../domain/message/locale.ts';
import { message, type Text } from '../domain/message/message.ts';
import { translate } from '../domain/message/translate.ts';
import { csvCell, UnreadableCsv } from './package/csv.ts';
import type { ImportRefused, PackageFault } from './package/problem.ts';
import { openRefusedTables, type RefusedSource, type RefusedTable } from './refused-table.ts';

/** The file that lists every problem, also those of no line. */
const LIST = 'problems.csv';
const LIST_COLUMNS = ['file', 'line', 'column', 'value', 'problem', 'expected'];

/** The column that is added to a file. */
const COLUMN = 'problems';

/**
 * Writes what was refused again into a new folder: each table with a first column that says what is wrong with its rows, and a list of all
 * problems. Answers the names of the files.
 */
export async function writeProblems(
  source: RefusedSource,
  { faults }: ImportRefused,
  target: string,
  locale: Locale,
): Promise<string[]> {
  const tables = await openRefusedTables(source, faults);
  await mkdir(dirname(target), { recursive: true });
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial);
  const written: string[] = [];
  for (const table of tables) {
    if (table.faults.length === 0) continue;
    const name = freeName(table.name, written);
    await writeText(join(partial, name), annotated(table, locale));
    written.push(name);
  }
  await writeText(join(partial, LIST), listed(faults, locale));
  await rename(partial, target);
  return [LIST, ...written];
}

/** Files of several folders may have one name. */
function freeName(name: string, taken: readonly string[]): string {
  const all = new Set([LIST, ...taken]);
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${number}-${name}`;
    if (!all.has(free)) return free;
  }
}

/** The rows of a table with their problems in front: some rows have more cells than the header, and some fewer. */
async function* annotated(
  { path, delimiter, hasHeader, faults, rows }: RefusedTable,
  locale: Locale,
): AsyncGenerator<string> {
  const byLine = groupBy(faults, ({ row }) => row);
  const rowOf = (cells: readonly string[]) => `${cells.map((cell) => csvCell(cell, delimiter)).join(delimiter)}\r\n`;
  yield MARK;
  try {
    let isFirst = hasHeader;
    for await (const { line, cells } of rows()) {
      const words = (byLine.get(line) ?? []).map((fault) => translate(problemText(fault), locale)).join('\n');
      byLine.delete(line);
      yield rowOf([isFirst ? joined(COLUMN, words) : words, ...cells]);
      isFirst = false;
    }
  } catch (error) {
    // What comes after has not been read by the import either.
    if (!(error instanceof UnreadableCsv)) throw error;
    const text = message('import.problem', { place: path, words: error.text });
    yield rowOf([translate(text, locale)]);
  }
}

const joined = (column: string, words: string): string => (words === '' ? column : `${column}\n${words}`);

/** A problem within its row. */
function problemText({ column, message: words, expected }: PackageFault<Text>): Text {
  const place = column ?? '';
  if (expected === null) return column === null ? words : message('import.problem', { place, words });
  return column === null
    ? message('import.problem-of-row', { words, expected })
    : message('import.problem-expected', { place, words, expected });
}

async function* listed(faults: readonly PackageFault<Text>[], locale: Locale): AsyncGenerator<string> {
  const inWords = (text: Text | null) => (text === null ? '' : translate(text, locale));
  const rowOf = (cells: readonly string[]) => `${cells.map((cell) => csvCell(cell)).join(',')}\r\n`;
  yield MARK + rowOf(LIST_COLUMNS);
  for (const { resource, row, column, cell, value, message: words, expected } of faults) {
    yield rowOf([
      resource,
      row === null ? '' : String(row),
      cell ?? column ?? '',
      value ?? '',
      inWords(words),
      inWords(expected),
    ]);
  }
}

/** Spreadsheets take a file for the code page of their country unless it begins with this. */
const MARK = '\uFEFF';

const writeText = (path: string, texts: AsyncIterable<string>): Promise<void> =>
  pipeline(texts, createWriteStream(path, { flags: 'wx' }));
