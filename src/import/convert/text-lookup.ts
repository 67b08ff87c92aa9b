import { message } from '../../domain/message/message.ts';
import type { PlaceReading, TextReading } from '../mapping/reading-schema.ts';
import { Wrong } from '../package/cell.ts';
import { cellText, columnAt, columnLetters, type SourceCell, type SourceRow } from '../reader/sheet.ts';
import { isPeriodIn, isPeriodText } from '../text/period-text.ts';
import { foldWidth, nameKey } from '../text/plain-text.ts';
import { parseTemplate, type Template } from '../text/template.ts';
import { yearPartForm } from '../text/year-part.ts';
import type { Header } from './column-title.ts';
import type { HeadingRows } from './heading-row.ts';

/** The sheet that a mapping is applied to. */
export interface SheetContext {
  readonly name: string | null;
  /** Titles of columns that the mapping need not name. */
  readonly labels?: ReadonlySet<string> | undefined;
  readonly header: Header;
  /** The first rows, by number. */
  readonly head: ReadonlyMap<number, SourceRow>;
  /** Called with each row before anything of it is read. */
  readonly watchers: ((row: SourceRow) => void)[];
  /** Columns that are hidden, counted from 0. */
  readonly hidden?: ReadonlySet<number> | undefined;
  /** Columns of which no cell is read. */
  readonly nested?: ReadonlySet<number> | undefined;
  /** Columns whose blank cells say what the last one said, each with that cell. */
  readonly filled: Map<number, SourceCell | undefined>;
  readonly headings: HeadingRows;
}

/** Where a text stands; null for one that the mapping itself says. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
  /** It is said of the rows below it. */
  readonly isHeading?: boolean;
}

/** What a text depends on: nothing within its sheet, the row, the column of the value, or both. */
export type LookupScope = 'SHEET' | 'ROW' | 'COLUMN' | 'VALUE';

/** Finds a text for each value, and says where it stands. */
export interface TextLookup {
  readonly scope: LookupScope;
  read(row: SourceRow, column: number): { readonly text: string; readonly cell: SourceCell | null };
  place(row: number, column: number): CellPlace | null;
  /** The row that says it of others as well, where that is a heading; 0 for none. */
  headingRow?(row: number): number;
}

const SOURCES = ['constant', 'column', 'header', 'cell', 'sheet', 'heading', 'value', 'join'] as const;

/** Prepares a reading for one sheet. `role` is the gap of its template. Throws Wrong where the sheet does not have what it names. */
export function compileReading(
  reading: TextReading & { readonly format?: string | undefined },
  role: string,
  context: SheetContext,
  isPart = false,
): TextLookup {
  const named = SOURCES.filter((source) => reading[source] !== undefined);
  if (named.length !== 1) {
    throw new Wrong(
      message('mapping.sources', { count: named.length }),
      message('mapping.one-source', { sources: SOURCES.join(', ') }),
    );
  }
  const { join } = reading;
  const plain =
    join === undefined
      ? compilePlace(reading, context)
      : joined(join.map((part) => compileReading(part, role, context, true)));
  if (reading.template === undefined) return withBlank(plain, reading.blank);
  const template = parseTemplate(reading.template);
  if (template === null || !template.gaps.has(role)) {
    throw new Wrong(message('mapping.template-without-gap', { template: reading.template }), `{${role}}`);
  }
  return templated(plain, template, { role, isPart }, reading as TemplatedReading);
}

function withBlank(lookup: TextLookup, blank: string | undefined): TextLookup {
  if (blank === undefined) return lookup;
  return {
    ...lookup,
    read: (row, column) => {
      const found = lookup.read(row, column);
      return found.text === '' ? { text: blank, cell: null } : found;
    },
  };
}

function compilePlace(reading: PlaceReading, context: SheetContext): TextLookup {
  const { constant, column, header: row, cell, heading, value, fill = false } = reading;
  if (constant !== undefined) return fixed(constant, null, null);
  if (column !== undefined) return inColumn(context.header.find(column), fill, context);
  if (row !== undefined) return inHeader(row, fill, context.header);
  if (heading !== undefined) return inHeadings(context.header.find(heading), reading.blank, context);
  if (value !== undefined) return OF_VALUE;
  if (cell !== undefined) {
    const { place, found, text } = findHeadCell(cell, context);
    if (text === '') throw new Wrong(message('mapping.cell-blank', { cell }), message('mapping.text-expected'));
    return fixed(text, place, found ?? null);
  }
  if (context.name === null) throw new Wrong(message('mapping.no-sheet-name'), message('mapping.workbook-expected'));
  return fixed(context.name, null, null);
}

/** A cell above the table, such as `A2`. */
function findHeadCell(cell: string, { head }: Pick<SheetContext, 'head'>) {
  const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(cell) ?? [];
  const place = { row: Number(digits), column: columnAt(letters) };
  const found = head.get(place.row)?.cells[place.column];
  return { place, found, text: foldWidth(cellText(found)) };
}

