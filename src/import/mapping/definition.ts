import { basename, dirname, join } from 'node:path';
import { list, message } from '../../domain/message/message.ts';
import { CATALOGUE, type CatalogueFile } from '../package/format.ts';
import { type Problems, quoted } from '../package/problem.ts';
import { readJsonFile } from './mapping-file.ts';

/** A row of the catalogue: the columns are those of the file of a package. */
export type DefinitionRow = Readonly<Record<string, string>>;

/** What a mapping defines that is new, in a file of its own. */
export interface Definitions {
  /** Its name; null where there is none. */
  readonly file: string | null;
  readonly rows: ReadonlyMap<CatalogueFile, readonly DefinitionRow[]>;
}

const MAX_ROWS = 200_000;
const FILES = Object.keys(CATALOGUE) as CatalogueFile[];

export const NO_DEFINITIONS: Definitions = { file: null, rows: new Map() };

/** Reads a file of definitions: lists of rows, by the name of the file that they would stand in. Null where that is wrong. */
export async function readDefinitions(
  mappingFile: string,
  path: string | undefined,
  problems: Problems,
): Promise<Definitions | null> {
  if (path === undefined) return NO_DEFINITIONS;
  const file = basename(path);
  if (file !== path) {
    const text = message('mapping.path-beside', { path: quoted(path) });
    const resource = basename(mappingFile);
    problems.add({
      resource,
      column: 'definitions',
      value: path,
      message: text,
      expected: message('mapping.file-name'),
    });
    return null;
  }
  const json = await readJsonFile(join(dirname(mappingFile), file), problems);
  if (json === undefined) return null;
  const before = problems.count;
  const rows = new Map<CatalogueFile, DefinitionRow[]>();
  for (const [name, value] of Object.entries(json as object)) {
    const known = FILES.find((one) => one === name);
    if (known === undefined && name !== '$schema') {
      const text = message('import.unknown-key', { key: quoted(name) });
      problems.add({ resource: file, column: name, message: text, expected: list(FILES) });
    }
    if (known === undefined) continue;
    const given = Array.isArray(value) && value.length <= MAX_ROWS ? value : null;
    if (given === null) {
      const text = message('mapping.not-a-list', { name: quoted(name) });
      problems.add({ resource: file, column: name, message: text, expected: message('import.a-list') });
      continue;
    }
    const read = given.flatMap((row, index) => readRow(row, `${name}.${index}`, file, problems));
    // An empty list defines nothing, and is no file without a header.
    if (given.length > 0) rows.set(known, read);
  }
  return problems.count > before ? null : { file, rows };
}

/** Numbers and truths are taken as they are written; null is what nobody has filled in, and says nothing. */
function readRow(row: unknown, at: string, file: string, problems: Problems): DefinitionRow[] {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) {
    problems.add({
      resource: file,
      column: at,
      message: message('mapping.not-a-row'),
      expected: message('import.an-object'),
    });
    return [];
  }
  const cells: Record<string, string> = {};
  for (const [column, value] of Object.entries(row)) {
    if (value === null) continue;
    if (['string', 'number', 'boolean'].includes(typeof value)) cells[column] = String(value);
    else {
      const expected = message('import.a-text');
      problems.add({ resource: file, column: `${at}.${column}`, message: message('mapping.not-a-cell'), expected });
    }
  }
  return [cells];
}

/** The texts of a row in every language: of `name`, those of `name:en`, `name:zh-Hans` and so on. */
export const textsOfRow = (row: DefinitionRow, column: string): string[] =>
  Object.entries(row).flatMap(([name, text]) => (name.startsWith(`${column}:`) && text !== '' ? [text] : []));
