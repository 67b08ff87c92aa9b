import { basename } from 'node:path';
import { message } from '../../domain/message/message.ts';
import { UnreadableCsv } from '../package/csv.ts';
import { type Problems, quoted } from '../package/problem.ts';
import { BETWEEN_VALUES, cellText, type SheetFile, type SourceRow, type SourceSheet, sdmxFigures } from './sheet.ts';
import { openTextFile, type TextFileOptions } from './text-file.ts';
import { tellUnreadable } from './unreadable.ts';

/** What a column of SDMX-CSV is of. */
interface SdmxColumn {
  readonly id: string;
  /** Whether codes stand with their names, `A: Annual`. */
  readonly isNamed: boolean;
  /** Whether a cell may have several values. */
  readonly isList: boolean;
}

/** Where what SDMX-CSV says of a row as a whole stands. */
interface SdmxHeader {
  readonly columns: readonly SdmxColumn[];
  readonly structure: number;
  readonly action: number;
  /** What parts several values of one cell; null where the file does not say. */
  readonly separator: string | null;
}

/** Columns that name the structure and say what is done with a row. */
const FRAME = new Set(['DATAFLOW', 'STRUCTURE', 'STRUCTURE_ID', 'STRUCTURE_NAME', 'ACTION']);
/** Columns that join what other columns say one by one. */
const KEYS = new Set(['SERIES_KEY', 'OBS_KEY']);
const DELETE = 'D';

/** Opens a file of SDMX-CSV 1.0 or 2; null where it cannot be read, with the reason in `problems`. */
export async function openSdmxCsv(
  file: string,
  options: TextFileOptions,
  problems: Problems,
): Promise<SheetFile | null> {
  const opened = await openTextFile(file, options, problems);
  if (opened === null) return null;
  const [sheet] = opened.sheets;
  try {
    return { ...opened, sheets: sheet === undefined ? [] : [await sdmxSheet(sheet)] };
  } catch (error) {
    tellUnreadable(error, basename(file), problems);
    return null;
  }
}

/**
 * The columns stand where they stand in the file. `FREQ: Frequency` has a second column behind them with the code alone, so that a mapping that
 * names `FREQ` reads a file with and without names.
 */
async function sdmxSheet(sheet: SourceSheet): Promise<SourceSheet> {
  const first = await firstRow(sheet);
  const texts = (first?.cells ?? []).map(cellText);
  const header = readHeader(texts);
  if (header === null) {
    throw new UnreadableCsv(message('mapping.not-sdmx-csv'), first?.row ?? 1, message('mapping.sdmx-csv-expected'));
  }
  const named = header.columns.flatMap(({ isNamed }, column) => (isNamed ? [column] : []));
  const titles = [
    ...header.columns.map(({ id, isNamed }, column) => (isNamed ? (texts[column] ?? '') : id)),
    ...named.map((column) => header.columns[column]?.id ?? ''),
  ];
  async function* rows(): AsyncGenerator<SourceRow> {
    let structure: string | null = null;
    for await (const row of sheet.rows()) {
      if (row.row === first?.row) {
        yield { ...row, row: 1, cells: titles };
        continue;
      }
      const cells = row.cells.map(cellText);
      structure ??= cells[header?.structure ?? 0] ?? '';
      yield { ...row, cells: readCells(cells, row.row, header as SdmxHeader, named, structure) };
    }
  }
  const locator = (row: number, column: number) => {
    const width = header.columns.length;
    return `${row}:${(column < width ? column : (named[column - width] ?? 0)) + 1}`;
  };
  const labels = new Set([
    ...FRAME,
    ...KEYS,
    ...named.map((column) => texts[column] ?? ''),
    ...nameTitles(header.columns),
  ]);
  const whole = { ...sheet, labels, rows, figures: sdmxFigures(titles) };
  return named.length === 0 ? whole : { ...whole, locator };
}

async function firstRow(sheet: SourceSheet): Promise<SourceRow | null> {
  for await (const row of sheet.rows()) return row;
  return null;
}

/** Null where the first columns are not those of SDMX-CSV. */
function readHeader(texts: readonly string[]): SdmxHeader | null {
  const [, plain = texts[0] ?? '', separator = null] = /^(STRUCTURE)\[(.?)\]$/.exec(texts[0] ?? '') ?? [];
  if (plain !== 'DATAFLOW' && plain !== 'STRUCTURE') return null;
  const columns = texts.map((text, column): SdmxColumn => {
    if (column === 0) return { id: plain, isNamed: false, isList: false };
    const [, id, list, name] = /^([A-Za-z][\w@$-]*)(\[\])?(: .*)?$/.exec(text) ?? [];
    return { id: id ?? text, isNamed: name !== undefined, isList: list !== undefined };
  });
  const at = (id: string) => columns.findIndex((column) => column.id === id);
  if (plain === 'STRUCTURE' && at('STRUCTURE_ID') === -1) return null;
  return { columns, structure: plain === 'DATAFLOW' ? 0 : at('STRUCTURE_ID'), action: at('ACTION'), separator };
}

/** Where names stand in columns of their own, the titles of these: `FREQ,Frequency`, one beside the other, in a file that names its structure. */
function nameTitles(columns: readonly SdmxColumn[]): readonly string[] {
  if (columns.every(({ id }) => id !== 'STRUCTURE_NAME') || columns.some(({ isNamed }) => isNamed)) return [];
  const own = columns.filter(({ id }) => !FRAME.has(id) && !KEYS.has(id)).map(({ id }) => id);
  const names = own.filter((_, index) => index % 2 === 1);
  const areIds = own.every((id, index) => index % 2 === 1 || /^[A-Z][A-Z0-9_@$-]*$/.test(id));
  const areNames = names.some((name) => /[^A-Z0-9_]/.test(name));
  return areIds && areNames && own.length === names.length * 2 ? names : [];
}

function readCells(
  cells: readonly string[],
  line: number,
  { columns, structure, action, separator }: SdmxHeader,
  named: readonly number[],
  expected: string,
): readonly string[] {
  const given = cells[structure] ?? '';
  if (given !== expected) {
    const text = message('mapping.sdmx-structures', { one: quoted(expected), other: quoted(given) });
    throw new UnreadableCsv(text, line, message('mapping.sdmx-structure-expected'));
  }
  if (action !== -1 && cells[action] === DELETE) {
    throw new UnreadableCsv(message('mapping.sdmx-deletes'), line, message('mapping.sdmx-deletes-expected'));
  }
  const isParted = separator !== null && separator !== '' && separator !== BETWEEN_VALUES;
  const own = isParted
    ? cells.map((cell, column) => (columns[column]?.isList ? cell.replaceAll(separator, BETWEEN_VALUES) : cell))
    : cells;
  if (named.length === 0) return own;
  const padded = [...own, ...Array.from({ length: Math.max(0, columns.length - own.length) }, () => '')];
  return [...padded, ...named.map((column) => codesOf(padded[column] ?? '', columns[column]?.isList === true))];
}

/** What stands before the name, of each of several values; the whole text where there is no name. */
const codesOf = (text: string, isList: boolean): string =>
  (isList ? text.split(BETWEEN_VALUES) : [text]).map((part) => part.split(': ', 1)[0] ?? '').join(BETWEEN_VALUES);