/** Refuses a sheet in which a cell says something else than the mapping expects there. Throws Wrong. */
export function expectCell(cell: string, expected: string, context: SheetContext): void {
  const { text } = findHeadCell(cell, context);
  if (nameKey(text) === nameKey(expected)) return;
  throw new Wrong(
    message('mapping.other-cell', { cell, text: JSON.stringify(text), expected: JSON.stringify(expected) }),
    message('mapping.cell-expected', { cell }),
  );
}

const fixed = (text: string, place: CellPlace | null, cell: SourceCell | null): TextLookup => ({
  scope: 'SHEET',
  read: () => ({ text, cell }),
  place: () => place,
});

const OF_VALUE: TextLookup = {
  scope: 'VALUE',
  read: (row, column) => ({ text: foldWidth(cellText(row.cells[column])), cell: row.cells[column] ?? null }),
  place: (row, column) => ({ row, column }),
};

function inColumn(index: number, fill: boolean, { watchers, filled }: SheetContext): TextLookup {
  if (fill && !filled.has(index)) {
    filled.set(index, undefined);
    watchers.push((row) => {
      if (foldWidth(cellText(row.cells[index])) !== '') filled.set(index, row.cells[index]);
    });
  }
  return {
    scope: 'ROW',
    read: (row) => {
      const cell = fill ? filled.get(index) : row.cells[index];
      return { text: foldWidth(cellText(cell)), cell: cell ?? null };
    },
    place: (row) => ({ row, column: index }),
  };
}

function inHeadings(column: number, blank: string | undefined, { header, headings }: SheetContext): TextLookup {
  headings.addColumn(column);
  const rowOf = (row: number) => headings.above(row, column)?.row;
  return {
    scope: 'ROW',
    read: ({ row }) => {
      const cell = headings.above(row, column)?.cell ?? null;
      if (cell === null && blank === undefined)
        throw new Wrong(
          message('mapping.no-heading'),
          message('mapping.heading-expected', { column: header.name(column) }),
        );
      return { text: foldWidth(cellText(cell ?? undefined)), cell };
    },
    place: (row) => ({ row: rowOf(row) ?? row, column, isHeading: rowOf(row) !== undefined }),
    headingRow: (row) => rowOf(row) ?? 0,
  };
}

function inHeader(row: number, fill: boolean, header: Header): TextLookup {
  const number = header.rowNumber(row);
  if (number === null)
    throw new Wrong(message('mapping.no-header-row', { row }), message('mapping.header-row-expected'));
  const at = (column: number): number => {
    let found = column;
    while (fill && found > 0 && header.text(row, found) === '') found--;
    return found;
  };
  return {
    scope: 'COLUMN',
    read: (_, column) => ({ text: header.text(row, at(column)) ?? '', cell: header.cell(row, at(column)) }),
    place: (_, column) => ({ row: number, column: at(column) }),
  };
}

function joined(parts: readonly TextLookup[]): TextLookup {
  const scopes = new Set(parts.map(({ scope }) => scope));
  const both = scopes.has('VALUE') || (scopes.has('ROW') && scopes.has('COLUMN'));
  return {
    scope: both ? 'VALUE' : scopes.has('ROW') ? 'ROW' : scopes.has('COLUMN') ? 'COLUMN' : 'SHEET',
    read: (row, column) => {
      const texts = parts.map((part) => part.read(row, column).text);
      return { text: texts.some((text) => text === '') ? '' : texts.join(''), cell: null };
    },
    place: (row, column) => parts.map((part) => part.place(row, column)).find((place) => place !== null) ?? null,
  };
}

interface TemplatedReading {
  readonly template: string;
  readonly blank?: string | undefined;
  readonly format?: string | undefined;
}

function templated(
  lookup: TextLookup,
  template: Template,
  { role, isPart }: { readonly role: string; readonly isPart: boolean },
  { template: written, blank, format }: TemplatedReading,
): TextLookup {
  // A period is as long as it can be, in the form that it has here.
  const isWhole = role === 'period' ? isPeriodIn(format) : isPeriodText;
  // What is joined with its year may be a part of one.
  const isPeriod = isPart ? (text: string) => isWhole(text) || yearPartForm(text) !== null : isWhole;
  const known = new Map<string, string | null>();
  const partOf = (text: string): string | null => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const part = template.read(text, isPeriod)?.get(role) ?? null;
    known.set(text, part);
    return part;
  };
  return {
    ...lookup,
    read: (row, column) => {
      const { text } = lookup.read(row, column);
      if (text === '' && blank !== undefined) return { text: blank, cell: null };
      const part = partOf(text);
      if (part !== null) return { text: part, cell: null };
      throw new Wrong(message('mapping.not-by-template', { text: JSON.stringify(text) }), written);
    },
  };
}

/** A column by its letters, as it stands in messages and mappings. */
export const dollarColumn = (column: number): string => `$${columnLetters(column)}`;
