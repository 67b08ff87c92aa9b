import { didYouMean } from '../../domain/core/did-you-mean.ts';
import { list, message, type Text } from '../../domain/message/message.ts';
import { MAX_COLUMNS } from './bound.ts';
import { languageTag, Wrong } from './cell.ts';
import type { PackageColumn, PackageColumns, RowOf } from './column.ts';
import { type CsvLine, readLines, UnreadableCsv } from './csv.ts';
import { type Expected, type Problems, quoted } from './problem.ts';

/** A file of the package, as datapackage.json names it. */
export interface PackageResource {
  readonly path: string;
  readonly file: string;
}

export interface ReadRow<C extends PackageColumns> {
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
  readonly column: PackageColumn<unknown>;
  readonly language: string | null;
}

const BATCH = 5_000;

/** Reads a file row by row and reports what is wrong with it; yields batches, so that no await is paid for each row. */
export async function* readTable<C extends PackageColumns>(
  resource: PackageResource,
  columns: C,
  problems: Problems,
): AsyncGenerator<readonly ReadRow<C>[]> {
  let readRow: ((line: CsvLine) => ReadRow<C>) | undefined;
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
    if (readRow === undefined) throw new UnreadableCsv(message('import.file-empty'), 1);
  } catch (error) {
    if (!(error instanceof UnreadableCsv)) throw error;
    const expected = error.expected ?? message('import.header-expected', { columns: namesOf(columns).join(',') });
    problems.add({ resource: resource.path, row: error.line, message: error.text, expected });
    // Stands for all that could not be read.
    batch.push({ line: error.line, values: absentValues(columns), broken: true });
  }
  yield batch;
}

/** Each column of a header costs something for each row: a file with so many is none of ours, and is not read further. */
function refuseManyColumns({ line, cells }: CsvLine): void {
  if (cells.length <= MAX_COLUMNS) return;
  throw new UnreadableCsv(
    message('import.header-columns', { count: cells.length }),
    line,
    message('import.max-columns', { max: MAX_COLUMNS }),
  );
}

const namesOf = (columns: PackageColumns): string[] =>
  Object.entries(columns).map(([name, column]) => (column.translated ? `${name}:en` : name));

/** What the type says is not null is null only in rows that are broken. */
const absentValues = <C extends PackageColumns>(columns: C): RowOf<C> =>
  Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column.absent])) as RowOf<C>;

function rowReader<C extends PackageColumns>(
  resource: PackageResource,
  columns: C,
  header: CsvLine,
  problems: Problems,
) {
  const readers = readHeader(resource.path, columns, header, problems);
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

  return ({ line, cells }: CsvLine): ReadRow<C> => {
    const values: Record<string, unknown> = { ...absent };
    let broken = missing.length > 0;
    const wrong = (column: string | null, value: string | null, text: Text, expected: Expected) => {
      problems.add({ resource: resource.path, row: line, column, value, message: text, expected });
      broken = true;
    };
    if (cells.length !== header.cells.length) {
      const expected = message('import.cells-as-header', { count: header.cells.length });
      wrong(null, null, message('import.row-cells', { count: cells.length }), expected);
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
        wrong(title, given, error.text, error.expected);
        unread.add(name);
        values[name] = null;
      }
    }
    for (const name of required) {
      if (values[name] !== null || unread.has(name)) continue;
      wrong(name, null, message('import.value-missing'), message('import.value-expected'));
    }
    return { line, values: values as RowOf<C>, broken };
  };
}

function readHeader(path: string, columns: PackageColumns, header: CsvLine, problems: Problems): Reader[] {
  const readers: Reader[] = [];
  const seen = new Set<string>();
  header.cells.forEach((title, index) => {
    const wrong = (text: Text, expected: Expected) =>
      problems.add({ resource: path, row: header.line, column: title, value: title, message: text, expected });
    const [, name = title, tag] = /^([^:]*):(.*)$/.exec(title) ?? [];
    const column = Object.hasOwn(columns, name) ? columns[name] : undefined;
    if (column === undefined || (tag !== undefined && !column.translated)) {
      const known = namesOf(columns);
      wrong(message('import.unknown-column', { title: quoted(title) }), () => didYouMean(title, known, list(known)));
      return;
    }
    if (column.translated && tag === undefined) {
      wrong(
        message('import.column-without-language', { title: quoted(title) }),
        message('import.column-languages', { name }),
      );
      return;
    }
    try {
      const language = tag === undefined ? null : languageTag(tag);
      const key = `${name}:${language ?? ''}`;
      if (seen.has(key)) {
        wrong(message('import.column-repeated', { title: quoted(title) }), message('import.column-once'));
      }
      seen.add(key);
      readers.push({ header: title, index, name, column, language });
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      wrong(error.text, error.expected);
    }
  });
  return readers;
}
