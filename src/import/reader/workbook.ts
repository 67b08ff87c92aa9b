import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { type CellObject, type ColInfo, type DenseWorkSheet, type Range, read, SSF, type WorkBook } from '@e965/xlsx';
import { message } from '../../domain/message/message.ts';
import { UnreadableFile } from '../file/compression.ts';
import { type NumberFormat, numberFormatReader } from '../number-format/number-format.ts';
import type { NumberLook } from '../number-format/number-look.ts';
import { numberText, placeDigits } from '../number-format/number-text.ts';
import { shownLook } from '../number-format/shown-look.ts';
import { type Problems, quoted } from '../package/problem.ts';
import { type OdsTable, readOdsTables } from './ods-table.ts';
import {
  MAX_CELL,
  MAX_SHEET_COLUMNS,
  type SheetFile,
  type SourceCell,
  type SourceFormat,
  type SourceRow,
  type SourceSheet,
  type TypedCell,
} from './sheet.ts';
import { tellUnreadable } from './unreadable.ts';
import { readBounded } from './whole-file.ts';
import { beginsAsZip, boundZip, damaged, readZipText } from './zip-bound.ts';

const MAX_SHEETS = 200;
const MAX_SHEET_NAME = 100;

/** Opens a workbook, which is read whole; null where it is none, with the reason in `problems`. */
export async function openWorkbook(file: string, format: SourceFormat, problems: Problems): Promise<SheetFile | null> {
  const name = basename(file);
  try {
    const bytes = await readBounded(file);
    const isZip = beginsAsZip(bytes);
    if (isZip) await boundZip(bytes);
    else if (format !== 'xls') throw damaged();
    const book = parseWorkbook(bytes);
    const sheets = sheetsOf(book, isZip ? odsTables(bytes) : []);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const close = () => {
      book.Sheets = {};
    };
    return { name, sha256, format, encoding: null, sheets, close };
  } catch (error) {
    tellUnreadable(error, name, problems);
    return null;
  }
}

/** The formats that every workbook has without naming them, by their numbers. */
const BUILT_IN: Readonly<Record<number, string>> = { ...SSF.get_table() };

/** The library keeps the formats of the workbook that it read last, and takes them for those of an XLS file that does not name its own. */
function forgetFormats(): void {
  const kept = SSF.get_table();
  for (const number of Object.keys(kept)) delete kept[Number(number)];
  Object.assign(kept, BUILT_IN);
}

function parseWorkbook(bytes: Buffer): WorkBook {
  try {
    // The styles are what hidden rows and columns are told with.
    return read(bytes, { dense: true, cellNF: true, cellStyles: true, cellFormula: false, cellHTML: false });
  } catch {
    throw damaged();
  } finally {
    forgetFormats();
  }
}

/** The tables of an ODS file; other workbooks have no such part. */
function odsTables(bytes: Buffer): readonly OdsTable[] {
  const content = readZipText(bytes, 'content.xml');
  return content === null ? [] : readOdsTables(content, readZipText(bytes, 'styles.xml') ?? '');
}

function sheetsOf(book: WorkBook, tables: readonly OdsTable[]): SourceSheet[] {
  if (book.SheetNames.length > MAX_SHEETS) {
    const text = message('mapping.many-sheets', { count: book.SheetNames.length });
    throw new UnreadableFile(text, message('import.max-number', { max: MAX_SHEETS }));
  }
  const is1904 = book.Workbook?.WBProps?.date1904 === true;
  const formats = numberFormatReader();
  return book.SheetNames.map((name, index) => {
    if (name.length > MAX_SHEET_NAME) {
      const text = message('import.characters', { value: quoted(name), count: name.length });
      throw new UnreadableFile(text, message('import.max-characters', { max: MAX_SHEET_NAME }));
    }
    const sheet = book.Sheets[name] as DenseWorkSheet | undefined;
    const hiddenColumns = new Set(tables[index]?.columns.hidden());
    const columns: readonly (ColInfo | undefined)[] = sheet?.['!cols'] ?? [];
    for (const [at, column] of columns.entries()) if (column?.hidden === true) hiddenColumns.add(at);
    const rows = () => readRows(book.Sheets[name] as DenseWorkSheet | undefined, { is1904, formats }, tables[index]);
    return { name, hiddenColumns, rows };
  });
}

interface NumberReader {
  readonly is1904: boolean;
  readonly formats: (format: string) => NumberFormat;
}

async function* readRows(
  sheet: DenseWorkSheet | undefined,
  numbers: NumberReader,
  table: OdsTable | undefined,
): AsyncGenerator<SourceRow> {
  const data = sheet?.['!data'] ?? [];
  const readAt = (row: number, column: number): TypedCell =>
    readCell(
      data[row]?.[column],
      numbers,
      table && (table.rows.at(row)?.date ?? table.columns.at(column)?.date ?? null),
    );
  const covered = coveredCells(sheet?.['!merges'] ?? []);
  for (let index = 0; index < data.length; index++) {
    const cells = data[index];
    const merged = covered.get(index);
    if (cells === undefined && merged === undefined) continue;
    const width = Math.max(cells?.length ?? 0, 1 + Math.max(-1, ...(merged?.keys() ?? [])));
    if (width > MAX_SHEET_COLUMNS) {
      throw new UnreadableFile(
        message('mapping.row-columns', { count: width }),
        message('import.max-columns', { max: MAX_SHEET_COLUMNS }),
      );
    }
    const row = Array.from({ length: width }, (_, column): SourceCell => {
      const master = merged?.get(column);
      if (master !== undefined) {
        const { text, value, type } = readAt(master.r, master.c);
        return type === 'period'
          ? { text, value, type: 'covered', coversPeriod: true }
          : { text, value: text, type: 'covered' };
      }
      return readAt(index, column);
    });
    const isHidden = sheet?.['!rows']?.[index]?.hidden === true || table?.rows.at(index)?.isHidden === true;
    yield { row: index + 1, cells: row, hidden: isHidden };
  }
}

