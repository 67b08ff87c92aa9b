import { message, type Text } from '../../domain/message/message.ts';
import type { PackageColumn, PackageColumns } from './column.ts';
import type { Declaration } from './declaration.ts';
import { DESCRIPTOR } from './descriptor.ts';
import { figureText, type Problems, quoted } from './problem.ts';
import type { TableSchema, UniqueKey } from './table-schema.ts';

/** Rows of which the keys are compared in memory. */
const MAX_UNIQUE = 250_000;

interface Difference {
  readonly column: string;
  readonly value: string | null;
  readonly message: Text;
  readonly expected: Text;
}

/** The first column in which the header and the fields of the schema do not agree; null where they do. */
export function findDifference({ fields, match }: TableSchema, header: readonly string[]): Difference | null {
  if (fields.length === 0) return null;
  const expected = message('import.header-of-fields');
  const known = new Set(fields.map(({ name }) => name));
  const present = new Set(header);
  const beyond = () => {
    const found = header.find((title) => !known.has(title));
    if (found === undefined) return null;
    const text = message('import.header-beyond-fields', { found: quoted(found) });
    return { column: found, value: found, message: text, expected };
  };
  const lacking = () => {
    const field = fields.find(({ name }) => !present.has(name))?.name;
    if (field === undefined) return null;
    return {
      column: field,
      value: null,
      message: message('import.header-without-field', { field: quoted(field) }),
      expected,
    };
  };
  switch (match) {
    case 'exact': {
      const index = fields.findIndex(({ name }, at) => name !== header[at]);
      const [field, found] = [fields[index]?.name, header[index]];
      if (field === undefined || found === undefined) return lacking() ?? beyond();
      const position = String(index + 1);
      const text = message('import.header-unlike-fields', { position, found: quoted(found), field: quoted(field) });
      return { column: found, value: found, message: text, expected };
    }
    case 'equal':
      return lacking() ?? beyond();
    case 'subset':
      return lacking();
    case 'superset':
      return beyond();
    case 'partial':
      return fields.some(({ name }) => present.has(name)) ? null : lacking();
  }
}

/** How the cells of a column are read, with what the schema says of them. */
export function declaredReading({ schema, dialect }: Declaration, title: string, column: PackageColumn<unknown>) {
  const field = schema?.fields.find(({ name }) => name === title);
  const declared = field?.read ?? null;
  const missing = new Set([...(field?.missing ?? schema?.missing ?? []), dialect.nullSequence ?? '']);
  missing.delete('');
  return {
    read: declared === null ? column.cell : (given: string) => column.cell(declared(given)),
    missing: missing.size === 0 ? null : missing,
    requiredBy: field?.required ? 'required' : isInPrimaryKey(schema, title) ? 'primaryKey' : null,
  };
}

const isInPrimaryKey = (schema: TableSchema | null, title: string): boolean =>
  schema?.keys.some(({ names, required }) => required && names.includes(title)) ?? false;

/** By title of a column, which of its cells count as empty. */
type MissingCells = ReadonlyMap<string, ReadonlySet<string> | null>;

/** What names a fact; of each there is one, which the database finds out. */
const FACT_KEY = ['metric', 'region', 'breakdown', 'period', 'kind', 'change'];

/** The keys of the schema that have to be compared here, in memory. */
export function keysToCompare(
  { path, declared: { schema } }: { readonly path: string; readonly declared: Declaration },
  columns: PackageColumns,
  header: readonly string[],
  missing: MissingCells,
  problems: Problems,
): UniqueCells[] {
  const present = new Set(header);
  const factKey = FACT_KEY.filter((name) => Object.hasOwn(columns, name) && present.has(name));
  const isFact = Object.hasOwn(columns, 'period') && Object.hasOwn(columns, 'metric');
  return (schema?.keys ?? [])
    .filter(({ names }) => names.every((name) => present.has(name)))
    .filter(({ names }) => !isFact || !factKey.every((name) => names.includes(name)))
    .map((key) => new UniqueCells(key, header, missing, path, problems));
}

/** Compares the cells of a key with those of the rows before. */
class UniqueCells {
  readonly names: readonly string[];
  readonly #key: UniqueKey;
  readonly #cells: readonly { readonly index: number; readonly missing: ReadonlySet<string> | null }[];
  readonly #path: string;
  readonly #problems: Problems;
  readonly #lines = new Map<string, number>();
  #isFull = false;

  constructor(key: UniqueKey, header: readonly string[], missing: MissingCells, path: string, problems: Problems) {
    this.#key = key;
    this.names = key.names;
    this.#cells = key.names.map((name) => ({ index: header.indexOf(name), missing: missing.get(name) ?? null }));
    this.#path = path;
    this.#problems = problems;
  }

  /** What is wrong with the row; a key with an empty cell is no key. */
  compare(line: number, cells: readonly string[]): { value: string; text: Text; expected: Text } | null {
    const own = this.#cells.map(({ index }) => cells[index] ?? '');
    const isEmpty = own.some((cell, at) => cell === '' || this.#cells[at]?.missing?.has(cell));
    if (this.#isFull || isEmpty) return null;
    const key = JSON.stringify(own);
    const earlier = this.#lines.get(key);
    const constraint = quoted(this.#key.property);
    if (earlier !== undefined) {
      const columns = this.names.map(quoted).join(', ');
      const text = message('import.unique-broken', { columns, line: String(earlier), constraint });
      return { value: figureText(...own), text, expected: message('import.key-once') };
    }
    this.#lines.set(key, line);
    if (this.#lines.size <= MAX_UNIQUE) return null;
    this.#isFull = true;
    this.#lines.clear();
    const text = message('import.too-many-unique', { max: MAX_UNIQUE, constraint });
    const expected = message('import.fewer-unique');
    this.#problems.add({
      resource: DESCRIPTOR,
      column: this.#path,
      value: this.#key.property,
      message: text,
      expected,
    });
    return null;
  }
}
