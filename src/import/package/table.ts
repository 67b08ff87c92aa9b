import { message, type Text } from '../../domain/message/message.ts';
import { Wrong } from './cell.ts';
import type { PackageColumns, RowOf } from './column.ts';
import { readLineBatches, UnreadableCsv } from './csv.ts';
import type { Declaration } from './declaration.ts';
import { keysToCompare } from './declared-table.ts';
import { namesOf, readHeader, refuseManyColumns, refuseOtherDelimiter } from './header.ts';
import type { CsvLine } from './plain-csv.ts';
import { type Expected, type Problems, quoted } from './problem.ts';

/** By line, columns of which nothing is known. */
export type UnreadCells = ReadonlyMap<number, ReadonlySet<string>>;

/** A file of the package, as datapackage.json names it. */
export interface PackageResource {
  readonly path: string;
  readonly file: string;
  readonly declared: Declaration;
  /** The schema as it is written; null where there is none. */
  readonly schema: object | null;
  /** Cells of which it was told already that they cannot be read. */
  readonly unread?: UnreadCells;
}

/** Rows of a file that are left out and kept as they stand. */
export interface RowsAside {
  has(line: number): boolean;
  /** Takes the cells of such a row, with the titles of their columns. */
  take(line: number, cells: readonly string[], header: readonly string[]): void;
}

export interface ReadRow<C extends PackageColumns> {
  readonly line: number;
  /** Of a broken row, what could not be read is null, whatever the type says: `unread` names it. */
  readonly values: RowOf<C>;
  readonly broken: boolean;
  /** Columns of which nothing is known. */
  readonly unread: ReadonlySet<string>;
  /** Columns in which something stands that the schema declares to be no value. */
  readonly missing: ReadonlySet<string>;
}

const BATCH = 5_000;

/** Reads a file row by row and reports what is wrong with it; yields batches, so that no await is paid for each row. */
export async function* readTable<C extends PackageColumns>(
  resource: PackageResource,
  columns: C,
  problems: Problems,
  aside: RowsAside | null = null,
): AsyncGenerator<readonly ReadRow<C>[]> {
  let header: readonly string[] = resource.declared.schema?.fields.map(({ name }) => name) ?? [];
  let readRow: ((line: CsvLine) => ReadRow<C>) | undefined;
  let batch: ReadRow<C>[] = [];
  try {
    const { dialect, schema } = resource.declared;
    if (dialect.headerRow === null && schema !== null) {
      readRow = rowReader(resource, columns, { line: 1, cells: header }, problems);
    }
    for await (const lines of readLineBatches(resource.file, resource.declared)) {
      for (const line of lines) {
        if (readRow === undefined) {
          refuseManyColumns(line);
          refuseOtherDelimiter(line, columns, dialect.delimiter);
          readRow = rowReader(resource, columns, line, problems);
          header = line.cells;
        } else if (aside?.has(line.line)) aside.take(line.line, line.cells, header);
        else batch.push(readRow(line));
        if (batch.length < BATCH) continue;
        yield batch;
        batch = [];
      }
    }
    if (readRow === undefined) throw new UnreadableCsv(message('import.file-empty'), 1);
  } catch (error) {
    if (!(error instanceof UnreadableCsv)) throw error;
    const expected = error.expected ?? message('import.header-expected', { columns: namesOf(columns).join(',') });
    problems.add({ resource: resource.path, row: error.line, message: error.text, expected });
    // Stands for all that could not be read.
    const unread = new Set(Object.keys(columns));
    batch.push({ line: error.line, values: absentValues(columns), broken: true, unread, missing: NONE });
  }
  yield batch;
}

const NONE: ReadonlySet<string> = new Set();

/** What the type says is not null is null only in rows that are broken. */
const absentValues = <C extends PackageColumns>(columns: C): RowOf<C> =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.absent])) as RowOf<C>;

function rowReader<C extends PackageColumns>(
  resource: PackageResource,
  columns: C,
  header: CsvLine,
  problems: Problems,
) {
  const readers = readHeader(resource, columns, header, problems);
  const present = new Set(readers.map((reader) => reader.name));
  const entries = Object.entries(columns);
  const missing = entries.filter(([name, column]) => column.required && !present.has(name)).map(([name]) => name);
  for (const name of missing) {
    const expected = columns[name]?.translated
      ? message('import.language-column-expected', { name })
      : message('import.column-expected', { name });
    problems.add({
      resource: resource.path,
      row: header.line,
      column: name,
      message: message('import.column-missing'),
      expected,
    });
  }
  const required = entries.filter(([name, column]) => column.required && present.has(name)).map(([name]) => name);
  const absent = absentValues(columns);

  const lost: ReadonlySet<string> = new Set(missing);
  const everything: ReadonlySet<string> = new Set(Object.keys(columns));
  const watched = readers.filter(({ requiredBy }) => requiredBy !== null);
  const missingOf = new Map(readers.map((reader) => [reader.header, reader.missing]));
  const uniqueKeys = keysToCompare(resource, columns, header.cells, missingOf, problems);

  return ({ line, cells }: CsvLine): ReadRow<C> => {
    const values: Record<string, unknown> = { ...absent };
    let broken = missing.length > 0;
    const wrong = (column: string | null, value: string | null, text: Text, expected: Expected) => {
      problems.addOfRow({ resource: resource.path, row: line, column, value, message: text, expected });
      broken = true;
    };
    if (cells.length !== header.cells.length) {
      const expected = message('import.cells-as-header', { count: header.cells.length });
      wrong(null, null, message('import.row-cells', { count: cells.length }), expected);
      return { line, values: values as RowOf<C>, broken, unread: everything, missing: NONE };
    }
    // Made for the few rows that need them.
    let unread = lost;
    let declared = NONE;
    for (const { header: title, index, name, language, read, missing } of readers) {
      const given = cells[index] ?? '';
      if (given === '') continue;
      if (missing?.has(given)) {
        declared = new Set(declared).add(name);
        continue;
      }
      try {
        const value = read(given);
        values[name] = language === null ? value : { ...(values[name] as object | null), [language]: value };
      } catch (error) {
        if (!(error instanceof Wrong)) throw error;
        wrong(title, given, error.text, error.expected);
        unread = new Set(unread).add(name);
        values[name] = null;
      }
    }
    const gaps = resource.unread?.get(line) ?? NONE;
    if (gaps.size > 0) {
      broken = true;
      unread = new Set([...unread, ...gaps]);
      for (const name of gaps) values[name] = null;
    }
    for (const name of required) {
      if (values[name] !== null || unread.has(name)) continue;
      wrong(name, null, message('import.value-missing'), message('import.value-expected'));
      unread = new Set(unread).add(name);
    }
    for (const { header: title, index, name, missing, requiredBy } of watched) {
      const given = cells[index] ?? '';
      if (unread.has(name) || (given !== '' && !missing?.has(given))) continue;
      const text = message('import.required-by-schema', { constraint: quoted(requiredBy ?? '') });
      wrong(title, given, text, message('import.value-expected'));
    }
    for (const key of uniqueKeys) {
      const found = key.compare(line, cells);
      if (found !== null) wrong(key.names.join(', '), found.value, found.text, found.expected);
    }
    return { line, values: values as RowOf<C>, broken, unread, missing: declared };
  };
}