const BLANK: TypedCell = { text: '', value: '', type: 'text' };
const MAX_MERGED_CELLS = 1_000_000;

/** By row and column the first cell of the range that covers a cell. */
function coveredCells(merges: readonly Range[]): ReadonlyMap<number, ReadonlyMap<number, Range['s']>> {
  const found = new Map<number, Map<number, Range['s']>>();
  let count = 0;
  for (const { s, e } of merges) {
    const last = Math.min(e.c, MAX_SHEET_COLUMNS - 1);
    count += (e.r - s.r + 1) * (last - s.c + 1);
    if (count > MAX_MERGED_CELLS) throw damaged();
    for (let row = s.r; row <= e.r; row++) {
      const columns = found.get(row) ?? new Map<number, Range['s']>();
      found.set(row, columns);
      for (let column = s.c; column <= last; column++) if (row !== s.r || column !== s.c) columns.set(column, s);
    }
  }
  return found;
}

/** `shownDate` is how a cell of an ODS file shows a date that has no style of its own; null where nothing says it, undefined in other files. */
function readCell(
  cell: CellObject | undefined,
  { is1904, formats }: NumberReader,
  shownDate: string | null | undefined,
): TypedCell {
  if (cell?.v === undefined || cell.v === null) return BLANK;
  const text = boundText(String(cell.w ?? cell.v));
  if (cell.t === 'e') return { text, value: text, type: 'error' };
  if (cell.t !== 'n' || typeof cell.v !== 'number') return { text, value: String(cell.v), type: 'text' };
  const own = typeof cell.z !== 'string' ? 'General' : shownDate === undefined ? cell.z : readEntities(cell.z);
  const isUnstyled =
    shownDate !== undefined && own === ODS_DATE && SSF.format(own, cell.v, { date1904: is1904 }) !== text;
  const shown = isUnstyled ? shownDate : own;
  if (shown === null) return { text, value: text, type: 'text' };
  const format = formats(shown);
  if (format.isDate) {
    const value = dateText(cell.v, format, is1904);
    return value === null ? { text, value: text, type: 'text' } : { text, value, type: 'period' };
  }
  // The reader of ODS files does not know all that a format may say; some programs write numbers there as they are.
  const isTold = shownDate !== undefined && cell.w !== undefined && text !== String(cell.v);
  const look = isTold ? shownLook(cell.v, text, cell.z === undefined ? null : shown) : format.lookAt(cell.v);
  return numberCell(cell.v, look, text);
}

function boundText(text: string): string {
  if (text.length <= MAX_CELL) return text;
  throw new UnreadableFile(
    message('mapping.cell-too-long', { max: MAX_CELL }),
    message('import.max-characters', { max: MAX_CELL }),
  );
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', apos: "'", quot: '”' };

/** A format as the reader of ODS files gives it, with the texts that stand in the file. */
const readEntities = (format: string): string =>
  format.includes('&') ? format.replace(/&(\w{2,4});/g, (text, name: string) => ENTITIES[name] ?? text) : format;

/** The format that the reader of ODS files gives a date without a style of its own. */
const ODS_DATE = 'm/d/yy';

/** A date as far as its format shows it: a day, or a month, or a year. Null for a time, and for no day at all. */
function dateText(serial: number, { letters }: NumberFormat, is1904: boolean): string | null {
  const date = SSF.parse_date_code(serial, { date1904: is1904 }) as { y: number; m: number; d: number } | null;
  if (date === null || !/[yd年]/.test(letters) || (serial < 1 && !is1904)) return null;
  const year = String(date.y).padStart(4, '0');
  const month = String(date.m).padStart(2, '0');
  if (letters.includes('d')) return `${year}-${month}-${String(date.d).padStart(2, '0')}`;
  return letters.includes('m') ? `${year}-M${month}` : year;
}

/** A number as its format shows it, with all the digits that the cell holds. */
function numberCell(number: number, look: NumberLook, shown: string): TypedCell {
  const { kind, shift, isPercent, before, behind, pattern } = look;
  if (kind === 'WORDS' || (kind === 'ODD' && pattern.length > 0)) {
    const text = boundText(placeDigits(number, pattern));
    return text === '' ? BLANK : { text, value: text, type: 'text' };
  }
  if (kind === 'ODD') return { text: shown, value: shown, type: 'text' };
  const isAsShown = shift === 0 || isPercent;
  const decimals =
    isAsShown && before + behind === '' ? (/\.(\d+)(?![\dE])/.exec(shown)?.[1]?.length ?? 0) : look.decimals;
  const signed = numberText(number, shift, decimals);
  const value = look.isUnsigned ? signed.replace('-', '') : signed;
  if (before + behind === '') return { text: isAsShown ? shown : value, value, type: isPercent ? 'percent' : 'number' };
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d*)(.*)$/.exec(value) ?? [];
  const digits = `${whole.padStart(look.wholes, '0')}${fraction}${isPercent ? '%' : ''}`;
  const text = boundText(`${sign}${before}${digits}${behind}`);
  return { text, value: text, type: 'text', isMarked: true };
}
