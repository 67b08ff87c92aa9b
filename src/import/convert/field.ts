import { message } from '../../domain/message/message.ts';
import { buildCodeList } from '../mapping/code-list.ts';
import { entriesOf, type KnownCodes } from '../mapping/known-code.ts';
import type { FieldReading, NumberReading } from '../mapping/reading-schema.ts';
import { cellKindOf, Wrong } from '../package/cell.ts';
import type { CodeKind, PackageColumn } from '../package/column.ts';
import { quoted } from '../package/problem.ts';
import { cellText, type SourceCell, type SourceRow } from '../reader/sheet.ts';
import { dateTextReader, periodTextReader } from '../text/period-text.ts';
import { foldWidth, nameKey } from '../text/plain-text.ts';
import type { CellValueReader } from './cell-value.ts';
import type { ComplainOfText } from './role.ts';
import { textTest } from './row-condition.ts';
import { type CellPlace, compileReading, type SheetContext, type TextLookup } from './text-lookup.ts';

/** What fills one column of a table: a text for each row, empty where the file says nothing. */
export interface Field {
  readonly name: string;
  /** Null where it cannot be told, which was complained of. */
  at(row: SourceRow, column: number): string | null;
  place(row: number, column: number): CellPlace | null;
  /** Whether it is read from a cell of the row itself. */
  readonly isOfRow: boolean;
}

/** What a field is compiled with. */
export interface FieldContext {
  readonly known: KnownCodes;
  readonly sheet: SheetContext;
  readonly readCell: CellValueReader;
  /** How numbers are written unless the field says otherwise. */
  readonly number: NumberReading;
  readonly complain: ComplainOfText;
}

type Interpret = (text: string, cell: SourceCell | null) => string;

/** Prepares what fills a column. Throws Wrong where the sheet does not have what the reading names. */
export function compileField(
  name: string,
  given: string | FieldReading,
  column: PackageColumn<unknown>,
  context: FieldContext,
): Field {
  const reading: FieldReading = typeof given === 'string' ? { column: given } : given;
  const lookup = compileReading(reading, name.replace(/:.*$/s, ''), context.sheet);
  const interpret = interpretation(name, reading, column, context);
  const isNothing = reading.nothing === undefined ? () => false : textTest(reading.nothing);
  return {
    name,
    place: lookup.place,
    isOfRow: lookup.scope === 'ROW' || lookup.scope === 'VALUE',
    at: (row, at) => {
      let text = '';
      try {
        const found = read(lookup, row, at, column.translated || name === 'quote');
        text = found.text;
        return text === '' || isNothing(foldWidth(text)) ? '' : interpret(text, found.cell);
      } catch (error) {
        if (!(error instanceof Wrong)) throw error;
        context.complain(`fields.${name}`, lookup.place(row.row, at), text, error, false);
        return null;
      }
    },
  };
}

/** Words are kept as they stand; codes, numbers and dates are read without difference of width. */
function read(lookup: TextLookup, row: SourceRow, column: number, isWords: boolean) {
  const found = lookup.read(row, column);
  return isWords && found.cell !== null ? { ...found, text: cellText(found.cell).trim() } : found;
}

function interpretation(
  name: string,
  reading: FieldReading,
  column: PackageColumn<unknown>,
  context: FieldContext,
): Interpret {
  const said = new Map(Object.entries(reading.codes ?? {}).map(([text, code]) => [nameKey(text), code]));
  const plain = withoutCodes(name, reading, column, context);
  if (said.size === 0 || cellKindOf(column.cell) === 'list') return plain;
  return (text, cell) => {
    const code = said.get(nameKey(text));
    return code === undefined ? plain(text, cell) : (code ?? '');
  };
}

function withoutCodes(
  name: string,
  reading: FieldReading,
  column: PackageColumn<unknown>,
  context: FieldContext,
): Interpret {
  switch (cellKindOf(column.cell)) {
    case 'number':
    case 'integer':
      return (text, cell) => {
        const { value = null, unit } = context.readCell(cell ?? text, { ...context.number, ...reading.number }) ?? {};
        if (unit === undefined) return value ?? '';
        // Only a value has a metric, which says by what its unit is shifted.
        throw new Wrong(message('mapping.unit-in-field', { text: quoted(unit) }), message('mapping.number-expected'));
      };
    case 'date':
    case 'datetime':
      return dateTextReader(reading.format);
    case 'period':
      return periodTextReader(reading.format);
    case 'list':
      return listReader(name, reading, column.to, context);
    default:
      return column.to === null ? (text) => text : codeReader(name, reading, column.to, context);
  }
}

/** A code, or what is called so. What the lists do not have may be made by the same file: whether it is, the import knows. */
function codeReader(
  name: string,
  { scheme, within, level }: FieldReading,
  kind: CodeKind,
  { known }: FieldContext,
): Interpret {
  const entries = entriesOf(known, kind, { scheme, within, level });
  const found = buildCodeList({ entries, kind, at: `fields.${name}.codes`, unknown: 'PASS' });
  return (text) => found.find(text);
}

function listReader(name: string, reading: FieldReading, kind: CodeKind | null, context: FieldContext): Interpret {
  const said = new Map(Object.entries(reading.codes ?? {}).map(([text, code]) => [nameKey(text), code]));
  const one = kind === null ? (text: string) => text : codeReader(name, reading, kind, context);
  return (text) => {
    const whole = said.get(nameKey(text));
    if (whole !== undefined) return whole ?? '';
    // A name that holds the separator itself is one entry.
    const called = one(text, null);
    if (called !== text && !called.includes(';')) return called;
    const parts = text.split(reading.separator ?? ';').map((part) => part.trim());
    const read = parts
      .filter((part) => part !== '')
      .map((part) => {
        const code = said.get(nameKey(part));
        return code === undefined ? one(part, null) : (code ?? '');
      });
    // One text may stand for several codes.
    const codes = read.flatMap((code) => code.split(';')).map((code) => code.trim());
    return [...new Set(codes)].filter((code) => code !== '').join(';');
  };
}
