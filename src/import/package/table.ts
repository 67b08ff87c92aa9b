import { didYouMean } from '../../domain/core/did-you-mean.ts';
import { count, MAX_COLUMNS } from './bound.ts';
import { languageTag, Wrong } from './cell.ts';
import type { Column, Columns, RowOf } from './column.ts';
import { type Line, readLines, UnreadableCsv } from './csv.ts';
import { type Expected, type Problems, shown } from './problem.ts';

/** A file of the package, as datapackage.json names it. */
export interface Resource {
  readonly path: string;
  readonly file: string;
}

export interface ReadRow<C extends Columns> {
  readonly line: number;
  /** Of a broken row, what could not be read is null: only its key may be looked at, with care. */
  readonly values: RowOf<C>;
  readonly broken: boolean;
}

/** One column of the file at hand: where it stands, and under which language a translated one is kept. */
interface Reader {
  readonly header: string;
  readonly index: number;
  readonly name: string;
  readonly column: Column<unknown>;
  readonly language: string | null;
}

const BATCH = 5_000;
const QUOTING = 'cells with a comma, a quote or a line break in double quotes, and quotes in them doubled';

/** Reads a file row by row and reports what is wrong with it; yields batches, so that no await is paid for each row. */
export async function* readTable<C extends Columns>(
  resource: Resource,
  columns: C,
  problems: Problems,
): AsyncGenerator<readonly ReadRow<C>[]> {
  let readRow: ((line: Line) => ReadRow<C>) | undefined;
  let batch: ReadRow<C>[] = [];
  try {
    for await (const line of readLines(resource.file)) {
      if (readRow === undefined) {
        refuseManyColumns(line);
        readRow = rowReader(resource, columns, line, problems);
        continue;
      }
      batch.push(readRow(line));
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
    if (readRow === undefined) throw new UnreadableCsv('the file is empty', 1);
  } catch (error) {
    if (!(error instanceof UnreadableCsv)) throw error;
    const expected = error.expected ?? (readRow === undefined ? `a header: ${namesOf(columns).join(',')}` : QUOTING);
    problems.add({ resource: resource.path, row: error.line, message: error.message, expected });
    // Stands for all that could not be read.
    batch.push({ line: error.line, values: absentValues(columns), broken: true });
  }
  yield batch;
}

/** Each column of a header costs something for each row: a file with so many is none of ours, and is not read further. */
function refuseManyColumns({ line, cells }: Line): void {
  if (cells.length <= MAX_COLUMNS) return;
  const message = `the header has ${count(cells.length, 'column')}`;
  throw new UnreadableCsv(message, line, `at most ${count(MAX_COLUMNS, 'column')}`);
}

const namesOf = (columns: Columns): string[] =>
  Object.entries(columns).map(([name, column]) => (column.translated ? `${name}:en` : name));

/** What the type says is not null is null only in rows that are broken. */
const absentValues = <C extends Columns>(columns: C): RowOf<C> =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.absent])) as RowOf<C>;

function rowReader<C extends Columns>(resource: Resource, columns: C, header: Line, problems: Problems) {
  const readers = readHeader(resource.path, columns, header, problems);
  const present = new Set(readers.map((reader) => reader.name));
  const entries = Object.entries(columns);
  const missing = entries.filter(([name, column]) => column.required && !present.has(name)).map(([name]) => name);
  for (const name of missing) {
    const expected = columns[name]?.translated ? `a column ${name}:en or in another language` : `a column ${name}`;
    problems.add({
      resource: resource.path,
      row: header.line,
      column: name,
      message: 'the column is missing',
      expected,
    });
  }
  const required = entries.filter(([name, column]) => column.required && present.has(name)).map(([name]) => name);
  const absent = absentValues(columns);

  return ({ line, cells }: Line): ReadRow<C> => {
    const values: Record<string, unknown> = { ...absent };
    let broken = missing.length > 0;
    const wrong = (column: string | null, value: string | null, message: string, expected: Expected) => {
      problems.add({ resource: resource.path, row: line, column, value, message, expected });
      broken = true;
    };
    if (cells.length !== header.cells.length) {
      const cellCount = (found: readonly string[]) => count(found.length, 'cell');
      wrong(null, null, `the row has ${cellCount(cells)}`, `${cellCount(header.cells)}, as the header has`);
      return { line, values: values as RowOf<C>, broken };
    }
    const unread = new Set<string>();
    for (const { header: title, index, name, column, language } of readers) {
      const given = cells[index] ?? '';
      if (given === '') continue;
      try {
        const value = column.cell(given);
        values[name] = language === null ? value : { ...(values[name] as object | null), [language]: value };
      } catch (error) {
        if (!(error instanceof Wrong)) throw error;
        wrong(title, given, error.message, error.expected);
        unread.add(name);
        values[name] = null;
      }
    }
    for (const name of required) {
      if (values[name] === null && !unread.has(name)) wrong(name, null, 'the value is missing', 'a value');
    }
    return { line, values: values as RowOf<C>, broken };
  };
}

function readHeader(path: string, columns: Columns, header: Line, problems: Problems): Reader[] {
  const readers: Reader[] = [];
  const seen = new Set<string>();
  header.cells.forEach((title, index) => {
    const wrong = (message: string, expected: Expected) =>
      problems.add({ resource: path, row: header.line, column: title, value: title, message, expected });
    const [, name = title, tag] = /^([^:]*):(.*)$/.exec(title) ?? [];
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (column === undefined || (tag !== undefined && !column.translated)) {
      const known = namesOf(columns);
      wrong(`the column ${shown(title)} is unknown`, () => didYouMean(title, known, known.join(', ')));
      return;
    }
    if (column.translated && tag === undefined) {
      wrong(`the column ${shown(title)} names no language`, `${name}:en, ${name}:zh-Hans or the like`);
      return;
    }
    try {
      const language = tag === undefined ? null : languageTag(tag);
      const key = `${name}:${language ?? ''}`;
      if (seen.has(key)) wrong(`the column ${shown(title)} stands there twice`, 'each column once');
      seen.add(key);
      readers.push({ header: title, index, name, column, language });
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      wrong(error.message, error.expected);
    }
  });
  return readers;
}
