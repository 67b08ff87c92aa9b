import type { Locale } from '../../../domain/message/locale.ts';
import { message } from '../../../domain/message/message.ts';
import { translate } from '../../../domain/message/translate.ts';
import {
  type Bytes,
  buildWriter,
  type CellType,
  type Sheet,
  type SheetCell,
  type SheetColumn,
  type SheetRow,
} from './sheet.ts';
import { beginSheet, endSheet, type Frame, MAX_SHOWN_DECIMALS, ROOT_PARTS, STYLE } from './xlsx-part.ts';
import { type Entry, zipBytes } from './zip.ts';

/** Rows that a sheet of Excel holds, the header among them. */
const MAX_ROWS = 1_048_576;
/** Characters that a cell of Excel holds. */
const MAX_TEXT_LENGTH = 32_767;
/** Rows that are handed on together: a thousand bytes each, or two. */
const PIECE = 250;
const WIDTH = { string: 18, double: 14, int32: 10, boolean: 10, date: 12, dateTimeOffset: 20 } as const;
/** The button of the filter hides as much of a header. */
const BUTTON = 3;
/** A longer header is broken into lines. */
const MAX_HEADER_WIDTH = 22;
const NOTE_WIDTHS = [32, 110];

/** A column of a workbook: what people read above it, and how its numbers are shown. */
export interface WorkbookColumn extends SheetColumn {
  readonly title?: string;
  /** In characters. */
  readonly width?: number;
  /** The decimals that numbers are shown with at least; otherwise as many as each has. */
  readonly leastDecimals?: (row: SheetRow) => number;
  /** The decimals that all numbers are shown with, whatever they have. */
  readonly shownDecimals?: number;
}

/** A sheet of words about the data: names, and what they are. */
export type Notes = readonly (readonly [name: string, text: string])[];

export interface Workbook {
  readonly sheet: Sheet & { readonly columns: readonly WorkbookColumn[] };
  /** Rows that there are to write: a sheet that cannot hold them all says so. */
  readonly total: number;
  /** The names of the two sheets. */
  readonly titles: readonly [data: string, about: string];
  readonly notes: Notes;
  readonly locale: Locale;
  /** How many of the columns, from the first, are printed; without it, all. */
  readonly printed?: number;
  /** Rows that a sheet holds, for tests. */
  readonly most?: number;
}

/**
 * A workbook: the rows under a header that stays in sight, and a second sheet about them. Where there are more rows than a sheet holds, the
 * last row says so, and so does the second sheet in its first.
 */
export function xlsxBytes({ sheet, total, titles, notes, locale, printed, most = MAX_ROWS }: Workbook): Bytes {
  const room = most - 1;
  const isCut = total > room;
  const cut = isCut ? translate(message('files.sheet-cut', { shown: room - 1, total }), locale) : null;
  const about: Notes = cut === null ? notes : [[translate(message('files.sheet-incomplete'), locale), cut], ...notes];
  const rows = isCut ? firstOf(sheet.batches, room - 1) : sheet.batches;
  const { length } = sheet.columns;
  const frames: readonly [Frame, Frame] = [
    { title: titles[0], columns: length, rows: Math.min(total, room) + 1, printed: printed ?? length },
    { title: titles[1], columns: NOTE_WIDTHS.length, rows: about.length + 1, printed: NOTE_WIDTHS.length },
  ];
  const head: Notes[number] = [
    translate(message('files.sheet-item'), locale),
    translate(message('files.sheet-content'), locale),
  ];
  const entries: Entry[] = [
    ...ROOT_PARTS(frames).map(([name, text]) => ({ name, bytes: once(text) })),
    { name: 'xl/worksheets/sheet1.xml', bytes: dataSheet(sheet.columns, rows, cut, frames[0]) },
    { name: 'xl/worksheets/sheet2.xml', bytes: once(noteSheet(head, about, frames[1])) },
  ];
  return zipBytes(entries);
}

async function* once(text: string): Bytes {
  yield Buffer.from(text);
}

async function* firstOf(
  batches: AsyncIterable<readonly SheetRow[]>,
  most: number,
): AsyncGenerator<readonly SheetRow[]> {
  let left = most;
  for await (const rows of batches) {
    if (left > 0) yield rows.slice(0, left);
    left -= rows.length;
    if (left <= 0) return;
  }
}

