import { didYouMean } from '../../domain/core/did-you-mean.ts';
import { list, message, type Text } from '../../domain/message/message.ts';
import { MAX_COLUMNS } from './bound.ts';
import { languageTag, Wrong } from './cell.ts';
import type { PackageColumn, PackageColumns } from './column.ts';
import { UnreadableCsv } from './csv.ts';
import type { Declaration } from './declaration.ts';
import { declaredReading, findDifference } from './declared-table.ts';
import type { CsvLine } from './plain-csv.ts';
import { type Expected, type Problems, quoted } from './problem.ts';
import { columnOf } from './schema-field.ts';

/** One column of the file at hand: where it stands, and under which language a translated one is kept. */
export interface ColumnReader {
  readonly header: string;
  readonly index: number;
  readonly name: string;
  readonly column: PackageColumn<unknown>;
  readonly language: string | null;
  /** Reads its cells: as the column does, or first as the schema declares. */
  readonly read: (given: string) => unknown;
  /** Cells that count as empty, besides the empty one. */
  readonly missing: ReadonlySet<string> | null;
  /** Which constraint of the schema forbids an empty cell. */
  readonly requiredBy: string | null;
}

/** Each column of a header costs something for each row: a file with so many is none of ours, and is not read further. */
export function refuseManyColumns({ line, cells }: CsvLine): void {
  if (cells.length <= MAX_COLUMNS) return;
  throw new UnreadableCsv(
    message('import.header-columns', { count: cells.length }),
    line,
    message('import.max-columns', { max: MAX_COLUMNS }),
  );
}

const DELIMITERS = [',', ';', '\t', '|'];

/** A header whose columns are all in one cell is separated by something else: one problem, not one for each row. */
export function refuseOtherDelimiter({ line, cells }: CsvLine, columns: PackageColumns, declared: string): void {
  const [only = '', ...more] = cells;
  if (more.length > 0) return;
  for (const delimiter of DELIMITERS) {
    const known = only.split(delimiter).filter((title) => columnOf(columns, title.trim()) !== null);
    if (delimiter === declared || known.length < 2) continue;
    const shown = { delimiter: quoted(delimiter), declared: quoted(declared) };
    throw new UnreadableCsv(message('import.header-delimited', shown), line, message('import.dialect-expected', shown));
  }
}

export const namesOf = (columns: PackageColumns): string[] =>
  Object.entries(columns).map(([name, column]) => (column.translated ? `${name}:en` : name));

export function readHeader(
  { path, declared }: { readonly path: string; readonly declared: Declaration },
  columns: PackageColumns,
  header: CsvLine,
  problems: Problems,
): ColumnReader[] {
  const readers: ColumnReader[] = [];
  const seen = new Set<string>();
  const differing = declared.schema === null ? null : findDifference(declared.schema, header.cells);
  if (differing !== null) problems.add({ resource: path, row: header.line, ...differing });
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
      readers.push({ header: title, index, name, column, language, ...declaredReading(declared, title, column) });
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      wrong(error.text, error.expected);
    }
  });
  return readers;
}