async function* dataSheet(
  columns: readonly WorkbookColumn[],
  batches: AsyncIterable<readonly SheetRow[]>,
  cut: string | null,
  frame: Frame,
): Bytes {
  const names = columns.map(({ name, title = name }) => textCell(title, STYLE.head)).join('');
  yield Buffer.from(`${beginSheet(columns.map(widthOf), true)}<row>${names}</row>`);
  const writers = columns.map(cellWriter);
  for await (const rows of batches) {
    let text = '';
    for (const [place, row] of rows.entries()) {
      if (place > 0 && place % PIECE === 0) {
        yield Buffer.from(text);
        text = '';
      }
      text += '<row>';
      for (let at = 0; at < row.length; at++) {
        const cell = row[at] as SheetCell;
        text += cell === null ? '<c/>' : (writers[at] as CellWriter)(cell, row);
      }
      text += '</row>';
    }
    yield Buffer.from(text);
  }
  const last = cut === null ? '' : `<row>${textCell(cut, STYLE.head)}</row>`;
  yield Buffer.from(`${last}${endSheet(frame)}`);
}

function noteSheet(head: Notes[number], notes: Notes, frame: Frame): string {
  const line = ([name, text]: Notes[number], style: number) =>
    `<row>${textCell(name, style)}${textCell(text, style)}</row>`;
  const rows = [line(head, STYLE.head), ...notes.map((note) => line(note, STYLE.wrapped))];
  return `${beginSheet(NOTE_WIDTHS, false)}${rows.join('')}${endSheet(frame)}`;
}

/** As wide as the values are expected to be, and as the header is within bounds: a Chinese character takes the room of two letters. */
function widthOf({ name, title = name, type, width = WIDTH[type] }: WorkbookColumn): number {
  const letters = title.replace(/[^\0-\xff]/g, 'xx').length + BUTTON;
  return Math.max(width, Math.min(letters, MAX_HEADER_WIDTH));
}

type CellWriter = (cell: string, row: SheetRow) => string;

function cellWriter({ type, leastDecimals, shownDecimals }: WorkbookColumn): CellWriter {
  if (type !== 'double') return buildWriter(CELL[type]);
  if (shownDecimals !== undefined) return (cell) => numberCell(cell, shownDecimals);
  if (!leastDecimals) return (cell) => numberCell(cell, decimalsOf(cell));
  return (cell, row) => numberCell(cell, Math.max(decimalsOf(cell), leastDecimals(row)));
}

function decimalsOf(cell: string): number {
  const point = cell.indexOf('.');
  return point < 0 ? 0 : cell.length - point - 1;
}

const numberCell = (cell: string, decimals: number): string =>
  decimals > MAX_SHOWN_DECIMALS ? `<c><v>${cell}</v></c>` : `<c s="${STYLE.decimal + decimals}"><v>${cell}</v></c>`;

const CELL: Readonly<Record<Exclude<CellType, 'double'>, (cell: string) => string>> = {
  string: (cell) => textCell(cell, STYLE.plain),
  int32: (cell) => `<c><v>${cell}</v></c>`,
  boolean: (cell) => `<c t="b"><v>${cell === 'true' ? 1 : 0}</v></c>`,
  date: (cell) => dayCell(cell, STYLE.day),
  dateTimeOffset: (cell) => dayCell(cell, STYLE.moment),
};

/** Excel counts days from the end of 1899, and knows none before March 1900 by its right number: those stay texts. */
const DAY = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);
const FIRST = Date.UTC(1900, 2, 1);

function dayCell(text: string, style: number): string {
  const time = Date.parse(text);
  return time >= FIRST ? `<c s="${style}"><v>${(time - EPOCH) / DAY}</v></c>` : textCell(text, STYLE.plain);
}

function textCell(text: string, style: number): string {
  const short = text.length > MAX_TEXT_LENGTH ? `${text.slice(0, MAX_TEXT_LENGTH - 1)}…` : text;
  const styled = style === STYLE.plain ? '' : ` s="${style}"`;
  return `<c t="inlineStr"${styled}><is><t xml:space="preserve">${xmlText(short)}</t></is></c>`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what XML cannot hold is what is searched for
const SPECIAL = /[&<>\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|_x[0-9A-Fa-f]{4}_|\p{Surrogate}/gu;
const ENTITY: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** What XML cannot hold is written as Excel writes it, `_x0001_`; and what looks like that, so that it comes back as it was. */
export const xmlText = (text: string): string =>
  text.replace(SPECIAL, (found) => {
    if (found.length > 1) return `_x005F${found}`;
    return ENTITY[found] ?? `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  });
